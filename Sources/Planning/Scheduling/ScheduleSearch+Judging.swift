import ContactCentre
import Simulation

// What a schedule is, costs and does.
extension ScheduleSearch {
  /// What a schedule costs: the heads that are scheduled for it.
  func cost(_ values: [Int]) -> Double {
    zip(values, choices).reduce(0) { $0 + Double(scheduled($1.0, $1.1)) * $1.1.cost }
  }

  /// What the shifts of a part cost.
  func cost(_ values: [Int], _ part: SchedulePart) -> Double {
    zip(values, part.columns).reduce(0) { $0 + Double(scheduled($1.0, choices[$1.1])) * choices[$1.1].cost }
  }

  /// Heads scheduled on a shift so that so many are productive.
  func scheduled(_ productive: Int, _ choice: ShiftChoice) -> Int {
    StaffingProblem.scheduled(
      productive, shrinkage: problem.scenario.agentGroups[problem.planned[choice.index]].shrinkage)
  }

  /// Agents on duty by planned group and period, averaged over the period.
  func agents(_ values: [Int]) -> [[Double]] { agents(zip(values, choices).map { ($0, $1) }) }

  /// The same of one part; no others are on duty.
  func agents(_ values: [Int], _ part: SchedulePart) -> [[Double]] {
    agents(zip(values, part.columns).map { ($0, choices[$1]) })
  }

  private func agents(_ staff: [(value: Int, choice: ShiftChoice)]) -> [[Double]] {
    var heads = problem.planned.map { _ in Array(repeating: 0.0, count: problem.periodCount) }
    for (value, choice) in staff where value > 0 {
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

  /// Plays a schedule on the streams of the search.
  func scores(_ values: [Int]) throws -> PromiseScores {
    var changed = scenario(values)
    changed.experiment.seed = problem.seed
    return PromiseScores(
      problem.cells,
      try StaffingProblem.table(
        changed, 0..<care * problem.replications, threads: problem.threads, isCancelled: { false },
        afterEach: problem.afterEach))
  }

  /// Whether a cell is not kept by the margin that the final check asks for.
  static func isMissed(_ cell: Int, _ scores: PromiseScores) -> Bool {
    scores.isObserved[cell] && scores.slack[cell] < FreshCheck.factor * scores.error[cell] - 1e-12
  }

  /// Simulates shifts of some parts together with the best known of the others; the cells that they miss. Shifts of a part
  /// that miss none and are cheaper become its best.
  mutating func judge(_ candidates: [[Int]?]) throws -> Set<Int> {
    rounds += 1
    var values = Array(repeating: 0, count: choices.count)
    for (part, candidate) in zip(parts, candidates) {
      guard let own = candidate ?? part.best else { continue }
      for (column, value) in zip(part.columns, own) { values[column] = value }
    }
    let scores = try scores(values)
    lastScores = scores
    let missed = Set(problem.cells.indices.filter { Self.isMissed($0, scores) })
    let othersAreKept = missed.isDisjoint(with: otherCells)
    for (number, candidate) in candidates.enumerated() {
      guard let candidate, othersAreKept, missed.isDisjoint(with: parts[number].cells) else { continue }
      parts[number].keep(candidate, cost: cost(candidate, parts[number]))
    }
    progress(ScheduleProgress(rounds: rounds, cost: best == nil ? nil : bestCost, bound: bound))
    return missed
  }
}
