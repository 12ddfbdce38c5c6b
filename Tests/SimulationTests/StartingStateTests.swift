import ContactCentre
import Randomness
import Simulation
import Testing

/// Runs that go on from a moment that is known.
@Suite struct StartingStateTests {
  private static let ten = 36_000.0

  private func figures(_ scenario: Scenario, _ state: StartingState) throws -> (ContactFigures, SimulationResult) {
    let result = try Simulator(scenario, announcements: false, from: state).run()
    return (result.contactTypes[0].day, result)
  }

  /// Two agents 40 s and 80 s into calls of 100 s, and three callers: the ends of the work can be worked out by hand.
  @Test func workAndQueueGoOn() throws {
    let scenario = Make.queue(perHour: 0, handling: .constant(100), agents: 2, replications: 2)
    let state = StartingState(
      time: Self.ten,
      groups: [GroupAtStart(name: "agents", onDuty: 2, inHand: [[.init(elapsed: 40)], [.init(elapsed: 80)]])],
      queues: [QueueAtStart(contactType: "calls", waited: [30, 20, 10])])
    let (day, result) = try figures(scenario, state)
    #expect(day.offered.mean == 3)
    #expect(day.answered.mean == 3)
    // Agents are free after 20 and 60 s, then after 120 s.
    #expect(abs((day.waitAnswered.mean.mean ?? 0) - (50.0 + 80 + 130) / 3) < 1e-6)
    // 20 + 100 + 100 s of one agent, 60 + 100 of the other; handling only of what was answered since.
    #expect(abs((result.agentGroups[0].day.busyHours.mean ?? 0) * 3600 - 380) < 1e-6)
    #expect(abs((result.agentGroups[0].day.staffedHours.mean ?? 0) - 28) < 1e-9)
    #expect(result.periods.first?.clock == "10:00")
    #expect(abs((result.contactTypes[0].periods[0].queueLength.mean ?? 0) * 1800 - (20 + 60 + 120)) < 1e-6)
  }

  /// Fewer agents than planned: the plan's changes come on top of who is there; who has more in hand than agents on duty
  /// finishes and goes.
  @Test func thePlanGoesOnFromWhoIsThere() throws {
    var scenario = Make.queue(perHour: 0, handling: .constant(1800), agents: 5, replications: 2)
    scenario.agentGroups[0].heads = PeriodProfile(
      values: (0..<48).map { $0 < 24 ? 5 : $0 < 26 ? 7 : 0 }, periodsPerDay: 48)
    let state = StartingState(
      time: Self.ten, groups: [GroupAtStart(name: "agents", onDuty: 3, inHand: [[.init(elapsed: 900)]])])
    let (_, result) = try figures(scenario, state)
    // 3 for two hours, 5 for one.
    #expect(abs((result.agentGroups[0].day.staffedHours.mean ?? 0) - 11) < 1e-9)
    let leaving = StartingState(
      time: Self.ten, groups: [GroupAtStart(name: "agents", onDuty: 0, inHand: [[.init(elapsed: 900)]])])
    // Nobody for two hours but who finishes for a quarter of an hour, then two.
    let rest = try figures(scenario, leaving).1.agentGroups[0].day
    #expect(abs((rest.staffedHours.mean ?? 0) - 2.25) < 1e-9)
    #expect(abs((rest.busyHours.mean ?? 0) - 0.25) < 1e-9)
  }

  /// A run from 10:10 has a first period of 20 minutes.
  @Test func demandGoesOnFromTheMoment() throws {
    let scenario = Make.queue(perHour: 60, handling: .exponential(mean: 30), agents: 3, replications: 400)
    let (day, result) = try figures(scenario, StartingState(time: Self.ten + 600))
    try expect(day.offered, isExactly: 60 * (14 - 1.0 / 6))
    try expect(result.contactTypes[0].periods[0].offered, isExactly: 20)
    #expect(result.contactTypes[0].periods.count == 28)
  }

  /// k ahead of the last of the queue and all agents busy for an unknown time: sums of exponentials.
  @Test func exponentialWaitsBehindOthers() throws {
    let scenario = Make.queue(
      perHour: 0, handling: .exponential(mean: 240), agents: 10, patience: .exponential(mean: 1e9), replications: 20_000
    )
    let state = StartingState(
      time: Self.ten,
      groups: [GroupAtStart(name: "agents", onDuty: 10, inHand: Array(repeating: [.init()], count: 10))],
      queues: [QueueAtStart(contactType: "calls", waited: [0, 0, 0, 0])])
    // 24, 48, 72, 96 s.
    try expect(try figures(scenario, state).0.waitAnswered.mean, isExactly: 60)
  }

