/// The integer programme of a schedule: how many productive heads work each shift, under what simulation has shown so far.
struct ScheduleProgramme {
  private let problem: StaffingProblem
  private let choices: [ShiftChoice]
  private var programme = IntegerProgramme()
  /// The shifts that cover a period, with how much of it, by planned group and period.
  private let covering: [[[(column: Int, coefficient: Double)]]]
  /// The column that is the agents of a period, by planned group and period; `nil` where breaks cut it, or nobody covers it.
  private var sums: [[Int?]] = []
  /// The shifts of which a head goes off duty when a period begins, by planned group and period.
  private let leaving: [[[Int]]]
  /// Columns that are 1 only when a group has at least so many agents in a period.
  private var levels: [Level: Int] = [:]

  private struct Level: Hashable {
    var index: Int
    var period: Int
    var agents: Int
  }

  init(_ problem: StaffingProblem, _ choices: [ShiftChoice]) {
    self.problem = problem
    self.choices = choices
    var covering = problem.planned.map { _ in
      (0..<problem.periodCount).map { _ in [(column: Int, coefficient: Double)]() }
    }
    var leaving = problem.planned.map { _ in Array(repeating: [Int](), count: problem.periodCount) }
    for choice in choices {
      let shrinkage = problem.scenario.agentGroups[problem.planned[choice.index]].shrinkage
      // Columns count productive heads; each costs what the heads scheduled for it cost.
      let column = programme.add(cost: choice.cost / (1 - shrinkage))
      for (period, share) in choice.cover { covering[choice.index][period].append((column, share)) }
      for period in choice.leaves { leaving[choice.index][period].append(column) }
    }
    self.covering = covering
    self.leaving = leaving
    sums = covering.map { row in
      row.map { cover in
        cover.isEmpty || !Self.isWhole(cover) ? nil : programme.addSum(of: cover)
      }
    }
    for (index, group) in problem.planned.enumerated() {
      for (number, pattern) in problem.scenario.agentGroups[group].patterns.enumerated() {
        guard let most = pattern.most else { continue }
        let shrinkage = problem.scenario.agentGroups[group].shrinkage
        let columns = choices.indices.filter { choices[$0].index == index && choices[$0].pattern == number }
        programme.add(columns.map { ($0, -1) }, atLeast: -(Double(most) * (1 - shrinkage)).rounded(.down))
      }
    }
  }

  /// Whether some shift of a group covers a period.
  func canCover(index: Int, period: Int) -> Bool { !covering[index][period].isEmpty }

  /// The agents of a period, times a factor.
  private func agents(_ index: Int, _ period: Int, times factor: Double = 1) -> [(column: Int, coefficient: Double)] {
    if let column = sums[index][period] { return [(column, factor)] }
    return covering[index][period].map { ($0.column, $0.coefficient * factor) }
  }

  /// At least so many agents in a period.
  mutating func require(_ agents: Int, index: Int, period: Int) {
    guard agents > 0 else { return }
    programme.add(self.agents(index, period), atLeast: Double(agents))
  }

  /// More than `fewer` agents in a period: where breaks cut it in two, a share of an agent more may do.
  mutating func requireMore(than fewer: Int, index: Int, period: Int) {
    guard fewer >= 0 else { return }
    programme.add(agents(index, period), atLeast: isWhole(index, period) ? Double(fewer + 1) : Double(fewer) + 0.01)
  }

  /// Agents in a period: at least `floor` are known to be needed, and `seen` were seen not to do.
  struct Shortage {
    var index: Int
    var period: Int
    var floor: Int
    var seen: Int
    /// So many heads went off duty when the period began, and finished the contact in hand.
    var left = 0.0
    /// What another one is worth, in agents of the period; 0 where they do not matter.
    var leaver = 0.0

    /// Agents from the floor to what may do.
    var room: Double { Double(seen + 1 - floor) }
    /// The weight of a leaver in ``ScheduleProgramme/mendOne(of:)``: the least that gives as much as more leavers than were
    /// seen are worth, at most the whole.
    var leaverWeight: Double { leaver > 0 ? 1 / (left + room / leaver) : 0 }
    /// How far the row is satisfied by what was seen.
    var seenWeight: Double { Double(seen - floor) / room + left * leaverWeight }
  }

