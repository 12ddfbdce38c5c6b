import ContactCentre
import Randomness
import Simulation
import Testing

/// A single queue is settled contact by contact, without events. The draws are the same as by events, so must the figures
/// be: to the last digit, whatever staff, hours, limits and announcements do.
@Suite struct RecursionTests {
  /// Settled, with and without the waits by place, and played by events, by its own engine and by the general one.
  private func expectTheSame(
    _ scenario: Scenario, from state: StartingState? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let played = try Simulator(scenario, singleQueue: .byGeneralEngine, from: state).run(threads: 1)
    for manner in [Simulator.SingleQueue.settled, .byEvents] {
      let whole = try Simulator(scenario, singleQueue: manner, from: state).run(threads: 1)
      #expect(whole.contactTypes == played.contactTypes, "\(manner)", sourceLocation: sourceLocation)
      #expect(whole.agentGroups == played.agentGroups, "\(manner)", sourceLocation: sourceLocation)
    }
    let settled = try Simulator(scenario, announcements: false, from: state).run(threads: 1)
    let (one, other) = (settled.contactTypes[0], played.contactTypes[0])
    #expect(one.day == other.day, sourceLocation: sourceLocation)
    #expect(settled.agentGroups == played.agentGroups, sourceLocation: sourceLocation)
    #expect(one.periods.count == other.periods.count && !one.periods.isEmpty, sourceLocation: sourceLocation)
    for (mine, its) in zip(one.periods + one.days, other.periods + other.days) {
      #expect(mine.offered == its.offered && mine.queueLength == its.queueLength, sourceLocation: sourceLocation)
      #expect(mine.answered == its.answered && mine.abandoned == its.abandoned, sourceLocation: sourceLocation)
      #expect(mine.cutOff == its.cutOff && mine.unfinished == its.unfinished, sourceLocation: sourceLocation)
      #expect(mine.serviceLevel == its.serviceLevel && mine.handling == its.handling, sourceLocation: sourceLocation)
      #expect(mine.waitAnswered.mean == its.waitAnswered.mean, sourceLocation: sourceLocation)
      #expect(mine.waitVirtual.mean == its.waitVirtual.mean, sourceLocation: sourceLocation)
    }
    // The case says something: some waited, some were answered.
    #expect((one.day.queueLength.mean ?? 0) > 0 && (one.day.answered.mean ?? 0) > 0, sourceLocation: sourceLocation)
  }

  @Test func aQueueThatNeverRests() throws {
    let busy = Make.queue(
      perHour: 2940, handling: .exponential(mean: 60), agents: 50, patience: .exponential(mean: 60), replications: 4)
    try expectTheSame(busy)
    // The waits by place are there to be compared.
    #expect(try Simulator(busy).run(threads: 1).contactTypes[0].announcements.count > 3)
    try expectTheSame(
      Make.queue(
        perHour: 60, handling: .lognormal(mean: 100, cv: 1.2), agents: 2, patience: .uniform(minimum: 0, maximum: 200),
        replications: 10, warmUpHours: 3))
    try expectTheSame(Make.queue(perHour: 50, handling: .constant(60), agents: 1, replications: 10))
  }

