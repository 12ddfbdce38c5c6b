import ContactCentre
import Foundation
import LogFitting
import Reporting
import Testing

/// The pages about logs: whole, escaped, and saying what the tables say.
@Suite struct LogPageTests {
  private static let hostile = "<b>&\"phone'"

  /// Two weeks of calls, each third of which somebody abandons; names that must be escaped.
  private func log() -> String {
    var text = "kind,in,joined,left,reply,out,who\n"
    let type = "\"" + Self.hostile.replacing("\"", with: "\"\"") + "\""
    for day in 2..<16 {
      for index in 0..<60 {
        func time(_ seconds: Int) -> String {
          let at = 36_000 + 300 * index + seconds
          func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
          return "2026-03-\(two(day)) \(two(at / 3600)):\(two(at / 60 % 60)):\(two(at % 60))"
        }
        let wait = 5 + (index * 7 + day * 3) % 60
        if index % 3 == 0 {
          text += "\(type),\(time(0)),\(time(0)),\(time(wait)),,,\n"
        } else {
          let end = time(wait + 20 + (index * 37 + day) % 200)
          text += "\(type),\(time(0)),\(time(0)),\(time(wait)),\(time(wait)),\(end),A\(index % 2)\n"
        }
      }
    }
    return text
  }

  private func read<Result>(_ body: (String, LogMapping) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(log().utf8).write(to: file)
    // Somebody who leaves unanswered has no `out`: the outcome is told by a column of its own in most logs, here by `left`.
    let mapping = try LogMapping.parse(
      """
      name: '\(Self.hostile.replacing("'", with: "''"))'
      columns: {type: kind, arrived: in, queued: joined, dequeued: left, answered: reply, ended: out, agent: who}
      """, file: "mapping.yaml")
    return try body(file.path, mapping)
  }

  @Test func theAudit() throws {
    let audit = try read { path, mapping in
      try LogAudit(
        paths: [path], mapping: mapping, promises: [#require(ServicePromise("all within 30s 80%"))], definition: .SL1)
    }
    let page = PageReader.parse(AuditHTML.text(audit, name: Self.hostile))
    #expect(page.text.contains("The claim by all four definitions"))
    #expect(page.text.contains(Self.hostile))
    #expect(!page.elements.contains { $0.name == "script" || $0.name == "b" })
    #expect(
      page.elements.count { $0.name == "svg" && $0.attributes["class"] == "chart" } == 2,
      "of one month there is no curve")
    #expect(page.text.contains("missed"))
  }

  @Test func theFit() throws {
    let fit = try read { path, mapping in try LogFit(paths: [path], mapping: mapping) }
    let check = try FitCheck(fit, threads: 1)
    let page = PageReader.parse(FitHTML.text(fit, check))
    #expect(page.text.contains("May the model be trusted?"))
    #expect(!page.elements.contains { $0.name == "script" || $0.name == "b" })
    // Service level, wait and abandonment over the day; handling; a chart of staff for each weekday.
    #expect(page.elements.count { $0.name == "svg" && $0.attributes["class"] == "chart" } == 3 + 1 + 7)
    #expect(page.text.contains(NumberText.fixed(check.all.offeredPerDay, decimals: 1)))
    #expect(FitReport.text(fit, check, width: 120).contains("14 ordinary and 0 special days"))
  }

  /// In Chinese nothing is left in English but what the log calls things, laws of a letter, and abbreviations.
  @Test func bothPagesInChinese() throws {
    let audit = try read { path, mapping in
      try LogAudit(
        paths: [path], mapping: mapping, promises: [#require(ServicePromise("all within 30s 80%"))], definition: .SL1)
    }
    let fit = try read { path, mapping in try LogFit(paths: [path], mapping: mapping) }
    let check = try FitCheck(fit, threads: 1)
    let texts = [
      AuditHTML.text(audit, name: Self.hostile, language: .simplifiedChinese),
      FitHTML.text(fit, check, language: .simplifiedChinese),
    ].map { html in
      #expect(html.contains("<html lang=\"zh-Hans\">"))
      return PageReader.parse(html).text
    }
    let tables = [
      AuditReport.text(audit, width: 120, language: .simplifiedChinese),
      FitReport.text(fit, check, width: 120, language: .simplifiedChinese),
    ]
    let known = [
      "Waitline", "all", "within", "phone", "Kaplan", "Meier", "columns", "issue", "return", "window", "agents",
      "handlingFactor",
    ]
    for text in texts + tables {
      let said = text.replacing(fit.types[0].name, with: "")
      let words = said.split { !$0.isASCII || !$0.isLetter }.filter { $0.count > 3 }
      #expect(words.allSatisfy { known.contains(String($0)) }, "\(Set(words))")
    }
  }
}
