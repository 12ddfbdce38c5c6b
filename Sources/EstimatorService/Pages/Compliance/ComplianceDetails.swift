import ContactCentre
import Reporting
import WaitEstimation

/// One contact type over one window: the promise, how it went, and the figures of the score.
struct ComplianceDetails {
  let entry: ComplianceReport.Entry
  let report: ComplianceReport
  let window: ScoreBook.Window
  let language: Language

  private var texts: Texts { Texts(language) }
  private var numbers: NumberText { NumberText(language) }

  func markup(tabs: Markup) -> Markup {
    guard let measured = entry.windows.first(where: { $0.window == window }) else { return "" }
    return """
      <section id="details"><h2>\(entry.type.name)</h2><nav aria-label="\(texts.windows)">\(tabs)</nav>
      <div class="cards">\(promise(measured.count))\(estimates(measured.score))</div>
      <div class="charts">\(trend(measured))</div></section>
      \(ScoreSection(score: measured.score, language: language).markup)
      """
  }

  private func promise(_ count: PromiseCount) -> Markup {
    let proportion = count.proportion(entry.definition)
    let verdict = entry.verdict(count)
    let range = proportion.interval().map { texts.withInterval($0) } ?? ""
    let promised = entry.type.promise.map { texts.promised(inRow: $0) } ?? texts.nothingPromised
    let counts = [
      (texts.offeredName, count.offered), (texts.answeredName, count.answered),
      (texts.answeredInTimeName, count.answeredInTime), (texts.abandonedName, count.abandoned),
    ]
    let target = entry.type.promise?.target
    return card(
      texts.measuredWithin(entry.answerWithin), tone: verdict?.tone ?? "unknown", light: verdict?.light(texts) ?? "",
      big: Self.figure(proportion.value, .share, numbers), note: promised + range,
      gauge: IntervalGauge(
        numbers.share(proportion.value) + (target.map { ", " + texts.target($0) } ?? ""), share: proportion.value,
        interval: proportion.interval(), target: target
      ).svg,
      rows: counts.map { ($0.0, "<data value=\"\($0.1)\">\($0.1)</data>") }
        + ServiceLevelDefinition.allCases.map { ($0.rawValue, "\(numbers.share(count.share($0)))") })
  }

  /// How often the interval that was announced held the wait, and the two scores.
  private func estimates(_ score: WaitScore?) -> Markup {
    guard let score, score.answered + score.gaveUp > 0 else { return "" }
    let covered = score.coverageInterval
    let tone = covered.map { $0.contains(0.8) ? "kept" : "close" } ?? "unknown"
    let range = covered.map { texts.withInterval($0) } ?? ""
    return card(
      texts.coverage, tone: tone, big: Self.figure(score.coverage, .share, numbers), note: texts.coverageNote + range,
      gauge: IntervalGauge(
        "\(numbers.share(score.coverage)), \(texts.coverageNote)", share: score.coverage, interval: covered, target: 0.8
      ).svg,
      rows: [
        (texts.pinball, Self.figure(score.pinball, .duration, numbers)),
        (texts.brier, Self.figure(score.brier, .each, numbers)),
      ])
  }

  /// A figure with its exact value beside the rounded one that is read.
  static func figure(_ value: Double?, _ style: NumberText.Style, _ numbers: NumberText) -> Markup {
    guard let value else { return "\(NumberText.nothing)" }
    return "<data value=\"\(exact: value)\">\(numbers.text(value, style))</data>"
  }

  private func card(
    _ title: String, tone: String, light: Markup = "", big: Markup, note: String, gauge: Markup,
    rows: [(String, Markup)]
  ) -> Markup {
    let list = rows.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as Markup }
    return """
      <article class="card \(tone)"><header><h3>\(title)</h3>\(light)</header><p class="big">\(big)</p>\
      <p class="note">\(note)</p>\(gauge)<dl>\(list)</dl></article>

      """
  }

  private func trend(_ measured: ComplianceReport.Measured) -> Markup {
    let points = measured.trend.map { step -> ShareTrendChart.Point in
      let proportion = step.count.proportion(entry.definition)
      let hint = [
        label(step.from), numbers.share(proportion.value), proportion.interval().map { texts.interval($0) } ?? "",
        texts.countOf(proportion.all),
      ]
      return ShareTrendChart.Point(
        label(step.from), proportion.value, interval: proportion.interval(),
        hint: hint.filter { !$0.isEmpty }.joined(separator: " · "))
    }
    let chart = ShareTrendChart(
      texts.trend(window), points: points, target: entry.type.promise?.target, language: language)
    let table = DataTable(
      caption: texts.trend(window),
      columns: [
        texts.timeName, texts.offeredName, texts.answeredName, texts.answeredInTimeName, texts.abandonedName,
        texts.shareName, texts.intervalName,
      ],
      rows: measured.trend.map { step in
        let proportion = step.count.proportion(entry.definition)
        return [
          "\(label(step.from))", "\(step.count.offered)", "\(step.count.answered)", "\(step.count.answeredInTime)",
          "\(step.count.abandoned)", Self.figure(proportion.value, .share, numbers),
          "\(proportion.interval().map { texts.interval($0) } ?? NumberText.nothing)",
        ]
      })
    return ChartBlock(title: texts.trend(window), note: texts.trendNote, svg: chart.svg, table: table).markup(texts)
  }

  /// A clock time, or a date where steps are days.
  private func label(_ time: Seconds) -> String {
    let moment = report.moment(time)
    return window == .month ? String(moment.dropFirst(5).prefix(5)) : String(moment.dropFirst(11).prefix(5))
  }
}
