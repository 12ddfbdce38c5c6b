import Reporting
import Simulation
import Testing

/// The report in a real browser: on a telephone and on a desk, light and dark.
///
/// Needs Chromium; where it is not installed these tests are skipped, which is printed.
@Suite(.serialized, .enabled(if: Browser.path != nil, "Chromium is not installed: apt-get install chromium"))
struct BrowserTests {
  /// A telephone, just above the narrow layout, a tablet and a desk.
  private static let widths = [360, 660, 1024, 1440]

  private static let samples: [(name: String, result: SimulationResult, language: Language)] = {
    var long = SampleResult.large(types: 9, days: 3)
    long.scenario = String(repeating: "averylongnamewithoutanybreak", count: 4)
    long.contactTypes[0].name = String(repeating: "一个非常长的名字", count: 8)
    long.contactTypes[1].name = String(repeating: "another_name.without.a-space", count: 4)
    long.agentGroups[0].name = String(repeating: "generalists_", count: 8)
    long.warmUpSeconds = 4 * 3600
    let sixty = SampleResult.wholeCentre(days: 60, periodSeconds: 86_400)
    return [
      ("tiny", SampleResult.tiny(), .english), ("a day", SampleResult.shop(), .english),
      ("two days", SampleResult.shop(days: 2), .simplifiedChinese), ("a week", SampleResult.shop(days: 7), .english),
      ("a week", SampleResult.shop(days: 7), .simplifiedChinese), ("long names", long, .english),
      ("long names", long, .simplifiedChinese),
      ("the whole centre", SampleResult.wholeCentre(), .english), ("sixty days", sixty, .simplifiedChinese),
    ]
  }()

  @Test(arguments: samples.indices) func nothingOverflowsOrTouches(sample: Int) throws {
    let (name, result, language) = Self.samples[sample]
    let visit = try Browser.visit(ReportHTML.text(result, language: language), widths: Self.widths)
    #expect(visit.console.isEmpty)
    #expect(visit.looks.map(\.width) == Self.widths)
    for look in visit.looks {
      #expect(look.scrollWidth <= look.width, "\(name) at \(look.width)")
      #expect(look.charts > 0)
      #expect(look.touching.isEmpty, "\(name) at \(look.width)")
      #expect(look.faint.isEmpty, "\(name) at \(look.width)")
      #expect(!look.isDark)
    }
  }

  @Test func readableInTheDark() throws {
    let visit = try Browser.visit(ReportHTML.text(SampleResult.shop()), widths: [360], dark: true)
    let look = try #require(visit.looks.first)
    #expect(look.isDark)
    #expect(look.faint.isEmpty)
  }

  /// The measuring itself must be able to fail.
  @Test func seesWhatIsWrong() throws {
    let page = ReportHTML.text(SampleResult.shop(days: 2))
      .replacing("<main>", with: "<main><div style=\"width:500px;color:#aaa;background:#fff\">wide and faint</div>")
      .replacing(".chart text{font-size:12px", with: ".chart text{font-size:40px")
    let look = try #require(try Browser.visit(page, widths: [360]).looks.first)
    #expect(look.scrollWidth >= 500)
    #expect(look.faint.contains { $0.hasPrefix("DIV") })
    #expect(!look.touching.isEmpty)
  }

  /// A request to elsewhere, or a script that throws, shows on the console.
  @Test(arguments: [
    (#"<img src="https://example.com/x.png" alt="">"#, "example.com"), ("<script>throw new Error('oh')</script>", "oh"),
  ])
  func hearsTheConsole(bad: String, word: String) throws {
    let page = ReportHTML.text(SampleResult.tiny()).replacing("<main>", with: "<main>" + bad)
    let console = try Browser.visit(page, widths: [360]).console
    #expect(console.contains { $0.contains(word) })
  }
}
