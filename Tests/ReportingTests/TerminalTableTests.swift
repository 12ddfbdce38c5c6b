import Foundation
import Reporting
import Simulation
import Testing

/// The tables in the terminal.
@Suite struct TerminalTableTests {
  private func lines(
    _ result: SimulationResult, colour: Bool = false, width: Int = 100, _ language: Language = .english
  ) -> [String] {
    TerminalTable(colour: colour, width: width, language: language).text(result)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func golden() {
    #expect(
      TerminalTable(colour: false, width: 100, language: .english).text(SampleResult.tiny()) == """
        Tiny
        2026-11-11 · Asia/Shanghai · 2 replications · seed 7 · ± is the half width of the 95% confidence
        interval

        Promises and waits, an average day
        Contact type  Offered  Answered  Aband.        Promise        Reached   ASA  P90 wait  Days met
        calls            10.0     80.0%   20.0%  SL1 90% ≤20 s  ✗ 75.0% ±12.5  13 s         –     25.0%
        ✓ kept ✗ missed ~ too close to call · ASA: mean wait of those answered · P90 wait: nine in ten wait
        no longer, if they never give up · Days met: probability that a whole day meets the promise

        Agent groups, an average day
        Agent group   Occupancy  Staffed h  Busy h  Paid h  Cost
        agents       80.0% ±1.0        2.0     1.6     2.5     –

        Busiest periods of the main contact types
        Contact type  Period  Offered  Answered  Aband.      Reached   ASA  Waiting
        calls         09:00      10.0     80.0%   20.0%  75.0% ±12.5  13 s        –

        """)
  }

  @Test(arguments: Language.allCases, [40, 60, 80, 100, 250])
  func fits(language: Language, width: Int) {
    for result in [SampleResult.tiny(), SampleResult.shop(days: 2), SampleResult.large(types: 20, days: 7)] {
      for line in lines(result, width: width, language) where line.displayWidth > min(width, 100) {
        Issue.record("\(line.displayWidth) columns: \(line)")
      }
    }
  }

  @Test func chineseColumnsAreAlignedByDisplayWidth() throws {
    let table = lines(SampleResult.large(types: 8, days: 1), .simplifiedChinese)
    let head = try #require(table.firstIndex { $0.hasPrefix("联络类型") })
    let widths = table[head...(head + 8)].map(\.displayWidth)
    #expect(Set(widths).count == 1)
  }

  @Test func theBusiestPeriodsLeaveOutTheWarmUp() throws {
    var result = SampleResult.shop()
    func busiest() -> [Substring] {
      let table = lines(result)
      guard let start = table.firstIndex(of: "Busiest periods of the main contact types") else { return [] }
      return table[(start + 2)...].compactMap { $0.firstMatch(of: /[0-9]+:[0-9]+/)?.output }
    }
    #expect(busiest().contains("20:30"))
    // A warm-up that ends within a period takes the whole period.
    result.warmUpSeconds = 20.6 * 3600
    #expect(!busiest().isEmpty)
    #expect(busiest().allSatisfy { $0 >= "21:00" })
    result.warmUpSeconds = 24 * 3600
    #expect(busiest().isEmpty)
  }

