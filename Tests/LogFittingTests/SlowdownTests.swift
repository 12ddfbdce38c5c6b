import ContactCentre
import LogFitting
import Randomness
import Simulation
import Testing

/// By how much chats slow each other down, found again in the logs of a known centre, whatever law their handling has.
@Suite struct SlowdownTests {
  private static let truth = (mean: 240.0, second: 1.25, third: 1.6)
  private static let logs = 16

  private static func scenario(_ handling: Distribution) -> Scenario {
    func open(_ value: Double) -> PeriodProfile {
      PeriodProfile(values: (0..<24).map { (8..<20).contains($0) ? value : 0 }, periodsPerDay: 24)
    }
    let type = ContactType(
      name: "chat", channel: .chat, arrivals: Arrivals(perHour: open(150)), handling: handling,
      patience: .exponential(mean: 180))
    let skill = Skill(
      contactType: "chat", concurrency: 3, slowdown: [1, truth.second, truth.third])
    return Scenario(
      name: "chats",
      calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 3, day: 2), days: 14, periodSeconds: 3600),
      contactTypes: [type], agentGroups: [AgentGroup(name: "agents", skills: [skill], heads: open(6))],
      experiment: Experiment(seed: 5, minimumReplications: 1))
  }

  /// Contacts held together have got further than those held alone: where the hazard depends on how far they have got, rates of
  /// all together are off by a sixth with a cv of a half, fifteen of their standard errors.
  @Test(arguments: [
    Distribution.exponential(mean: 240), .lognormal(mean: 240, cv: 0.5), .gamma(mean: 240, cv: 1.5),
  ])
  func intervalsHoldTheTruthAsOftenAsTheySay(handling: Distribution) throws {
    let simulator = try Simulator(Self.scenario(handling))
    var held = 0
    var sums = (mean: 0.0, second: 0.0, third: 0.0)
    for replication in 0..<Self.logs {
      let type = try #require(try RecoveryTests.fit(replication, simulator).types.first)
      #expect(type.slowdown.count == 3)
      for (estimate, truth) in [(type.slowdown[1], Self.truth.second), (type.slowdown[2], Self.truth.third)] {
        if abs(estimate.value - truth) <= 1.96 * (estimate.standardError ?? 0) { held += 1 }
      }
      sums.mean += type.handlingLaw.mean / Double(Self.logs)
      sums.second += type.slowdown[1].value / Double(Self.logs)
      sums.third += type.slowdown[2].value / Double(Self.logs)
    }
    print("slowdown of chats, \(handling): \(sums), \(held) of \(2 * Self.logs) intervals hold it")
    // 95 % of 32 are 30.4; 26 or fewer are one in two hundred, were they independent.
    #expect(held >= 27)
    #expect(abs(sums.second / Self.truth.second - 1) < 0.02)
    #expect(abs(sums.third / Self.truth.third - 1) < 0.02)
    #expect(abs(sums.mean / Self.truth.mean - 1) < 0.02)
  }
}
