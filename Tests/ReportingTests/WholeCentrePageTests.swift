import ContactCentre
import Foundation
import Reporting
import Simulation
import Testing

/// What the page shows of deferred work, steps, issues, loops and the groups' time; and the axes of long runs.
@Suite struct WholeCentrePageTests {
  private let ids = ["deferred", "steps", "issues", "loops"]

  /// A section of the page, or what follows a heading in it.
  private func section(_ id: String, of text: String) throws -> Substring {
    let start = try #require(text.range(of: "<section id=\"\(id)\">"))
    let end = try #require(text[start.upperBound...].range(of: "</section>"))
    return text[start.upperBound..<end.lowerBound]
  }

  private func values(_ section: Substring) -> Set<Double> {
    Set(section.matches(of: /<data value="([^"]+)">/).compactMap { Double($0.1) })
  }

  @Test(arguments: Language.allCases) func theNumbersAreThoseOfTheResult(language: Language) throws {
    let result = SampleResult.wholeCentre()
    let json = try JSONTree(parsing: SummaryJSON.text(result))
    let text = ReportHTML.text(result, language: language)
    func expect(_ paths: [String], in id: String) throws {
      let shown = values(try section(id, of: text))
      for path in paths {
        let mean = try #require(try json.at(path + "/mean").number)
        #expect(shown.contains(mean), "\(id): \(path)")
      }
    }
    let due = ["message", "ticket"].flatMap { type in
      ["offered", "deadline/compliance", "deadline/missed", "deadline/open", "backlog", "oldest"].map {
        "contactTypes/\(type)/day/\($0)"
      }
    }
    try expect(due, in: "promises")
    try expect(due, in: "deferred")
    try expect(
      (0..<2).flatMap { step in
        ["arrived", "answered", "wait", "handling", "queueLength"].map { "contactTypes/ticket/steps/\(step)/\($0)" }
      }, in: "steps")
    let ofIssue = [
      "opened", "resolved", "lost", "firstContactResolution", "contactsPerIssue", "handOffsPerIssue",
      "timeToResolution",
    ]
    try expect(
      ofIssue.map { "issues/\($0)" } + ofIssue.map { "contactTypes/ticket/issues/\($0)" } + ["issues/costPerResolved"],
      in: "issues")
    try expect(["loops/0/contacts", "loops/1/contacts"], in: "loops")
    try expect(["chat.general", "ticket"].map { "agentGroups/frontline/timeByType/\($0)" }, in: "staff")
    // A rule that nothing followed has no row.
    #expect(try section("loops", of: text).matches(of: /<tr><th scope="row">/).count == 2)
  }

  @Test func deadlinesHaveTheirLights() throws {
    let text = ReportHTML.text(SampleResult.wholeCentre())
    let cards = try section("promises", of: text).split(separator: "<article").dropFirst()
    #expect(cards.count == 5)
    let message = try #require(cards.first { $0.contains(">message</a>") })
    #expect(message.contains("Promised: 95% taken up within 4\u{A0}h of opening hours"))
    #expect(message.contains("✗") && message.contains("74.0%"))
    let ticket = try #require(cards.first { $0.contains(">ticket</a>") })
    #expect(ticket.contains("Promised: 98% done within 24\u{A0}h after intake"))
    #expect(ticket.contains("✓") && ticket.contains("99.5%"))
    let chinese = ReportHTML.text(SampleResult.wholeCentre(), language: .simplifiedChinese)
    #expect(chinese.contains("承诺：营业时间 4\u{A0}小时内 95% 开始处理"))
    #expect(chinese.contains("承诺：intake 之后 24\u{A0}小时内 98% 完成"))
  }

