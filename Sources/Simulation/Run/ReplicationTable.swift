import Dispatch
import Foundation
import Synchronization

/// What single replications counted, one by one: the raw material of paired comparisons and of planning.
///
/// Two scenarios that are played with the same seed and replications share their random streams, so that the differences of
/// their counts vary far less than the counts.
package struct ReplicationTable: Sendable {
  /// The counts of a contact type in a period, of contacts that arrived in it.
  package enum Column: Int, CaseIterable, Sendable {
    case offered, answered, answeredWithin, abandoned, abandonedWithin, deadlineMet, deadlineMissed, deadlineOpen
  }

  /// The totals of a contact type over the periods that are counted; times in microseconds.
  package enum Total: Int, CaseIterable, Sendable {
    case offered, answered, answeredWithin, abandoned, abandonedWithin, deadlineMet, deadlineMissed, deadlineOpen
    case waitAnswered
  }

  /// The replications, in order.
  package let replications: Range<Int>
  /// Contact types, agent groups and periods.
  package let typeCount: Int
  /// Agent groups.
  package let groupCount: Int
  /// Periods of the run, those of the warm-up included.
  package let periodCount: Int
  /// Replication by replication, type by type, period by period, a value for each ``Column``.
  private var periods: [Int32]
  /// Replication by replication, type by type, a value for each ``Total``.
  private var totals: [Int64]
  /// Replication by replication, overtime of each group, microseconds.
  private var overtimes: [Int64]

  /// How many replications were played.
  package var count: Int { replications.count }

  /// A count of a replication, given by its place in ``replications``.
  @inline(__always)
  package func count(_ column: Column, replication: Int, type: Int, period: Int) -> Int {
    Int(periods[((replication * typeCount + type) * periodCount + period) * Column.allCases.count + column.rawValue])
  }

  /// A total of a replication, given by its place in ``replications``.
  package func total(_ total: Total, replication: Int, type: Int) -> Int64 {
    totals[(replication * typeCount + type) * Total.allCases.count + total.rawValue]
  }

  /// What a group worked beyond its paid time in a replication, microseconds.
  package func overtime(replication: Int, group: Int) -> Int64 { overtimes[replication * groupCount + group] }

  init(_ replications: Range<Int>, types: Int, groups: Int, periods: Int) {
    self.replications = replications
    typeCount = types
    groupCount = groups
    periodCount = periods
    self.periods = []
    totals = []
    overtimes = []
    self.periods.reserveCapacity(replications.count * types * periods * Column.allCases.count)
  }

  /// Adds the counts of the next replication.
  mutating func add(_ tally: Tally, warmUpPeriods: Int) {
    let columns: [Tally.Contact] = [
      .offered, .answered, .answeredWithin, .abandoned, .abandonedWithin, .deadlineMet, .deadlineMissed, .deadlineOpen,
    ]
    for type in 0..<typeCount {
      var sums = Array(repeating: Int64(0), count: Total.allCases.count)
      for period in 0..<periodCount {
        let row = tally.contacts.base + (type * periodCount + period) * Tally.Contact.count
        for (index, column) in columns.enumerated() {
          periods.append(Int32(truncatingIfNeeded: row[column.rawValue]))
          if period >= warmUpPeriods { sums[index] += row[column.rawValue] }
        }
        if period >= warmUpPeriods { sums[Total.waitAnswered.rawValue] += row[Tally.Contact.waitAnswered.rawValue] }
      }
      totals += sums
    }
    for group in 0..<groupCount {
      var overtime: Int64 = 0
      for period in warmUpPeriods..<periodCount {
        overtime += tally.groups[(group * periodCount + period) * Tally.Group.count + Tally.Group.overtime.rawValue]
      }
      overtimes.append(overtime)
    }
  }

  /// Adds the replications that follow.
  package mutating func append(_ other: ReplicationTable) {
    self = ReplicationTable(self, other)
  }

  private init(_ first: ReplicationTable, _ second: ReplicationTable) {
    replications = first.replications.lowerBound..<first.replications.lowerBound + first.count + second.count
    typeCount = first.typeCount
    groupCount = first.groupCount
    periodCount = first.periodCount
    periods = first.periods + second.periods
    totals = first.totals + second.totals
    overtimes = first.overtimes + second.overtimes
  }
}

