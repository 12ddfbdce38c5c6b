import ContactCentre
import Foundation
import Simulation

// What a schedule is, costs and does.
extension ScheduleSearch {
  /// What a schedule costs: the heads that are scheduled for it.
  func cost(_ values: [Int]) -> Double { cost(zip(values, choices).map { ($0, $1) }) }

  /// What the shifts of a part cost.
  func cost(_ values: [Int], _ part: SchedulePart) -> Double {
    cost(zip(values, part.columns).map { ($0, choices[$1]) })
  }

  private func cost(_ staff: [(value: Int, choice: ShiftChoice)]) -> Double {
    problem.planned.indices.reduce(0) { sum, index in
      let own = staff.filter { $0.choice.index == index }
      return sum + zip(scheduled(own.map(\.value), index), own).reduce(0) { $0 + Double($1.0) * $1.1.choice.cost }
    }
  }

  /// Heads scheduled on the shifts of a planned group, in their order, so that so many are productive: as a simulation takes
  /// shrinkage off them.
  private func scheduled(_ productive: [Int], _ index: Int) -> [Int] {
    var group = problem.scenario.agentGroups[problem.planned[index]]
    group.shifts = []
    return group.headsToSchedule(productive)
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
      let own = zip(values, choices).filter { $0 > 0 && $1.index == index }
      return zip(scheduled(own.map(\.0), index), own).map { heads, choice in
        var shift = choice.1.shift
        shift.heads = heads
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

  /// A scenario without the contacts that only parts answer of which nothing is asked: they change nothing for the others,
  /// and take time.
  func leavingOut(_ isIdle: (Int) -> Bool, of scenario: Scenario) -> Scenario {
    var changed = scenario
    for (number, part) in parts.enumerated() where isIdle(number) {
      for type in part.ownTypes {
        guard var arrivals = changed.contactTypes[type].arrivals else { continue }
        for period in arrivals.perHour.values.indices { arrivals.perHour.values[period] = 0 }
        changed.contactTypes[type].arrivals = arrivals
      }
    }
    return changed
  }

  /// Plays a schedule on the streams of the search.
  /// - Parameter isIdle: parts that need not be looked at.
  func scores(_ values: [Int], isIdle: (Int) -> Bool = { _ in false }) throws -> PromiseScores {
    var changed = leavingOut(isIdle, of: scenario(values))
    changed.experiment.seed = problem.seed
    return PromiseScores(
      problem.cells,
      try StaffingProblem.table(
        changed, 0..<care * problem.replications, threads: problem.threads, isCancelled: { false },
        afterEach: problem.afterEach))
  }

  /// Whether a cell is not kept by the margin that the final check asks for.
  func isMissed(_ cell: Int, _ scores: PromiseScores) -> Bool {
    scores.isObserved[cell] && scores.slack[cell] < margin(cell, scores) - 1e-12
  }

  /// The margin that the final check asks for. Where few contacts come it could not be reached even with all in time: there
  /// half of what is possible has to do, and the final check looks longer or judges such periods together.
  func margin(_ cell: Int, _ scores: PromiseScores) -> Double {
    let wanted = FreshCheck.factor * scores.error[cell]
    guard problem.cells[cell].probability == nil else { return wanted }
    return min(wanted, 0.5 * (1 - problem.cells[cell].target) * scores.weight[cell])
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
    let began = Date()
    let scores = try scores(values, isIdle: { candidates[$0] == nil })
    if !candidates.contains(where: { $0 == nil }) { note(playing: Date().timeIntervalSince(began)) }
    lastScores = scores
    let missed = Set(problem.cells.indices.filter { isMissed($0, scores) })
    let othersAreKept = missed.isDisjoint(with: otherCells)
    for (number, candidate) in candidates.enumerated() {
      guard let candidate, othersAreKept, missed.isDisjoint(with: parts[number].cells) else { continue }
      parts[number].keep(candidate, cost: cost(candidate, parts[number]))
    }
    progress(ScheduleProgress(rounds: rounds, cost: best == nil ? nil : bestCost, bound: bound))
    return missed
  }
}
