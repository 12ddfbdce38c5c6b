import ContactCentre
import Foundation
import Simulation

/// Finds the shifts of least cost that keep what is asked.
///
/// An integer programme proposes shifts, simulation judges them, and what it finds goes back as rows of the programme:
/// - a promise that is missed asks for more agents somewhere near (more agents keep it no worse, so the row cuts off nothing
///   that is good);
/// - where it is a day's promise, or the shifts are too many for such rows, it asks for Σ gain · agents ≥ what is missing, the gains found by simulating one agent more
///   in each period: a supporting plane, as long as service is concave in staff (J. Atlason, M. A. Epelman,
///   S. G. Henderson, Management Science 54, 2008; M. T. Cezik, P. L'Ecuyer, Management Science 54, 2008).
///
/// Then shifts are left out or replaced by cheaper ones as long as the promises are kept, and, where it is small enough, all
/// cheaper schedules are ruled out without the assumption.
struct ScheduleSearch {
  let problem: StaffingProblem
  let choices: [ShiftChoice]
  let deadline: Date
  let progress: @Sendable (ScheduleProgress) -> Void
  /// The best schedule known to keep all on the streams of the search: productive heads on each shift.
  private(set) var best: [Int]?
  private(set) var bestCost = Double.infinity
  private(set) var bound = 0.0
  private(set) var isProven = false
  /// The staff per period that the search for shifts began from.
  private(set) var requirement: HeadPlan
  private var programme: ScheduleProgramme
  /// The same without the care that chance asks for: its cost is a bound.
  private var relaxed: ScheduleProgramme
  /// The same without rows that assume anything.
  private var safe: ScheduleProgramme
  private var rounds = 0
  /// Schedules that are judged at most, to rule out cheaper ones.
  private static let mostProofs = 150
  /// Above so many possible shifts only period promises, whose rows are sharp, are worth a proof.
  private static let mostShiftsProven = 24
  /// Above so many possible shifts the planes lead, and no proof is tried.
  private static let mostShiftsExact = 60
  /// Relative distance to the optimum at which a programme with more shifts than that counts as solved.
  private static let programmeGap = 0.005
  /// Schedules judged at most to leave single heads out, with more shifts than that.
  private static let mostDrops = 30
  /// Replications of a schedule are so many times those of the search. Once fresh streams have rejected one, and from the
  /// start with many promises, a promise has to be kept by as many standard errors as the final check will ask for.
  private(set) var care = 1
  private static let mostCare = 32
  private static let careWithManyShifts = 8
  /// Schedules that the programme has proposed.
  private var proposed: Set<[Int]> = []
  /// Slack and error of the cells of the last schedule that was judged.
  private var lastScores: PromiseScores?

  private var drops = 0

  private var isLarge: Bool { choices.count > Self.mostShiftsExact }

  init(_ problem: StaffingProblem, deadline: Date, progress: @escaping @Sendable (ScheduleProgress) -> Void) throws {
    self.problem = problem
    self.deadline = deadline
    self.progress = progress
    choices = ShiftChoice.all(problem)
    programme = ScheduleProgramme(problem, choices)
    safe = programme
    relaxed = programme
    if choices.count > Self.mostShiftsExact { care = Self.careWithManyShifts }
    var staffing = try StaffingSearch(problem)
    try staffing.run()
    requirement = staffing.heads
  }

  /// Whether to stop with what there is.
  private var isOver: Bool { problem.isCancelled() || Date() >= deadline }
  private var secondsLeft: Double { max(1, deadline.timeIntervalSinceNow) }

  /// Searches until the programme's own answer keeps all promises, or time is up.
  /// - Throws: ``PlanningError`` for periods that no pattern covers; when it was stopped before anything was found.
  mutating func run() throws {
    try begin()
    while !isOver {
      switch programme.solve(seconds: min(secondsLeft, isLarge ? 20 : .infinity), gap: isLarge ? Self.programmeGap : 0)
      {
      case .infeasible:
        if best == nil { throw PlanningError(uncoverable()) }
        // The planes say that nothing cheaper would do.
        try improve()
        return
      case .outOfTime(let found):
        bound = max(bound, found)
        return
      case .solved(let values, _, let found):
        bound = max(bound, found)
        if cost(values) >= bestCost - 1e-9 {
          try improve()
          return
        }
        let missed = try judge(values)
        if missed.isEmpty {
          try improve()
          return
        }
        try learn(values, missed)
        if !proposed.insert(values).inserted {
          // The planes let the same schedule pass again: this row does not.
          programme.requireMore(than: agents(values), in: places(of: missed))
        }
      }
    }
  }

