import ContactCentre
import Dispatch
import Foundation
import Synchronization

/// Runs a scenario: as many replications as its experiment asks for, on as many threads as wanted.
///
/// ```swift
/// let result = try Simulator(scenario).run()
/// print(result.contactTypes[0].day.serviceLevel.SL1)
/// ```
/// The result does not depend on the number of threads: every replication has random streams of its own, and all sums are
/// sums of whole numbers.
public struct Simulator: Sendable {
  /// The scenario that is run.
  public let scenario: Scenario
  /// Percentiles by period and announcements are kept for runs up to this long: they take memory for each period.
  private static let mostDaysWithPeriods = 7
  /// Longer runs are counted by whole days: the periods of a year would be too many to keep and to read.
  private static let mostDaysCountedByPeriod = 31
  /// The periods that are counted by.
  private let timeline: RunTimeline
  private let compiled: CompiledScenario
  /// The moment from which a run goes on; `nil` for an empty start.
  let state: StartingState?
  /// How replications are put together to reduce variance; `nil` for plain ones.
  let reduction: ReductionPlan?

  /// How a scenario that is a single queue is played. The figures are the same, to the last digit: for comparisons.
  public enum SingleQueue: Sendable {
    /// Contact by contact, without events, wherever that is possible.
    case settled
    /// Event by event.
    case byEvents
    /// By the engine that plays all other centres, event by event too.
    case byGeneralEngine
  }

  /// Compiles a scenario.
  /// - Parameter announcements: whether to keep the waits by place in the queue and the percentiles of each period; without
  ///   them a run is faster and smaller, and ``ContactTypeResult/announcements`` is empty.
  /// - Parameter singleQueue: how a single queue is played.
  /// - Parameter state: the moment from which the run goes on; `nil` starts empty, at midnight of the first day. A given
  ///   backlog is part of an empty start and left out of the other.
  /// - Throws: ``SimulationError`` for a scenario that cannot be run, or a state that does not fit it.
  public init(
    _ scenario: Scenario, announcements: Bool = true, singleQueue: SingleQueue = .settled,
    from state: StartingState? = nil
  ) throws {
    guard !scenario.contactTypes.isEmpty else { throw SimulationError("the scenario has no contact types") }
    guard !scenario.agentGroups.isEmpty else { throw SimulationError("the scenario has no agent groups") }
    self.scenario = scenario
    self.state = state
    let fine = try RunTimeline(scenario.calendar, from: state?.time ?? 0)
    timeline = scenario.calendar.days > Self.mostDaysCountedByPeriod ? fine.byDay : fine
    var compiled = try CompiledScenario(
      scenario, timeline: fine, counting: timeline,
      keepsAnnouncements: announcements && scenario.calendar.days <= Self.mostDaysWithPeriods)
    compiled.singleQueue = singleQueue
    if let state { try compiled.start(from: state, scenario: scenario) }
    reduction = ReductionPlan(scenario, &compiled)
    self.compiled = compiled
  }

  /// How far a run has come.
  public struct Progress: Sendable {
    /// Replications finished.
    public var finished: Int
    /// Replications that the run may take.
    public var planned: Int
  }