  /// What is left of patience, given how long a caller has waited: Weibull of shape 2, an agent free after 60 s.
  @Test func patienceGivenTheWait() throws {
    let law = Distribution.weibull(mean: 150, shape: 2)
    let scenario = Make.queue(
      perHour: 0, handling: .constant(100), agents: 1, patience: law, replications: 3000)
    let state = StartingState(
      time: Self.ten, groups: [GroupAtStart(name: "agents", onDuty: 1, inHand: [[.init(elapsed: 40)]])],
      queues: [QueueAtStart(contactType: "calls", waited: [100])])
    let stays = (1 - law.cumulative(160)) / (1 - law.cumulative(100))
    try expect(try figures(scenario, state).0.answered, isExactly: stays)
  }

  /// What is left of a lognormal contact of known and of unknown age, as the wait of the only caller behind it.
  @Test func workLeftGivenItsAge() throws {
    let law = Distribution.lognormal(mean: 240, cv: 1.2)
    let scenario = Make.queue(perHour: 0, handling: law, agents: 1, replications: 8000)
    func wait(_ elapsed: Double?) throws -> Figure {
      let state = StartingState(
        time: Self.ten, groups: [GroupAtStart(name: "agents", onDuty: 1, inHand: [[.init(elapsed: elapsed)]])],
        queues: [QueueAtStart(contactType: "calls", waited: [0])])
      return try figures(scenario, state).0.waitAnswered.mean
    }
    // E[X − a | X > a] by the trapezoidal rule on the survival function.
    var left = 0.0
    for step in 0..<400_000 {
      let (a, b) = (300 + Double(step) * 0.5, 300 + Double(step + 1) * 0.5)
      left += 0.25 * (2 - law.cumulative(a) - law.cumulative(b))
    }
    try expect(try wait(300), isExactly: left / (1 - law.cumulative(300)))
    // E[X²] / 2 E[X].
    try expect(try wait(nil), isExactly: 240 * (1 + 1.2 * 1.2) / 2)
  }

  /// Two chats in one hand at half speed; one ends, the other goes on alone.
  @Test func chatsInHandKeepTheirSlowdown() throws {
    let calendar = ServiceCalendar(start: Make.monday)
    let chat = ContactType(name: "chat", channel: .chat, handling: .constant(100))
    let group = AgentGroup(
      name: "agents", skills: [Skill(contactType: "chat", concurrency: 2, slowdown: [1, 2])],
      heads: PeriodProfile(constant: 1, periodsPerDay: 48))
    let scenario = Scenario(
      name: "chats", calendar: calendar, contactTypes: [chat], agentGroups: [group],
      experiment: Experiment(minimumReplications: 2))
    let state = StartingState(
      time: Self.ten,
      groups: [
        GroupAtStart(
          name: "agents", onDuty: 1,
          inHand: [[.init(contactType: "chat", elapsed: 80), .init(contactType: "chat", elapsed: 160)]])
      ], queues: [QueueAtStart(contactType: "chat", waited: [5])])
    let (day, result) = try figures(scenario, state)
    // 60 and 20 s of work left at half speed: one ends after 40 s with 40 left of the other; the third begins then, and
    // both go at half speed until the other ends after 120 s; the third has 60 left, alone: 180 s.
    #expect(abs((day.waitAnswered.mean.mean ?? 0) - 45) < 1e-6)
    #expect(abs((result.agentGroups[0].day.busyHours.mean ?? 0) * 3600 - 180) < 1e-6)
  }

  @Test func aStateThatDoesNotFitIsRefused() throws {
    let scenario = Make.queue(perHour: 0, handling: .constant(100), agents: 2, replications: 2)
    func message(_ state: StartingState) -> String {
      do {
        _ = try Simulator(scenario, from: state)
        return ""
      } catch { return "\(error)" }
    }
    #expect(message(StartingState(time: 90_000)).contains("cannot start"))
    #expect(
      message(StartingState(time: 0, groups: [.init(name: "agent", onDuty: 1)])).contains("no agent group “agent”"))
    #expect(message(StartingState(time: 0, queues: [.init(contactType: "chat", waited: [1])])).contains("“chat”"))
    let two = GroupAtStart(name: "agents", onDuty: 1, inHand: [[.init(), .init()]])
    #expect(message(StartingState(time: 0, groups: [two])).contains("the most are 1"))
  }
}
