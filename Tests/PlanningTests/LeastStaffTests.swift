import ContactCentre
import Planning
import QueueingTheory
import Simulation
import Testing

/// As few agents as do, where it is known how few do: none more because a look was too short to tell, or because nobody asked
/// whether an agent at another time would do better.
@Suite struct LeastStaffTests {
  /// Calls all day that nobody gives up, four minutes each: 85 % within 25 s.
  private static func level(perHour: Double, agents: Int) throws -> Double {
    try ErlangC(arrivalRate: perHour / 3600, serviceRate: 1.0 / 240, agents: agents).serviceLevels(within: 25).SL1
  }

  @Test(arguments: [(140.0, 13, 1), (140, 13, 2), (140, 13, 3), (700, 53, 2), (700, 53, 3)] as [(Double, Int, UInt64)])
  func `equal hours: as many agents as Erlang C asks for`(perHour: Double, fewest: Int, seed: UInt64) throws {
    var scenario = SmallDay(
      perHour: Array(repeating: perHour, count: 24), handling: 240, patience: 240, target: 0.85
    ).scenario
    scenario.contactTypes[0].patience = nil
    scenario.contactTypes[0].promise?.answerWithin = 25
    #expect(try Self.level(perHour: perHour, agents: fewest) >= 0.85)
    #expect(try Self.level(perHour: perHour, agents: fewest - 1) < 0.85)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario, seed: seed))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(plan.isShown)
    #expect(agents.reduce(0, +) <= 24 * fewest, "\(agents)")
    // The day begins with nobody in line: its first hour may do with an agent fewer.
    #expect(agents.dropFirst().allSatisfy { $0 >= fewest }, "\(agents)")
  }

  @Test(arguments: [(StaffingAim.everyPeriod, 1), (.everyPeriod, 2), (.day, 3)] as [(StaffingAim, UInt64)])
  func `tickets due within an hour: agents at the times that do most for all of them`(
    aim: StaffingAim, seed: UInt64
  ) throws {
    // An hour of work an hour: one agent does it all, but not in time; 28 agents' hours are known to do.
    let scenario = Scenario(
      name: "tickets", calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 1, day: 5), periodSeconds: 3600),
      contactTypes: [
        ContactType(
          name: "ticket", channel: .ticket,
          arrivals: Arrivals(perHour: PeriodProfile(constant: 6, periodsPerDay: 24)), handling: .constant(600),
          deadline: Deadline(within: 3600, target: 0.9))
      ],
      agentGroups: [
        AgentGroup(
          name: "agents", skills: [Skill(contactType: "ticket")], heads: PeriodProfile(constant: 2, periodsPerDay: 24))
      ])
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: aim, seed: seed))
    #expect(plan.isShown && plan.hours <= 29, "\(plan.groups[0].periods.map(\.agents))")
    var staffed = scenario
    staffed.agentGroups[0].heads = PeriodProfile(
      values: plan.groups[0].periods.map { Double($0.agents) }, periodsPerDay: 24)
    staffed.experiment = Experiment(seed: 987_654, minimumReplications: 1_000)
    let kept = try Simulator(staffed).run().contactTypes[0].day.deadlineCompliance
    #expect((kept.mean ?? 0) + (kept.halfWidth ?? 0) >= 0.9)
  }

  @Test(arguments: [1, 4] as [UInt64]) func `days that keep a promise with a probability: the hours that count`(
    seed: UInt64
  ) throws {
    var scenario = SmallDay(
      perHour: Array(repeating: 0, count: 8) + [12, 75, 100, 3, 0, 50], handling: 360, patience: 300, target: 0.9
    ).scenario
    scenario.calendar.hours = [
      OpeningHours(name: "open", everyDay: [ClockRange(start: 8 * 3600, end: 14 * 3600)])
    ]
    scenario.contactTypes[0].hours = "open"
    scenario.contactTypes[0].handling = .lognormal(mean: 360, cv: 1.5)
    scenario.contactTypes[0].queueLimit = 2
    scenario.contactTypes[0].promise = Promise(answerWithin: 45, target: 0.9, definition: .SL2)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: .probability(0.8), seed: seed))
    let agents = plan.groups[0].periods.map(\.agents)
    // 2, 13, 18, 0, 0 and 9 from eight o'clock keep it on 81 to 82 % of the days.
    #expect(plan.isShown && agents.reduce(0, +) <= 42, "\(agents)")
  }
}
