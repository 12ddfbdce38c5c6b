import Planning
import Simulation

/// Single changes that help, for people and programs.
public enum AdviceReport {
  /// JSON with stable keys: `now`, `missed`, `tried`, and
  /// `changes[].{kind,text,points,cost,paidHours,costPerPoint,mends,breaks,contactTypes}`; points are shares.
  public static func json(_ advice: Advice) -> String {
    JSONValue.object([
      .init("version", .integer(1)),
      .init("scenario", .string(advice.scenario)),
      .init("now", .figure(advice.now)),
      .init("missed", .strings(advice.missed)),
      .init("tried", .integer(advice.tried)),
      .init("replications", .integer(advice.replications.final)),
      .init("interrupted", .boolean(advice.isInterrupted)),
      .init(
        "changes",
        .array(
          advice.changes.map { advised in
            .object([
              .init("kind", .string(advised.change.kind)),
              .init("text", .string(Texts(.english).change(advised.change))),
              .init("points", .figure(advised.points)),
              .init("cost", .optional(advised.cost)),
              .init("paidHours", .figure(advised.paidHours)),
              .init("costPerPoint", .optional(advised.costPerPoint)),
              .init("mends", .strings(advised.mends)),
              .init("breaks", .strings(advised.breaks)),
              .init(
                "contactTypes",
                .array(
                  advised.contactTypes.map {
                    .compact(
                      .object([
                        .init("name", .string($0.name)), .init("points", .figure($0.points)),
                      ]))
                  })),
            ])
          })),
    ]).text
  }

  /// CSV: a row for each change.
  public static func csv(_ advice: Advice) -> String {
    var text = CSVRow.text([
      "kind", "change", "points", "pointsHalfWidth", "cost", "costHalfWidth", "paidHours", "costPerPoint", "mends",
      "breaks",
    ])
    for advised in advice.changes {
      text += CSVRow.text([
        advised.change.kind, CSVRow.name(Texts(.english).change(advised.change)), CSVRow.number(advised.points.mean),
        CSVRow.number(advised.points.halfWidth), CSVRow.number(advised.cost?.mean),
        CSVRow.number(advised.cost?.halfWidth), CSVRow.number(advised.paidHours.mean),
        CSVRow.number(advised.costPerPoint), CSVRow.name(advised.mends.joined(separator: " ")),
        CSVRow.name(advised.breaks.joined(separator: " ")),
      ])
    }
    return text
  }

  private static func heading(_ advice: Advice, _ texts: Texts, _ numbers: NumberText) -> String {
    texts.adviceNow(numbers.figure(advice.now, .share), missed: texts.list(advice.missed))
  }

  private static func columns(_ advice: Advice, _ texts: Texts) -> [String] {
    let isMoney = advice.changes.contains { $0.cost != nil }
    var columns = [
      texts.changeColumn, texts.gainColumn, texts.priceChange(isMoney: isMoney), texts.costPerPoint(isMoney: isMoney),
    ]
    if advice.changes.contains(where: { !$0.mends.isEmpty }) { columns.append(texts.mendsColumn) }
    if advice.changes.contains(where: { !$0.breaks.isEmpty }) { columns.append(texts.breaksColumn) }
    return columns
  }

  private static func rows(_ advice: Advice, _ texts: Texts, _ numbers: NumberText) -> [[String]] {
    let hasMends = advice.changes.contains { !$0.mends.isEmpty }
    let hasBreaks = advice.changes.contains { !$0.breaks.isEmpty }
    return advice.changes.map { advised in
      let isMoney = advised.cost != nil
      let style: NumberText.Style = isMoney ? .money : .hours
      let price = advised.cost ?? advised.paidHours
      let sign = (price.mean ?? 0) > 0 ? "+" : ""
      var cells = [
        texts.change(advised.change), "+" + points(advised.points),
        advised.isFree && abs(price.mean ?? 0) < 0.005 ? "0" : sign + numbers.figure(price, style),
        advised.costPerPoint == 0 ? texts.free : numbers.text(advised.costPerPoint, style),
      ]
      if hasMends { cells.append(texts.list(advised.mends)) }
      if hasBreaks { cells.append(texts.list(advised.breaks)) }
      return cells
    }
  }

  private static func points(_ figure: Figure) -> String {
    let text = NumberText.fixed((figure.mean ?? 0) * 100, decimals: 2)
    return figure.halfWidth.map { text + " ± " + NumberText.fixed($0 * 100, decimals: 2) } ?? text
  }

  /// A table for the terminal.
  public static func text(_ advice: Advice, language: Language, width: Int = 120, colour: Bool = false) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [texts.adviceTitle(advice.scenario), heading(advice, texts, numbers), ""]
    if advice.changes.isEmpty {
      lines.append(texts.noAdvice(advice.tried))
    } else {
      var table = TextTable(
        columns: columns(advice, texts).enumerated().map { index, title in
          .init(title: title, alignsLeft: index == 0, dropOrder: index > 3 ? index : 0)
        })
      // The end of a change says what it is.
      table.shortestName = 60
      table.rows = rows(advice, texts, numbers).map { row in
        row.enumerated().map { .init($1, $0 == 1 ? .strong : .plain) }
      }
      lines += table.lines(width: width, colour: colour)
    }
    lines += ["", foot(advice, texts)]
    if advice.isInterrupted { lines.append(texts.searchStopped) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func foot(_ advice: Advice, _ texts: Texts) -> String {
    texts.adviceFoot(
      tried: advice.tried, screening: String(advice.replications.screening), final: String(advice.replications.final))
  }

  /// One page with the table and a bar for each change.
  public static func html(_ advice: Advice, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let most = advice.changes.compactMap(\.points.mean).max() ?? 1
    let table = DataTable(
      caption: texts.adviceTitle(advice.scenario), columns: columns(advice, texts) + [""],
      rows: zip(advice.changes, rows(advice, texts, numbers)).map { advised, row in
        row.map { "\($0)" } + [.rowBar((advised.points.mean ?? 0) / most, label: points(advised.points))]
      })
    let body: Markup =
      advice.changes.isEmpty
      ? "<p class=\"lead\">\(texts.noAdvice(advice.tried))</p>" : table.panel()
    return PageFrame(
      kicker: texts.adviceKicker, title: advice.scenario,
      verdicts: [heading(advice, texts, numbers)], facts: [foot(advice, texts)],
      warning: advice.isInterrupted ? texts.searchStopped : "",
      sections: [PageSection(id: "changes", title: texts.gainChart, body: body)],
      language: language
    ).text
  }

  /// Writes `advice.json`, `advice.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(_ advice: Advice, to directory: String, language: Language) throws -> [String] {
    try OutputFolder.write(
      [("advice.json", json(advice)), ("advice.csv", csv(advice)), ("report.html", html(advice, language: language))],
      to: directory)
  }
}
