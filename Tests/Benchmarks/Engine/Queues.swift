import ContactCentre
import Foundation
import Randomness
import ScenarioFormat
import Simulation

/// The queues that are timed.
enum Queues {
  static let agents = 50
  static let handlingMean = 180.0
  static let patienceMean = 180.0
  /// Offered load per agent; with patience as long as handling about 4 % of the agents' time stays idle.
  static let load = 0.98
  static var arrivalsPerHour: Double { load * Double(agents) * 3600 / handlingMean }

  /// M/M/50+M at ρ = 0.98 for some days a replication.
  static func textbook(days: Int = 10) -> Scenario {
    let calendar = ServiceCalendar(
      start: LocalDate(year: 2026, month: 1, day: 5), days: days, periodSeconds: 86_400)
    return Scenario(
      name: "M/M/50+M", calendar: calendar,
      contactTypes: [
        ContactType(
          name: "calls", channel: .phone,
          arrivals: Arrivals(perHour: PeriodProfile(constant: arrivalsPerHour, periodsPerDay: 1)),
          handling: .exponential(mean: handlingMean), patience: .exponential(mean: patienceMean),
          promise: Promise(answerWithin: 30, target: 0.8))
      ],
      agentGroups: [
        AgentGroup(
          name: "agents", skills: [Skill(contactType: "calls")],
          heads: PeriodProfile(constant: Double(agents), periodsPerDay: 1))
      ],
      experiment: Experiment(minimumReplications: 1))
  }

  /// A promotion day of the card platform, as the examples have it.
  static func promotionDay() throws -> Scenario {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try ScenarioLoader().load(
      path: root.appending(path: "scenarios/card-platform.yaml").path(), overlays: ["promotion"]
    ).scenario
  }
}
