import Testing

/// Single rules worked out by hand: what is put aside, what waits at the start and at the end, what lags by a fixed time.
@Suite struct WholeCentreHandWorkedTests {
  /// A call at 9:05 interrupts a mail of half an hour begun at 9:00; the writers beside are idle.
  private static func interruption(writers: String) -> String {
    ExactCasesTests.calendar() + """
      contactTypes:
        call: {channel: phone, arrivals: {trace: ["2026-01-05 09:05:00"]}, handling: 10min}
        mail: {channel: deferred, arrivals: {trace: ["2026-01-05 09:00:00"]}, handling: 30min}
      agentGroups:
        both: {skills: {call: 1, mail: 1}, staff: 1}
        writers: {skills: {mail: \(writers)}, staff: 1}
      routing: {liveInterruptsDeferred: true}
      """
  }

  /// Work that is put aside goes to whoever is idle.
  @Test func interruptedWorkGoesToAnIdleColleague() throws {
    let run = try ExactRun(Self.interruption(writers: "2"), replications: 2)
    try run.expect("agentGroups.both.day.busyHours", isExactly: 15 / 60.0)
    try run.expect("agentGroups.writers.day.busyHours", isExactly: 25 / 60.0)
    try run.expect("contactTypes.mail.day.queueLength", isExactly: 0)
    try run.expect("contactTypes.mail.day.handling", isExactly: 30 * 60)
  }

  /// Helpers who come after a wait come for work that was put aside too: before the first agent is free again.
  @Test func interruptedWorkOverflows() throws {
    let run = try ExactRun(Self.interruption(writers: "{rank: 2, after: 60s}"), replications: 2)
    try run.expect("agentGroups.both.day.busyHours", isExactly: 15 / 60.0)
    try run.expect("agentGroups.writers.day.busyHours", isExactly: 25 / 60.0)
    try run.expect("contactTypes.mail.day.queueLength", isExactly: 1 / 1440.0)
  }

