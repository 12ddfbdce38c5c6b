import ContactCentre
import Randomness
import Simulation
import Testing

/// Days worked out by hand: recorded arrivals, constant times, and every event of every issue.
@Suite struct EventTableTests {
  /// A day of recorded arrivals at clock times such as `09:00`.
  static func arrivals(_ minutes: Double...) -> Arrivals {
    Arrivals(
      perHour: PeriodProfile(constant: 0, periodsPerDay: 24), trace: minutes.map { TraceTime(day: 0, clock: $0 * 60) })
  }

  static func scenario(
    _ types: [ContactType], _ groups: [AgentGroup], hours: [OpeningHours] = [], days: Int = 1,
    routing: RoutingPolicy = RoutingPolicy(), backlog: [Backlog] = []
  ) -> Scenario {
    Scenario(
      name: "by hand", calendar: ServiceCalendar(start: Make.monday, days: days, periodSeconds: 3600, hours: hours),
      contactTypes: types, agentGroups: groups, routing: routing, experiment: Experiment(minimumReplications: 1),
      backlog: backlog)
  }

  static func group(_ name: String, _ skills: [Skill], agents: Double = 1) -> AgentGroup {
    AgentGroup(name: name, skills: skills, heads: PeriodProfile(constant: agents, periodsPerDay: 24))
  }

  /// `minute issue event`, with the step or the group where there is one.
  static func table(_ scenario: Scenario) throws -> [String] {
    try Simulator(scenario).trace().map { event in
      let minute = (event.elapsed / 60 * 100).rounded() / 100
      let text = minute == minute.rounded() ? "\(Int(minute))" : "\(minute)"
      return [text, "#\(event.issue)", event.event.rawValue, event.step ?? event.group ?? ""].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
  }

  static func figures(_ scenario: Scenario) throws -> SimulationResult { try Simulator(scenario).run(threads: 1) }

  @Test func aTicketGoesThroughItsSteps() throws {
    let ticket = ContactType(
      name: "ticket", channel: .ticket, arrivals: Self.arrivals(0, 5), handling: .constant(600),
      deadline: Deadline(within: 45 * 60, until: .resolved, target: 0.9),
      steps: [
        WorkStep(name: "intake", group: "front", handling: .constant(600), next: [StepRoute(step: "approval")]),
        WorkStep(name: "approval", group: "boss", handling: .constant(120), delay: .constant(1800)),
      ])
    let scenario = Self.scenario(
      [ticket],
      [Self.group("front", [Skill(contactType: "ticket")]), Self.group("boss", [Skill(contactType: "ticket")])])
    // The first is done after 10 + 30 + 2 minutes; the second waits 5 minutes for intake and is done at 52, 47 after it came.
    #expect(
      try Self.table(scenario) == [
        "0 #1 arrived", "0 #1 answered intake", "5 #2 arrived", "5 #2 queued intake", "10 #1 finished intake",
        "10 #2 answered intake", "10 #1 delayed approval", "20 #2 finished intake", "20 #2 delayed approval",
        "40 #1 answered approval", "42 #1 finished approval", "42 #1 resolved", "50 #2 answered approval",
        "50 #2 deadlineMissed", "52 #2 finished approval",
        "52 #2 resolved",
      ])
    let result = try Self.figures(scenario)
    let day = result.contactTypes[0].day
    #expect(day.offered.mean == 2)
    #expect(day.answered.mean == 2)
    #expect(day.waitAnswered.mean.mean == 150)
    #expect(day.handling.mean == 720)
    #expect(day.deadlineMet.mean == 1)
    #expect(day.deadlineMissed.mean == 1)
    #expect(day.deadlineCompliance.mean == 0.5)
    #expect(result.contactTypes[0].steps.map(\.arrived.mean) == [2, 2])
    #expect(result.issues?.handOffsPerIssue.mean == 1)
    #expect(result.issues?.contactsPerIssue.mean == 1)
    #expect(result.issues?.timeToResolution.mean == (42 + 47) / 2.0 * 60)
  }

