import ContactCentre
import Planning
import Simulation
import Testing

/// Runs of which a part is not counted: a plan and a simulation of it agree.
@Suite struct WarmUpTests {
  /// 9 erlang of calls, three quarters of which find one of 10 agents within 30 s, but for half a per mille: it takes 11, or
  /// 10 in an hour after one of 11.
  private func stationary(days: Int = 2, warmUp: Seconds, period: Int = 3600) -> Scenario {
    Scenario(
      name: "stationary",
      calendar: ServiceCalendar(start: LocalDate(year: 2026, month: 1, day: 5), days: days, periodSeconds: period),
      contactTypes: [
        ContactType(
          name: "call", channel: .phone,
          arrivals: Arrivals(perHour: PeriodProfile(constant: 180, periodsPerDay: 86_400 / period)),
          handling: .exponential(mean: 180), patience: .exponential(mean: 180),
          promise: Promise(answerWithin: 30, target: 0.75))
      ],
      agentGroups: [
        AgentGroup(
          name: "agents", skills: [Skill(contactType: "call")],
          heads: PeriodProfile(constant: 10, periodsPerDay: 86_400 / period), costPerHour: 20)
      ],
      experiment: Experiment(seed: 1, minimumReplications: 2, maximumReplications: 2, warmUp: warmUp))
  }

  private func played(_ scenario: Scenario, _ plan: StaffingPlan) throws -> GroupFigures {
    var staffed = scenario
    staffed.agentGroups[0].heads = PeriodProfile(
      values: plan.groups[0].periods.map { Double($0.scheduled) }, periodsPerDay: scenario.calendar.periodsPerDay)
    return try Simulator(staffed).run().agentGroups[0].day
  }

  @Test func `the day that is not counted is staffed as the next one, and costs nothing`() throws {
    let scenario = stationary(warmUp: 86_400)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(agents.prefix(24) == agents.suffix(24) && agents.allSatisfy { (10...11).contains($0) })
    #expect(plan.hours == Double(agents.suffix(24).reduce(0, +)) && plan.cost == plan.hours * 20)
    let day = try played(scenario, plan)
    // A simulation adds the overtime of those who finish a call: 3 min for an agent who goes at most.
    let paid = try #require(day.paidHours.mean)
    #expect(paid >= plan.hours - 1e-9 && paid < plan.hours + 1 && abs((day.cost?.mean ?? 0) - paid * 20) < 1e-6)
  }

  @Test(arguments: [StaffingAim.everyPeriod, .day])
  func `hours that are not counted are staffed as those of the next day`(aim: StaffingAim) throws {
    let scenario = stationary(warmUp: 4 * 3600, period: 1800)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: aim))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(agents.prefix(8) == agents[48..<56])
    #expect(agents.allSatisfy { (9...12).contains($0) })
    // 44 hours are counted, of a day of 24 each.
    let counted = Double(agents.dropFirst(8).reduce(0, +)) / 2
    #expect(abs(plan.hours - counted * 24 / 44) < 1e-9)
    // A simulation adds the overtime of those who finish a call: 3 min for an agent who goes at most.
    let paid = try #require(try played(scenario, plan).paidHours.mean)
    #expect(paid >= plan.hours - 1e-9 && paid < plan.hours + 1)
  }

  @Test func `hours that no other day has are staffed by formula`() throws {
    let scenario = stationary(days: 1, warmUp: 2 * 3600)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(agents.prefix(2).allSatisfy { (10...12).contains($0) })
    #expect(abs(plan.hours - Double(agents.dropFirst(2).reduce(0, +)) * 24 / 22) < 1e-9)
  }

  @Test func `a price list counts what a simulation counts`() throws {
    let capacity = try CapacityPlan.find(
      CapacityRequest(scenario: stationary(warmUp: 86_400), levels: [0.75], replications: 60))
    let point = try #require(capacity.prices?.points.first)
    // Over a day ten agents nearly do, one more for an hour or a few is enough.
    #expect((240...246).contains(point.hours), "\(point.hours)")
    #expect(point.price?.mean == point.hours * 20)
  }
}