  /// The cost that no schedule is below by the planes, when no margin for chance is asked for.
  func boundWithoutMargin() -> Double {
    guard isLarge, !isProven else { return min(bound, bestCost) }
    return switch relaxed.solve(seconds: 10, gap: 2 * Self.programmeGap) {
    case .solved(_, _, let found), .outOfTime(let found): min(found, bound, bestCost)
    case .infeasible: 0
    }
  }

  /// Cells that fresh streams do not show to be kept: the present best is out, and more is asked for there.
  mutating func reject(_ cells: [Int]) throws {
    guard let best else { return }
    self.best = nil
    bestCost = .infinity
    isProven = false
    care = min(Self.mostCare, 2 * care)
    if isLarge { lastScores = try scores(best) }
    try learn(best, cells)
    safe.requireMore(than: agents(best), in: places(of: cells))
  }

  // MARK: The beginning

  /// Rows that hold for every schedule, and a first schedule that covers what staffing asks for.
  private mutating func begin() throws {
    if problem.aim == .everyPeriod {
      for (index, row) in try floors().enumerated() {
        for (period, agents) in row.enumerated() where agents > 0 {
          guard programme.canCover(index: index, period: period) else {
            throw PlanningError(uncovered(index, period, agents))
          }
          programme.require(agents, index: index, period: period)
          relaxed.require(agents, index: index, period: period)
          safe.require(agents, index: index, period: period)
        }
      }
    }
    // What staffing asks for, and more of it until there is a schedule to fall back on.
    for extra in 0..<(isLarge ? 4 : 1) {
      var cover = ScheduleProgramme(problem, choices)
      for index in problem.planned.indices {
        for period in 0..<problem.periodCount where cover.canCover(index: index, period: period) {
          let need = requirement[index][period]
          cover.require(need > 0 ? need + extra : 0, index: index, period: period)
        }
      }
      guard case .solved(let values, _, _) = cover.solve(seconds: min(20, secondsLeft), gap: 0.01) else { break }
      if try judge(values).isEmpty || isOver { break }
    }
    if problem.aim != .everyPeriod || isLarge {
      lastScores = nil
      try addPlanes(at: requirement.map { $0.map(Double.init) }, cells: Array(problem.cells.indices))
    }
  }

  /// The fewest agents in each period that could ever do: with plenty in all others.
  private func floors() throws -> HeadPlan {
    var floors = requirement
    let plenty = requirement.map { row in
      row.indices.map { period in
        let near = row[max(0, period - problem.reach)...min(row.count - 1, period + problem.reach)].max() ?? 0
        return near > 0 ? near + max(4, near / 2) : 0
      }
    }
    // Groups that share no type do not meet: one of each component at a time.
    let components = problem.components
    for turn in 0..<(components.map(\.count).max() ?? 0) {
      let together = components.filter { turn < $0.count }
      for phase in 0..<problem.reach {
        var open = together.flatMap { component in
          floors[component[turn]].indices.filter { $0 % problem.reach == phase && floors[component[turn]][$0] > 0 }.map
          {
            (component: component, index: component[turn], period: $0)
          }
        }
        while !open.isEmpty, !isOver {
          var heads = plenty
          for place in open { heads[place.index][place.period] = floors[place.index][place.period] - 1 }
          let scores = try problem.scores(heads)
          open = open.filter { place in
            let types = types(of: place.component)
            let isMissed = problem.cells.indices.contains { number in
              let cell = problem.cells[number]
              // Three standard errors: a floor must not be the work of chance.
              return cell.periods == place.period..<place.period + 1 && types.contains(cell.type)
                && scores.isObserved[number] && scores.slack[number] + 3 * scores.error[number] < 0
            }
            if !isMissed { floors[place.index][place.period] -= 1 }
            return !isMissed && floors[place.index][place.period] > 0
          }
        }
      }
    }
    return floors
  }

  /// The types that the groups of a component answer.
  private func types(of component: [Int]) -> Set<Int> {
    let names = Set(component.flatMap { problem.scenario.agentGroups[problem.planned[$0]].skills.map(\.contactType) })
    return Set(problem.scenario.contactTypes.indices.filter { names.contains(problem.scenario.contactTypes[$0].name) })
  }