  /// At least one of some shortages has to be mended, as one row over all of them: Σ (agents - floor) / (seen + 1 - floor)
  /// ≥ 1. True of every whole solution, as each term is at least 0, and at least 1 where a shortage is mended. More who
  /// leave with a contact in hand may do instead.
  mutating func mendOne(of shortages: [Shortage]) {
    var terms: [(column: Int, coefficient: Double)] = []
    var least = 1.0
    for place in shortages where canCover(index: place.index, period: place.period) {
      // Of a period that breaks cut in two, a share of an agent more may do.
      let room = place.room - (isWhole(place.index, place.period) ? 0 : 0.99)
      terms += agents(place.index, place.period, times: 1 / room)
      terms += leaving[place.index][place.period].map { ($0, place.leaverWeight) }
      least += Double(place.floor) / room
    }
    // Whole coefficients are kinder to the cuts of the solver.
    let scale = shortages.reduce(1.0) { $0 * $1.room }
    programme.add(terms.map { ($0.column, $0.coefficient * scale) }, atLeast: least * scale)
  }

  /// Σ gain · agents ≥ least: a supporting plane of a service level.
  mutating func require(_ gains: [(index: Int, period: Int, gain: Double)], atLeast least: Double) {
    programme.add(
      gains.flatMap { agents($0.index, $0.period, times: $0.gain) }, atLeast: least)
  }

  /// What agents of a period are worth at most: `worth[k]` with k of them, from 0.
  struct Worth {
    var index: Int
    var period: Int
    var worth: [Double]
  }

  /// The sum of what the agents of some periods are worth at most has to reach `least`. True of every schedule: each curve is
  /// taken at its concave hull, by columns for the stretches in which it is straight, and whoever is there for part of a
  /// period counts as there for all of it.
  mutating func require(_ places: [Worth], atLeast least: Double) {
    var terms: [(column: Int, coefficient: Double)] = []
    var missing = least
    for place in places {
      missing -= place.worth[0]
      guard canCover(index: place.index, period: place.period) else { continue }
      var steps: [(column: Int, coefficient: Double)] = []
      for stretch in Self.stretches(place.worth) {
        let column = programme.addShare(most: stretch.agents)
        terms.append((column, stretch.gain))
        steps.append((column, -1))
      }
      programme.add(
        covering[place.index][place.period].map { ($0.column, $0.coefficient.rounded(.up)) } + steps, atLeast: 0)
    }
    programme.add(terms, atLeast: missing)
  }

  /// The concave hull of a curve: so many agents, each of whom gains so much; from the steepest.
  private static func stretches(_ worth: [Double]) -> [(agents: Int, gain: Double)] {
    var hull = [0]
    for place in worth.indices.dropFirst() {
      func slope(_ from: Int, _ to: Int) -> Double { (worth[to] - worth[from]) / Double(to - from) }
      while hull.count > 1, slope(hull[hull.count - 2], hull[hull.count - 1]) <= slope(hull[hull.count - 1], place) {
        hull.removeLast()
      }
      hull.append(place)
    }
    return zip(hull, hull.dropFirst()).compactMap { from, to in
      let gain = (worth[to] - worth[from]) / Double(to - from)
      return gain > 1e-12 ? (to - from, gain) : nil
    }
  }

  /// More agents than now in at least one of some places: a plan that misses a promise misses it with fewer too.
  mutating func requireMore(than heads: [[Double]], in places: [(index: Int, period: Int)]) {
    var columns: [(column: Int, coefficient: Double)] = []
    for place in places where canCover(index: place.index, period: place.period) {
      let agents = Int((heads[place.index][place.period] + 1e-9).rounded(.down)) + 1
      columns.append((level(Level(index: place.index, period: place.period, agents: agents)), 1))
    }
    programme.add(columns, atLeast: 1)
  }

  private mutating func level(_ level: Level) -> Int {
    if let column = levels[level] { return column }
    let column = programme.add(cost: 0, most: 1)
    levels[level] = column
    // Any share of an agent more would do for a period that a break cuts in two.
    let wanted = isWhole(level.index, level.period) ? Double(level.agents) : Double(level.agents) - 1 + 0.01
    programme.add(
      agents(level.index, level.period) + [(column, -wanted)], atLeast: 0)
    return column
  }

  /// Whether whoever is on duty in a period is there for all of it.
  func isWhole(_ index: Int, _ period: Int) -> Bool { Self.isWhole(covering[index][period]) }

  private static func isWhole(_ cover: [(column: Int, coefficient: Double)]) -> Bool {
    cover.allSatisfy { $0.coefficient == $0.coefficient.rounded() }
  }

  /// A cost below a known one.
  mutating func requireCost(below cost: Double) {
    programme.add(programme.columns.enumerated().map { ($0.offset, -$0.element.cost) }, atLeast: -cost)
  }

  /// Productive heads on each shift at least cost.
  func solve(
    seconds: Double, gap: Double = 0, isCancelled: @escaping () -> Bool = { false }
  ) -> IntegerProgramme.Outcome {
    switch programme.solve(seconds: seconds, gap: gap, isCancelled: isCancelled) {
    case .solved(let values, let cost, let bound):
      .solved(values: Array(values.prefix(choices.count)), cost: cost, bound: bound)
    case let other: other
    }
  }
}
