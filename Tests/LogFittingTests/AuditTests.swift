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

  @Test(arguments: ["chat", "chat 30s 90%", "within 30s 90%", "chat within soon 90%", "chat within 30s 190%", ""])
  func whatIsNoPromise(text: String) { #expect(ServicePromise(text) == nil) }
}
