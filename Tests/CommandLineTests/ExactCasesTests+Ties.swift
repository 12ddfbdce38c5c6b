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
