import Testing

/// Work that is due at the same time, as all that comes after hours is: what came in first is worked on first.
extension ExactCasesTests {
  /// Messages of 18:00, 19:00, 20:00 and voicemails of 21:00, 22:00, 23:00 are due after three hours of business, at noon of the
  /// next day. An hour each from nine: the messages and the voicemail of 21:00, at 13:00, which has begun by noon.
  @Test(arguments: [["message", "voicemail"], ["voicemail", "message"]])
  func dueTogetherFirstComeFirst(order: [String]) throws {
    let times = ["message": Self.evening(18, 19, 20), "voicemail": Self.evening(21, 22, 23)]
    let types = order.map { name in
      """
        \(name):
          channel: deferred
          arrivals: {trace: \(times[name]!)}
          handling: 1h
          deadline: {within: 3h, clock: business, target: 0.9, hours: office}
      """
    }
    let run = try ExactRun(
      Self.calendar(days: 2, period: "1h", hours: "office: \"09:00-17:00\"") + """
        contactTypes:
        \(types.joined(separator: "\n"))
        agentGroups:
          agent: {skills: {message: 1, voicemail: 1}, staff: {"09:00-17:00": 1}}
        """, replications: 2)
    try run.expect("contactTypes.message.day.deadline.compliance", isExactly: 1)
    try run.expect("contactTypes.voicemail.day.deadline.compliance", isExactly: 1.0 / 3)
    // Begun at 9, 10, 11; 12, 13, 14.
    try run.expect("contactTypes.message.day.wait.answered.mean", isExactly: 15 * 3600)
    try run.expect("contactTypes.voicemail.day.wait.answered.mean", isExactly: 15 * 3600)
  }

