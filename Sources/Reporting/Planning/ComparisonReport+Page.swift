import Planning
import Simulation

extension ComparisonReport {
  /// One page: the promises of all scenarios at a glance, then each scenario against the first, with its verdict.
  public static func html(_ comparison: Comparison, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var sections: [PageSection] = []
    let glance = glance(comparison, texts, numbers)
    if !glance.isEmpty { sections.append(PageSection(id: "promises", title: texts.promisesSideBySide, body: glance)) }
    for (number, difference) in comparison.differences.enumerated() {
      let (before, after) = (comparison.scenarios[0], comparison.scenarios[number + 1])
      let title = texts.comparedWith(letter(number + 1), letter(0))
      let table = DataTable(
        caption: title, columns: [texts.figureColumn, letter(0), letter(number + 1), "Δ"],
        rows: rows(before, after, difference, texts, numbers).map { row in
          let change = stacked(row.change)
          return [
            "\(row.name)", stacked(row.before), stacked(row.after), row.isClear ? "<strong>\(change)</strong>" : change,
          ]
        })
      sections.append(PageSection(id: "scenario-\(number + 2)", title: title, body: table.panel()))
    }
    let labels = comparison.scenarios.enumerated().map { "\(letter($0)) = \($1.label)" }
    return PageFrame(
      kicker: texts.comparisonKicker, title: comparison.scenarios[0].scenario,
      verdicts: comparison.differences.enumerated().map {
        verdict($1, in: comparison, language: language, calling: letter($0 + 1))
      },
      facts: labels + [
        texts.comparisonTitle(
          comparison.scenarios.count, replications: String(comparison.replications), seed: comparison.seed)
      ], sections: sections, language: language
    ).text
  }

  /// A figure with its half width below it, so that three of them fit on a telephone.
  private static func stacked(_ text: String) -> Markup {
    guard let sign = text.range(of: " ± ") else { return "\(text)" }
    let (mean, halfWidth) = (String(text[..<sign.lowerBound]), String(text[sign.lowerBound...].dropFirst()))
    return "\(mean)<small>\(halfWidth)</small>"
  }

  /// Every promise on the wait, a row for each scenario: the level with its interval, and the target.
  private static func glance(_ comparison: Comparison, _ texts: Texts, _ numbers: NumberText) -> Markup {
    let rows = comparison.scenarios[0].contactTypes.flatMap { type -> [[Markup]] in
      comparison.scenarios.enumerated().compactMap { number, scenario -> [Markup]? in
        guard let other = scenario.contactTypes.first(where: { $0.name == type.name }), let promise = other.promise,
          let level = other.figures[promise.definition.measure], let mean = level.mean
        else { return nil }
        let label = numbers.figure(level, .share)
        let gauge = IntervalGauge(
          label, share: mean, interval: level.halfWidth.map { mean - $0...mean + $0 }, target: promise.target)
        return [
          "\(type.name) · \(letter(number))", "\(label)", "\(numbers.target(promise.target))",
          "\(name(promise.definition.measure, other, texts, numbers))",
          "<div class=\"\(HeadlineSection.tone(Verdict(level, target: promise.target)))\">\(gauge.svg)</div>",
        ]
      }
    }
    guard !rows.isEmpty else { return "" }
    let table = DataTable(
      caption: texts.promisesSideBySide,
      columns: [texts.contactType, texts.levelAchieved, texts.targetColumn, texts.definitionColumn, ""], rows: rows)
    return table.panel()
  }
}
