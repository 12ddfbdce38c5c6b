import ContactCentre
import Simulation
import Testing

/// Figures of work that passes through steps.
@Suite struct StepFiguresTests {
  /// Steps of 10 and 20 minutes for one agent, the second two hours after the first.
  private static func tickets(_ minutes: [Double], days: Int = 1, warmUpHours: Double = 0) -> Scenario {
    var ticket = ContactType(
      name: "ticket", channel: .ticket, handling: .constant(600),
      steps: [
        WorkStep(name: "a", handling: .constant(600), next: [StepRoute(step: "b")]),
        WorkStep(name: "b", handling: .constant(1200), delay: .constant(7200)),
      ])
    ticket.arrivals = Arrivals(
      perHour: PeriodProfile(constant: 0, periodsPerDay: 24),
      trace: minutes.map { TraceTime(day: Int($0) / 1440, clock: Double(Int($0) % 1440) * 60) })
    var scenario = EventTableTests.scenario(
      [ticket], [EventTableTests.group("g", [Skill(contactType: "ticket")])], days: days)
    scenario.experiment.warmUp = warmUpHours * 3600
    return scenario
  }

  /// The second step of the ticket of 23:00 is done at 1:10 of the next day.
  @Test func handlingBelongsToThePeriodOfTheArrival() throws {
    let result = try EventTableTests.figures(Self.tickets([23 * 60, 36 * 60], days: 2))
    let ticket = result.contactTypes[0]
    #expect(ticket.days.map(\.handling.mean) == [1800, 1800])
    #expect(ticket.periods[23].handling.mean == 1800)
    #expect(ticket.periods[36].handling.mean == 1800)
    #expect(ticket.day.handling.mean == 1800)
    #expect(ticket.steps.map(\.handling.mean) == [600, 1200])
  }

  /// The second step of the ticket of 11:00 is done after the warm-up, in which it came.
  @Test func handlingOfTheWarmUpIsNotCounted() throws {
    let result = try EventTableTests.figures(Self.tickets([11 * 60, 14 * 60], warmUpHours: 12))
    // One in the half of the day that counts.
    #expect(result.contactTypes[0].day.answered.mean == 2)
    #expect(result.contactTypes[0].day.handling.mean == 1800)
  }

  /// Half of the work goes back to the step whose first end starts the clock; the first answer after that comes two hours
  /// later, and its work takes 20 minutes.
  @Test(arguments: [
    (DeadlineEnd.answered, 7200, 40...40), (.answered, 7199, 0...0), (.resolved, 8400, 1...39),
    (.resolved, 8399, 0...0),
  ])
  func reworkCountsAContactOnce(until: DeadlineEnd, within: Int, met: ClosedRange<Int>) throws {
    var scenario = Self.tickets((0..<40).map { 5 * Double($0) }, days: 2)
    scenario.contactTypes[0].steps[1].next = [StepRoute(step: "a", share: 0.5)]
    scenario.contactTypes[0].deadline = Deadline(within: Double(within), until: until, fromStep: "a", target: 0.9)
    scenario.agentGroups[0] = EventTableTests.group("g", [Skill(contactType: "ticket")], agents: 40)
    let day = try EventTableTests.figures(scenario).contactTypes[0].days[0]
    let inTime = try #require(day.deadlineMet.mean)
    #expect(met.contains(Int(inTime)))
    #expect(inTime + (day.deadlineMissed.mean ?? 0) == 40)
  }

  /// The ticket of 8:55 is due first and slow in the first step: it comes to the second at 9:20, the one of 9:00 at 9:10. Both
  /// are helped after a quarter of an hour there: whoever is due later waits for nobody.
  @Test(arguments: [nil, 27.0])
  func overflowLooksBehindTheFront(busyUntil: Double?) throws {
    var scenario = Self.tickets([8 * 60 + 55, 9 * 60])
    scenario.contactTypes[0].steps = [
      WorkStep(name: "a", group: "front", handling: .constant(600), next: [StepRoute(step: "b")]),
      WorkStep(name: "b", group: "help", handling: .constant(1200)),
    ]
    scenario.contactTypes[0].deadline = Deadline(within: 5 * 3600, until: .resolved, target: 0.9)
    scenario.agentGroups = [
      EventTableTests.group("front", [Skill(contactType: "ticket")], agents: 2),
      EventTableTests.group(
        "help", [Skill(contactType: "ticket", after: 900), Skill(contactType: "call")], agents: 2),
    ]
    // Whoever comes first is in training, and takes the first ticket.
    scenario.agentGroups[0].trainees = Trainees(share: 0.5, slower: 2.5)
    // Two calls that keep the helpers until after the ticket of 9:00 may be helped.
    scenario.contactTypes.append(
      ContactType(
        name: "call", channel: .phone,
        arrivals: busyUntil.map { _ in EventTableTests.arrivals(9 * 60 + 20, 9 * 60 + 20) },
        handling: .constant(((busyUntil ?? 30) - 20) * 60)))
    let answered = try EventTableTests.table(scenario).filter { $0.hasSuffix("answered b") }
    #expect(answered == ["\(540 + Int(busyUntil ?? 25)) #2 answered b", "575 #1 answered b"])
  }

  /// A call of 5 minutes comes in the second step: its 20 minutes are counted in two pieces.
  @Test(arguments: [1, 2])
  func interruptedStepsAreCountedInFull(concurrency: Int) throws {
    var scenario = Self.tickets([21 * 60 + 30], days: 2)
    scenario.routing.liveInterruptsDeferred = true
    scenario.contactTypes.append(
      ContactType(
        name: "call", channel: .phone, arrivals: EventTableTests.arrivals(23 * 60 + 50), handling: .constant(300)))
    scenario.agentGroups[0].skills = [
      Skill(contactType: "ticket", concurrency: concurrency), Skill(contactType: "call"),
    ]
    let ticket = try EventTableTests.figures(scenario).contactTypes[0]
    #expect(ticket.days.map(\.handling.mean) == [1800, nil])
  }

  /// Two tickets in a day of 24 paid hours at 10: 120 each. What others are paid is not known to be nothing.
  @Test(arguments: [(0, nil, 120), (1, nil, nil), (1, 5, 180)] as [(Double, Double?, Double?)])
  func theCostOfASettledIssueIsThatOfAll(heads: Double, price: Double?, cost: Double?) throws {
    var scenario = Self.tickets([60, 120])
    scenario.agentGroups[0].costPerHour = 10
    var others = EventTableTests.group("others", [Skill(contactType: "ticket", rank: 2)], agents: heads)
    others.costPerHour = price
    scenario.agentGroups.append(others)
    let result = try EventTableTests.figures(scenario)
    #expect(result.issues?.resolved.mean == 2)
    #expect(result.issues?.costPerResolved?.mean == cost)
  }
}