extension Simulator {
  /// Plays some replications and keeps what each of them counted.
  /// - Parameter isCancelled: asked after each replication, and now and then within one.
  /// - Returns: the counts; `nil` when it was cancelled.
  package func table(
    _ replications: Range<Int>, threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false }, afterEach: @escaping @Sendable () -> Void = {}
  ) -> ReplicationTable? {
    if run.compiled.isOneQueue {
      table(OneQueueRules.self, replications, threads: threads, isCancelled: isCancelled, afterEach: afterEach)
    } else if run.compiled.needsAllRules {
      table(AllRules.self, replications, threads: threads, isCancelled: isCancelled, afterEach: afterEach)
    } else {
      table(PlainRules.self, replications, threads: threads, isCancelled: isCancelled, afterEach: afterEach)
    }
  }

  private func table<Rules: RuleSet>(
    _ rules: Rules.Type, _ replications: Range<Int>, threads: Int, isCancelled: @escaping @Sendable () -> Bool,
    afterEach: @escaping @Sendable () -> Void
  ) -> ReplicationTable? {
    // Single replications are wanted: those of a block would depend on each other.
    var compiled = run.compiled
    compiled.dayPoints = nil
    let played = compiled
    let (types, groups) = (scenario.contactTypes.count, scenario.agentGroups.count)
    let seed = scenario.experiment.seed
    let workers = max(1, min(threads, replications.count))
    let parts = Mutex([ReplicationTable?](repeating: nil, count: workers))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let from = replications.lowerBound + replications.count * worker / workers
      let to = replications.lowerBound + replications.count * (worker + 1) / workers
      var part = ReplicationTable(from..<to, types: types, groups: groups, periods: played.periodCount)
      var engine = Engine<Rules>(played, seed: seed, keepsPeriods: false)
      for replication in from..<to {
        guard engine.run(replication: replication, isAbandoned: isCancelled) else { return }
        part.add(engine.tally, warmUpPeriods: played.warmUpPeriods)
        afterEach()
        if isCancelled() { return }
      }
      let finished = part
      parts.withLock { $0[worker] = finished }
    }
    return parts.withLock { parts in
      var whole: ReplicationTable?
      for part in parts {
        guard let part else { return nil }
        if whole == nil { whole = part } else { whole?.append(part) }
      }
      return whole
    }
  }

  /// The periods that the run counts by.
  package var countingTimeline: RunTimeline { run.timeline }
  /// Periods at the start of the run that are not counted.
  package var warmUpPeriods: Int { run.compiled.warmUpPeriods }
  /// What the plan of each group costs in paid seconds over the counted periods, overtime not included.
  package var paidSecondsByPlan: [Double] {
    let compiled = run.compiled
    return scenario.agentGroups.indices.map { group in
      compiled.paidSeconds[(group * compiled.periodCount)...].prefix(compiled.periodCount)
        .dropFirst(compiled.warmUpPeriods).reduce(0, +)
    }
  }
  /// What the shifts of each group cost beyond its usual cost over the counted periods.
  package var surchargesByPlan: [Double] {
    let compiled = run.compiled
    return scenario.agentGroups.indices.map { group in
      compiled.surcharges[(group * compiled.periodCount)...].prefix(compiled.periodCount)
        .dropFirst(compiled.warmUpPeriods).reduce(0, +)
    }
  }
  /// Productive heads planned in each period, group by group.
  package var headsPlanned: [[Double]] {
    let compiled = run.compiled
    return scenario.agentGroups.indices.map { group in
      Array(compiled.headsPlanned[(group * compiled.periodCount)...].prefix(compiled.periodCount))
    }
  }
}
