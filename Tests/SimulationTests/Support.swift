import ContactCentre
import Randomness
import Simulation
import Testing

/// Small scenarios for the tests, by what differs between them.
enum Make {
  static let monday = LocalDate(year: 2026, month: 1, day: 5)

  /// One type, one group, everything constant.
  static func queue(
    perHour: Double, handling: Distribution, agents: Int, patience: Distribution? = nil, days: Int = 1,
    periodMinutes: Int = 30, replications: Int, warmUpHours: Double = 0, answerWithin: Double = 20,
    change: (inout ContactType) -> Void = { _ in }
  ) -> Scenario {
    let calendar = ServiceCalendar(start: monday, days: days, periodSeconds: periodMinutes * 60)
    var type = ContactType(
      name: "calls", channel: .phone,
      arrivals: Arrivals(perHour: PeriodProfile(constant: perHour, periodsPerDay: calendar.periodsPerDay)),
      handling: handling, patience: patience,
      promise: Promise(answerWithin: answerWithin, target: 0.8))
    change(&type)
    return Scenario(
      name: "queue", calendar: calendar, contactTypes: [type],
      agentGroups: [group("agents", ["calls"], agents: agents, calendar)],
      experiment: Experiment(minimumReplications: replications, warmUp: warmUpHours * 3600))
  }

  static func group(_ name: String, _ types: [String], agents: Int, _ calendar: ServiceCalendar) -> AgentGroup {
    AgentGroup(
      name: name, skills: types.map { Skill(contactType: $0) },
      heads: PeriodProfile(constant: Double(agents), periodsPerDay: calendar.periodsPerDay))
  }
}

/// Expects the exact value inside the 99 % interval of an estimate; the interval must be narrow enough to say something.
func expect(
  _ figure: Figure, isExactly exact: Double, atMostWide relative: Double = 0.05,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let mean = try #require(figure.mean, sourceLocation: sourceLocation)
  let halfWidth = try #require(figure.halfWidth, sourceLocation: sourceLocation)
  // The 99 % quantile of Student's t over the 95 % one is at most 1.35 from 20 replications on.
  #expect(
    abs(mean - exact) <= 1.35 * halfWidth + 1e-9, "\(mean) ± \(halfWidth), exact \(exact)",
    sourceLocation: sourceLocation)
  #expect(
    halfWidth <= relative * max(abs(exact), 1e-6) + 1e-9, "half width \(halfWidth) says too little about \(exact)",
    sourceLocation: sourceLocation)
}

/// Mean of a function of the state under a distribution over 0, 1, 2, ….
func mean(_ distribution: [Double], of value: (Int) -> Int) -> Double {
  var sum = 0.0
  for (state, share) in distribution.enumerated() { sum += Double(value(state)) * share }
  return sum
}
