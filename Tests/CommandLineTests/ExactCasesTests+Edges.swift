import Testing

/// Days without chance, worked out by hand, where several rules meet.
extension ExactCasesTests {
  /// Clock times of the first day as a list.
  static func times(_ clocks: String...) -> String {
    "[" + clocks.map { $0.contains(" ") ? "\"\($0)\"" : "\"2026-01-05 \($0)\"" }.joined(separator: ", ") + "]"
  }

  /// A call outlasts the break of a night shift, after midnight; who waits is served when the break is over.
  @Test func breakOfTheNight() throws {
    let run = try ExactRun(
      Self.calendar(days: 2) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {trace: \(Self.times("23:00:00", "2026-01-06 01:50:00", "2026-01-06 01:55:00", "2026-01-06 02:40:00"))}
            handling: 20min
        agentGroups:
          agent: {skills: {call: 1}, shifts: [{start: "22:00", end: "06:00", breaks: ["02:00+30min"], heads: 1}]}
        """, replications: 2)
    // The break: 1:50–2:10 is worked, 2:30–2:50 and 2:50–3:10 come after it.
    try run.expect("contactTypes.call.days.1.wait.answered.mean", isExactly: (35 + 10) * 60 / 3.0)
    try run.expect("agentGroups.agent.day.paidHours", isExactly: 8)
    // Two nights but for half an hour each, of the first one only what is left at midnight; ten minutes into the break.
    try run.expect("agentGroups.agent.day.staffedHours", isExactly: (5.5 + 2 + 5.5 + 1.0 / 6 + 2) / 2)
  }

  /// Two of three busy agents go at 9:15; one more comes at 9:30, while they still finish.
  @Test func headsFallAndRise() throws {
    let run = try ExactRun(
      Self.calendar(period: "15min") + """
        contactTypes:
          call:
            channel: phone
            arrivals: {trace: \(Self.times("09:00:00", "09:00:00", "09:00:00", "09:05:00", "09:16:00", "09:31:00"))}
            handling: 40min
        agentGroups:
          agents: {skills: {call: 1}, staff: {"09:00-09:15": 3, "09:15-09:30": 1, "09:30-24:00": 2}}
        """, replications: 5)
    // 9:05 is taken by who comes at 9:30, 9:16 at 9:40 by who stayed, 9:31 at 10:10.
    try run.expect("contactTypes.call.day.wait.answered.mean", isExactly: (25 + 24 + 39) * 60 / 6.0)
    for hours in ["paidHours", "staffedHours"] {
      try run.expect("agentGroups.agents.day.\(hours)", isExactly: 0.75 + 0.25 + 29 + 2 * 25 / 60.0)
    }
  }

  /// The hours of 30 000 agents in a day are more microseconds than a step of arithmetic may have.
  @Test(arguments: ["1h", "24h"])
  func manyAgents(period: String) throws {
    let run = try ExactRun(
      Self.calendar(period: period) + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: \(Self.times("09:00:00"))}, handling: 20min}
        agentGroups:
          agents: {skills: {call: 1}, staff: 30000}
        """, replications: 2)
    for hours in ["paidHours", "staffedHours"] {
      try run.expect("agentGroups.agents.day.\(hours)", isExactly: 720_000)
    }
  }

  /// Answered after exactly the promise, and gone after exactly the promise.
  @Test func exactlyThePromise() throws {
    let run = try ExactRun(
      Self.calendar() + """
        contactTypes:
          call:
            channel: phone
            arrivals: {trace: \(Self.times("09:00:00", "09:04:30", "09:04:31", "09:04:40", "09:04:59.5"))}
            handling: 5min
            patience: 30s
            promise: {answerWithin: 30s, target: 1, definition: SL2}
        agentGroups:
          agent: {skills: {call: 1}, staff: 1}
        """, replications: 2)
    // At 9:05 the patience of the second ends, and the agent is there; the other three go in vain.
    try run.expect("contactTypes.call.day.abandoned", isExactly: 3)
    for (level, share) in [("SL1", 0.4), ("SL2", 1), ("SL3", 1), ("SL4", 1)] {
      try run.expect("contactTypes.call.day.serviceLevel.\(level)", isExactly: share)
    }
    // Two days that are alike do not show that all are.
    try run.expect("contactTypes.call.dayMeetsPromise", isExactly: 1, atMostWide: 1)
  }