  @Test(arguments: Language.allCases) func sectionsWithoutContentAreAbsent(language: Language) {
    let whole = ReportHTML.text(SampleResult.wholeCentre(), language: language)
    let plain = ReportHTML.text(SampleResult.shop(days: 2), language: language)
    for id in ids {
      #expect(whole.contains("<section id=\"\(id)\">") && whole.contains("href=\"#\(id)\""))
      #expect(!plain.contains("id=\"\(id)\"") && !plain.contains("href=\"#\(id)\""))
    }
    #expect(whole.contains("class=\"rowbar\"") && !plain.contains("class=\"rowbar\""))
    // A group's time needs no table when it all goes to one contact type.
    var single = SampleResult.shop()
    single.agentGroups[0].timeByType = [TimeShare(contactType: "chat.general", share: Figure(mean: 1, halfWidth: 0))]
    #expect(!ReportHTML.text(single, language: language).contains("class=\"rowbar\""))
  }

  /// The backlog is that of the end of a period, and so it is drawn there; its band is as high as its half width.
  @Test func theBacklogIsDrawnWhereThePeriodEnds() throws {
    var result = SampleResult.wholeCentre(days: 2)
    for period in result.periods.indices {
      result.contactTypes[4].periods[period].backlog = Figure(mean: 0, halfWidth: 0)
    }
    result.contactTypes[4].periods[47].backlog = Figure(mean: 40, halfWidth: 10)
    let text = ReportHTML.text(result)
    let start = try #require(text.range(of: "aria-label=\"Backlog: ticket\""))
    let chart = text[start.upperBound...].prefix { $0 != "\n" }
    // 96 periods: the 48th ends in the middle. The scale ends at 60, and the plane is 190 high.
    #expect(chart.contains("L500 63.33L"))
    #expect(chart.contains("500 31.67 ") && chart.contains("500 95 "))
    #expect(text.contains("11 Nov 23:30 · Backlog 40.0 ± 10.0"))
  }

  @Test func complianceByPeriodOfArrival() throws {
    let text = ReportHTML.text(SampleResult.wholeCentre())
    #expect(text.contains("In time: 98% ≤24 h"))
    #expect(text.contains("aria-label=\"ticket: In time\""))
    #expect(text.contains("11 Nov 12:00 · In time 99.5% ± 0.8%"))
    #expect(!ReportHTML.text(SampleResult.shop(days: 2)).contains(": In time"))
    // Of what came at last only that which was done early is known: it is not drawn.
    #expect(text.contains("12 Nov 11:30 · In time 99.5%") && !text.contains("12 Nov 12:00 · In time"))
    #expect(text.contains("no line while many are still open"))
    var settled = SampleResult.wholeCentre()
    for type in [3, 4] {
      for period in settled.periods.indices { settled.contactTypes[type].periods[period].deadlineOpen = .unknown }
    }
    #expect(!ReportHTML.text(settled).contains("no line while many are still open"))
  }

  @Test func longRunsHaveDatesOnTheirAxes() throws {
    let result = SampleResult.wholeCentre(days: 60, periodSeconds: 86_400)
    let text = ReportHTML.text(result)
    #expect(!text.contains("00:00"))
    #expect(text.contains(">11 Nov</text>") && text.contains(">25 Nov</text>") && text.contains(">9 Dec</text>"))
    #expect(text.contains("<div class=\"name\">Thu 12 Nov</div>"))
    #expect(text.contains("by day of arrival"))
    #expect(!ReportHTML.text(result, language: .simplifiedChinese).contains("00:00"))
    let names = PeriodNames(result, .english)
    #expect(TimeAxis(result, periods: result.periods.indices, names: names).midnights.count == 2)
    // A year is divided into months.
    let year = SampleResult.wholeCentre(days: 365, periodSeconds: 86_400)
    let axis = TimeAxis(year, periods: year.periods.indices, names: PeriodNames(year, .english))
    #expect(axis.midnights.count == 12)
    #expect(axis.clocks.map(\.label) == ["1 Dec", "1 Feb", "1 Apr", "1 Jun", "1 Aug", "1 Oct"])
    #expect(axis.dates.isEmpty)
  }
}
