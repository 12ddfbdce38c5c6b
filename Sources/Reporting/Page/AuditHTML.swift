import ContactCentre
import LogFitting

/// The audit of promises on one page.
public enum AuditHTML {
  private static let numbers = NumberText(.english)

  /// The whole page; it needs nothing else.
  public static func text(_ audit: LogAudit, name: String) -> String {
    let first = audit.promises.map(\.firstDay).min() ?? ""
    let last = audit.promises.map(\.lastDay).max() ?? ""
    var facts = "\(first) to \(last) · \(NumberText.fixed(Double(audit.rows.rows), decimals: 0)) rows"
    if audit.rows.dirtyRows > 0 { facts += ", \(audit.rows.dirtyRows) of them not usable" }
    if audit.notOffered > 0 {
      facts +=
        " · \(NumberText.fixed(Double(audit.notOffered), decimals: 0)) never asked for an agent and are in no figure"
    }
    return LogPage.text(
      kicker: "Audit of promises", title: name, facts: facts,
      body: [claims(audit)] + audit.promises.enumerated().map { promise($1, number: $0 + 1) })
  }

  private static func claims(_ audit: LogAudit) -> Markup {
    let cards = audit.promises.enumerated().map { index, promise -> Markup in
      let level = promise.whole.levels[promise.definition.index]
      return """
        <article class="card \(promise.verdict.rawValue)"><header>\
        <h3><a href="#promise-\(index + 1)">\(promise.promise.text)</a></h3>\
        <span class="light">\(AuditReport.said(promise.verdict))</span></header>\
        <p class="big">\(numbers.share(level.share)) <small>\(halfWidth(level))</small></p>\
        <dl><div><dt>Claimed</dt><dd>\(numbers.target(promise.promise.target))</dd></div>\
        <div><dt>Last 30 days</dt><dd>\(AuditReport.share(promise.last30.levels[promise.definition.index], numbers)), \
        \(AuditReport.said(promise.recentVerdict))</dd></div>\
        <div><dt>Change in 30 days</dt><dd>\(AuditReport.signed(promise.trend)) points</dd></div>\
        <div><dt>Days that kept it</dt><dd>\(promise.daysMet.met) of \(promise.daysMet.of)</dd></div>\
        <div><dt>\(numbers.target(promise.promise.target)) of all took</dt>\
        <dd>\(promise.secondsForTarget.map { numbers.duration($0) } ?? "never served")</dd></div></dl></article>
        """
    }
    return LogPage.section(
      "promises", "What was promised, and what happened",
      lead:
        "± is half of the 95 % confidence interval. Whole days are its unit of chance: contacts of a bad day are bad together.",
      "<div class=\"cards\">\(cards)</div>")
  }

  private static func halfWidth(_ estimate: ShareEstimate) -> String {
    estimate.halfWidth.map { "± " + NumberText.fixed($0 * 100, decimals: 1) } ?? ""
  }

  private static func promise(_ audit: PromiseAudit, number: Int) -> Markup {
    let isDone = audit.promise.goal == .done
    let definitions = LogPage.panel(
      "The claim by all four definitions",
      note: "Judged by \(audit.definition.rawValue); a claim may look kept by another definition.",
      DataTable(
        caption: "The claim by all four definitions",
        columns: ["", "What it divides", "Observed", "Claimed", "Verdict"],
        rows: ServiceLevelDefinition.allCases.map { definition in
          [
            "\(definition.rawValue)", "\(meaning(definition, isDone))",
            "\(AuditReport.share(audit.whole.levels[definition.index], numbers))",
            "\(numbers.target(audit.promise.target))", "\(AuditReport.said(audit.verdict(by: definition)))",
          ]
        }, wordColumns: 1))
    var body = [
      definitions,
      LogPage.panel("By month", table([audit.whole, audit.last30] + audit.months, "By month", isDone)),
      LogPage.charts([
        chart("By hour", audit.hours, audit, isDone), chart("By weekday", audit.weekdays, audit, isDone),
        chart("By month", audit.months, audit, isDone),
      ]),
    ]
    if !audit.worstHours.isEmpty {
      body.append(LogPage.panel("Worst hours", table(audit.worstHours, "Worst hours", isDone)))
    }
    if !audit.worstDays.isEmpty {
      body.append(LogPage.panel("Worst days", table(audit.worstDays, "Worst days", isDone)))
    }
    return LogPage.section(
      "promise-\(number)", audit.promise.text, lead: "From \(audit.firstDay) to \(audit.lastDay).", Markup(body))
  }

  private static func meaning(_ definition: ServiceLevelDefinition, _ isDone: Bool) -> String {
    let word = isDone ? "done" : "answered"
    return switch definition {
    case .SL1: "\(word) in time / offered"
    case .SL2: "\(word) in time / (offered − abandoned in time)"
    case .SL3: "(\(word) + abandoned in time) / offered"
    case .SL4: "\(word) in time / \(word)"
    }
  }

  private static func table(_ parts: [PromiseAudit.Part], _ caption: String, _ isDone: Bool) -> DataTable {
    DataTable(
      caption: caption,
      columns: ["", "Days", "Offered", isDone ? "Mean time" : "ASA", "Abandoned"]
        + ServiceLevelDefinition.allCases.map(\.rawValue),
      rows: parts.map { part in
        [
          "\(part.name)", "\(part.days)", "\(NumberText.fixed(Double(part.counts.offered), decimals: 0))",
          "\(numbers.duration(part.counts.meanWait))", "\(numbers.share(part.counts.abandonment))",
        ] + part.levels.map { "\(AuditReport.share($0, numbers))" }
      })
  }

  private static func chart(_ title: String, _ parts: [PromiseAudit.Part], _ audit: PromiseAudit, _ isDone: Bool)
    -> ChartBlock
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
      "\(audit.definition.rawValue) \(title.lowercased())", scale: .shares(numbers),
      marks: parts.enumerated().filter { $0.offset % max(1, stride) == 0 }.map {
        AxisMark(position: (Double($0) + 0.5) / count, label: $1.name, isMinor: ($0 / max(1, stride)) % 2 == 1)
      }, curves: [.init(audit.definition.rawValue, .first, points)],
      level: .init(audit.promise.target, "Claimed: \(numbers.target(audit.promise.target))"))
    return ChartBlock(
      title: title, legend: chart.legend(band: "95 % interval"), svg: chart.svg, table: table(parts, title, isDone))
  }
}
