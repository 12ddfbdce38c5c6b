import ContactCentre
import LogFitting

/// The audit of promises on one page.
public struct AuditHTML {
  private let texts: Texts
  private let numbers: NumberText

  private init(_ language: Language) {
    texts = Texts(language)
    numbers = NumberText(language)
  }

  /// The whole page; it needs nothing else.
  public static func text(_ audit: LogAudit, name: String, language: Language = .english) -> String {
    AuditHTML(language).page(audit, name: name)
  }

  private func page(_ audit: LogAudit, name: String) -> String {
    let first = audit.promises.map(\.firstDay).min() ?? ""
    let last = audit.promises.map(\.lastDay).max() ?? ""
    func count(_ value: Int) -> String { NumberText.fixed(Double(value), decimals: 0) }
    var facts = texts.fromTo(first, last) + " · " + texts.rowsRead(count(audit.rows.rows))
    if audit.rows.dirtyRows > 0 { facts += texts.comma + texts.rowsNotUsable(count(audit.rows.dirtyRows)) }
    if audit.notOffered > 0 { facts += " · " + texts.neverAsked(count(audit.notOffered)) }
    return PageFrame(
      kicker: texts.auditKicker, title: name, facts: [facts],
      sections: [claims(audit)] + audit.promises.enumerated().map { promise($1, number: $0 + 1) },
      foot: texts.logFoot, language: texts.language
    ).text
  }

  private func claims(_ audit: LogAudit) -> PageSection {
    let cards = audit.promises.enumerated().map { index, promise -> Markup in
      let level = promise.whole.levels[promise.definition.index]
      let recent = numbers.share(promise.last30.levels[promise.definition.index])
      let claimed = numbers.target(promise.promise.target)
      return """
        <article class="card \(promise.verdict.rawValue)"><header>\
        <h3><a href="#promise-\(index + 1)">\(promise.promise.text)</a></h3>\
        <span class="light">\(texts.said(promise.verdict))</span></header>\
        <p class="big">\(numbers.share(level.share)) <small>\(halfWidth(level))</small></p>\
        <dl><div><dt>\(texts.claimed)</dt><dd>\(claimed)</dd></div>\
        <div><dt>\(texts.window(.month))</dt><dd>\(recent)\(texts.comma)\(texts.said(promise.recentVerdict))</dd></div>\
        <div><dt>\(texts.changeIn30Days)</dt><dd>\(texts.points(AuditReport.signed(promise.trend)))</dd></div>\
        <div><dt>\(texts.daysThatKept)</dt><dd>\(texts.daysOf(promise.daysMet.met, promise.daysMet.of))</dd></div>\
        <div><dt>\(texts.ofAllTook(claimed))</dt>\
        <dd>\(promise.secondsForTarget.map { numbers.duration($0) } ?? texts.neverServed)</dd></div></dl></article>
        """
    }
    return PageSection(
      id: "promises", title: texts.promisedAndHappened, lead: texts.auditNote,
      body: "<div class=\"cards\">\(cards)</div>")
  }

  private func halfWidth(_ estimate: ShareEstimate) -> String {
    guard let half = estimate.halfWidth, half < NumberText.widestShare else { return "" }
    return "± " + NumberText.fixed(half * 100, decimals: 1)
  }

  private func promise(_ audit: PromiseAudit, number: Int) -> PageSection {
    let isDone = audit.promise.goal == .done
    let definitions = DataTable(
      caption: texts.byAllDefinitions,
      columns: ["", texts.whatItDivides, texts.observed, texts.claimed, texts.verdictName],
      rows: ServiceLevelDefinition.allCases.map { definition in
        [
          "\(definition.rawValue)", "\(texts.divides(definition, isDone: isDone))",
          "\(numbers.share(audit.whole.levels[definition.index]))",
          "\(numbers.target(audit.promise.target))", "\(texts.said(audit.verdict(by: definition)))",
        ]
      }, wordColumns: 1)
    func panel(_ title: String, _ parts: [PromiseAudit.Part]) -> Markup { table(parts, title, isDone).panel(title) }
    func chart(_ title: String, _ parts: [PromiseAudit.Part]) -> Markup {
      self.chart(title, parts, audit, isDone).markup(texts)
    }
    var body = [
      definitions.panel(texts.byAllDefinitions, note: texts.judgedBy(audit.definition.rawValue)),
      panel(texts.byMonth, [audit.whole, audit.last30] + audit.months),
      .charts([
        chart(texts.byHour, audit.hours), chart(texts.byWeekday, audit.weekdays),
        // Of one month there is no curve.
        audit.months.count > 1 ? chart(texts.byMonth, audit.months) : "",
      ]),
    ]
    if !audit.worstHours.isEmpty { body.append(panel(texts.worstHours, audit.worstHours)) }
    if !audit.worstDays.isEmpty { body.append(panel(texts.worstDays, audit.worstDays)) }
    let lead = [texts.cameFrom(audit.firstDay, to: audit.lastDay), texts.businessClock(audit.promise)]
    return PageSection(
      id: "promise-\(number)", title: audit.promise.text,
      lead: lead.filter { !$0.isEmpty }.joined(separator: texts.sentenceSpace), body: Markup(body))
  }

  private func table(_ parts: [PromiseAudit.Part], _ caption: String, _ isDone: Bool) -> DataTable {
    DataTable(
      caption: caption,
      columns: ["", texts.daysName, texts.offered, isDone ? texts.meanTime : texts.asaLong, texts.abandonedShare]
        + ServiceLevelDefinition.allCases.map(\.rawValue),
      rows: parts.map { part in
        [
          "\(texts.part(part))", "\(part.days)", "\(NumberText.fixed(Double(part.counts.offered), decimals: 0))",
          "\(numbers.duration(part.counts.meanWait))", "\(numbers.share(part.counts.abandonment))",
        ] + part.levels.map { "\(numbers.share($0))" }
      })
  }

  private func chart(_ title: String, _ parts: [PromiseAudit.Part], _ audit: PromiseAudit, _ isDone: Bool) -> ChartBlock
  {
    let count = Double(max(1, parts.count))
    let stride = (parts.count + 7) / 8
    let points = parts.enumerated().compactMap { index, part -> CurveChart.Point? in
      let level = part.levels[audit.definition.index]
      // A handful of contacts has an interval wider than the scale.
      guard let share = level.share, part.counts.offered >= PromiseAudit.leastOffered else { return nil }
      return CurveChart.Point((Double(index) + 0.5) / count, share, halfWidth: min(level.halfWidth ?? 0, 1))
    }
    let chart = CurveChart(
      texts.levelBy(audit.definition.rawValue, title), scale: .shares(numbers),
      marks: parts.enumerated().filter { $0.offset % max(1, stride) == 0 }.map {
        AxisMark(
          position: (Double($0) + 0.5) / count, label: texts.part($1), isMinor: ($0 / max(1, stride)) % 2 == 1)
      }, curves: [.init(audit.definition.rawValue, .first, points)],
      level: .init(audit.promise.target, texts.claimedLine(numbers.target(audit.promise.target))))
    return ChartBlock(
      title: title, legend: chart.legend(band: texts.band), svg: chart.svg, table: table(parts, title, isDone))
  }
}