  /// Staff rises and falls by random numbers of heads each half hour, to nobody and from nobody.
  @Test(arguments: 0..<40)
  func staffThatComesAndGoes(number: Int) throws {
    var dice = RandomStream(seed: 7, replication: number, subject: 0, purpose: 0).generator(at: 0)
    var scenario = Make.queue(
      perHour: 1, handling: .lognormal(mean: 200, cv: 0.8), agents: 1, patience: .exponential(mean: 150), days: 2,
      replications: 3)
    let periods = scenario.calendar.periodsPerDay
    scenario.contactTypes[0].arrivals?.perHour = PeriodProfile(
      values: (0..<periods).map { _ in 150 * dice.nextUnit() }, periodsPerDay: periods)
    scenario.agentGroups[0].heads = PeriodProfile(
      values: (0..<periods).map { _ in max(0, (12 * dice.nextUnit() - 2).rounded()) }, periodsPerDay: periods)
    if number % 3 == 0 { scenario.contactTypes[0].patience = nil }
    if number % 4 == 1 { scenario.agentGroups[0].absence = 0.2 }
    if number % 5 == 2 { scenario.contactTypes[0].handling = .constant(180) }
    if number % 3 == 1 {
      scenario.contactTypes[0].handlingFactor = PeriodProfile(
        values: (0..<2 * periods).map { _ in 0.5 + dice.nextUnit() }, periodsPerDay: periods)
    }
    if number % 7 == 3 { scenario.contactTypes[0].queueLimit = 4 }
    if number % 2 == 1 {
      scenario.contactTypes[0].announcement = Announcement(
        fromPosition: 2, balking: Balking(whenExpectedWaitAbove: 90, share: 0.5))
    }
    try expectTheSame(scenario)
  }

  @Test(arguments: [ClosingRule.serveOut, .cutOff])
  func hours(closing: ClosingRule) throws {
    var scenario = Make.queue(
      perHour: 130, handling: .exponential(mean: 240), agents: 8, patience: .exponential(mean: 600), days: 3,
      replications: 5)
    scenario.calendar.hours = [OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 17 * 3600)])]
    scenario.contactTypes[0].hours = "office"
    scenario.contactTypes[0].closing = closing
    try expectTheSame(scenario)
  }

  @Test func namedShifts() throws {
    var scenario = Make.queue(
      perHour: 110, handling: .exponential(mean: 200), agents: 0, patience: .exponential(mean: 300), replications: 6)
    scenario.agentGroups[0].shifts = (0..<9).map { number in
      let from = (7 + number) * 3600
      return Shift(
        name: "shift \(number)", time: ClockRange(start: from, end: from + 5 * 3600),
        breaks: [ClockRange(start: from + 7200, end: from + 8400)], heads: 2)
    }
    try expectTheSame(scenario)
  }

  @Test(arguments: [0, 3, 40])
  func fromAState(waiting: Int) throws {
    let scenario = Make.queue(
      perHour: 500, handling: .exponential(mean: 60), agents: 8, patience: .exponential(mean: 120), replications: 20)
    let inHand = (0..<(waiting == 0 ? 5 : 10)).map { [ContactAtStart(contactType: "calls", elapsed: Double($0) * 9)] }
    let state = StartingState(
      time: 10 * 3600 + 400, groups: [GroupAtStart(name: "agents", onDuty: 8, inHand: inHand)],
      queues: [QueueAtStart(contactType: "calls", waited: (0..<waiting).map { Double(waiting - $0) })])
    try expectTheSame(scenario, from: state)
  }

  /// The tree of ends counts time in units that grow where ends are far away, and numbers its places: what it says must not
  /// depend on either.
  @Test func endsThatAreFarAway() throws {
    let day = 86_400.0
    // Beyond the 48 days for which the first unit is made, contact by contact, and all at once.
    try expectTheSame(
      Make.queue(
        perHour: 0.5, handling: .exponential(mean: 2 * day), agents: 23, patience: .exponential(mean: day), days: 62,
        replications: 2))
    try expectTheSame(
      Make.queue(
        perHour: 2, handling: .lognormal(mean: 40 * day, cv: 5), agents: 30, patience: .exponential(mean: day / 4),
        days: 3, replications: 3))
  }

  @Test func moreAgentsThanHalfAThousand() throws {
    try expectTheSame(
      Make.queue(
        perHour: 14_900, handling: .exponential(mean: 600), agents: 2_500, patience: .exponential(mean: 600),
        replications: 1))
    // All ends of contacts that began together are together.
    try expectTheSame(
      Make.queue(
        perHour: 9_000, handling: .constant(256), agents: 630, patience: .uniform(minimum: 0, maximum: 300),
        replications: 2))
  }
}
