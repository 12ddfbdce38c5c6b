import Foundation
import Testing

/// Deadlines on the wall clock and on business time, and the order of work.
@Suite struct WholeCentreDeadlineTests {
  /// M/M/1 in order of arrival: P(W ≤ t) = 1 − ρ exp(−(μ − λ) t) until begun, without the ρ until done.
  @Test(arguments: [("answered", 2 / 3.0), ("resolved", 1)])
  func wallClock(until: String, factor: Double) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          mail:
            channel: deferred
            arrivals: {perHour: 40}
            handling: {exponential: {mean: 60s}}
            deadline: {within: 2min, until: \(until), target: 0.9}
        agentGroups:
          agent: {skills: {mail: 1}, staff: 1}
        experiment: {warmUp: 6h}
        """, replications: 150)
    let inTime = 1 - factor * exp(-(1.0 / 60 - 40.0 / 3600) * 120)
    let day = "contactTypes.mail.day"
    try run.expect("\(day).deadline.compliance", isExactly: inTime)
    try run.expect("\(day).deadline.met", isExactly: 960 * inTime)
    try run.expect("\(day).deadline.missed", isExactly: 960 * (1 - inTime))
  }

  /// Mails of half an hour for one agent from 9 to 17, with an hour of business time each.
  @Test(arguments: [("answered", [4.0, 1, 0], [1.0, 0, 1]), ("resolved", [3, 2, 0], [1, 0, 1])])
  func businessClock(until: String, first: [Double], last: [Double]) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 3, hours: "office: \"09:00-17:00\"") + """
        contactTypes:
          mail:
            channel: deferred
            arrivals:
              trace:
                - "2026-01-05 16:30:00"
                - "2026-01-05 16:31:00"
                - "2026-01-05 20:00:00"
                - "2026-01-05 20:01:00"
                - "2026-01-05 20:02:00"
                - "2026-01-07 16:30:00"
                - "2026-01-07 18:00:00"
            handling: 30min
            deadline: {within: 1h, clock: business, until: \(until), target: 0.9}
        agentGroups:
          agent: {skills: {mail: 1}, staff: {"09:00-17:00": 1}}
        """, replications: 2)
    // 16:30 is taken up at once. 16:31 is due at 9:31 and taken up at 9:00; those of the evening are due at 10:00 and begun
    // at 9:30, 10:00 and 10:30. On the third day the second mail is due the day after.
    for (figure, counts) in zip(["met", "missed", "open"], zip(first, last)) {
      try run.expect("contactTypes.mail.days.0.deadline.\(figure)", isExactly: counts.0)
      try run.expect("contactTypes.mail.days.2.deadline.\(figure)", isExactly: counts.1)
    }
    // Minutes: 9:00 is 989 after 16:31; 9:30, 10:00 and 10:30 are 810, 839 and 868 after those of the evening.
    let waits = [0.0, 989, 810, 839, 868]
    try run.expect("contactTypes.mail.days.0.wait.answered.mean", isExactly: 60 * waits.reduce(0, +) / 5)
    // Four wait at midnight, the oldest since 16:31.
    try run.expect("contactTypes.mail.days.0.backlog", isExactly: 4)
    try run.expect("contactTypes.mail.days.0.oldest", isExactly: (7 * 60 + 29) * 60)
    try run.expect("contactTypes.mail.days.1.backlog", isExactly: 0)
    try run.expect("contactTypes.mail.days.2.unfinished", isExactly: 1)
  }

  /// One agent from 9:00: a call, slow tickets (75 minutes) and quick ones (60 minutes), 10 minutes each.
  @Test(arguments: [("earliestDeadlineFirst", 2), ("longestWaiting", 3)])
  func whatIsDueFirst(order: String, metSlow: Int) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(period: "1h") + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: ["2026-01-05 09:00:00"]}, handling: 60min}
          quick:
            channel: ticket
            arrivals: {trace: ["2026-01-05 09:30:00", "2026-01-05 09:31:00"]}
            handling: 10min
            deadline: {within: 1h, target: 0.9}
          slow:
            channel: ticket
            arrivals: {trace: ["2026-01-05 08:59:00", "2026-01-05 09:10:00", "2026-01-05 09:20:00"]}
            handling: 10min
            deadline: {within: 75min, target: 0.9}
        agentGroups:
          agent: {skills: {call: 1, quick: 1, slow: 1}, staff: {"09:00-24:00": 1}}
        routing: {deferred: \(order)}
        """, replications: 2)
    // 8:59 is taken up at 9:00, the call from 9:10 to 10:10. Then, by what is due: 9:10 (due 10:25) at 10:10, the quick ones
    // (due 10:30 and 10:31) at 10:20 and 10:30, and 9:20 (due 10:35) at 10:40; by age the quick ones come last.
    let isByDue = order == "earliestDeadlineFirst"
    let slowWaits = isByDue ? [1.0, 60, 80] : [1, 60, 60]
    let quickWaits = isByDue ? [50.0, 59] : [60, 69]
    try run.expect("contactTypes.slow.day.wait.answered.mean", isExactly: 60 * slowWaits.reduce(0, +) / 3)
    try run.expect("contactTypes.quick.day.wait.answered.mean", isExactly: 60 * quickWaits.reduce(0, +) / 2)
    try run.expect("contactTypes.call.day.wait.answered.mean", isExactly: 600)
    try run.expect("contactTypes.slow.day.deadline.met", isExactly: Double(metSlow))
    // Exactly at the deadline is in time.
    try run.expect("contactTypes.quick.day.deadline.met", isExactly: isByDue ? 2 : 1)
    try run.expect("contactTypes.quick.day.deadline.missed", isExactly: isByDue ? 0 : 1)
  }

  /// Forty days: nobody works on Sundays, so what comes on Saturday evening is late; periods are whole days.
  @Test func fortyDays() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 40) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: {mon-fri: {"09:00-17:00": 30}, sat: {"10:00-12:00": 12}, sun: 0}}
            handling: 1s
          mail:
            channel: deferred
            arrivals: {perHour: {"20:00-22:00": 5}}
            handling: 1s
            deadline: {within: 15h, target: 0.9}
        agentGroups:
          agents:
            skills: {call: 1, mail: 2}
            staff: {mon-fri: {"09:00-17:00": 50}, sat: {"10:00-12:00": 25}, sun: 0}
            costPerHour: 3
        """, replications: 200)
    // The run starts on a Monday: 5 weeks and 5 days.
    let (weekdays, saturdays) = (30.0, 5.0)
    try run.expect("contactTypes.call.day.offered", isExactly: (weekdays * 240 + saturdays * 24) / 40)
    try run.expect("contactTypes.call.periods.5.offered", isExactly: 24, atMostWide: 0.04)
    try run.expect("contactTypes.call.periods.7.offered", isExactly: 240)
    try run.expect("agentGroups.agents.day.paidHours", isExactly: (weekdays * 400 + saturdays * 50) / 40)
    try run.expect("agentGroups.agents.day.cost", isExactly: 3 * (weekdays * 400 + saturdays * 50) / 40)
    try run.expect("agentGroups.agents.periods.5.staffedHours", isExactly: 50)
    // 10 mails an evening; those of the last one are still open, those of Saturdays wait 35 to 37 hours.
    try run.expect("contactTypes.mail.day.deadline.met", isExactly: 10 * (40 - 1 - saturdays) / 40)
    try run.expect("contactTypes.mail.day.deadline.missed", isExactly: 10 * saturdays / 40, atMostWide: 0.04)
    try run.expect("contactTypes.mail.day.deadline.open", isExactly: 10 / 40.0, atMostWide: 0.06)
    try run.expect("contactTypes.mail.periods.4.backlog", isExactly: 10, atMostWide: 0.06)
    try run.expect("contactTypes.mail.periods.6.backlog", isExactly: 20, atMostWide: 0.05)
    // Every evening but Sunday's 10 remain, on Sunday 20.
    try run.expect("contactTypes.mail.day.backlog", isExactly: 10 * (40 + saturdays) / 40)
  }

  /// Voicemails of nights and of a weekend, due an hour after the next opening, with agents from that hour on: all are just
  /// in time. Those since Friday 17:00 are still open on Sunday night.
  @Test func businessClockOverAWeekend() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 7, hours: "office: {mon-fri: \"09:00-17:00\"}") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            afterHours: {becomes: mail}
            arrivals: {perHour: 3}
            handling: 1s
          mail: {channel: deferred, handling: 1s, deadline: {within: 1h, clock: business, target: 0.9}}
        agentGroups:
          agents: {skills: {call: 1, mail: 2}, staff: {mon-fri: {"10:00-17:00": 100}, sat: 0, sun: 0}}
        """, replications: 500)
    try run.expect("contactTypes.mail.day.deadline.met", isExactly: 3 * (9 + 4 * 16) / 7.0)
    try run.expect("contactTypes.mail.day.deadline.missed", isExactly: 0)
    try run.expect("contactTypes.mail.day.deadline.open", isExactly: 3 * (7 + 48) / 7.0)
    // At the end of Sunday the oldest has waited since Friday 17:00, less the time to the first call of the night.
    try run.expect("contactTypes.mail.days.6.oldest", isExactly: (55.0 - 1 / 3.0) * 3600)
    try run.expect("contactTypes.mail.days.6.backlog", isExactly: 3 * 55)
  }

  /// The urgent ticket comes last and is due last, but has the higher priority; without priorities it is due last.
  @Test(arguments: [("highestPriorityThenLongestWaiting", 10.0, [0.0, 30]), ("longestWaiting", 40, [0, 20])])
  func priorityBeforeDeadline(order: String, urgent: Double, normal: [Double]) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(period: "1h") + """
        contactTypes:
          urgent:
            channel: ticket
            priority: 5
            arrivals: {trace: ["2026-01-05 09:20:00"]}
            handling: 10min
            deadline: {within: 5h, target: 0.9}
          normal:
            channel: ticket
            arrivals: {trace: ["2026-01-05 09:00:00", "2026-01-05 09:10:00"]}
            handling: 30min
            deadline: {within: 25min, target: 0.9}
        agentGroups:
          agent: {skills: {urgent: 1, normal: 1}, staff: 1}
        routing: {contact: \(order)}
        """, replications: 2)
    try run.expect("contactTypes.urgent.day.wait.answered.mean", isExactly: 60 * urgent)
    try run.expect("contactTypes.normal.day.wait.answered.mean", isExactly: 60 * normal.reduce(0, +) / 2)
    try run.expect("contactTypes.normal.day.deadline.met", isExactly: Double(normal.filter { $0 <= 25 }.count))
  }
}