  /// Tickets in two steps of half an hour, all due at noon. An agent who is done with an intake goes on with what waits, the intake
  /// of the second ticket; from then on the oldest is always finished first: at 10:30, 11:00, 12:30, 13:00 and 14:00. With all intakes
  /// first, only one would be done by noon.
  @Test func dueTogetherTheOldestIsFinished() throws {
    let run = try ExactRun(
      Self.calendar(days: 2, period: "1h", hours: "office: \"09:00-17:00\"") + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals: {trace: \(Self.evening(17, 18, 19, 20, 21))}
            steps: [{name: intake, handling: 30min}, {name: check, handling: 30min}]
            deadline: {within: 3h, clock: business, hours: office, target: 0.9, until: resolved}
        agentGroups:
          agent: {skills: {ticket: 1}, staff: {"09:00-17:00": 1}}
        """, replications: 2)
    try run.expect("contactTypes.ticket.day.deadline.compliance", isExactly: 2.0 / 5)
    try run.expect("contactTypes.ticket.day.wait.answered.mean", isExactly: (16 + 15.5 + 16 + 15.5 + 16) * 3600 / 5)
  }

  /// The first evening, at full hours.
  private static func evening(_ hours: Int...) -> String {
    "[" + hours.map { "\"2026-01-05 \($0):00\"" }.joined(separator: ", ") + "]"
  }
}

/// What happens at the same time by hand is not torn apart by the rounding of floating point.
extension ExactCasesTests {
  /// A call comes each time the agent has just finished the one before: nobody is blocked where nobody can wait, and nobody waits.
  /// With announcements, with a second type and a second group, and with overflow the same day is played by other engines.
  @Test(
    arguments: [10.2, 7.3, 33.3, 0.1],
    [
      "", "announcement: {balking: {whenExpectedWaitAbove: 1h, share: 1}}", "redial: {share: 1, after: 1min}",
    ])
  func freeAtTheTimeOfTheNextCall(seconds: Double, rule: String) throws {
    let clocks = (0..<100).map { Self.clock(Double($0) * seconds) }.joined(separator: ", ")
    for other in ["", "  other: {channel: phone, handling: 1s}\n"] {
      for limit in [0, 1] {
        let run = try ExactRun(
          Self.calendar() + "contactTypes:\n" + other + """
              call:
                channel: phone
                arrivals: {trace: [\(clocks)]}
                handling: \(seconds)s
                queue: {limit: \(limit)}
                \(rule)
            agentGroups:
              agent: {skills: {call: 1\(other.isEmpty ? "" : ", other: 2")}, staff: 1}
            """, replications: 2)
        try run.expect("contactTypes.call.day.answered", isExactly: 100)
        try run.expect("contactTypes.call.day.wait.answered.mean", isExactly: 0)
      }
    }
  }

  /// The agent is free at the very time at which patience ends, also where factors and fractions make the time: 200 s · 1.1 = 220 s.
  @Test(arguments: [
    ("handling: 200s\n    handlingFactor: 1.1\n    patience: 220s", "00", "staff: 1"),
    ("handling: 200s\n    patience: 220s", "00", "staff: 1, trainees: {share: 1, slower: 1.1}"),
    ("handling: 10.2s\n    patience: 10.1s", "00.1", "staff: 1"),
    ("handling: 150.3s\n    wrapUp: 69.7s\n    patience: 219.8s", "00.2", "staff: 1"),
    (
      "handling: 200s\n    handlingFactor: 1.1\n    announcement: {balking: {whenExpectedWaitAbove: 220s, share: 1}}",
      "00", "staff: 1"
    ),
  ])
  func reachedAtTheVeryEndOfPatience(rules: String, second: String, staff: String) throws {
    let run = try ExactRun(
      Self.calendar() + """
        contactTypes:
          call:
            channel: phone
            arrivals: {trace: ["2026-01-05 09:00:00", "2026-01-05 09:00:\(second)"]}
        \(rules.split(separator: "\n").map { "    " + $0.drop { $0 == " " } }.joined(separator: "\n"))
        agentGroups:
          agent: {skills: {call: 1}, \(staff)}
        """, replications: 2)
    try run.expect("contactTypes.call.day.answered", isExactly: 2)
  }

  /// A call of 10.2 s ends again and again, for the hundredth time at 9:17, when the agent goes home: the next one is not taken.
  @Test func goesHomeAtTheEndOfACall() throws {
    let run = try ExactRun(
      Self.calendar(period: "15min") + """
        contactTypes:
          call:
            channel: phone
            arrivals: {trace: [\((0..<200).map { _ in "\"2026-01-05 09:00:00\"" }.joined(separator: ", "))]}
            handling: 10.2s
        agentGroups:
          agent: {skills: {call: 1}, shifts: [{start: "09:00", end: "09:17", heads: 1}]}
        """, replications: 2)
    // 17 minutes are 100 calls.
    try run.expect("contactTypes.call.day.answered", isExactly: 100)
    try run.expect("agentGroups.agent.day.staffedHours", isExactly: 17 / 60.0)
  }

  /// Fractions of seconds that by hand make the whole seconds of the other case, one rule after the other.
  ///
  /// Help after a wait comes before the call that arrives at the same time; of two that are due together the first comes first; a
  /// deadline that ends with the day lasts until the next opening; a call that begins with a period takes as long as those of it.
  @Test func fractionsMakeTheSameTimes() throws {
    let run = try ExactRun(
      Self.calendar(days: 2, period: "1h", hours: "office: \"09:00-17:00\"") + """
        contactTypes:
          help: {channel: phone, arrivals: {trace: \(Self.times("09:00:00", "09:00:00.3", "09:00:11"))}, handling: 1h, queue: {limit: 1}}
          early: {channel: deferred, arrivals: {trace: \(Self.times("09:00:00"))}, handling: 60s, deadline: {within: 3001.3s, target: 0.9}}
          late: {channel: deferred, arrivals: {trace: \(Self.times("09:01:39.6"))}, handling: 60s, deadline: {within: 2901.7s, target: 0.9}}
          closing: {channel: deferred, arrivals: {trace: \(Self.times("16:00:04.4"))}, handling: 60s, deadline: {within: 3595.6s, clock: business, hours: office, target: 0.9}}
          slow: {channel: phone, arrivals: {trace: \(Self.times("09:59:49.4", "09:59:55"))}, handling: 10.6s, handlingFactor: {"00:00-10:00": 1, "10:00-24:00": 3}}
        agentGroups:
          a: {skills: {help: 1}, staff: 1}
          b: {skills: {help: {rank: 2, after: 10.7s}}, staff: 1}
          c: {skills: {early: 1, late: 1}, staff: {"10:00-12:00": 1}}
          d: {skills: {closing: 1}, staff: {"18:00-19:00": 1}}
          e: {skills: {slow: 1}, staff: 1}
        """, replications: 2)
    // Days of two: half of it each.
    try run.expect("contactTypes.help.day.blocked", isExactly: 0)
    try run.expect("contactTypes.early.day.wait.answered.mean", isExactly: 3600)
    try run.expect("contactTypes.late.day.wait.answered.mean", isExactly: 3560.4)
    try run.expect("contactTypes.closing.day.deadline.compliance", isExactly: 1)
    try run.expect("contactTypes.slow.day.handling", isExactly: 21.2)
  }

  /// A clock time so many seconds after nine.
  private static func clock(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\"2026-01-05 09:\(two(tenths / 600)):\(two(tenths / 10 % 60)).\(tenths % 10)\""
  }
}
