import ContactCentre
import Foundation
import LogFitting
import Testing

/// Promises against hand-made logs.
@Suite struct AuditTests {
  private func audit(_ rows: [String], _ promise: String, _ kind: ServiceLevelDefinition = .SL1) throws -> PromiseAudit
  {
    try Logs.withFolder { folder in
      let path = try Logs.write(Logs.header + rows.joined(separator: "\n"), "log.csv", in: folder)
      let promise = try #require(ServicePromise(promise))
      let audit = try LogAudit(paths: [path], mapping: Logs.parsed(), promises: [promise], definition: kind)
      return try #require(audit.promises.first)
    }
  }

  private func call(_ day: Int, _ at: Int, wait: Int, served: Bool = true, type: String = "chat") -> String {
    let left = at + wait
    let rest = served ? "\(left),\(left + 60),served,A" : ",,abandoned,"
    let known: [String] = ["2026-03-0\(day)", type, "1", String(at), String(at), String(left)]
    return known.joined(separator: ",") + "," + rest
  }

  @Test func allFourDefinitionsAndTheTieOnTheSecond() throws {
    let one = try audit(
      [
        call(1, 36_000, wait: 30), call(1, 36_100, wait: 31), call(1, 36_200, wait: 5), call(1, 36_300, wait: 400),
        call(1, 36_400, wait: 30, served: false), call(1, 36_500, wait: 90, served: false),
        "2026-03-01,chat,1,36600,,,,,abandoned,", call(1, 36_700, wait: 1, type: "mail"),
      ], "chat within 30s 90%")
    #expect(one.whole.counts.offered == 6, "who hung up before asking for an agent is not offered")
    let expected: [Double] = [2.0 / 6, 2.0 / 5, 3.0 / 6, 2.0 / 4]
    #expect(one.whole.levels.compactMap(\.share) == expected)
    #expect(one.whole.counts.meanWait == 466.0 / 4)
    #expect(one.whole.levels[0].halfWidth == nil, "one day has no spread")
    #expect(one.secondsForTarget == nil, "90 % of six offered were never answered")
    #expect(one.hours.map(\.name) == ["10:00"])
  }

