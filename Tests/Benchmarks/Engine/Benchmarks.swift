import Benchmark
import CReference
import ContactCentre
import Foundation
import Simulation

/// Nanoseconds of a processor that the body takes, on all threads: others who use the machine do not count.
func nanoseconds(_ body: () throws -> Void) rethrows -> Double {
  let start = processorTime()
  try body()
  return processorTime() - start
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// Nanoseconds by the clock on the wall.
func elapsedNanoseconds(_ body: () throws -> Void) rethrows -> Double {
  let elapsed = try ContinuousClock().measure(body)
  return Double(elapsed.components.seconds) * 1e9 + Double(elapsed.components.attoseconds) / 1e9
}

/// What is measured for each customer; whole numbers, so picoseconds and thousandths.
private enum Metric {
  static let engine = BenchmarkMetric.custom("engine, ps a customer", useScalingFactor: false)
  static let reference = BenchmarkMetric.custom("plain C, ps a customer", useScalingFactor: false)
  static let ratio = BenchmarkMetric.custom("engine / plain C, thousandths", useScalingFactor: false)
  static let rate = BenchmarkMetric.custom(
    "contacts a second on one core", polarity: .prefersLarger, useScalingFactor: false)
  static let threads = BenchmarkMetric.custom(
    "two threads / one, thousandths", polarity: .prefersLarger, useScalingFactor: false)
  static let threadsCost = BenchmarkMetric.custom(
    "processor time of two threads / one, thousandths", useScalingFactor: false)
  static let apart = BenchmarkMetric.custom(
    "two runs of half side by side / one, thousandths", polarity: .prefersLarger, useScalingFactor: false)
}

let benchmarks: @Sendable () -> Void = {
  /// The engine and the plain C reference take turns, so that what slows the machine slows both.
  func race(
    _ name: String, announcements: Bool = false, manner: Simulator.SingleQueue = .settled, customers: Double,
    scenario: @escaping @Sendable () -> Scenario
  ) {
    Benchmark(
      name,
      configuration: .init(
        metrics: [Metric.engine, Metric.reference, Metric.ratio, .peakMemoryResident], timeUnits: .milliseconds,
        warmupIterations: customers < 1e7 ? 1 : 0, maxDuration: .seconds(8), maxIterations: 25)
    ) { benchmark in
      let simulator = try Simulator(scenario(), announcements: announcements, singleQueue: manner)
      var meanWait = 0.0
      let ofReference = min(customers, 1e6)
      let reference = nanoseconds {
        blackHole(
          waitline_reference_mmsm(
            Int64(ofReference), Int32(Queues.agents), Queues.arrivalsPerHour() / 3600, 1 / Queues.handlingMean,
            1 / Queues.patienceMean, 1, &meanWait))
      }
      let engine = try nanoseconds { blackHole(try simulator.run(threads: 1)) }
      benchmark.measurement(Metric.engine, Int(engine * 1000 / customers))
      benchmark.measurement(Metric.reference, Int(reference * 1000 / ofReference))
      benchmark.measurement(Metric.ratio, Int(engine / customers * 1000 / (reference / ofReference)))
    }
  }
  let aDay = Queues.arrivalsPerHour() * 24
  race("M/M/50+M", customers: aDay * 40) { Queues.textbook(days: 40) }
  race("M/M/50+M with announcements", announcements: true, customers: aDay * 42) {
    Queues.textbook(days: 7, replications: 6)
  }
  race("M/M/50+M by events", manner: .byEvents, customers: aDay * 40) { Queues.textbook(days: 40) }
  race("M/M/50+M by the general engine", manner: .byGeneralEngine, customers: aDay * 40) { Queues.textbook(days: 40) }

  // Rules that are not used cost nothing: only the second scenario has a type that follows its issues.
  race("two types, no rule that follows issues", customers: aDay * 40) { Queues.textbook(days: 40, types: 2) }
  race("two types, and a third without contacts that follows issues", customers: aDay * 40) {
    Queues.textbook(days: 40, types: 2, followed: true)
  }

  // How the cost of a contact grows: with the contacts of a run, with the agents, with the contact types.
  for (hours, replications) in [(1, 1000), (10, 100)] {
    let contacts = Queues.arrivalsPerHour() * Double(hours)
    race("growth, \(Int(contacts)) contacts a replication", customers: contacts * Double(replications)) {
      Queues.textbook(hours: hours, replications: replications)
    }
  }
  for days in [4, 42, 420, 4252] {
    race("growth, \(Int(aDay) * days) contacts a replication", customers: aDay * Double(days)) {
      Queues.textbook(days: days)
    }
  }
  for (manner, told) in [
    (Simulator.SingleQueue.settled, ""), (.byEvents, " by events"), (.byGeneralEngine, " by the general engine"),
  ] {
    for agents in [10, 100, 1000, 10_000] {
      race(
        "growth, \(agents) agents\(told)", manner: manner,
        customers: Queues.arrivalsPerHour(agents: agents) * 24 * Double(max(40_000 / agents, 2))
      ) { Queues.textbook(days: max(40_000 / agents, 2), agents: agents) }
    }
  }
  for types in [1, 10, 100] {
    race("growth, \(types) contact types", manner: .byGeneralEngine, customers: aDay * 40) {
      Queues.textbook(days: 40, types: types)
    }
  }

  // Both cores: what two threads gain by the clock, and what they cost beyond one. More than two runs that know nothing of
  // each other gain side by side a machine does not give: its cores share caches, heat and other guests.
  Benchmark(
    "two threads on the promotion day",
    configuration: .init(
      metrics: [Metric.threads, Metric.apart, Metric.threadsCost], warmupIterations: 1, maxDuration: .seconds(8),
      maxIterations: 25)
  ) { benchmark in
    var scenario = try Queues.promotionDay()
    scenario.experiment.minimumReplications = 400
    scenario.experiment.stopping = nil
    let simulator = try Simulator(scenario)
    scenario.experiment.minimumReplications = 200
    let half = try Simulator(scenario)
    var (one, two, costOfOne, costOfTwo) = (0.0, 0.0, 0.0, 0.0)
    costOfOne = try nanoseconds { one = try elapsedNanoseconds { blackHole(try simulator.run(threads: 1)) } }
    costOfTwo = try nanoseconds { two = try elapsedNanoseconds { blackHole(try simulator.run(threads: 2)) } }
    let apart = elapsedNanoseconds {
      DispatchQueue.concurrentPerform(iterations: 2) { _ in blackHole(try? half.run(threads: 1)) }
    }
    benchmark.measurement(Metric.threads, Int(one / two * 1000))
    benchmark.measurement(Metric.apart, Int(one / apart * 1000))
    benchmark.measurement(Metric.threadsCost, Int(costOfTwo / costOfOne * 1000))
  }

  /// Contacts a second on one core, of a scenario with its promotion.
  func rate(_ name: String, replications: Int, scenario: @escaping @Sendable () throws -> Scenario) {
    Benchmark(
      name,
      configuration: .init(
        metrics: [Metric.rate, .peakMemoryResident], warmupIterations: 1, maxDuration: .seconds(8), maxIterations: 25)
    ) { benchmark in
      var scenario = try scenario()
      scenario.experiment.minimumReplications = replications
      scenario.experiment.stopping = nil
      let simulator = try Simulator(scenario)
      var contacts = 0.0
      let elapsed = try nanoseconds {
        let result = try simulator.run(threads: 1)
        for type in result.contactTypes {
          contacts += (type.day.offered.mean ?? 0) * Double(result.replications * result.days)
        }
      }
      benchmark.measurement(Metric.rate, Int(contacts / elapsed * 1e9))
    }
  }
  rate("promotion day of the card platform", replications: 100) { try Queues.promotionDay() }
  rate("promotion of the whole centre, all rules", replications: 100) { try Queues.promotionOfTheWholeCentre() }
  rate("a year of 10 000 contacts a day", replications: 1) { try Queues.year() }

  // A hundred times the contacts must not need more memory.
  for replications in [10, 1000] {
    Benchmark(
      "memory, \(replications) replications of the promotion day",
      configuration: .init(metrics: [.peakMemoryResident], maxDuration: .seconds(60), maxIterations: 3)
    ) { _ in
      var scenario = try Queues.promotionDay()
      scenario.experiment.minimumReplications = replications
      scenario.experiment.stopping = nil
      blackHole(try Simulator(scenario).run(threads: 1))
    }
  }
  planning()
}