  @Test func whatIsDueFirstIsDoneFirst() throws {
    let first = ContactType(
      name: "slow", channel: .ticket, arrivals: Self.arrivals(0, 1), handling: .constant(600),
      deadline: Deadline(within: 7200, target: 1))
    let second = ContactType(
      name: "fast", channel: .ticket, arrivals: Self.arrivals(2), handling: .constant(600),
      deadline: Deadline(within: 1080, target: 1))
    var scenario = Self.scenario(
      [first, second], [Self.group("a", [Skill(contactType: "slow"), Skill(contactType: "fast")])])
    let byDeadline = try Self.figures(scenario)
    // The fast one is taken at 10, 8 minutes after it came; exactly at 18 would still do.
    #expect(byDeadline.contactTypes.map(\.day.deadlineMet.mean) == [2, 1])
    #expect(byDeadline.contactTypes[1].day.waitAnswered.mean.mean == 480)
    scenario.routing.deferred = .longestWaiting
    // By arrival it is taken at 20, exactly at its deadline: in time.
    let byArrival = try Self.figures(scenario)
    #expect(byArrival.contactTypes[1].day.waitAnswered.mean.mean == 1080)
    #expect(byArrival.contactTypes.map(\.day.deadlineMet.mean) == [2, 1])
    scenario.contactTypes[1].deadline?.within = 1079
    #expect(try Self.figures(scenario).contactTypes[1].day.deadlineMissed.mean == 1)
  }