  /// A chat interrupts both mails of an agent, who has room for one of them again at once.
  @Test func oneOfTwoMailsGoesOn() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          chat: {channel: chat, arrivals: {trace: ["2026-01-05 09:10:00"]}, handling: 20min}
          mail:
            channel: deferred
            arrivals: {trace: ["2026-01-05 09:00:00", "2026-01-05 09:00:00", "2026-01-05 09:15:00"]}
            handling: 30min
        agentGroups:
          agent: {skills: {chat: {rank: 1, concurrency: 2}, mail: {rank: 2, concurrency: 2}}, staff: 1}
        routing: {liveInterruptsDeferred: true}
        """, replications: 2)
    // At 9:10 one mail goes on beside the chat, until 9:30 when both end; then the other until 9:50, and the one of 9:15.
    try run.expect("contactTypes.chat.day.wait.answered.mean", isExactly: 0)
    try run.expect("contactTypes.mail.day.queueLength", isExactly: (20 + 15) / 1440.0)
    try run.expect("contactTypes.mail.day.wait.answered.mean", isExactly: 15 * 60 / 3.0)
    try run.expect("agentGroups.agent.day.busyHours", isExactly: 1)
  }

  /// A mail that was put aside and waits when the run ends was answered: it is not unfinished as well.
  @Test func interruptedWorkAtTheEndCountsOnce() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: ["2026-01-05 23:50:00"]}, handling: 30min}
          mail: {channel: deferred, arrivals: {trace: ["2026-01-05 23:40:00"]}, handling: 30min}
        agentGroups:
          both: {skills: {call: 1, mail: 1}, staff: 1}
        routing: {liveInterruptsDeferred: true}
        """, replications: 2)
    try run.expect("contactTypes.mail.day.offered", isExactly: 1)
    try run.expect("contactTypes.mail.day.answered", isExactly: 1)
    try run.expect("contactTypes.mail.day.unfinished", isExactly: 0)
    try run.expect("contactTypes.mail.day.queueLength", isExactly: 10 / 1440.0)
  }

  /// Whoever follows a purchase by a fixed time follows it by that: from 9–10 it becomes 11–12, or half a minute later.
  @Test(arguments: [("2h", [0.0, 1800, 1800, 0]), ("7230s", [0, 1770, 1800, 30])])
  func fixedLag(after: String, counts: [Double]) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals: {lagged: {purchasesPerHour: {"09:00-10:00": 3600}, share: 1, after: \(after)}}
            handling: 1s
        agentGroups:
          agents: {skills: {ticket: 1}, staff: 100}
        """, replications: 400)
    for (period, count) in zip(21..., counts) {
      try run.expect("contactTypes.ticket.periods.\(period).offered", isExactly: count, atMostWide: 0.03)
    }
  }

  /// Five callers wait at midnight, give up after a minute each, and are out of the way of those who come later: there are
  /// three places.
  @Test func callersWhoWaitAtTheStart() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          call:
            channel: phone
            arrivals:
              trace:
                - "2026-01-05 00:30:00"
                - "2026-01-05 02:00:00"
                - "2026-01-05 02:00:10"
                - "2026-01-05 02:00:20"
                - "2026-01-05 02:00:30"
                - "2026-01-05 02:00:40"
            handling: 10min
            patience: 60s
            queue: {limit: 3}
        agentGroups:
          agent: {skills: {call: 1}, staff: {"01:00-24:00": 1}}
        backlog: {call: 5}
        """, replications: 2)
    // Of 2:00 the first is answered, three wait in vain, and the last finds no place.
    for (figure, count) in [("offered", 11), ("answered", 1), ("abandoned", 9), ("blocked", 1)] {
      try run.expect("contactTypes.call.day.\(figure)", isExactly: Double(count))
    }
    try run.expect("contactTypes.call.day.queueLength", isExactly: 9 / 1440.0)
  }

  /// Twice as many heads from midnight on: who is away on Tuesday is drawn before anybody comes.
  @Test func absenceAtMidnight() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 2, period: "1h") + """
        contactTypes:
          mail: {channel: deferred, handling: 6h}
        agentGroups:
          agents: {skills: {mail: 1}, staff: {mon: 10, tue: 20}, absence: 0.5}
        backlog: {mail: 500}
        """, replications: 2000)
    // On Monday evening 0 to 10 are there, on Tuesday 0 to 20: whoever is one too many goes at midnight, when all finish.
    try run.expect("agentGroups.agents.periods.23.staffedHours", isExactly: 5)
    try run.expect("agentGroups.agents.periods.24.staffedHours", isExactly: 10)
  }

  /// The shares of a group's time are of the busy hours: without the warm-up, and up to the end of the run.
  @Test(arguments: [("", 0.5), ("experiment: {warmUp: 18h}", 0.0)])
  func sharesOfBusyTime(experiment: String, share: Double) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          early: {channel: phone, arrivals: {trace: ["2026-01-05 12:00:00"]}, handling: 1h}
          late: {channel: phone, arrivals: {trace: ["2026-01-05 23:00:00"]}, handling: 9h}
        agentGroups:
          agents: {skills: {early: 1, late: 1}, staff: 2}
        \(experiment)
        """, replications: 2)
    try run.expect("agentGroups.agents.timeByType.early", isExactly: share)
    try run.expect("agentGroups.agents.timeByType.late", isExactly: 1 - share)
  }

  /// Ten days from a Monday: what follows the Sunday before comes on the first day, and again a week later.
  @Test(arguments: [("sun", "mon-sat", [500.0, 0, 0, 500]), ("wed", "mon-tue: 0, thu-sun", [0, 500, 0, 0])])
  func purchasesBeforeTheRun(day: String, others: String, counts: [Double]) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals:
              lagged:
                purchasesPerHour: {\(day): {"23:00-24:00": 500}, \(others): 0}
                share: 1
                after: 2h
            handling: 1s
        agentGroups:
          agents: {skills: {ticket: 1}, staff: 100}
        """, replications: 100)
    for (day, count) in zip([0, 3, 6, 7], counts) {
      try run.expect("contactTypes.ticket.days.\(day).offered", isExactly: count)
    }
  }
}
