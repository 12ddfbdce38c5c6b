import Foundation
import Reporting
import Simulation
import Testing

/// The page: well formed, self-contained, safe, and the same numbers as the result.
@Suite struct ReportHTMLTests {
  @Test(arguments: Language.allCases)
  func wellFormedAndComplete(language: Language) {
    for result in [
      SampleResult.tiny(), SampleResult.shop(), SampleResult.shop(days: 2), SampleResult.large(types: 20, days: 3),
      SampleResult.wholeCentre(), SampleResult.wholeCentre(days: 60, periodSeconds: 86_400),
    ] {
      let page = PageReader.parse(ReportHTML.text(result, language: language))
      let ids = page.elements.compactMap { $0.attributes["id"] }
      #expect(Set(ids).count == ids.count)
      let links = page.elements.compactMap { $0.attributes["href"] }
      #expect(links.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
      #expect(page.elements.filter { $0.name == "h1" }.count == 1)
      for chart in page.elements where chart.name == "svg" && chart.attributes["class"] != "plane" {
        #expect(chart.attributes["role"] == "img")
        #expect(chart.attributes["aria-label"]?.isEmpty == false)
      }
      // Each chart is followed by its numbers.
      let charts = page.elements.filter { $0.attributes["class"]?.hasPrefix("chart") == true && $0.name == "svg" }
      #expect(charts.count == page.elements.filter { $0.attributes["class"] == "data" }.count)
      #expect(!page.elements.contains { $0.attributes.values.contains { $0.contains("nan") || $0.contains("inf") } })
    }
  }