  // MARK: Judging

  /// What a schedule costs: the heads that are scheduled for it.
  func cost(_ values: [Int]) -> Double {
    zip(values, choices).reduce(0) { $0 + Double(scheduled($1.0, $1.1)) * $1.1.cost }
  }

  /// Heads scheduled on a shift so that so many are productive.
  func scheduled(_ productive: Int, _ choice: ShiftChoice) -> Int {
    StaffingProblem.scheduled(
      productive, shrinkage: problem.scenario.agentGroups[problem.planned[choice.index]].shrinkage)
  }

  /// Agents on duty by planned group and period, averaged over the period.
  func agents(_ values: [Int]) -> [[Double]] {
    var heads = problem.planned.map { _ in Array(repeating: 0.0, count: problem.periodCount) }
    for (value, choice) in zip(values, choices) where value > 0 {
      for (period, share) in choice.cover { heads[choice.index][period] += Double(value) * share }
    }
    return heads
  }

  /// The shifts of a schedule, by planned group.
  func shifts(_ values: [Int]) -> [[Shift]] {
    problem.planned.indices.map { index in
      zip(values, choices).compactMap { value, choice in
        guard value > 0, choice.index == index else { return nil }
        var shift = choice.shift
        shift.heads = scheduled(value, choice)
        return shift
      }
    }
  }

  /// The scenario with the shifts of a schedule in place of the staff of the planned groups.
  func scenario(_ values: [Int]) -> Scenario {
    var changed = problem.scenario
    for (group, shifts) in zip(problem.planned, shifts(values)) {
      changed.agentGroups[group].heads = nil
      changed.agentGroups[group].shifts = shifts
    }
    return changed
  }

  private func scores(_ values: [Int]) throws -> PromiseScores {
    var changed = scenario(values)
    changed.experiment.seed = problem.seed
    return PromiseScores(
      problem.cells,
      try StaffingProblem.table(
        changed, 0..<care * problem.replications, threads: problem.threads, isCancelled: { false },
        afterEach: problem.afterEach))
  }

  /// Simulates a schedule; the cells that it misses. One that misses none and is cheaper becomes the best.
  private mutating func judge(_ values: [Int]) throws -> [Int] {
    rounds += 1
    let scores = try scores(values)
    lastScores = scores
    let missed = scores.slack.indices.filter {
      !scores.isKept($0) || care > 1 && scores.isObserved[$0] && scores.slack[$0] < FreshCheck.factor * scores.error[$0]
    }
    if missed.isEmpty, cost(values) < bestCost - 1e-9 {
      best = values
      bestCost = cost(values)
    }
    progress(ScheduleProgress(rounds: rounds, cost: best == nil ? nil : bestCost, bound: bound))
    return missed
  }

  // MARK: Learning

  /// Puts into the programme what a schedule showed.
  private mutating func learn(_ values: [Int], _ missed: [Int]) throws {
    let heads = agents(values)
    guard !isLarge else { return try addPlanes(at: heads, cells: missed) }
    for cell in missed where problem.cells[cell].periods.count == 1 {
      programme.requireMore(than: heads, in: places(of: [cell]))
      safe.requireMore(than: heads, in: places(of: [cell]))
    }
    let days = missed.filter { problem.cells[$0].periods.count > 1 }
    guard !days.isEmpty else { return }
    // That this very plan is not enough is certain; the planes say more, if service is concave.
    programme.requireMore(than: heads, in: places(of: days))
    safe.requireMore(than: heads, in: places(of: days))
    try addPlanes(at: heads, cells: days)
  }

  /// Where agents could help cells: around the periods of each, in the groups that have to do with its type.
  private func places(of cells: [Int]) -> [(index: Int, period: Int)] {
    var places: Set<StaffingSearch.Place> = []
    for number in cells {
      let cell = problem.cells[number]
      let name = problem.scenario.contactTypes[cell.type].name
      let from = max(0, cell.periods.lowerBound - problem.reach + 1)
      let to = cell.kind == .deadline ? problem.periodCount : min(problem.periodCount, cell.periods.upperBound + 1)
      for component in problem.components
      where component.contains(where: { index in
        let group = problem.scenario.agentGroups[problem.planned[index]]
        return group.skills.contains { $0.contactType == name }
          || problem.scenario.contactTypes[cell.type].steps.contains { $0.group == group.name }
      }) {
        for index in component { for period in from..<to { places.insert(.init(index: index, period: period)) } }
      }
    }
    return places.sorted { ($0.index, $0.period) < ($1.index, $1.period) }.map { ($0.index, $0.period) }
  }