  /// Two business hours from Friday at four end on Monday at ten, and so do those of the weekend an hour later.
  @Test func deadlineOverTheWeekend() throws {
    let run = try ExactRun(
      """
      version: 1
      calendar: {timezone: UTC, start: "2026-01-09", days: 5, hours: {office: {mon-fri: "09:00-17:00"}}}
      contactTypes:
        mail:
          channel: deferred
          arrivals: {trace: ["2026-01-09 16:00:00", "2026-01-10 12:00:00", "2026-01-11 23:00:00"]}
          handling: 30min
          deadline: {within: 2h, clock: business, hours: office, target: 0.9}
      agentGroups:
        agent: {skills: {mail: 1}, staff: {mon: {"10:00-24:00": 1}, tue-sun: 0}}
      """, replications: 2)
    // Begun at 10:00, just in time, at 10:30, and at 11:00, again just in time.
    for day in 0..<3 { try run.expect("contactTypes.mail.days.\(day).deadline.met", isExactly: 1) }
    try run.expect("contactTypes.mail.day.wait.answered.mean", isExactly: (66 + 46.5 + 12) * 3600 / 3)
  }

  /// Callers give up after a minute and redial after five; what comes after closing is voicemail.
  @Test func redialsIntoTheNight() throws {
    let run = try ExactRun(
      Self.calendar(hours: "office: \"09:00-10:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            afterHours: {becomes: voicemail}
            arrivals: {trace: \(Self.times("09:40:00", "09:59:00"))}
            handling: 10min
            patience: 1min
            redial: {share: 1, after: 5min, attempts: 4}
            promise: {answerWithin: 60s, target: 0.5}
          voicemail: {channel: deferred, handling: 1min, deadline: {within: 1h, target: 1}}
        agentGroups:
          agent: {skills: {call: 1, voicemail: 2}, staff: {"12:00-24:00": 1}}
        """, replications: 2)
    // The first calls at 9:40, 9:46, 9:52 and 9:58; the second at 9:59 and, at 10:05, leaves a message.
    for (figure, count) in [("offered", 5), ("abandoned", 5), ("returned", 3), ("diverted", 1)] {
      try run.expect("contactTypes.call.day.\(figure)", isExactly: Double(count))
    }
    try run.expect("contactTypes.call.day.serviceLevel.SL3", isExactly: 1)
    try run.expect("contactTypes.voicemail.day.wait.answered.mean", isExactly: 115 * 60)
    try run.expect("contactTypes.voicemail.day.deadline.missed", isExactly: 1)
  }

  /// Approvals: a delay, the evening between two steps, and two hours of business time until resolved.
  @Test func approvalsOverNight() throws {
    let run = try ExactRun(
      Self.calendar(days: 2, hours: "office: \"09:00-17:00\"") + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals: {trace: \(Self.times("16:00:00", "16:10:00"))}
            deadline: {within: 2h, clock: business, hours: office, target: 1, until: resolved}
            steps:
              - {name: check, group: desk, handling: 20min}
              - {name: approve, group: chief, handling: 30min, delay: 15min}
        agentGroups:
          desk: {skills: {ticket: 1}, staff: {"09:00-17:00": 1}}
          chief: {skills: {ticket: 1}, staff: {"09:00-17:00": 1}, costPerHour: 60}
        """, replications: 2)
    // Checked 16:00–16:20 and 16:20–16:40, approved from 16:35 to 17:05, five minutes too long, and from 9:00 to 9:30.
    let ticket = "contactTypes.ticket"
    try run.expect("\(ticket).days.0.deadline.met", isExactly: 2)
    try run.expect("\(ticket).day.wait.answered.mean", isExactly: 5 * 60)
    try run.expect("\(ticket).steps.1.wait", isExactly: (16 * 60 + 5) * 60 / 2)
    try run.expect("\(ticket).issues.timeToResolution", isExactly: (65 + 17 * 60 + 20) * 60 / 2)
    try run.expect("\(ticket).days.0.oldest", isExactly: (7 * 60 + 50) * 60)
    try run.expect("agentGroups.chief.day.cost", isExactly: 60 * (8 + 5 / 120.0))
  }

  /// Two calls put two mails aside, the younger first; they go on by what is due.
  @Test func interruptedWorkByDeadline() throws {
    let run = try ExactRun(
      Self.calendar() + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: \(Self.times("09:10:00", "09:12:00"))}, handling: 10min}
          mail:
            channel: deferred
            arrivals: {trace: \(Self.times("09:00:00", "09:05:00"))}
            handling: 30min
            deadline: {within: 40min, until: resolved, target: 1}
        agentGroups:
          agents: {skills: {call: 1, mail: 1}, staff: 2}
        routing: {liveInterruptsDeferred: true}
        """, replications: 2)
    // 25 min are left of the second mail at 9:10, 18 of the first at 9:12: done 9:20–9:38 and 9:22–9:47, due 9:40 and 9:45.
    try run.expect("contactTypes.mail.day.deadline.met", isExactly: 1)
    try run.expect("contactTypes.mail.day.deadline.missed", isExactly: 1)
    try run.expect("contactTypes.mail.issues.timeToResolution", isExactly: (38 + 42) * 60 / 2)
    try run.expect("contactTypes.mail.day.queueLength", isExactly: (8 + 12) / 1440.0)
    try run.expect("contactTypes.mail.day.handling", isExactly: 30 * 60)
    try run.expect("agentGroups.agents.day.busyHours", isExactly: 80 / 60.0)
  }

  /// The mail that is due first is put aside first: it goes on first all the same.
  @Test func interruptedWorkKeepsItsTurn() throws {
    let run = try ExactRun(
      Self.calendar() + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: \(Self.times("09:10:00", "09:12:00"))}, handling: 10min}
          mail:
            channel: deferred
            arrivals: {trace: \(Self.times("09:00:00", "09:05:00"))}
            handling: 30min
            deadline: {within: 41min, until: resolved, target: 1}
        agentGroups:
          one: {skills: {call: 1, mail: 1}, staff: 1}
          two: {skills: {call: 2, mail: 2}, staff: 1}
        routing: {liveInterruptsDeferred: true}
        """, replications: 2)
    // 20 min are left of the first mail at 9:10, 23 of the second at 9:12: done 9:20–9:40 and 9:22–9:45, due 9:41 and 9:46.
    try run.expect("contactTypes.mail.day.deadline.met", isExactly: 2)
    try run.expect("contactTypes.mail.issues.timeToResolution", isExactly: 40 * 60)
    try run.expect("contactTypes.mail.day.queueLength", isExactly: (10 + 10) / 1440.0)
  }

  /// Work of two kinds, by when it came where nothing is due: the message of 9:00 is put aside at 9:05 and goes on before that of
  /// 9:02 is begun.
  @Test(arguments: ["earliestDeadlineFirst", "longestWaiting"])
  func interruptedWorkGoesBeforeWhatCameLater(order: String) throws {
    let run = try ExactRun(
      Self.calendar() + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: \(Self.times("09:05:00"))}, handling: 5min}
          a: {channel: deferred, arrivals: {trace: \(Self.times("09:00:00"))}, handling: 30min}
          b: {channel: deferred, arrivals: {trace: \(Self.times("09:02:00"))}, handling: 30min}
        agentGroups:
          agents: {skills: {call: 1, a: 1, b: 1}, staff: 1}
        routing: {liveInterruptsDeferred: true, deferred: \(order)}
        """, replications: 2)
    try run.expect("contactTypes.a.issues.timeToResolution", isExactly: 35 * 60)
    try run.expect("contactTypes.b.day.wait.answered.mean", isExactly: 33 * 60)
  }

  /// Hours over midnight: a call of the evening is answered on the next day, and counts for its own.
  @Test func eveningsThatEndAtTwo() throws {
    let run = try ExactRun(
      Self.calendar(days: 2, hours: "late: \"20:00-02:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: late
            closing: cutOff
            arrivals:
              trace: \(Self.times("23:50:00", "23:55:00", "2026-01-06 01:50:00", "2026-01-06 01:55:00", "2026-01-06 02:00:00"))
            handling: 20min
        agentGroups:
          agent: {skills: {call: 1}, staff: {"20:00-24:00": 1, "00:00-02:00": 1}}
        """, replications: 2)
    try run.expect("contactTypes.call.days.0.answered", isExactly: 2)
    try run.expect("contactTypes.call.days.0.answeredInPeriod", isExactly: 1)
    try run.expect("contactTypes.call.days.1.answered", isExactly: 1)
    try run.expect("contactTypes.call.days.1.cutOff", isExactly: 1)
    try run.expect("contactTypes.call.days.1.turnedAway", isExactly: 1)
    try run.expect("agentGroups.agent.day.paidHours", isExactly: (12 + 10 / 60.0) / 2)
  }

  /// A message of a promotion's file of volumes by the hour, in a calendar of quarters: nothing gets lost.
  @Test func hourlyVolumesInQuarters() throws {
    try Tool.withFolder { folder in
      let volumes = folder.appendingPathComponent("volumes.csv")
      let rows = (0..<24).map { "\($0 < 10 ? "0" : "")\($0):00,\($0)\n" }.joined()
      try ("time,perHour\n" + rows).write(to: volumes, atomically: true, encoding: .utf8)
      let run = try ExactRun(
        Self.calendar(period: "15min") + """
          contactTypes:
            call: {channel: phone, arrivals: {perHour: {file: \(volumes.path)}}, handling: 1s}
          agentGroups:
            agents: {skills: {call: 1}, staff: 50}
          """, replications: 2000)
      try run.expect("contactTypes.call.day.offered", isExactly: Double((0..<24).reduce(0, +)))
      for period in [40, 43, 95] {
        try run.expect(
          "contactTypes.call.periods.\(period).offered", isExactly: Double(period / 4) / 4, atMostWide: 0.05)
      }
    }
  }
}