  @Test func asksForNothingFromElsewhere() {
    let page = ReportHTML.text(SampleResult.shop())
    for word in ["http:", "https:", "//", "<script", "<link", "<img", "url(", "@import", "src="] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func theNumbersAreThoseOfTheJSON() throws {
    let result = SampleResult.shop()
    let json = try JSONTree(parsing: SummaryJSON.text(result))
    let text = ReportHTML.text(result)
    let page = PageReader.parse(text)
    let values = Set(page.values.compactMap(Double.init))
    for type in result.contactTypes {
      let counts = ["offered", "answered", "abandoned", "handling", "queueLength"]
      let levels = ["SL1", "SL2", "SL3", "SL4"].map { "serviceLevel/" + $0 }
      let waits = ["answered/mean", "answered/p50", "answered/p90", "all/p90", "virtual/p90"].map { "wait/" + $0 }
      for key in counts + waits + (type.promise == nil ? [] : levels) {
        let mean = try #require(try json.at("contactTypes/\(type.name)/day/\(key)/mean").number)
        #expect(values.contains(mean), "\(type.name) \(key)")
      }
    }
    // What is read is what the exact value rounds to.
    let chat = try #require(result.contactTypes[0].day.serviceLevel.SL1.mean)
    #expect(text.contains("<p class=\"big\"><data value=\"\(chat)\">46.4%</data> <small>± 0.9%</small></p>"))
    #expect(page.text.contains("1 of 3 promises is kept on average, 2 are missed."))
  }

  @Test func theHeatMapHoldsTheSharesOfThePeriods() throws {
    for result in [SampleResult.shop(), SampleResult.shop(days: 2)] {
      let html = ReportHTML.text(result)
      let section = try #require(html.components(separatedBy: "<section id=\"heat\">").last)
        .components(separatedBy: "</section>")[0]
      let tables = section.components(separatedBy: "<table class=\"heat\">").dropFirst()
      #expect(tables.count == result.days)
      for (day, table) in tables.enumerated() {
        let rows = table.components(separatedBy: "<tr><th scope=\"row\">").dropFirst()
        let promised = result.contactTypes.filter { $0.promise != nil || $0.deadline != nil || !$0.channel.isDeferred }
        #expect(rows.count == promised.count)
        for (row, type) in zip(rows, promised) {
          let cells = row.matches(of: /<td(?: class="h\d")?>(\d*)<\/td>/).map { String($0.1) }
          let definition = type.promise?.definition ?? .SL1
          let periods = result.periods.indices.filter { result.periods[$0].day == day }
          let shares = periods.map { period -> String in
            let figures = type.periods[period]
            guard (figures.offered.mean ?? 0) > 0 else { return "" }
            let share =
              type.promise == nil && type.deadline != nil
              ? figures.deadlineCompliance : figures.serviceLevel[definition]
            return share.mean.map { "\(Int(($0 * 100).rounded()))" } ?? ""
          }
          // Periods before the first contact and after the last are left out of a single day.
          #expect(shares.joined(separator: " ").contains(cells.joined(separator: " ")), "\(type.name)")
          #expect(cells.contains { !$0.isEmpty })
        }
      }
    }
  }

  @Test func noNameBecomesMarkup() {
    let evil = "<script>alert(1)</script>\"'&<img src=x>"
    var result = SampleResult.tiny(name: evil)
    result.scenario = evil
    result.overlays = [evil]
    result.timeZone = evil
    result.agentGroups[0].name = evil
    result.periods[0].clock = evil
    result.periods[1].start = evil
    for language in Language.allCases {
      let text = ReportHTML.text(result, language: language)
      #expect(!text.contains("<script"))
      #expect(!text.contains("<img"))
      let page = PageReader.parse(text)
      #expect(page.text.contains(evil))
      #expect(!page.elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    }
  }

  @Test func controlCharactersAreReplaced() {
    let text = ReportHTML.text(SampleResult.tiny(name: "a\u{0}b\u{8}c\u{202E}d"))
    #expect(text.contains("a\u{FFFD}b\u{FFFD}c\u{FFFD}d"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{0}" || $0 == "\u{8}" || $0 == "\u{202E}" })
  }

  @Test func periodsWithNothingOfferedAreGaps() {
    var result = SampleResult.shop()
    let figures = result.contactTypes[0].periods[24]
    for period in result.periods.indices { result.contactTypes[0].periods[period] = SampleResult.nothing }
    for period in [20, 21, 22, 30] { result.contactTypes[0].periods[period] = figures }
    result.contactTypes = [result.contactTypes[0]]
    let names = PeriodNames(result, .english)
    let time = TimeAxis(result, periods: 18..<44, names: names)
    let reached = time.periods.map { period -> Figure? in
      let figures = result.contactTypes[0].periods[period]
      return figures.offered.mean == nil ? nil : Figure(mean: 0.5, halfWidth: nil)
    }
    let chart = LineChart(
      "x", scale: .shares(NumberText(.english)), time: time, series: [.init("x", .first, reached)])
    let svg = chart.svg.source
    // Three neighbours make one line from the middle of the third period to that of the fifth; the fourth is a point.
    #expect(svg.contains("<path class=\"line s1\" d=\"M96.15 95L134.62 95L173.08 95\"/>"))
    #expect(svg.contains("<circle class=\"s1\" cx=\"48.08%\" cy=\"95\" r=\"2.5\"/>"))
  }

  @Test func theWarmUpIsShadedAndNotAnnounced() throws {
    var result = SampleResult.shop()
    #expect(!ReportHTML.text(result).contains("class=\"warm\""))
    result.warmUpSeconds = 11.5 * 3600
    let text = ReportHTML.text(result)
    // The axis begins with the opening at 9 o'clock and ends at 22: two and a half of thirteen hours.
    let shade = try #require(text.firstMatch(of: /<rect class="warm" width="([0-9.]+)%"/)).1
    #expect(shade == "19.23")
    #expect(text.contains("shaded: warm-up"))
    let told = text.split(separator: "<tr class=\"when\">").dropFirst().compactMap {
      $0.firstMatch(of: /[0-9]+:[0-9]+/)
    }
    #expect(!told.isEmpty)
    #expect(told.allSatisfy { $0.output >= "11:30" })
  }

  @Test func theOpeningSentence() {
    let texts = Texts(.english)
    #expect(texts.verdicts(kept: 3, close: 0, missed: 0) == "All 3 promises are kept on average.")
    #expect(texts.verdicts(kept: 0, close: 0, missed: 3) == "All 3 promises are missed on average.")
    #expect(texts.verdicts(kept: 0, close: 1, missed: 0) == "The promise is too close to call.")
    #expect(
      texts.verdicts(kept: 0, close: 1, missed: 3)
        == "None of the 4 promises is kept on average, 3 are missed, 1 is too close to call.")
    #expect(
      texts.verdicts(kept: 2, close: 2, missed: 0) == "2 of 4 promises are kept on average, 2 are too close to call.")
  }

