import ContactCentre
import Foundation
import Simulation

/// Productive heads by planned group and period of the run.
typealias HeadPlan = [[Int]]

/// A scenario whose staff is to be found: what is asked, and what a plan does.
struct StaffingProblem: Sendable {
  let scenario: Scenario
  let aim: StaffingAim
  /// Indices of the groups that are planned; the others keep the staff of the scenario.
  let planned: [Int]
  /// The model of each group: what the search begins from.
  var pools: [PoolModel]
  let timeline: RunTimeline
  let warmUpPeriods: Int
  /// For each period of the warm-up the counted one whose staff it has; `nil` where no counted one has its clock time, and
  /// for counted periods.
  let twins: [Int?]
  /// Types whose promises are up to groups that are not planned: they stay as they are.
  let notPlanned: [Int]
  /// What is asked for under the aim.
  let cells: [PromiseCell]
  /// The promises period by period, whatever the aim: where the search begins.
  let periodCells: [PromiseCell]
  /// Contacts a second that arrive, by period and type.
  let rates: [[Double]]
  /// Contacts in hand with agents without end, by period and type (the modified offered load).
  let loads: [[Double]]
  /// Replications of each evaluation of the search.
  var replications: Int
  /// Whether it is a single queue, of which far more contacts can be looked at in the same time.
  let isOneQueue: Bool
  let seed: UInt64
  let threads: Int
  /// The most agents that a group may have in a period.
  let most: Int
  let isCancelled: @Sendable () -> Bool
  let afterEach: @Sendable () -> Void

  var periodCount: Int { timeline.periodCount }

  /// The periods that are counted: all but the warm-up.
  var countedPeriods: Range<Int> { warmUpPeriods..<periodCount }

  /// Days that are counted, as a simulation counts them: those of the run less the warm-up.
  var countedDays: Double {
    Double(scenario.calendar.days) * (timeline.end - timeline.periodStarts[warmUpPeriods]) / timeline.end
  }

  /// A plan whose warm-up is staffed as the run goes on: no promise is about it, so that nothing else says who is there.
  func settled(_ heads: HeadPlan) -> HeadPlan {
    heads.map { row in row.indices.map { row[twins[$0] ?? $0] } }
  }

  /// How far, in periods, a change of staff is felt before (1) and behind.
  var reach: Int {
    let longest = pools.flatMap(\.handling).max() ?? 0
    return max(3, 2 + Int((3 * longest / Double(scenario.calendar.periodSeconds)).rounded(.up)))
  }

  /// Seconds of a period.
  func length(_ period: Int) -> Double { timeline.periodStarts[period + 1] - timeline.periodStarts[period] }

  /// What an hour of a productive agent of a planned group costs: of the heads that have to be scheduled for one. Hours are
  /// counted when prices are unknown.
  func price(_ index: Int) -> Double {
    let hasPrices = planned.allSatisfy { scenario.agentGroups[$0].costPerHour != nil }
    let group = scenario.agentGroups[planned[index]]
    return (hasPrices ? max(group.costPerHour ?? 1, 1e-6) : 1) / (1 - group.shrinkage)
  }

  /// Scheduled heads that leave so many productive ones after shrinkage.
  static func scheduled(_ productive: Int, shrinkage: Double) -> Int {
    guard productive > 0 else { return 0 }
    var heads = max(0, Int((Double(productive) / (1 - shrinkage)).rounded(.down)) - 2)
    while Int((Double(heads) * (1 - shrinkage)).rounded()) < productive { heads += 1 }
    return heads
  }

  /// The scenario with the heads of a plan in place of the staff of the planned groups.
  func scenario(with heads: HeadPlan) -> Scenario {
    var changed = scenario
    let perDay = scenario.calendar.periodsPerDay
    for (index, group) in planned.enumerated() {
      var values = Array(repeating: 0.0, count: perDay * scenario.calendar.days)
      for period in 0..<periodCount {
        values[timeline.periodDay[period] * perDay + timeline.periodOfDay[period]] = Double(
          Self.scheduled(heads[index][period], shrinkage: scenario.agentGroups[group].shrinkage))
      }
      changed.agentGroups[group].heads = PeriodProfile(values: values, periodsPerDay: perDay)
      changed.agentGroups[group].shifts = []
    }
    return changed
  }

  /// Plays replications of a plan.
  /// - Throws: ``PlanningError`` when it was cancelled.
  func table(_ heads: HeadPlan, _ replications: Range<Int>, seed: UInt64) throws -> ReplicationTable {
    var changed = scenario(with: heads)
    changed.experiment.seed = seed
    return try Self.table(changed, replications, threads: threads, isCancelled: isCancelled, afterEach: afterEach)
  }

  static func table(
    _ scenario: Scenario, _ replications: Range<Int>, threads: Int, isCancelled: @escaping @Sendable () -> Bool,
    afterEach: @escaping @Sendable () -> Void
  ) throws -> ReplicationTable {
    let simulator = try Simulator(scenario, announcements: false)
    guard
      let table = simulator.table(replications, threads: threads, isCancelled: isCancelled, afterEach: afterEach)
    else { throw PlanningError("stopped before a plan was found") }
    return table
  }

  /// How well a plan keeps what the aim asks for, on the streams of the search.
  func scores(_ heads: HeadPlan) throws -> PromiseScores {
    PromiseScores(cells, try table(heads, 0..<replications, seed: seed))
  }
}
