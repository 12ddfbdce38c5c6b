import Benchmark
import CReference
import ContactCentre
import Simulation

/// Nanoseconds that the body takes, by the monotonic clock.
private func nanoseconds(_ body: () throws -> Void) rethrows -> Double {
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
}

let benchmarks: @Sendable () -> Void = {
  /// The engine and the plain C reference take turns, so that what slows the machine slows both.
  func race(_ name: String, announcements: Bool) {
    Benchmark(
      name,
      configuration: .init(
        metrics: [Metric.engine, Metric.reference, Metric.ratio], timeUnits: .milliseconds, warmupIterations: 1,
        maxDuration: .seconds(20), maxIterations: 25)
    ) { benchmark in
      let days = 40
      let customers = Queues.arrivalsPerHour * 24 * Double(days)
      let simulator = try Simulator(Queues.textbook(days: days), announcements: announcements)
      var meanWait = 0.0
      let reference = nanoseconds {
        blackHole(
          waitline_reference_mmsm(
            Int64(customers), Int32(Queues.agents), Queues.arrivalsPerHour / 3600, 1 / Queues.handlingMean,
            1 / Queues.patienceMean, 1, &meanWait))
      }
      let engine = try nanoseconds { blackHole(try simulator.run(threads: 1)) }
      benchmark.measurement(Metric.engine, Int(engine * 1000 / customers))
      benchmark.measurement(Metric.reference, Int(reference * 1000 / customers))
      benchmark.measurement(Metric.ratio, Int(engine * 1000 / reference))
    }
  }
  race("M/M/50+M", announcements: false)
  race("M/M/50+M with announcements", announcements: true)

  /// Contacts a second on one core, of a scenario with its promotion.
  func rate(_ name: String, replications: Int, scenario: @escaping @Sendable () throws -> Scenario) {
    Benchmark(
      name,
      configuration: .init(
        metrics: [Metric.rate, .peakMemoryResident], warmupIterations: 1, maxDuration: .seconds(20), maxIterations: 25)
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
}
