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

  /// The sums of all workers.
  func merged() -> MergedSums {
    var result = workers[0].withWorker { worker in
      MergedSums(accumulator: worker.accumulator, histograms: HistogramSums(worker.histograms))
    }
    for box in workers.dropFirst() {
      box.withWorker { worker in
        guard worker.accumulator.replications > 0 else { return }
        result.accumulator.merge(worker.accumulator)
        result.histograms.add(worker.histograms)
      }
    }
    return result
  }
}

/// What all workers found out together.
struct MergedSums {
  var accumulator: Accumulator
  var histograms: HistogramSums
}

/// A worker behind a lock.
private final class WorkerBox<Rules: RuleSet>: Sendable {
  private let worker: Mutex<Worker<Rules>>

  init(_ worker: consuming sending Worker<Rules>) { self.worker = Mutex(worker) }

  func withWorker<Result>(_ body: (inout Worker<Rules>) -> sending Result) -> sending Result {
    worker.withLock { body(&$0) }
  }
}

/// The spreads of the waits of several workers, as plain arrays.
struct HistogramSums {
  let keepsPeriods: Bool
  var days: [Int64]
  var periods: [Int64]
  var places: [Int64]
  var placeWithin: [Int64]
  var placeTime: [Int64]

  init(_ histograms: WaitHistograms) {
    keepsPeriods = histograms.keepsPeriods
    days = Array(UnsafeBufferPointer(start: histograms.days.base, count: histograms.days.count))
    periods = Self.widened(histograms.periods)
    places = Self.widened(histograms.places)
    placeWithin = Self.widened(histograms.placeWithin)
    placeTime = Array(UnsafeBufferPointer(start: histograms.placeTime.base, count: histograms.placeTime.count))
  }

  /// Counters with room for those of other workers; a plain loop over memory, which these are many of.
  private static func widened(_ table: Table<UInt32>) -> [Int64] {
    Array(unsafeUninitializedCapacity: table.count) { buffer, count in
      for index in 0..<table.count { buffer.initializeElement(at: index, to: Int64(table.base[index])) }
      count = table.count
    }
  }

  mutating func add(_ histograms: WaitHistograms) {
    for index in days.indices { days[index] &+= histograms.days.base[index] }
    for index in periods.indices { periods[index] &+= Int64(histograms.periods.base[index]) }
    for index in places.indices { places[index] &+= Int64(histograms.places.base[index]) }
    for index in placeWithin.indices { placeWithin[index] &+= Int64(histograms.placeWithin.base[index]) }
    for index in placeTime.indices { placeTime[index] &+= histograms.placeTime.base[index] }
  }
}
