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
  static func arrivalsPerHour(agents: Int = agents) -> Double { load * Double(agents) * 3600 / handlingMean }

  /// M/M/50+M at ρ = 0.98 for some days a replication.
  /// - Parameters:
  ///   - hours: arrivals in the first hours of a single day only; by default on all days and hours.
  ///   - types: contact types that share the demand and the agents.
  ///   - followed: with one type more that has no contacts, but a deadline.
  static func textbook(
    days: Int = 1, hours: Int? = nil, agents: Int = agents, types: Int = 1, followed: Bool = false,
    replications: Int = 1
  ) -> Scenario {
    let periods = hours == nil ? 1 : 24
    let calendar = ServiceCalendar(
      start: LocalDate(year: 2026, month: 1, day: 5), days: days, periodSeconds: 86_400 / periods)
    let perHour = arrivalsPerHour(agents: agents) / Double(types)
    let profile = PeriodProfile(values: (0..<periods).map { $0 < hours ?? 24 ? perHour : 0 }, periodsPerDay: periods)
    var contactTypes = (0..<types).map { number in
      ContactType(
        name: "calls \(number)", channel: .phone, arrivals: Arrivals(perHour: profile),
        handling: .exponential(mean: handlingMean), patience: .exponential(mean: patienceMean),
        promise: Promise(answerWithin: 30, target: 0.8))
    }
    if followed {
      contactTypes.append(
        ContactType(
          name: "tickets", channel: .ticket, handling: .exponential(mean: handlingMean),
          deadline: Deadline(within: 86_400, target: 0.95)))
    }
    return Scenario(
      name: "M/M/\(agents)+M", calendar: calendar, contactTypes: contactTypes,
      agentGroups: [
        AgentGroup(
          name: "agents", skills: contactTypes.map { Skill(contactType: $0.name) },
          heads: PeriodProfile(constant: Double(agents), periodsPerDay: periods))
      ],
      experiment: Experiment(minimumReplications: replications))
  }

  /// A promotion day of the card platform, as the examples have it.
  static func promotionDay() throws -> Scenario { try example("card-platform", overlays: ["promotion"]) }

  /// A day of the card platform without its promotion.
  static func cardPlatformDay() throws -> Scenario { try example("card-platform") }

  /// Five kinds of calls with a team each, 08:00–21:30 in half hours. A team may work 154 shifts: 12 starts of a full one
  /// with 12 places for its two breaks, and 10 starts of a short one.
  static func fiveTeams() -> Scenario {
    let calendar = ServiceCalendar(
      start: LocalDate(year: 2026, month: 1, day: 5), days: 1, periodSeconds: 1800,
      hours: [OpeningHours(name: "office", everyDay: [ClockRange(start: 8 * 3600, end: 21 * 3600 + 1800)])])
    let numbers = 0..<5
    let types = numbers.map { number in
      // Two waves over the day, a little later for each kind.
      let profile = (0..<48).map { period -> Double in
        guard (16..<43).contains(period) else { return 0 }
        let along = Double(period - 16) + Double(number)
        return Double(40 + 30 * number) * (1 + 0.5 * sin(along / 27 * .pi) + 0.2 * sin(along / 3))
      }
      return ContactType(
        name: "calls \(number)", channel: .phone, hours: "office",
        arrivals: Arrivals(perHour: PeriodProfile(values: profile, periodsPerDay: 48)),
        handling: .lognormal(mean: Double(180 + 60 * number), cv: 1), patience: .exponential(mean: 180),
        promise: Promise(answerWithin: 20, target: 0.8))
    }
    let groups = numbers.map { number in
      let price = Double(25 + 3 * number)
      var group = AgentGroup(
        name: "team \(number)", skills: [Skill(contactType: "calls \(number)")],
        heads: PeriodProfile(constant: 10, periodsPerDay: 48))
      group.costPerHour = price
      group.patterns = [
        ShiftPattern(
          name: "full", starts: 8 * 3600...13 * 3600 + 1800, every: 1800, lengths: [8 * 3600],
          breaks: [
            PatternBreak(after: 2 * 3600...3 * 3600 + 1800, length: 1800),
            PatternBreak(after: 5 * 3600...6 * 3600, length: 1800),
          ]),
        ShiftPattern(
          name: "part", starts: 8 * 3600 + 1800...17 * 3600 + 1800, every: 3600, lengths: [4 * 3600],
          costPerHour: price + 3),
      ]
      return group
    }
    return Scenario(
      name: "Five teams", calendar: calendar, contactTypes: types, agentGroups: groups,
      experiment: Experiment(minimumReplications: 100))
  }

  /// Every channel, team and loop of the platform, with its promotion.
  static func promotionOfTheWholeCentre() throws -> Scenario {
    try example("whole-centre", overlays: ["promotion"])
  }

  /// The whole centre over a year, with twice the demand and twice the staff: 10 000 contacts a day.
  static func year() throws -> Scenario {
    var scenario = try example("whole-centre", sets: ["calendar.days=365"])
    for type in scenario.contactTypes.indices {
      let values = scenario.contactTypes[type].arrivals?.perHour.values ?? []
      scenario.contactTypes[type].arrivals?.perHour.values = values.map { 2.1 * $0 }
    }
    for group in scenario.agentGroups.indices {
      let values = scenario.agentGroups[group].heads?.values ?? []
      scenario.agentGroups[group].heads?.values = values.map { 2 * $0 }
      for shift in scenario.agentGroups[group].shifts.indices { scenario.agentGroups[group].shifts[shift].heads *= 2 }
    }
    return scenario
  }

  private static func example(_ name: String, overlays: [String] = [], sets: [String] = []) throws -> Scenario {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try ScenarioLoader().load(
      path: root.appending(path: "scenarios/\(name).yaml").path(), overlays: overlays, sets: sets
    ).scenario
  }
}
