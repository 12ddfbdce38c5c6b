import Testing

/// Nights, and days on which the clocks change.
extension ExactCasesTests {
  /// Two days, open from 9 to 18: of the calls outside half leave a voicemail, a fifth are emergencies.
  @Test func voicemailOfTheNight() throws {
    let run = try ExactRun(
      Self.calendar(days: 2, hours: "office: \"09:00-18:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            afterHours: [{becomes: voicemail, share: 0.5}, {becomes: emergency, share: 0.2}]
            arrivals: {perHour: 10}
            handling: 1s
          voicemail: {channel: deferred, handling: 1s, promise: {answerWithin: 8h, target: 0.5}}
          emergency: {channel: phone, handling: 1s}
        agentGroups:
          office: {skills: {call: 1, voicemail: 2}, staff: {"09:00-18:00": 500}}
          night: {skills: {emergency: 1}, staff: 100}
        """, replications: 4000)
    let (closed, open) = (15.0, 9.0)
    try run.expect("contactTypes.call.day.offered", isExactly: 10 * open)
    try run.expect("contactTypes.call.day.diverted", isExactly: 10 * closed * 0.7)
    try run.expect("contactTypes.call.day.turnedAway", isExactly: 10 * closed * 0.3)
    try run.expect("contactTypes.emergency.day.answered", isExactly: 10 * closed * 0.2)
    let voicemail = "contactTypes.voicemail"
    // 5 an hour. At 9:00 five hundred agents take all of them at once: those of 9 hours on the first morning, of 6 + 9 on
    // the second. What comes after the last closing stays.
    try run.expect("\(voicemail).day.offered", isExactly: 5 * closed)
    try run.expect("\(voicemail).day.answered", isExactly: 5 * (9.0 + 6 + 9) / 2)
    try run.expect("\(voicemail).day.unfinished", isExactly: 5 * 6.0 / 2)
    try run.expect("\(voicemail).days.0.answered", isExactly: 5 * (9.0 + 6))
    try run.expect("\(voicemail).days.1.unfinished", isExactly: 5 * 6)
    try run.expect("\(voicemail).periods.18.answeredInPeriod", isExactly: 5 * 9)
    try run.expect("\(voicemail).periods.66.answeredInPeriod", isExactly: 5 * (6 + 9))
    // Waits: 4½ hours on average from midnight to 9:00, 9 to 15 hours from the evening.
    try run.expect("\(voicemail).day.wait.answered.mean", isExactly: 3600 * (2 * 9 * 4.5 + 6 * 12) / 24)
    try run.expect("\(voicemail).periods.40.wait.answered.mean", isExactly: 3600 * (13 - 0.25))
    // Within 8 hours: those since 1:00.
    try run.expect("\(voicemail).day.serviceLevel.SL1", isExactly: 2 * 8 / 30.0)
    try run.expect("\(voicemail).day.serviceLevel.SL4", isExactly: 2 * 8 / 24.0)
    // At 20:00 those of two hours wait; half an hour later those of two and a half.
    try run.expect("\(voicemail).periods.40.queueLength", isExactly: 5 * 2.25)
  }

  /// One agent works the voicemail of the night off, 5 minutes each, in the order of arrival.
  @Test func voicemailOneAfterTheOther() throws {
    let run = try ExactRun(
      Self.calendar(hours: "office: \"09:00-18:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            afterHours: {becomes: voicemail, share: 0.5}
            arrivals: {perHour: {"00:00-09:00": 4}}
            handling: 1s
          voicemail: {channel: deferred, handling: 5min}
        agentGroups:
          office: {skills: {call: 1, voicemail: 2}, staff: {"09:00-18:00": 1}}
        """, replications: 20_000)
    // N ~ Poisson(18) lie there at 9:00. Until then they have waited 4½ hours on average; then the k-th (from 0) waits
    // 5 k minutes more. E[N (N − 1) / 2] = 18² / 2 of these, over E[N] = 18.
    let mean = 18.0
    try run.expect("contactTypes.voicemail.day.answered", isExactly: mean)
    try run.expect("contactTypes.voicemail.day.wait.answered.mean", isExactly: 4.5 * 3600 + 300 * mean / 2)
    try run.expect("agentGroups.office.day.busyHours", isExactly: mean * 300 / 3600)
  }

  /// In spring the hour from 2:00 is skipped, in autumn it comes twice: volumes and staff follow the clock.
  @Test(arguments: [("2026-03-29", 0), ("2026-10-25", 2)])
  func clocksChange(date: String, timesAtTwo: Int) throws {
    let run = try ExactRun(
      """
      version: 1
      calendar: {timezone: Europe/Berlin, start: "\(date)", days: 1, period: 30min, hours: {office: "09:00-17:00"}}
      contactTypes:
        call: {channel: phone, arrivals: {perHour: 60}, handling: 1s}
        office:
          channel: phone
          hours: office
          arrivals: {perHour: {"01:00-02:00": 10, "02:00-03:00": 20, "03:00-04:00": 40, "09:00-17:00": 5}}
          handling: 1s
      agentGroups:
        agents: {skills: {call: 1, office: 1}, staff: {"00:00-12:00": 50, "12:00-24:00": 60}, costPerHour: 1}
      """, replications: 2000)
    let hours = Double(23 + timesAtTwo)
    try run.expect("contactTypes.call.day.offered", isExactly: 60 * hours)
    try run.expect("contactTypes.office.day.offered", isExactly: 8 * 5)
    try run.expect("contactTypes.office.day.turnedAway", isExactly: 10 + 40 + 20 * Double(timesAtTwo))
    try run.expect("agentGroups.agents.day.paidHours", isExactly: 50 * (hours - 12) + 60 * 12)
    try run.expect("agentGroups.agents.day.cost", isExactly: 50 * (hours - 12) + 60 * 12)
    let periods = try #require(run.value("contactTypes.call.periods") as? [[String: Any]])
    let clocks = periods.compactMap { $0["clock"] as? String }
    let atTwo: [String] = Array(repeating: ["02:00", "02:30"], count: timesAtTwo).flatMap { $0 }
    #expect(Array(clocks[..<4]) == ["00:00", "00:30", "01:00", "01:30"])
    #expect(Array(clocks[4..<6 + 2 * timesAtTwo]) == atTwo + ["03:00", "03:30"])
    #expect(clocks.count == Int(2 * hours))
  }
}
