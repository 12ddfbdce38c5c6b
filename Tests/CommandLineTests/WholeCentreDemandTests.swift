import Foundation
import Testing

/// Demand beyond rates by period: factors, bursts, what follows purchases, recorded arrivals, weekdays.
@Suite struct WholeCentreDemandTests {
  /// Two types of which the nights become mails: N of them lie there at 9:00 and are worked off one after the other, a
  /// minute each. The k-th waits k minutes, together E[N (N − 1)] / 2 = E[Λ²] / 2 minutes, where Λ = (a X + b) Y with the
  /// factor X of one type and the factor Y of both.
  @Test func factorsInCommon() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(hours: "office: \"09:00-17:00\"") + """
        contactTypes:
          chat:
            channel: chat
            hours: office
            afterHours: {becomes: mail}
            arrivals: {perHour: {"08:00-09:00": 30}, dayFactor: [busy, {gamma: {cv: 0.5}}]}
            handling: 1s
          call:
            channel: phone
            hours: office
            afterHours: {becomes: mail}
            arrivals: {perHour: {"08:00-09:00": 20}, dayFactor: busy}
            handling: 1s
          mail: {channel: deferred, handling: 1min}
        dayFactors: {busy: {gamma: {cv: 0.4}}}
        agentGroups:
          agent: {skills: {mail: 1, call: 2, chat: 2}, staff: {"09:00-24:00": 1}}
        """, replications: 20_000)
    let (chat, call) = (30.0, 20.0)
    let square = (chat * chat * 1.25 + 2 * chat * call + call * call) * 1.16
    try run.expect("contactTypes.chat.day.diverted", isExactly: chat)
    try run.expect("contactTypes.call.day.diverted", isExactly: call)
    try run.expect("contactTypes.mail.day.answered", isExactly: chat + call)
    // Half an hour until 9:00 on average.
    try run.expect(
      "contactTypes.mail.day.queueLength", isExactly: ((chat + call) * 1800 + 60 * square / 2) / 86_400)
    try run.expect("contactTypes.mail.day.wait.answered.mean", isExactly: 1800 + 60 * square / 2 / (chat + call))
  }

  /// Factors of different days have nothing in common: nobody works before the second day.
  @Test func factorsOfTwoDays() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 2) + """
        contactTypes:
          mail:
            channel: deferred
            arrivals: {perHour: {"23:00-24:00": 30}, dayFactor: busy}
            handling: 1min
          other: {channel: deferred, arrivals: {perHour: 0}, handling: 1min}
        dayFactors: {busy: {gamma: {cv: 0.5}}}
        agentGroups:
          agent: {skills: {mail: 1, other: 1}, staff: {tue: {"00:00-23:00": 1}, mon: 0}}
        """, replications: 20_000)
    // Those of the first evening: half an hour until midnight, then one after the other; those of the second wait to the end.
    let first = 30 * 1800 + 60 * 900 * 1.25 / 2
    try run.expect("contactTypes.mail.day.queueLength", isExactly: (first + 30 * 1800) / 2 / 86_400)
    try run.expect("contactTypes.mail.days.0.answered", isExactly: 30)
    try run.expect("contactTypes.mail.days.1.unfinished", isExactly: 30)
  }

  /// Of a burst N (e^(−a/τ) − e^(−b/τ)) come between a and b after its start: one every day and one on the second evening.
  @Test func bursts() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 2) + """
        contactTypes:
          chat:
            channel: chat
            arrivals:
              bursts:
                - {at: "10:10", contacts: 200, decay: 40min}
                - {day: 2, at: "23:30", contacts: 100, decay: 1h}
            handling: 1s
        agentGroups:
          agents: {skills: {chat: 1}, staff: 200}
        """, replications: 2000)
    func daily(_ from: Double, _ to: Double) -> Double {
      200 * (exp(-max(0, from - 610) / 40) - exp(-max(0, to - 610) / 40))
    }
    for day in 0..<2 {
      for period in [20, 21, 25] {
        let from = Double(30 * period)
        try run.expect(
          "contactTypes.chat.periods.\(48 * day + period).offered", isExactly: daily(from, from + 30), atMostWide: 0.03)
      }
    }
    // The first burst has a tail in the second day; what would come after the run does not.
    let evening = 100 * (1 - exp(-0.5))
    try run.expect(
      "contactTypes.chat.periods.95.offered", isExactly: evening + daily(1410, 1440) + daily(2850, 2880))
    try run.expect(
      "contactTypes.chat.day.offered", isExactly: (daily(0, 2880) + daily(0, 1440) + evening) / 2)
  }

  /// Purchases from 9 to 10, also on the days before the run, 200 of which lead to a contact: after a uniform lag from 30 to
  /// 90 minutes, or an exponential one of 3 hours if within 20 hours.
  @Test func contactsFollowPurchases() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 2) + """
        contactTypes:
          uniform:
            channel: ticket
            arrivals:
              lagged:
                purchasesPerHour: {"09:00-10:00": 500}
                share: 0.4
                after: {uniform: {min: 30min, max: 90min}}
            handling: 1s
          exponential:
            channel: ticket
            arrivals:
              lagged:
                purchasesPerHour: {"09:00-10:00": 500}
                share: 0.4
                after: {exponential: {mean: 3h}}
                within: 20h
            handling: 1s
        agentGroups:
          agents: {skills: {uniform: 1, exponential: 1}, staff: 200}
        """, replications: 4000)
    // The sum of two uniform times is triangular: an eighth, three eighths, three eighths, an eighth.
    for (period, eighths) in zip(18..., [0, 1, 3, 3, 1, 0]) {
      try run.expect("contactTypes.uniform.periods.\(period).offered", isExactly: 25 * Double(eighths))
    }
    /// ∫ P(lag ≤ x, lag ≤ 20 h) over x from 0, in hours.
    func integral(_ x: Double) -> Double {
      let inside = min(max(x, 0), 20)
      return inside - 3 * (1 - exp(-inside / 3)) + max(0, x - 20) * (1 - exp(-20 / 3.0))
    }
    /// What the purchases of one morning bring between two hours after their first.
    func brought(_ from: Double, _ to: Double) -> Double {
      200 * (integral(to) - integral(to - 1) - integral(from) + integral(from - 1))
    }
    for period in [0, 8, 18, 19, 20, 40, 67, 95] {
      let from = Double(period) / 2 - 9
      let exact = (-1..<2).reduce(0.0) { $0 + brought(from - 24 * Double($1), from + 0.5 - 24 * Double($1)) }
      try run.expect("contactTypes.exponential.periods.\(period).offered", isExactly: exact, atMostWide: 0.2)
    }
  }

  /// Recorded calls of two days, replayed: two agents, ten minutes a call.
  @Test func recordedArrivals() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 2) + """
        contactTypes:
          call:
            channel: phone
            arrivals:
              trace:
                - "2026-01-05 09:00:00"
                - "2026-01-05 09:05:00"
                - "2026-01-05 09:06:30"
                - "2026-01-05 09:07:00"
                - "2026-01-06 12:00:00"
            handling: 10min
            promise: {answerWithin: 4min, target: 0.8}
        agentGroups:
          agents: {skills: {call: 1}, staff: 2}
        """, replications: 2)
    // 9:06:30 is answered at 9:10, 9:07 at 9:15.
    try run.expect("contactTypes.call.days.0.offered", isExactly: 4)
    try run.expect("contactTypes.call.days.1.offered", isExactly: 1)
    try run.expect("contactTypes.call.days.0.wait.answered.mean", isExactly: (3.5 + 8) * 60 / 4)
    try run.expect("contactTypes.call.day.serviceLevel.SL1", isExactly: 4 / 5.0)
    try run.expect("contactTypes.call.periods.18.queueLength", isExactly: 11.5 / 30)
    try run.expect("agentGroups.agents.day.busyHours", isExactly: 50 / 60.0 / 2)
  }
}
