import Dispatch
import Synchronization

/// An engine and the sums of the replications that it played.
struct Worker<Rules: RuleSet>: ~Copyable {
  private var engine: Engine<Rules>
  private(set) var accumulator: Accumulator

  init(_ scenario: CompiledScenario, seed: UInt64, layout: Accumulator.Layout, keepsPeriods: Bool) {
    engine = Engine(scenario, seed: seed, keepsPeriods: keepsPeriods)
    accumulator = Accumulator(
      types: scenario.types.count, groups: scenario.groups.count, loops: scenario.loops.count, layout: layout)
  }

  mutating func play(_ replication: Int) {
    engine.run(replication: replication)
    accumulator.add(engine.tally, replication: replication)
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

  /// Plays the replications of a range; `afterEach` says whether to stop early.
  func run(_ replications: Range<Int>, afterEach: @escaping @Sendable () -> Bool) {
    let next = Atomic(replications.lowerBound)
    let stopped = Atomic(false)
    DispatchQueue.concurrentPerform(iterations: workers.count) { index in
      workers[index].withWorker { worker in
        while !stopped.load(ordering: .relaxed) {
          let replication = next.add(1, ordering: .relaxed).oldValue
          guard replication < replications.upperBound else { return }
          worker.play(replication)
          if afterEach() { stopped.store(true, ordering: .relaxed) }
        }
      }
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