  @Test func businessTimeStandsStillAtNight() throws {
    let office = OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 17 * 3600)])
    // Comes at 16:00, due after two hours of business: at 10:00 of the next day. Work begins at 9:30 and at 10:30.
    let ticket = ContactType(
      name: "ticket", channel: .ticket, arrivals: Self.arrivals(16 * 60), handling: .constant(60),
      deadline: Deadline(within: 7200, clock: .business, hours: "office", target: 1))
    func met(from start: Double) throws -> Double? {
      var agents = Self.group("a", [Skill(contactType: "ticket")])
      agents.heads = nil
      agents.shifts = []
      agents.heads = PeriodProfile(
        values: (0..<96).map { Double($0) * 1800 >= 86_400 + start ? 1 : 0 }, periodsPerDay: 48)
      var scenario = Self.scenario([ticket], [agents], hours: [office], days: 2)
      scenario.calendar.periodSeconds = 1800
      scenario.contactTypes[0].arrivals?.perHour = PeriodProfile(constant: 0, periodsPerDay: 48)
      return try Self.figures(scenario).contactTypes[0].days[0].deadlineMet.mean
    }
    #expect(try met(from: 9.5 * 3600) == 1)
    #expect(try met(from: 10 * 3600) == 1)
    #expect(try met(from: 10.5 * 3600) == 0)
  }

  /// However old work is when the run starts, eight hours of business are over: those of 60 days, and of three years.
  @Test(arguments: [20.0, 34, 35, 36, 60, 1100])
  func oldWorkIsLateOnBusinessTime(days: Double) throws {
    let office = OpeningHours(name: "office", everyDay: [ClockRange(start: 9 * 3600, end: 17 * 3600)])
    let ticket = ContactType(
      name: "ticket", channel: .ticket, handling: .constant(600),
      deadline: Deadline(within: 8 * 3600, clock: .business, hours: "office", target: 0.9))
    let scenario = Self.scenario(
      [ticket], [Self.group("a", [Skill(contactType: "ticket")])], hours: [office],
      backlog: [Backlog(contactType: "ticket", count: 3, oldest: days * 86_400)])
    let day = try Self.figures(scenario).contactTypes[0].day
    #expect(day.deadlineMet.mean == 0)
    #expect(day.deadlineMissed.mean == 3)
  }

  @Test func blockedCallersTryAgainUntilTheirAttemptsAreUsed() throws {
    let call = ContactType(
      name: "call", channel: .phone, arrivals: Self.arrivals(0, 1), handling: .constant(900), queueLimit: 0,
      redial: Redial(share: 1, after: .constant(300), attempts: 3))
    let scenario = Self.scenario([call], [Self.group("a", [Skill(contactType: "call")])])
    // Busy until 15: the second caller tries at 1, 6 and 11, and gives it up.
    #expect(
      try Self.table(scenario) == [
        "0 #1 arrived", "0 #1 answered a", "1 #2 arrived", "1 #2 blocked", "1 #2 redials", "6 #2 blocked",
        "6 #2 redials",
        "11 #2 blocked", "11 #2 lost", "15 #1 finished a", "15 #1 resolved",
      ])
    let result = try Self.figures(scenario)
    #expect(result.contactTypes[0].day.offered.mean == 4)
    #expect(result.contactTypes[0].day.returned.mean == 2)
    #expect(result.contactTypes[0].day.blocked.mean == 3)
    #expect(result.loops.map(\.contacts.mean) == [2])
    #expect(result.issues?.contactsPerIssue.mean == 2)
    #expect(result.issues?.lost.mean == 1)
  }

  @Test func whoGivesUpRedialsWhenThePatienceEnds() throws {
    let call = ContactType(
      name: "call", channel: .phone, arrivals: Self.arrivals(0, 1), handling: .constant(900), patience: .constant(120),
      redial: Redial(share: 1, after: .constant(720)))
    let scenario = Self.scenario([call], [Self.group("a", [Skill(contactType: "call")])])
    #expect(
      try Self.table(scenario) == [
        "0 #1 arrived", "0 #1 answered a", "1 #2 arrived", "1 #2 queued", "3 #2 abandoned", "3 #2 redials",
        "15 #1 finished a", "15 #1 resolved", "15 #2 answered a", "30 #2 finished a", "30 #2 resolved",
      ])
    #expect(try Self.figures(scenario).contactTypes[0].day.abandoned.mean == 1)
  }

  @Test func anUnsettledIssueComesBackAndIsEscalated() throws {
    let chat = ContactType(
      name: "chat", channel: .chat, arrivals: Self.arrivals(0), handling: .constant(60),
      resolution: Resolution(
        firstContact: 0, otherwise: [Return(becomes: "again", after: .constant(3600))], window: 1800))
    let again = ContactType(
      name: "again", channel: .chat, handling: .constant(60),
      resolution: Resolution(firstContact: 0, otherwise: [Return(becomes: "boss")]))
    let boss = ContactType(name: "boss", channel: .ticket, handling: .constant(60))
    let scenario = Self.scenario(
      [chat, again, boss],
      [
        Self.group("a", [Skill(contactType: "chat"), Skill(contactType: "again")]),
        Self.group("b", [Skill(contactType: "boss")]),
      ])
    #expect(
      try Self.table(scenario) == [
        "0 #1 arrived", "0 #1 answered a", "1 #1 finished a", "1 #1 unresolved", "61 #1 answered a", "62 #1 finished a",
        "62 #1 unresolved", "62 #1 answered b", "63 #1 finished b", "63 #1 resolved",
      ])
    let issues = try #require(try Self.figures(scenario).issues)
    // The return came after the window of half an hour: whoever measures sees the first contact hold.
    #expect(issues.firstContactResolution.mean == 1)
    #expect(issues.contactsPerIssue.mean == 3)
    #expect(issues.handOffsPerIssue.mean == 1)
    #expect(issues.timeToResolution.mean == 3780)
  }

  @Test func aBroadcastAnswersAllWhoWaitWithTheSameQuestion() throws {
    let social = ContactType(
      name: "group", channel: .social, arrivals: Self.arrivals(0, 1, 2), handling: .constant(600),
      broadcast: Broadcast(share: 1))
    let scenario = Self.scenario([social], [Self.group("a", [Skill(contactType: "group")])])
    #expect(
      try Self.table(scenario) == [
        "0 #1 arrived", "0 #1 answered a", "1 #2 arrived", "1 #2 queued", "2 #3 arrived", "2 #3 queued",
        "10 #1 finished a", "10 #2 broadcast", "10 #2 resolved", "10 #3 broadcast", "10 #3 resolved", "10 #1 resolved",
      ])
    let day = try Self.figures(scenario).contactTypes[0].day
    #expect(day.answered.mean == 3)
    #expect(day.broadcast.mean == 2)
    #expect(day.waitAnswered.mean.mean == 340)
    #expect(day.handling.mean == 600)
  }

  /// The second gives up at 60:30; the broadcast at 61:40 would have answered it, long before the agent comes back from a call.
  @Test func aBroadcastEndsTheVirtualWait() throws {
    let social = ContactType(
      name: "group", channel: .social, arrivals: Self.arrivals(60, 60 + 1 / 6.0), handling: .constant(100),
      patience: .constant(20), broadcast: Broadcast(share: 1))
    let call = ContactType(
      name: "call", channel: .phone, arrivals: Self.arrivals(60 + 5 / 6.0), handling: .constant(1000), priority: 5)
    let scenario = Self.scenario(
      [social, call], [Self.group("a", [Skill(contactType: "group"), Skill(contactType: "call")])])
    let day = try Self.figures(scenario).contactTypes[0].day
    #expect(day.abandoned.mean == 1)
    #expect(day.broadcast.mean == 0)
    #expect(day.waitVirtual.mean.mean == 45)
    #expect(day.waitAll.mean.mean == 10)
  }

  @Test func liveContactsInterruptDeferredWork() throws {
    let mail = ContactType(name: "mail", channel: .deferred, arrivals: Self.arrivals(0), handling: .constant(1800))
    let call = ContactType(name: "call", channel: .phone, arrivals: Self.arrivals(10), handling: .constant(300))
    let both = [Skill(contactType: "mail"), Skill(contactType: "call")]
    var scenario = Self.scenario(
      [mail, call], [Self.group("a", both)], routing: RoutingPolicy(liveInterruptsDeferred: true))
    #expect(
      try Self.table(scenario) == [
        "0 #1 arrived", "0 #1 answered a", "10 #2 arrived", "10 #1 interrupted a", "10 #2 answered a",
        "15 #2 finished a",
        "15 #1 answered a", "15 #2 resolved", "35 #1 finished a", "35 #1 resolved",
      ])
    let day = try Self.figures(scenario).contactTypes.map(\.day)
    #expect(day.map(\.answered.mean) == [1, 1])
    #expect(day.map(\.handling.mean) == [1800, 300])
    // An idle colleague takes over what was put back.
    scenario.agentGroups.append(Self.group("b", [Skill(contactType: "mail", rank: 2)]))
    #expect(try Self.table(scenario).contains("10 #1 answered b"))
    #expect(try Self.table(scenario).contains("30 #1 finished b"))
  }

  @Test func capacityIsKeptFree() throws {
    let mail = ContactType(name: "mail", channel: .deferred, arrivals: Self.arrivals(0, 1), handling: .constant(600))
    let scenario = Self.scenario([mail], [Self.group("a", [Skill(contactType: "mail", whenIdle: 2)], agents: 2)])
    // The second mail waits although an agent is idle: only one is.
    #expect(
      try Self.table(scenario) == [
        "0 #1 arrived", "0 #1 answered a", "1 #2 arrived", "1 #2 queued", "10 #1 finished a", "10 #2 answered a",
        "10 #1 resolved", "20 #2 finished a", "20 #2 resolved",
      ])
  }

  /// Whoever has just taken the second ticket has room for the third, but is not idle: it waits until both are again.
  @Test func capacityIsKeptFreeFromWhoHoldsWork() throws {
    let ticket = ContactType(
      name: "ticket", channel: .ticket, arrivals: Self.arrivals(1, 2, 3), handling: .constant(600))
    let scenario = Self.scenario(
      [ticket], [Self.group("a", [Skill(contactType: "ticket", concurrency: 2, whenIdle: 2)], agents: 2)])
    let answered = try Self.table(scenario).filter { $0.contains("answered") }
    #expect(answered == ["1 #1 answered a", "11 #2 answered a", "21 #3 answered a"])
  }

  @Test func theBacklogIsWorkedOff() throws {
    let mail = ContactType(name: "mail", channel: .deferred, handling: .constant(1800))
    let scenario = Self.scenario(
      [mail], [Self.group("a", [Skill(contactType: "mail")])],
      backlog: [Backlog(contactType: "mail", count: 3, oldest: 3 * 3600)])
    let result = try Self.figures(scenario)
    // Came 3, 2 and 1 hours before; taken up at 0:00, 0:30 and 1:00.
    #expect(result.contactTypes[0].day.waitAnswered.mean.mean == 9000)
    #expect(result.contactTypes[0].periods[0].backlog.mean == 1)
    #expect(result.contactTypes[0].periods[0].oldest.mean == 7200)
    #expect(result.contactTypes[0].periods[1].backlog.mean == 0)
    #expect(result.contactTypes[0].day.offered.mean == 3)
    #expect(result.agentGroups[0].day.busyHours.mean == 1.5)
  }

  /// Nobody takes them: at the end of each day all are there, the oldest for 25 hours, then for 49.
  @Test(arguments: [(1, 25.0), (2, (25 + 49) / 2.0)])
  func theBacklogOfADayIsASnapshot(days: Int, oldestHours: Double) throws {
    let mail = ContactType(name: "mail", channel: .deferred, handling: .constant(1800))
    var scenario = Self.scenario(
      [mail], [Self.group("a", [Skill(contactType: "mail")], agents: 0)], days: days,
      backlog: [Backlog(contactType: "mail", count: 10, oldest: 3600)])
    for warmUp in [0, 12 * 3600.0] {
      scenario.experiment.warmUp = warmUp
      let day = try Self.figures(scenario).contactTypes[0].day
      #expect(day.backlog.mean == 10)
      #expect(day.oldest.mean == oldestHours * 3600)
    }
  }
}