  /// Supporting planes of the service of cells at a plan, through what was seen of it when it was judged; without that,
  /// through what the search sees of it.
  private mutating func addPlanes(at heads: [[Double]], cells: [Int]) throws {
    let whole = heads.map { $0.map { Int($0.rounded()) } }
    var search = try StaffingSearch(problem, heads: whole)
    let all = problem.planned.indices.flatMap { index in
      (0..<problem.periodCount).filter { programme.canCover(index: index, period: $0) }.map {
        StaffingSearch.Place(index: index, period: $0)
      }
    }
    let effects = try search.effects(of: all, change: 1)
    let seen = isLarge ? lastScores ?? search.scores : search.scores
    for cell in cells where seen.isObserved[cell] {
      let gains = effects.compactMap { effect -> (index: Int, period: Int, gain: Double)? in
        guard let gain = gain(effect, cell, search), gain > 0 else { return nil }
        return (effect.place.index, effect.place.period, gain)
      }
      guard !gains.isEmpty else { continue }
      let now = gains.reduce(0) { sum, entry in
        let present = heads[entry.index][entry.period]
        return sum + entry.gain * (isLarge ? present : present.rounded())
      }
      let margin = isLarge && lastScores != nil ? FreshCheck.factor * seen.error[cell] : 0
      programme.require(gains, atLeast: now - seen.slack[cell] + margin)
      relaxed.require(gains, atLeast: now - seen.slack[cell])
    }
  }

  private func gain(_ effect: StaffingSearch.Effect, _ cell: Int, _ search: StaffingSearch) -> Double? {
    guard let probability = problem.cells[cell].probability else { return effect.slack[cell] }
    guard let changes = effect.perReplication[cell] else { return nil }
    let before = search.scores.perReplication[cell]
    let kept = zip(before, changes).count { $0 + $1 >= -1e-9 }
    return Double(kept) / Double(max(1, changes.count)) - probability - search.scores.slack[cell]
  }

  // MARK: Improvement and proof

  /// Leaves out what is not needed, replaces shifts by cheaper ones, and rules out all that is cheaper where it can.
  private mutating func improve() throws {
    guard best != nil else { return }
    var didImprove = true
    while didImprove, !isOver { didImprove = try step() }
    try prove()
  }

  /// One better neighbour of the best schedule; whether there was one.
  private mutating func step() throws -> Bool {
    guard let best else { return false }
    let present = best.indices.filter { best[$0] > 0 }.sorted { (choices[$0].cost, $1) > (choices[$1].cost, $0) }
    for column in present {
      if isOver || isLarge && drops >= Self.mostDrops { return false }
      drops += 1
      var fewer = best
      fewer[column] -= 1
      if try judge(fewer).isEmpty { return true }
    }
    return false
  }

  /// Asks the programme without assumptions for cheaper schedules until there are none, or it takes too long.
  private mutating func prove() throws {
    guard !isLarge, problem.aim == .everyPeriod || choices.count <= Self.mostShiftsProven else { return }
    for _ in 0..<Self.mostProofs {
      guard !isOver else { return }
      var cheaper = safe
      cheaper.requireCost(below: bestCost - max(1e-6, 1e-7 * bestCost))
      switch cheaper.solve(seconds: min(10, secondsLeft)) {
      case .infeasible:
        isProven = true
        bound = bestCost
        return
      case .outOfTime: return
      case .solved(let values, _, let found):
        // Without planes in the way the bound holds whatever the shape of service.
        if problem.aim == .everyPeriod { bound = max(bound, min(found, bestCost)) }
        let missed = try judge(values)
        if missed.isEmpty { continue }
        let heads = agents(values)
        let days = missed.filter { problem.cells[$0].periods.count > 1 }
        for cell in missed where problem.cells[cell].periods.count == 1 {
          safe.requireMore(than: heads, in: places(of: [cell]))
        }
        if !days.isEmpty { safe.requireMore(than: heads, in: places(of: days)) }
      }
    }
  }
}