  /// Runs the scenario.
  /// - Parameters:
  ///   - threads: workers; by default one for each core.
  ///   - overlays: names to note in the result.
  ///   - isCancelled: asked after each replication; what is finished by then is kept.
  ///   - isAbandoned: asked within replications too; nothing is kept. For whoever must have an end, whatever the scenario is.
  ///   - progress: told after each replication, from any thread.
  /// - Throws: ``SimulationError`` when it was cancelled before the first replication was finished, or abandoned.
  public func run(
    threads: Int = ProcessInfo.processInfo.activeProcessorCount, overlays: [String] = [],
    isCancelled: @escaping @Sendable () -> Bool = { false },
    isAbandoned: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> SimulationResult {
    // Calls of their own, so that the compiler makes an engine for each.
    if compiled.isOneQueue {
      try play(
        OneQueueRules.self, threads: threads, overlays: overlays, isCancelled: isCancelled, isAbandoned: isAbandoned,
        progress: progress)
    } else if compiled.needsAllRules {
      try play(
        AllRules.self, threads: threads, overlays: overlays, isCancelled: isCancelled, isAbandoned: isAbandoned,
        progress: progress)
    } else {
      try play(
        PlainRules.self, threads: threads, overlays: overlays, isCancelled: isCancelled, isAbandoned: isAbandoned,
        progress: progress)
    }
  }

  /// Whether it is a single queue, whose contacts cost a small part of what those of other centres do.
  package var isOneQueue: Bool { compiled.isOneQueue }

  /// Replications that are played together: 1, or those of a block.
  var unit: Int { reduction?.block ?? 1 }

  /// Units that a run may take: with blocks of replications the last one is filled up.
  private var mostUnits: Int { (scenario.experiment.mostReplications + unit - 1) / unit }

  /// The units of replications, in the batches after which the stopping rule is asked: a fixed sequence, because where the
  /// run stops must depend neither on the threads nor on shards.
  var batches: [Range<Int>] {
    let experiment = scenario.experiment
    let least = (experiment.minimumReplications + unit - 1) / unit
    var batches: [Range<Int>] = []
    var done = 0
    while done < mostUnits {
      let next = experiment.stopping == nil ? mostUnits : done + max(1, least, done / 4)
      batches.append(done..<min(mostUnits, next))
      done = batches[batches.count - 1].upperBound
    }
    return batches
  }

  /// Workers for some units of replications: no more of them than can work at once.
  private func workers<Rules: RuleSet>(_ rules: Rules.Type, threads: Int, units: Int) -> WorkerSet<Rules> {
    let layout = accumulatorLayout
    return WorkerSet<Rules>(count: max(1, min(threads, units))) {
      Worker<Rules>(
        compiled, seed: scenario.experiment.seed, layout: layout, keepsPeriods: compiled.keepsAnnouncements,
        plan: reduction)
    }
  }

  /// Plays some units of replications, and writes down their sums.
  func play(
    _ units: Range<Int>, threads: Int, isCancelled: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Progress) -> Void
  ) throws -> [UInt8] {
    if compiled.isOneQueue {
      try play(OneQueueRules.self, units, threads: threads, isCancelled: isCancelled, progress: progress)
    } else if compiled.needsAllRules {
      try play(AllRules.self, units, threads: threads, isCancelled: isCancelled, progress: progress)
    } else {
      try play(PlainRules.self, units, threads: threads, isCancelled: isCancelled, progress: progress)
    }
  }

  private func play<Rules: RuleSet>(
    _ rules: Rules.Type, _ units: Range<Int>, threads: Int, isCancelled: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (Progress) -> Void
  ) throws -> [UInt8] {
    let workers = workers(rules, threads: threads, units: units.count)
    let finished = Atomic(0)
    try workers.run(units) {
      let count = finished.add(unit, ordering: .relaxed).newValue
      progress(Progress(finished: count, planned: units.count * unit))
      return isCancelled()
    }
    let sums = workers.sums()
    guard sums.replications == units.count * unit else {
      throw SimulationError("stopped before the shard was finished: nothing of it is kept")
    }
    return workers.withHistograms { histograms in
      var writer = ByteWriter()
      sums.write(to: &writer)
      histograms.write(to: &writer)
      return writer.bytes
    }
  }

  private func play<Rules: RuleSet>(
    _ rules: Rules.Type, threads: Int, overlays: [String], isCancelled: @escaping @Sendable () -> Bool,
    isAbandoned: @escaping @Sendable () -> Bool, progress: @escaping @Sendable (Progress) -> Void
  ) throws -> SimulationResult {
    let experiment = scenario.experiment
    let workers = workers(rules, threads: threads, units: mostUnits)
    let finished = Atomic(0)
    var ended = RunEnd.replicationsDone
    for batch in batches {
      try workers.run(batch, isAbandoned: isAbandoned) {
        let count = finished.add(unit, ordering: .relaxed).newValue
        progress(Progress(finished: count, planned: mostUnits * unit))
        return isCancelled()
      }
      if isCancelled() {
        ended = .interrupted
        break
      }
      guard let rule = experiment.stopping else { break }
      ended = .precisionNotReached
      if Precision(self, workers.sums()).isReached(rule) {
        ended = .precisionReached
        break
      }
    }
    let sums = workers.sums()
    guard sums.replications > 0 else {
      throw SimulationError("stopped before the first replication was finished: there is nothing to report")
    }
    return workers.withHistograms { Assembly(self, sums, $0, ended: ended, overlays: overlays).result() }
  }