  @Test func deferredWorkIsNotMeasuredInSeconds() {
    var result = SampleResult.shop(days: 2)
    result.contactTypes = [result.contactTypes[3]]
    let page = PageReader.parse(ReportHTML.text(result))
    #expect(result.contactTypes[0].channel == .deferred && result.contactTypes[0].promise == nil)
    #expect(!page.text.contains("Service level: SL1"))
    #expect(!page.text.contains("After 30 s"))
  }

  @Test func aLongListStaysOutOfTheContents() {
    func links(_ types: Int) -> Int {
      let text = ReportHTML.text(SampleResult.large(types: types, days: 1))
      let nav = text.split(separator: "<nav")[1].split(separator: "</nav>")[0]
      return nav.split(separator: "href=").count - 1
    }
    #expect(links(12) == 17)
    #expect(links(13) == 5)
  }

  @Test func severalDaysShowDates() {
    let text = ReportHTML.text(SampleResult.shop(days: 2))
    #expect(text.contains(">Wed 11 Nov</text>"))
    #expect(text.contains(">Thu 12 Nov</text>"))
    #expect(!ReportHTML.text(SampleResult.shop()).contains("11 Nov</text>"))
    #expect(ReportHTML.text(SampleResult.shop(days: 2), language: .simplifiedChinese).contains(">11月11日 周三</text>"))
  }

  @Test func oneReplicationHasNoIntervals() {
    var result = SampleResult.tiny()
    result.replications = 1
    result.contactTypes[0].day.serviceLevel.SL1.halfWidth = nil
    #expect(PageReader.parse(ReportHTML.text(result)).text.contains("one replication gives no confidence intervals"))
  }

  @Test func scales() {
    let numbers = NumberText(.english)
    #expect(Scale.durations(upTo: 95, numbers).ticks.map(\.label) == ["0", "30 s", "60 s", "90 s", "120 s"])
    #expect(Scale.durations(upTo: 420, numbers).ticks.map(\.label) == ["0", "2 min", "4 min", "6 min", "8 min"])
    #expect(Scale.durations(upTo: 0, numbers).upper == 4)
    #expect(Scale.durations(upTo: 0.3, numbers).upper == 4)
    #expect(Scale.numbers(upTo: 0.002).ticks.map(\.label) == ["0", "0.05", "0.10"])
    #expect(Scale.numbers(upTo: 37).ticks.map(\.label) == ["0", "10", "20", "30", "40"])
    #expect(Scale.numbers(upTo: 0.31).ticks.map(\.label) == ["0", "0.1", "0.2", "0.3", "0.4"])
    #expect(Scale.numbers(upTo: .nan).upper == 1)
    #expect(Scale.shares(numbers).ticks.map(\.label) == ["0%", "20%", "40%", "60%", "80%", "100%"])
    #expect(Scale.numbers(upTo: 37).position(20) == 0.5)
    #expect(Scale.numbers(upTo: 37).position(80) == 1)
  }

  /// 1.6 busy hours are 3.2 agents for half an hour, and 6.4 in a first period of which a quarter of an hour is left.
  @Test func busyAgentsAreThoseOfTheTimeThatAPeriodHas() throws {
    var result = SampleResult.tiny()
    result.periods[0].seconds = 900
    let text = ReportHTML.text(result)
    #expect(text.contains("Busy agents 6.4 ±"))
    #expect(text.contains("Busy agents 3.2 ±"))
  }

  /// The sample knows the cost of one of its two groups.
  @Test(arguments: Language.allCases) func aCostThatIsNotKnownIsNotGiven(language: Language) throws {
    var result = SampleResult.shop()
    let note = language == .english ? "The total cost is unknown" : "总成本未知"
    #expect(PageReader.parse(ReportHTML.text(result, language: language)).text.contains(note))
    let known = try #require(result.agentGroups[0].day.cost?.mean)
    let words = NumberText(language).money(known)
    func shown(_ result: SimulationResult) -> Int {
      PageReader.parse(ReportHTML.text(result, language: language)).text.components(separatedBy: words).count - 1
    }
    #expect(shown(result) == 1, "the group's own")
    result.agentGroups[1].day.paidHours = Figure(mean: 0, halfWidth: 0)
    #expect(shown(result) == 2, "with nobody else paid it is that of all")
    #expect(!PageReader.parse(ReportHTML.text(result, language: language)).text.contains(note))
  }
}