  /// One ticket answered after ten minutes; one a minute old when the log ends, and one that had waited for three hours.
  @Test(arguments: [("59min", 2), ("60min", 2), ("30s", 3), ("4h", 1)])
  func whoStillHasTimeAtTheEndCountsNeitherWay(within: String, offered: Int) throws {
    let mapping = Logs.mapping.replacing("abandoned: [abandoned]", with: "abandoned: [abandoned], unfinished: [open]")
    try Logs.withFolder { folder in
      let rows = [
        "2026-03-01,ticket,1,32400,32400,33000,33000,33600,served,A",
        "2026-03-01,ticket,1,33540,33540,,,,open,",
        "2026-03-01,ticket,1,22800,22800,,,,open,",
      ]
      let path = try Logs.write(Logs.header + rows.joined(separator: "\n"), "log.csv", in: folder)
      func counts(_ others: [String]) throws -> ComplianceCounts {
        let promises = try (["ticket within \(within) 90%"] + others).map { try #require(ServicePromise($0)) }
        let audit = try LogAudit(paths: [path], mapping: Logs.parsed(mapping), promises: promises, definition: .SL1)
        return try #require(audit.promises.first).whole.counts
      }
      let alone = try counts([])
      #expect(alone.offered == offered)
      #expect(alone.answeredInTime == (within == "30s" ? 0 : 1))
      #expect(try counts(["ticket done within 8h 90%"]) == alone, "another promise changes nothing")
    }
  }

  /// Clocks are set forward in the night to 29 March 2026 and back in that to 25 October; the log has times of UTC.
  @Test(arguments: [
    ("chat within 30s 90%", "2026-03-29T00:59:50Z", "2026-03-29T01:00:10Z", 20.0, 1),
    ("chat within 30s 90%", "2026-10-25T00:59:50Z", "2026-10-25T01:00:10Z", 20.0, 1),
    ("chat done within 24h 90%", "2026-03-28T17:00:00Z", "2026-03-29T16:30:00Z", 84_600, 1),
    ("chat done within 24h 90%", "2026-10-24T16:00:00Z", "2026-10-25T16:30:00Z", 88_200, 0),
    // Saturday 17:00 to Monday 10:00 in Berlin: one hour, nine hours of Sunday, one hour.
    ("chat done within 11h business 09:00-18:00 90%", "2026-03-28T16:00:00Z", "2026-03-30T08:00:00Z", 39_600, 1),
    // Answered on Saturday at 17:30, before the change; it ends two days later.
    ("chat within 1h business 09:00-18:00 90%", "2026-03-28T16:00:00Z", "2026-03-28T16:30:00Z", 1800, 1),
  ])
  func whatPassesOverAChangeOfTheClocks(
    promise: String, from: String, to: String, seconds: Double, inTime: Int
  ) throws {
    try Logs.withFolder { folder in
      let mapping = "{version: 1, timezone: Europe/Berlin, columns: {type: t, arrived: a, answered: b, ended: c}}"
      let end = promise.contains("done") ? to : from < "2026-06" ? "2026-04-02T16:00:00Z" : "2026-10-27T16:00:00Z"
      let path = try Logs.write("t,a,b,c\nchat,\(from),\(to),\(end)\n", "log.csv", in: folder)
      let audit = try LogAudit(
        paths: [path], mapping: Logs.parsed(mapping), promises: [try #require(ServicePromise(promise))],
        definition: .SL1)
      let whole = try #require(audit.promises.first).whole
      #expect(whole.counts.meanWait == seconds)
      #expect(whole.counts.answeredInTime == inTime)
    }
  }

  /// Who is still open when the logs end has waited for what has passed, not for what the clocks show: in the night to 29 March
  /// 2026 they are set forward in Berlin, in that to 25 October back.
  @Test(arguments: [
    // 23 and a half hours until the last row, then 24 and a half.
    ("chat done within 24h 90%", "2026-03-28T09:30:00Z", "2026-03-29T09:00:00Z", 1),
    ("chat done within 24h 90%", "2026-10-24T08:00:00Z", "2026-10-25T08:30:00Z", 2),
    // Saturday 17:30 to Monday 10:30 in Berlin: half an hour, nine hours of Sunday, an hour and a half.
    ("chat done within 659min business 09:00-18:00 90%", "2026-03-28T16:30:00Z", "2026-03-30T08:30:00Z", 2),
    ("chat done within 660min business 09:00-18:00 90%", "2026-03-28T16:30:00Z", "2026-03-30T08:30:00Z", 1),
  ])
  func whoIsOpenOverAChangeOfTheClocks(promise: String, from: String, last: String, offered: Int) throws {
    let mapping = "{version: 1, timezone: Europe/Berlin, columns: {type: t, arrived: a, answered: b, ended: c}}"
    for start in [last, from] {
      // The last row may have begun on either side of the change.
      try Logs.withFolder { folder in
        let path = try Logs.write(
          "t,a,b,c\nchat,\(from),,\nchat,\(start),\(start),\(last)\n", "log.csv", in: folder)
        let audit = try LogAudit(
          paths: [path], mapping: Logs.parsed(mapping), promises: [try #require(ServicePromise(promise))],
          definition: .SL1)
        #expect(try #require(audit.promises.first).whole.counts.offered == offered)
      }
    }
  }

  /// The column for the time of leaving the queue is there, the field is empty: the answer came after ten minutes all the same.
  @Test func whoWasAnsweredWaitedUntilThen() throws {
    let one = try audit(["2026-03-01,chat,1,36000,36000,,36600,37000,served,A"], "chat within 30s 90%")
    #expect(one.whole.counts.answered == 1 && one.whole.counts.answeredInTime == 0)
    #expect(one.whole.counts.meanWait == 600)
  }

  /// Waits of 1 to 100 s: 55 of 100 within 55 s, though 0.55 · 100 is a little more than 55 in binary.
  @Test(arguments: [7, 14, 28, 29, 55, 56, 57, 58, 100])
  func theTimeForAShareIsNotAContactTooStrict(percent: Int) throws {
    let rows = (1...100).map { call(1, 36_000, wait: $0) }
    let one = try audit(rows, "chat within \(percent)s \(percent)%")
    #expect(one.secondsForTarget == Double(percent))
    #expect(one.daysMet.met == 1)
  }

  /// Two days with one contact each, both in time: days that are alike make nothing certain. Wilson's interval for 2 of 2 begins
  /// at 2 / (2 + 1.96²).
  @Test func twoContactsProveNothing() throws {
    let one = try audit([call(1, 36_000, wait: 5), call(2, 36_000, wait: 5)], "chat within 30s 90%")
    let level = one.whole.levels[0]
    #expect(level.share == 1)
    let z = 1.959_963_984_540_054
    #expect(abs((level.halfWidth ?? 0) - z * z / (2 + z * z)) < 1e-12)
    #expect(one.verdict == .close)
  }

  @Test func aTargetThatIsMetExactlyIsMet() throws {
    for share in stride(from: 10, through: 1000, by: 1) {
      let text = share % 10 == 0 ? "\(share / 10)" : "\(share / 10).\(share % 10)"
      #expect(try #require(ServicePromise("chat within 30s \(text)%")).target == Double(share) / 1000)
    }
  }

  /// Two days, 9 of 10 and 1 of 10: with whole days as the unit the share is 0.5 ± 12.706 · 0.4; as if calls were
  /// independent it would be ± 0.23.
  @Test func badDaysAreBadTogether() throws {
    let rows = (0..<20).map { (index: Int) -> String in
      let isLate = index == 0 || index > 10
      return call(index < 10 ? 1 : 2, 36_000 + index, wait: isLate ? 60 : 10)
    }
    let one = try audit(rows, "all within 30s 80%")
    #expect(one.whole.levels[0].share == 0.5)
    let half = try #require(one.whole.levels[0].halfWidth)
    #expect(abs(half - 12.7062047 * 0.4) < 1e-6)
    #expect(one.verdict == .close)
    #expect(one.daysMet.met == 1 && one.daysMet.of == 2)
    #expect(one.worstDays.first?.name == nil, "days with fewer than twenty contacts are not judged alone")
    #expect(one.worstHours.map(\.name) == ["2026-03-02 10:00", "2026-03-01 10:00"])
    #expect(one.weekdays.map(\.name) == ["Monday", "Sunday"])
    #expect(one.secondsForTarget == 60)
  }

  @Test func aTrendIsTheSlopeOverDays() throws {
    // 2, 4, 6 and 8 of 10 in time on four days in a row: 20 points a day.
    let rows = (1...4).flatMap { (day: Int) -> [String] in
      (0..<10).map { (index: Int) -> String in call(day, 36_000 + index, wait: index < 2 * day ? 10 : 60) }
    }
    let one = try audit(rows, "all within 30s 99%")
    #expect(abs((one.trend.share ?? 0) - 6) < 1e-9)
    #expect(abs(one.trend.halfWidth ?? 1) < 1e-9)
    #expect(one.verdict == .missed)
  }

  @Test func deadlinesOfWorkThatKeeps() throws {
    let rows = [
      "2026-03-01,ticket,1,0,0,500,500,3600,served,A", "2026-03-01,ticket,1,0,0,500,500,3601,served,A",
      "2026-03-01,ticket,1,10,10,,,,abandoned,", "2026-03-02,ticket,1,86000,86000,,,,abandoned,",
      "2026-03-03,ticket,1,0,0,1,1,2,served,A",
    ]
    let one = try audit(rows, "ticket done within 1h 95%")
    // The fourth was still in its hour when the log ended: it counts neither way.
    #expect(one.whole.counts.offered == 4)
    #expect(one.whole.levels[0].share == 0.5)
  }

  /// 2026-03-06 is a Friday. The clock stands still from 18:00 on, and over the week-end; exactly nine hours are in time, and a
  /// tick later the ticket is missed, whether or not it is ever done.
  @Test func deadlinesOnBusinessTime() throws {
    let monday = 3 * 86_400
    let rows = [
      // Friday 17:00 to Monday 17:00: an hour and eight; a second more.
      "2026-03-06,ticket,1,61200,,,61200,\(monday + 61_200),served,A",
      "2026-03-06,ticket,1,61200,,,61200,\(monday + 61_201),served,A",
      // Saturday to Monday 10:00: one hour, however long on the wall.
      "2026-03-07,ticket,1,0,,,100,\(2 * 86_400 + 36_000),served,A",
      // Still open when the logs end on Tuesday at 12:00: since Friday (missed), and since Monday noon (nine hours: not yet).
      "2026-03-06,ticket,1,40000,40000,,,,unfinished,", "2026-03-09,ticket,1,43200,43200,,,,unfinished,",
      "2026-03-10,other,1,43000,,,43100,43200,served,A",
    ]
    let mapping = Logs.mapping.replacing(
      "abandoned: [abandoned]", with: "abandoned: [abandoned], unfinished: [unfinished]")
    func audit(_ promise: String) throws -> PromiseAudit.Part {
      try Logs.withFolder { folder in
        let path = try Logs.write(Logs.header + rows.joined(separator: "\n"), "log.csv", in: folder)
        let audit = try LogAudit(
          paths: [path], mapping: Logs.parsed(mapping), promises: [#require(ServicePromise(promise))], definition: .SL1)
        return try #require(audit.promises.first).whole
      }
    }
    let business = try audit("ticket done within 9h business mon-fri 09:00-18:00 95%")
    #expect(business.counts.offered == 4, "that of Monday noon is still in its nine hours")
    #expect(business.counts.answeredInTime == 2)
    #expect(business.counts.waits == Double(32_400 + 32_401 + 3_600))
    // On the wall clock three days, three days and a second, two days and ten hours; the open ones have had four days and one.
    let wall = try audit("ticket done within 72h 95%")
    #expect(wall.counts.offered == 4)
    #expect(wall.counts.answeredInTime == 2)
    // Answered within: the same clock, from joining the queue.
    let answered = try audit("ticket within 1h business mon-fri 09:00-18:00 95%")
    #expect(answered.counts.offered == 5 && answered.counts.answeredInTime == 3)
  }

  @Test func businessTimeOfSplitDays() throws {
    let promise = try #require(ServicePromise("ticket done within 8h business mon-fri 09:00-12:30,13:30-18:00 95%"))
    let business = try #require(promise.business)
    let monday = Double(LogClock.day(year: 2026, month: 3, day: 2)) * 86_400
    #expect(business.seconds(from: monday + 12 * 3600, to: monday + 14 * 3600) == 3600)
    #expect(business.seconds(from: monday, to: monday + 7 * 86_400) == 5 * 8 * 3600)
    let night = try #require(ServicePromise("chat within 1h business 22:00-02:00 95%")?.business)
    #expect(night.seconds(from: monday, to: monday + 86_400) == 4 * 3600)
    #expect(
      night.seconds(from: monday + 3600, to: monday + 3 * 3600) == 3600, "the evening before reaches into the day")
    let week = try #require(ServicePromise("ticket done within 8h business sun-thu 09:00-17:00 95%")?.business)
    #expect(week.days == [0, 1, 2, 3, 6])
    #expect(promise.seconds == 8 * 3600 && promise.name == "ticket" && promise.target == 0.95)
  }

  /// Nine hours of business from Friday 17:00 on end on Monday at 17:00, on Tuesday if Monday is a holiday, and a week later if
  /// all of the week is. A night shift that began on the evening before a holiday goes on into it.
  @Test func holidaysAreNoBusiness() throws {
    let rows = [
      "2026-03-06,ticket,1,61200,,,61200,\(3 * 86_400 + 61_200),served,A",
      "2026-03-06,ticket,1,61200,,,61200,\(4 * 86_400 + 61_200),served,A",
      "2026-03-06,ticket,1,61200,,,61200,\(4 * 86_400 + 61_201),served,A",
    ]
    func inTime(_ mapping: String) throws -> Int {
      try Logs.withFolder { folder in
        let path = try Logs.write(Logs.header + rows.joined(separator: "\n"), "log.csv", in: folder)
        let promise = try #require(ServicePromise("ticket done within 9h business mon-fri 09:00-18:00 95%"))
        let audit = try LogAudit(
          paths: [path], mapping: Logs.parsed(Logs.mapping + "\n" + mapping), promises: [promise], definition: .SL1)
        return try #require(audit.promises.first).whole.counts.answeredInTime
      }
    }
    #expect(try inTime("") == 1)
    #expect(try inTime("holidays: [2026-03-09]") == 2)
    #expect(try inTime("holidays: [\"2026-03-09\", 2026-03-10..2026-03-13]") == 3)
    #expect(try inTime("holidays: [2026-03-07, 2026-03-08]") == 1, "there is no business at the week-end anyway")
    var night = try #require(ServicePromise("chat within 1h business 22:00-02:00 95%")?.business)
    let monday = LogClock.day(year: 2026, month: 3, day: 2)
    night.holidays = [monday]
    let midnight = Double(monday) * 86_400
    #expect(night.seconds(from: midnight, to: midnight + 86_400) == 2 * 3600, "of the evening before; its own is none")
    for wrong in ["2026-02-30", "soon", "2026-03-10..2026-03-09", "2020-01-01..2026-01-01", "a..b..c", "[]"] {
      let error = #expect(throws: LogError.self) { try Logs.parsed(Logs.mapping + "\nholidays: [\"\(wrong)\"]") }
      #expect(error?.message.contains("2026-10-01..2026-10-07") == true, "\(wrong)")
    }
  }

  @Test(arguments: [
    "chat", "chat 30s 90%", "within 30s 90%", "chat within soon 90%", "chat within 30s 190%", "",
    "chat within 8h business 90%", "chat within 8h office 09:00-18:00 90%",
    "chat within 8h business mon-fry 09:00-18:00 90%",
    "chat within 8h business 09:00-18:00,17:00-20:00 90%", "chat within 8h business mon-fri 90%",
  ])
  func whatIsNoPromise(text: String) { #expect(ServicePromise(text) == nil) }
}
