import ContactCentre
import Foundation
import ScenarioFormat
import Simulation
import Statistics

/// A figure of a contact type that scenarios are compared by.
public enum ComparedMeasure: String, Sendable, CaseIterable {
  /// Contacts that arrived while open, per day.
  case offered
  /// Contacts answered, per day.
  case answered
  /// The four service levels.
  case SL1, SL2, SL3, SL4
  /// Mean wait of those answered (ASA), seconds.
  case averageWait
  /// Share of offered contacts that abandon.
  case abandonment
  /// Share of deadlines kept, of those decided.
  case deadlineCompliance
  /// P(a whole day meets the promise).
  case dayMeetsPromise
}

/// A contact type in one of the scenarios compared.
public struct ComparedType: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The promise; `nil` when none was made.
  public var promise: Promise?
  /// The acceptable waiting time that the service levels are counted with.
  public var answerWithin: Seconds
  /// Whether it has a deadline.
  public var hasDeadline: Bool
  /// Whether it is work that keeps, without a promise on the wait.
  public var isDeferred: Bool
  /// The figures, with the half width of their 95 % intervals.
  public var figures: [ComparedMeasure: Figure]
}

/// One of the scenarios compared.
public struct ComparedScenario: Sendable, Equatable {
  /// What it is called beside the others.
  public var label: String
  /// The name in its file.
  public var scenario: String
  /// Days of a run.
  public var days: Int
  /// Contact types in the order of the scenario.
  public var contactTypes: [ComparedType]
  /// Cost per day; `nil` unless every group with paid hours has a price.
  public var cost: Figure?
  /// Paid hours per day.
  public var paidHours: Figure
}

/// How a scenario differs from the one before it: paired differences with 95 % intervals.
public struct ScenarioDifference: Sendable, Equatable {
  /// Label of the scenario.
  public var label: String
  /// Label of the scenario it is compared with.
  public var baseline: String
  /// Differences by contact type, for those that both have, in the order of the baseline.
  public var contactTypes: [(name: String, figures: [ComparedMeasure: Figure])]
  /// By contact type, in the same order: what common random numbers divided the variance of each difference by, compared with
  /// independent runs of as many replications. A figure that does not differ at all has none.
  public var varianceFactors: [(name: String, factors: [ComparedMeasure: Double])]
  /// Difference of the cost per day; `nil` unless both are known.
  public var cost: Figure?
  /// Difference of the paid hours per day.
  public var paidHours: Figure

  /// Whether all figures agree.
  public static func == (a: Self, b: Self) -> Bool {
    a.label == b.label && a.baseline == b.baseline && a.cost == b.cost && a.paidHours == b.paidHours
      && a.contactTypes.elementsEqual(b.contactTypes) { $0.name == $1.name && $0.figures == $1.figures }
      && a.varianceFactors.elementsEqual(b.varianceFactors) { $0.name == $1.name && $0.factors == $1.factors }
  }
}

/// Scenarios side by side, played with common random numbers.
///
/// Replication r of every scenario draws from the same streams: contact types (by their place in the scenario) see the same
/// arrivals, handling times and patience, so that what differs is what the scenarios differ in.
///
/// ```swift
/// let comparison = try Comparison.run([("today", today), ("one more", more)], replications: 200, seed: 1)
/// comparison.differences[0].contactTypes[0].figures[.SL1]
/// ```
public struct Comparison: Sendable, Equatable {
  /// Seed of the random streams of all.
  public var seed: UInt64
  /// Replications of each.
  public var replications: Int
  /// The scenarios; the first is the baseline.
  public var scenarios: [ComparedScenario]
  /// Each of the others less the first.
  public var differences: [ScenarioDifference]

  /// Plays the scenarios and compares each with the first.
  /// - Parameters:
  ///   - scenarios: at least two, each with a label of its own.
  ///   - replications: of each, at least 2.
  ///   - afterEach: told after each replication of each scenario, from any thread.
  /// - Throws: ``PlanningError`` for too few scenarios, or when it was cancelled; `SimulationError` for one that cannot run.
  public static func run(
    _ scenarios: [(label: String, scenario: Scenario)], replications: Int, seed: UInt64,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    afterEach: @escaping @Sendable () -> Void = {}
  ) throws -> Comparison {
    guard scenarios.count >= 2 else {
      throw PlanningError("there is nothing to compare; expected at least two scenarios")
    }
    guard replications >= 2 else {
      throw PlanningError("found \(replications) replications; expected at least 2, for an interval")
    }
    var samples: [ScenarioSample] = []
    for (label, scenario) in scenarios {
      var scenario = scenario
      scenario.experiment.seed = seed
      let simulator = try Simulator(scenario, announcements: false)
      guard
        let table = simulator.table(
          0..<replications, threads: threads, isCancelled: isCancelled, afterEach: afterEach)
      else { throw PlanningError("stopped before all scenarios were simulated: there is nothing to compare") }
      samples.append(ScenarioSample(label: label, simulator: simulator, table: table))
    }
    return Comparison(
      seed: seed, replications: replications, scenarios: samples.map(\.summary),
      differences: samples.dropFirst().map { $0.difference(from: samples[0]) })
  }
}

/// Why a plan cannot be made, in words for the planner.
public struct PlanningError: Error, CustomStringConvertible, Sendable, Equatable {
  /// What is wrong, where, and what would help.
  public let description: String
  /// Whether the scenario cannot be asked this: it lacks something, or has no such name. Nothing was searched for then.
  public let isMistake: Bool

  /// Creates the error.
  public init(_ description: String, isMistake: Bool = false) {
    self.description = description
    self.isMistake = isMistake
  }
}