  var accumulatorLayout: Accumulator.Layout {
    Accumulator.Layout(
      periodDay: compiled.periodDay,
      lengths: (0..<compiled.periodCount).map {
        Tally.microseconds(compiled.periodStarts[$0 + 1] - compiled.periodStarts[$0])
      },
      warmUpPeriods: compiled.warmUpPeriods, contactTypes: scenario.contactTypes.count,
      promises: scenario.contactTypes.map { type in
        type.promise.map { ($0.target, ContactMeasure($0.definition)) }
      }, parents: compiled.types.map { Int($0.parent) }, plannedCost: plannedCost,
      overtimeCosts: scenario.agentGroups.map { $0.usualCostPerHour ?? 0 }, waitUnit: waitUnit)
  }

  /// The unit in which waits are summed: small enough to be exact, large enough for all that might wait all the time.
  private var waitUnit: Int64 {
    var contacts = Double(compiled.backlog.count + compiled.traceTimes.count)
    for burst in compiled.bursts { contacts += burst.contacts }
    let lengths = (0..<compiled.rateDay.count).map { compiled.rateStarts[$0 + 1] - compiled.rateStarts[$0] }
    for (index, rate) in compiled.arrivalRates.enumerated() { contacts += rate * lengths[index % lengths.count] }
    // Busy days, and those who come back.
    return Accumulator.Layout.waitUnit(
      contacts: 4 * contacts, seconds: compiled.end, replications: scenario.experiment.mostReplications)
  }

  /// What the plan costs over the periods that are counted; `nil` unless the prices of all who are paid are known.
  private var plannedCost: Double? {
    guard costIsKnown else { return nil }
    var cost = 0.0
    for (number, group) in scenario.agentGroups.enumerated() {
      let own = number * compiled.periodCount
      let counted = own + compiled.warmUpPeriods..<own + compiled.periodCount
      cost += compiled.paidSeconds[counted].reduce(0, +) / 3600 * (group.costPerHour ?? 0)
      cost += compiled.surcharges[counted].reduce(0, +)
    }
    return cost
  }

  /// What happened to every contact of one replication, in order of time: the same that a run counts.
  /// - Parameter replication: which one, from 0.
  public func trace(replication: Int = 0) -> [TraceEvent] {
    trace(replication: replication, isAbandoned: { false }) ?? []
  }

  /// Plays one replication event by event.
  /// - Parameter isAbandoned: asked now and then, whether to leave it unfinished.
  /// - Returns: what happened; `nil` when it was abandoned.
  public func trace(replication: Int, isAbandoned: @escaping () -> Bool) -> [TraceEvent]? {
    var engine = Engine<TracedRules>(compiled, seed: scenario.experiment.seed, keepsPeriods: false)
    guard engine.run(replication: replication, isAbandoned: isAbandoned) else { return nil }
    return TraceText(scenario: scenario, compiled: compiled, timeline: timeline).events(engine.trace?.rows ?? [])
  }

  var run: (timeline: RunTimeline, compiled: CompiledScenario) { (timeline, compiled) }

  /// No sums yet.
  var emptySums: Accumulator {
    var sums = Accumulator(
      types: compiled.types.count, groups: compiled.groups.count, loops: compiled.loops.count, layout: accumulatorLayout
    )
    sums.reduction = reduction?.sums
    return sums
  }
}

extension Experiment {
  /// Replications that a run may take.
  var mostReplications: Int { stopping == nil ? minimumReplications : maximumReplications }
}

extension ContactMeasure {
  init(_ definition: ServiceLevelDefinition) {
    self =
      switch definition {
      case .SL1: .SL1
      case .SL2: .SL2
      case .SL3: .SL3
      case .SL4: .SL4
      }
  }
}
