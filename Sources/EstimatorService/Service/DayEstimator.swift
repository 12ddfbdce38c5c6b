import ContactCentre
import Foundation
import WaitEstimation

/// Keeps the estimator of the day: laying out the plan of another day costs more than an estimate.
struct DayEstimator: Sendable {
  let scenario: Scenario
  private let zone: TimeZone
  /// Nobody waits long for an answer, and many ask: as precise as 1 000 independent futures, or as a mean to within a thirtieth,
  /// which a long line needs fewer for; what is announced is rounded to more than that.
  private static let budget = ForwardBudget(paths: 512, mostTime: .milliseconds(50), enough: 0.033)
  private var day: Int?
  private var estimator: WaitEstimator
  /// Who is planned to be on duty by what was posted, by group.
  var plans: [String: [PlannedStaff]] {
    didSet { if plans != oldValue { day = nil } }
  }

  /// - Throws: `SimulationError` when the time zone of the scenario is unknown on this machine.
  init(_ scenario: Scenario, plans: [String: [PlannedStaff]]) throws {
    self.scenario = scenario
    self.plans = plans
    zone = TimeZone(identifier: scenario.calendar.timeZone) ?? .gmt
    estimator = try WaitEstimator(scenario, at: 0)
  }

  /// The estimator for the states of a moment.
  mutating func at(_ time: Seconds) -> WaitEstimator {
    let offset = Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: time)))
    let day = Int(((time + offset) / 86_400).rounded(.down))
    if day != self.day, var fresh = try? WaitEstimator(scenario, at: time, plans: plans) {
      fresh.budget = Self.budget
      estimator = fresh
      self.day = day
    }
    return estimator
  }
}
