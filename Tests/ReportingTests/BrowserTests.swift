import Reporting
import Simulation
import Testing

/// The report in a real browser: on a telephone and on a desk, light and dark.
///
/// Needs Chromium; `make test` skips these tests, and says so, where it is not installed.
@Suite(.serialized, .enabled(if: Browser.path != nil, "Chromium is not installed: apt-get install chromium"))
struct BrowserTests {
  /// A telephone, either side of the narrow layout, a tablet and a desk.
  private static let widths = [360, 640, 660, 1024, 1440]

  private static let samples: [(name: String, result: SimulationResult)] = {
    var long = SampleResult.large(types: 14, days: 3)
    long.scenario = String(repeating: "averylongnamewithoutanybreak", count: 4)
    long.contactTypes[0].name = String(repeating: "一个非常长的名字", count: 8)
    long.contactTypes[1].name = String(repeating: "another_name.without.a-space", count: 4)
    long.warmUpSeconds = 4 * 3600
    return [
      ("tiny", SampleResult.tiny()), ("a day", SampleResult.shop()), ("two days", SampleResult.shop(days: 2)),
      ("a week", SampleResult.shop(days: 7)), ("long names", long),
    ]
  }()

  @Test(arguments: samples.indices, Language.allCases)
  func nothingOverflowsOrTouches(sample: Int, language: Language) throws {
    let (name, result) = Self.samples[sample]
    let looks = try Browser.looks(at: ReportHTML.text(result, language: language), widths: Self.widths)
    #expect(looks.map(\.width) == Self.widths)
    for look in looks {
      #expect(look.scrollWidth <= look.width, "\(name) at \(look.width)")
      #expect(look.charts > 0)
      #expect(look.touching.isEmpty, "\(name) at \(look.width)")
      #expect(look.faint.isEmpty, "\(name) at \(look.width)")
      #expect(!look.isDark)
    }
  }

  @Test func readableInTheDark() throws {
    let look = try #require(
      try Browser.looks(at: ReportHTML.text(SampleResult.shop()), widths: [360], dark: true).first)
    #expect(look.isDark)
    #expect(look.faint.isEmpty)
  }

  /// The measuring itself must be able to fail.
  @Test func seesWhatIsWrong() throws {
    let page = ReportHTML.text(SampleResult.shop(days: 2))
      .replacing("<main>", with: "<main><div style=\"width:500px;color:#aaa;background:#fff\">wide and faint</div>")
      .replacing(".chart text{font-size:12px", with: ".chart text{font-size:40px")
    let look = try #require(try Browser.looks(at: page, widths: [360]).first)
    #expect(look.scrollWidth >= 500)
    #expect(look.faint.contains { $0.hasPrefix("DIV") })
    #expect(!look.touching.isEmpty)
  }

  /// A request to elsewhere, or a script that throws, shows on the console.
  @Test func hearsTheConsole() throws {
    for bad in ["<img src=\"https://example.com/x.png\" alt=\"\">", "<script>throw new Error('x')</script>"] {
      let page = ReportHTML.text(SampleResult.tiny()).replacing("<main>", with: "<main>" + bad)
      try withKnownIssue { _ = try Browser.looks(at: page, widths: [360]) }
    }
  }
}