  @Test func namesThatBeginAlikeKeepTheirEnds() {
    var result = SampleResult.shop()
    for (index, place) in ["north", "south", "east", "west"].enumerated() {
      result.contactTypes[index].name = "customers.with.a.question.about.their.account.\(place)"
    }
    let table = lines(result, width: 60).joined(separator: "\n")
    for place in ["north", "south", "east", "west"] { #expect(table.contains("…") && table.contains(place)) }
    #expect("abcdefgh".truncatedInside(toWidth: 5) == "ab…gh")
    #expect("联络类型".truncatedInside(toWidth: 6) == "联…型")
    #expect("abc".truncatedInside(toWidth: 3) == "abc")
  }

  @Test func widths() {
    #expect("abc".displayWidth == 3)
    #expect("联络类型".displayWidth == 8)
    #expect("e\u{301}".displayWidth == 1)
    #expect("한국어".displayWidth == 6)
    #expect("✓ ± …".displayWidth == 5)
    #expect("👩‍🚀".displayWidth == 2)
    #expect("联络类型".truncated(toWidth: 6) == "联络…")
    #expect("abcdef".truncated(toWidth: 4) == "abc…")
    #expect("平均等待 ab cd".wrapped(toWidth: 6) == ["平均等", "待 ab", "cd"])
  }

  @Test func colourOnlyWhenAskedFor() {
    #expect(!lines(SampleResult.shop()).joined().contains("\u{1B}"))
    let coloured = lines(SampleResult.shop(), colour: true)
    #expect(coloured.contains { $0.contains("\u{1B}[31m✗ 46.4% ±0.9\u{1B}[0m") })
    let plain = coloured.map { $0.replacing(/\u{1B}\[[0-9]*m/, with: "") }
    #expect(plain == lines(SampleResult.shop()))
  }

  @Test func noNameReachesTheTerminalAsACommand() {
    let result = SampleResult.tiny(name: "evil\u{1B}[2J\u{7}\u{202E}name")
    let text = lines(result).joined(separator: "\n")
    #expect(text.contains("evil[2Jname"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
  }

  @Test func saysWhenThePrecisionWasNotReached() {
    var result = SampleResult.tiny()
    result.ended = .precisionNotReached
    #expect(lines(result)[3] == "The run used all its replications without reaching the precision asked for.")
  }

  @Test func verdicts() {
    #expect(Verdict(Figure(mean: 0.92, halfWidth: 0.01), target: 0.9) == .kept)
    #expect(Verdict(Figure(mean: 0.905, halfWidth: 0.01), target: 0.9) == .close)
    #expect(Verdict(Figure(mean: 0.895, halfWidth: 0.01), target: 0.9) == .close)
    #expect(Verdict(Figure(mean: 0.88, halfWidth: 0.01), target: 0.9) == .missed)
    #expect(Verdict(Figure(mean: 0.9, halfWidth: nil), target: 0.9) == .kept)
    #expect(Verdict(Figure(mean: 0.899, halfWidth: nil), target: 0.9) == .missed)
    #expect(Verdict(Figure(mean: nil, halfWidth: nil), target: 0.9) == .unknown)
  }

  @Test func numbers() {
    let numbers = NumberText(.english)
    #expect(NumberText.fixed(1_234_567.5, decimals: 0) == "1,234,568")
    #expect(NumberText.fixed(-0.04, decimals: 1) == "0.0")
    #expect(NumberText.fixed(-1.26, decimals: 1) == "−1.3")
    #expect(numbers.count(99.94) == "99.9")
    #expect(numbers.count(100.4) == "100")
    #expect(numbers.share(0.93449) == "93.4%")
    #expect(numbers.duration(4.25) == "4.3 s")
    #expect(numbers.duration(119) == "119 s")
    #expect(numbers.duration(120) == "2.0 min")
    #expect(numbers.duration(8640) == "2.4 h")
    #expect(numbers.duration(nil) == "–")
    #expect(numbers.duration(.nan) == "–")
    #expect(numbers.figure(Figure(mean: 180, halfWidth: 6), .duration) == "3.0 min ± 0.1 min")
    #expect(numbers.figure(Figure(mean: 180, halfWidth: 1.2), .duration) == "3.0 min ± 1.2 s")
    #expect(numbers.figure(Figure(mean: 180, halfWidth: 0), .duration) == "3.0 min ± 0.0 s")
    #expect(numbers.figure(Figure(mean: 1234, halfWidth: 12.3), .count) == "1,234 ± 12")
    #expect(numbers.roundDuration(30) == "30 s")
    #expect(numbers.roundDuration(300) == "5 min")
    #expect(numbers.roundDuration(7200) == "2 h")
    #expect(NumberText(.simplifiedChinese).duration(180) == "3.0 分钟")
  }
}
