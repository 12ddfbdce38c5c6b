import Foundation
import Testing

/// Who is there: absence, and work that lies there at the start.
@Suite struct WholeCentreStaffTests {
  /// Every head is away with a probability of its own, for the whole day: heads per period, shifts with a break, and round
  /// the clock.
  @Test func absence() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 3, period: "1h") + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: 1}, handling: 1s}
        agentGroups:
          heads:
            skills: {call: 1}
            staff: {"09:00-12:00": 10, "12:00-17:00": 20}
            absence: 0.15
            costPerHour: 1
          shifts:
            skills: {call: 2}
            shifts: [{name: night, start: "20:00", end: "04:00", breaks: ["23:00+60min"], heads: 12}]
            absence: 0.3
          always: {skills: {call: 2}, staff: 7, absence: 0.2}
        """, replications: 2000)
    try run.expect("agentGroups.heads.day.staffedHours", isExactly: 0.85 * 130)
    try run.expect("agentGroups.heads.periods.33.staffedHours", isExactly: 0.85 * 10)
    try run.expect("agentGroups.heads.periods.40.staffedHours", isExactly: 0.85 * 20)
    try run.expect("agentGroups.heads.day.paidHours", isExactly: 130)
    // Three evenings, and the mornings after the night before the run and two of its own.
    try run.expect("agentGroups.shifts.day.staffedHours", isExactly: 0.7 * 12 * (3 * 3 + 3 * 4) / 3)
    try run.expect("agentGroups.always.day.staffedHours", isExactly: 0.8 * 7 * 24)
  }

  /// Shifts of some weekdays, a week from Monday: the night of Friday reaches into Saturday, that of the Sunday before into
  /// Monday.
  @Test func shiftsOfSomeWeekdays() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 7, period: "12h") + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: 1}, handling: 1s}
        agentGroups:
          agents:
            skills: {call: 1}
            shifts:
              - {name: week, start: "08:00", end: "12:00", heads: 3, days: mon-fri}
              - {name: nights, start: "20:00", end: "06:00", heads: 2, days: [fri, sunday]}
            costPerHour: 1
        """, replications: 2)
    let expected: [Double] = [
      12 + 12, 0, 12, 0, 12, 0, 12, 0, 12, 8,  // Monday to Friday, mornings and afternoons
      12, 0, 0, 8,
    ]
    for (period, hours) in expected.enumerated() {
      try run.expect("agentGroups.agents.periods.\(period).staffedHours", isExactly: hours)
      try run.expect("agentGroups.agents.periods.\(period).paidHours", isExactly: hours)
    }
  }

  /// How many are there is binomial, and drawn anew each day: of five mails for the two mornings of three heads, who take up
  /// one each, some are left if at most four come in all.
  @Test func absenceIsBinomial() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 2) + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: ["2026-01-05 12:00:00", "2026-01-05 12:00:01"]}, handling: 1h, queue: {limit: 0}}
          mail: {channel: deferred, handling: 10h}
        agentGroups:
          noon: {skills: {call: 1}, staff: {"11:30-13:00": 3}, absence: 0.4}
          morning: {skills: {mail: 1}, staff: {"09:00-10:00": 3}, absence: 0.4}
        backlog: {mail: 5}
        """, replications: 20_000)
    let there = 0.6
    func binomial(_ n: Int, _ k: Int) -> Double {
      let ways = (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
      return ways * pow(there, Double(k)) * pow(1 - there, Double(n - k))
    }
    // Two calls for 0 to 3 agents.
    try run.expect(
      "contactTypes.call.days.0.blocked", isExactly: (0...1).reduce(0) { $0 + binomial(3, $1) * Double(2 - $1) },
      atMostWide: 0.03)
    try run.expect(
      "contactTypes.mail.days.0.unfinished", isExactly: (0...4).reduce(0) { $0 + binomial(6, $1) * Double(5 - $1) })
  }

  /// Forty mails lie there, the oldest for two hours, and three agents work them off: the k-th (from 0) waits for k − 2 ends
  /// of service at rate 3μ.
  @Test func backlogIsWorkedOff() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          mail:
            channel: deferred
            handling: {exponential: {mean: 6min}}
            deadline: {within: 2h, target: 0.9}
        agentGroups:
          agents: {skills: {mail: 1}, staff: 3}
        backlog: {mail: {count: 40, oldest: 2h}}
        """, replications: 3000)
    let rate = 3 / 360.0
    let mails = (0..<40).map { k in (age: 7200 * Double(40 - k) / 40, ahead: max(0, k - 2)) }
    let work = mails.reduce(0) { $0 + Double($1.ahead) / rate }
    let mail = "contactTypes.mail"
    try run.expect("\(mail).day.answered", isExactly: 40)
    try run.expect("\(mail).day.wait.answered.mean", isExactly: (work + mails.reduce(0) { $0 + $1.age }) / 40)
    try run.expect("\(mail).day.queueLength", isExactly: work / 86_400)
    try run.expect("agentGroups.agents.day.busyHours", isExactly: 4)
    /// P(the k-th is begun within a time from the start).
    func begun(_ mail: (age: Double, ahead: Int), _ seconds: Double) -> Double {
      mail.ahead == 0 ? 1 : erlangWithin(seconds, count: mail.ahead, rate: rate)
    }
    try run.expect("\(mail).day.deadline.met", isExactly: mails.reduce(0) { $0 + begun($1, 7200 - $1.age) })
    try run.expect("\(mail).periods.0.backlog", isExactly: mails.reduce(0) { $0 + 1 - begun($1, 1800) })
  }
}
