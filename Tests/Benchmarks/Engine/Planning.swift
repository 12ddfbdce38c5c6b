import Benchmark
import ContactCentre
import Foundation
import Planning

private enum Metric {
  static let clock = BenchmarkMetric.custom("by the clock, ms", useScalingFactor: false)
  static let processor = BenchmarkMetric.custom("processor time, ms", useScalingFactor: false)
  static let gap = BenchmarkMetric.custom("cost above the bound, thousandths", useScalingFactor: false)
}

/// The searches that end with a check by simulation, on all cores.
func planning() {
  /// How long a search takes; it says how far its cost is from the bound, where there is one.
  func search(_ name: String, rounds: Int, body: @escaping @Sendable () throws -> Double?) {
    Benchmark(
      name,
      configuration: .init(
        metrics: [Metric.clock, Metric.processor, Metric.gap], maxDuration: .seconds(60), maxIterations: rounds)
    ) { benchmark in
      var gap: Double?
      var clock = 0.0
      let processor = try nanoseconds { clock = try elapsedNanoseconds { gap = try body() } }
      benchmark.measurement(Metric.clock, Int(clock / 1e6))
      benchmark.measurement(Metric.processor, Int(processor / 1e6))
      if let gap { benchmark.measurement(Metric.gap, Int((gap * 1000).rounded())) }
    }
  }
  search("staff, a day of the card platform", rounds: 5) {
    blackHole(try StaffingPlan.find(StaffingRequest(scenario: Queues.cardPlatformDay())))
    return nil
  }
  for seconds in [10.0, 60] {
    search("schedule, 27 periods, 5 groups with 154 shifts each, at most \(Int(seconds)) s", rounds: 1) {
      try SchedulePlan.find(StaffingRequest(scenario: Queues.fiveTeams()), timeLimit: seconds).gap
    }
  }
}
