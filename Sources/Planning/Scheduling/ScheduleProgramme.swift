/// The integer programme of a schedule: how many productive heads work each shift, under what simulation has shown so far.
struct ScheduleProgramme {
  private let problem: StaffingProblem
  private let choices: [ShiftChoice]
  private var programme = IntegerProgramme()
  /// The shifts that cover a period, with how much of it, by planned group and period.
  private let covering: [[[(column: Int, coefficient: Double)]]]
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
    for choice in choices {
      let shrinkage = problem.scenario.agentGroups[problem.planned[choice.index]].shrinkage
      // Columns count productive heads; each costs what the heads scheduled for it cost.
      let column = programme.add(cost: choice.cost / (1 - shrinkage))
      for (period, share) in choice.cover { covering[choice.index][period].append((column, share)) }
    }
    self.covering = covering
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

  /// At least so many agents in a period.
  mutating func require(_ agents: Int, index: Int, period: Int) {
    guard agents > 0 else { return }
    programme.add(covering[index][period], atLeast: Double(agents))
  }

  /// Σ gain · agents ≥ least: a supporting plane of a service level.
  mutating func require(_ gains: [(index: Int, period: Int, gain: Double)], atLeast least: Double) {
    programme.add(
      gains.flatMap { entry in covering[entry.index][entry.period].map { ($0.column, $0.coefficient * entry.gain) } },
      atLeast: least)
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
      covering[level.index][level.period] + [(column, -wanted)], atLeast: 0)
    return column
  }

  private func isWhole(_ index: Int, _ period: Int) -> Bool {
    covering[index][period].allSatisfy { $0.coefficient == $0.coefficient.rounded() }
  }

  /// A cost below a known one.
  mutating func requireCost(below cost: Double) {
    programme.add(programme.columns.enumerated().map { ($0.offset, -$0.element.cost) }, atLeast: -cost)
  }

  /// Productive heads on each shift at least cost.
  func solve(seconds: Double, gap: Double = 0) -> IntegerProgramme.Outcome {
    switch programme.solve(seconds: seconds, gap: gap) {
    case .solved(let values, let cost, let bound):
      .solved(values: Array(values.prefix(choices.count)), cost: cost, bound: bound)
    case let other: other
    }
  }
}
