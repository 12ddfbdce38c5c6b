import Reporting
import Testing

/// The heat map: a table whose cells say in figures what their colours say.
@Suite struct HeatMapTests {
  private func source(_ shares: [Double?], target: Double?) -> String {
    HeatMap(
      "Kept & missed", corner: "Type", periods: shares.indices.map { "\($0):00" },
      rows: [.init("<a>", target: target, shares: shares)]
    ).markup.source
  }

  @Test func colourIsTheDistanceBelowTheTarget() {
    let html = source([0.95, 0.9, 0.87, 0.80, 0.6, 0.1, nil], target: 0.9)
    let cells = html.matches(of: /<td(?: class="(h\d)")?>(\d*)<\/td>/).map { "\($0.1 ?? "")\($0.2)" }
    #expect(cells == ["h095", "h090", "h187", "h280", "h360", "h410", ""])
  }

  @Test func withoutATargetAllIsHeldAgainstAll() {
    #expect(source([1, 0.97], target: nil).contains("<td class=\"h0\">100</td><td class=\"h1\">97</td>"))
  }

  @Test func namesAreEscaped() {
    let html = source([1], target: nil)
    #expect(html.contains("&lt;a&gt;") && html.contains("Kept &amp; missed") && !html.contains("<a>"))
  }
}
