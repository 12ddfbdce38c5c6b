import Dispatch
import Synchronization

/// An engine and the sums of the replications that it played.
struct Worker<Rules: RuleSet>: ~Copyable {
  private var engine: Engine<Rules>
  private(set) var accumulator: Accumulator
  /// How replications are put together to reduce variance; `nil` for plain ones.
  private let plan: ReductionPlan?
  /// The sums of a block of replications before its first; `nil` without blocks: the sums of a year would take twice the room.
  private let empty: Accumulator?

  init(
    _ scenario: CompiledScenario, seed: UInt64, layout: Accumulator.Layout, keepsPeriods: Bool, plan: ReductionPlan?
  ) {
    engine = Engine(scenario, seed: seed, keepsPeriods: keepsPeriods)
    accumulator = Accumulator(
      types: scenario.types.count, groups: scenario.groups.count, loops: scenario.loops.count, layout: layout)
    empty = plan == nil ? nil : accumulator
    accumulator.reduction = plan?.sums
    self.plan = plan
  }

  /// Plays a replication, or with variance reduction a whole block of them.
  /// - Returns: `false` when it was abandoned: the spreads of the waits are of no use any more.
  mutating func play(unit: Int, isAbandoned: @escaping () -> Bool) -> Bool {
    guard let plan, var block = empty else {
      guard engine.run(replication: unit, isAbandoned: isAbandoned) else { return false }
      accumulator.add(engine.tally, section: engine.section)
      return true
    }
    var deviations = plan.noDeviations
    for replication in unit * plan.block..<(unit + 1) * plan.block {
      guard engine.run(replication: replication, isAbandoned: isAbandoned) else { return false }
      block.add(engine.tally, section: engine.section)
      if let controls = plan.controls {
        for (index, deviation) in controls.deviations(replication: replication).enumerated() {
          deviations[index] += deviation
        }
      }
    }
    block.settleBlanks()
    accumulator.addBlock(block)
    accumulator.reduction?.add(block, deviations: deviations, plan: plan, unit: unit)
    return true
  }

  /// The sums so far. Settled in place: in a copy the sums of a year would take their memory twice.
  mutating func sums() -> Accumulator {
    accumulator.settleBlanks()
    return accumulator
  }

  /// The spreads of the waits; they belong to the worker.
  var histograms: WaitHistograms { engine.histograms }
}

/// Workers that share out replications.
///
/// Each worker sits behind a lock of its own that only its thread takes during a run.
final class WorkerSet<Rules: RuleSet>: Sendable {
  private let workers: [WorkerBox<Rules>]

  init(count: Int, make: () -> Worker<Rules>) {
    workers = (0..<count).map { _ in WorkerBox(make()) }
  }

  /// Plays the replications (or blocks) of a range; `afterEach` says whether to stop early.
  /// - Throws: ``SimulationError`` when one was abandoned.
  func run(
    _ units: Range<Int>, isAbandoned: @escaping @Sendable () -> Bool = { false },
    afterEach: @escaping @Sendable () -> Bool
  ) throws {
    let next = Atomic(units.lowerBound)
    let stopped = Atomic(false)
    let abandoned = Atomic(false)
    DispatchQueue.concurrentPerform(iterations: workers.count) { index in
      workers[index].withWorker { worker in
        while !stopped.load(ordering: .relaxed) {
          let unit = next.add(1, ordering: .relaxed).oldValue
          guard unit < units.upperBound else { return }
          guard worker.play(unit: unit, isAbandoned: isAbandoned) else {
            abandoned.store(true, ordering: .relaxed)
            stopped.store(true, ordering: .relaxed)
            return
          }
          if afterEach() { stopped.store(true, ordering: .relaxed) }
        }
      }
    }
    if abandoned.load(ordering: .relaxed) {
      throw SimulationError("stopped in the middle of a replication: there is nothing to report")
    }
  }

  /// The sums of all workers, so far.
  func sums() -> Accumulator {
    var result = workers[0].withWorker { $0.sums() }
    for box in workers.dropFirst() {
      box.withWorker { worker in
        if worker.accumulator.replications > 0 { result.merge(worker.sums()) }
      }
    }
    return result
  }

  /// Brings the spreads of all workers together, in those of the first: only once, when the run is over.
  func withHistograms<Result>(_ body: (WaitHistograms) throws -> sending Result) rethrows -> sending Result {
    try workers[0].withWorker { first in
      for box in workers.dropFirst() { box.withWorker { first.histograms.merge($0.histograms) } }
      return try body(first.histograms)
    }
  }
}

/// A worker behind a lock.
private final class WorkerBox<Rules: RuleSet>: Sendable {
  private let worker: Mutex<Worker<Rules>>

  init(_ worker: consuming sending Worker<Rules>) { self.worker = Mutex(worker) }

  func withWorker<Result>(_ body: (inout Worker<Rules>) throws -> sending Result) rethrows -> sending Result {
    try worker.withLock { try body(&$0) }
  }
}
