import ContactCentre
import Planning
import Simulation

/// Scenarios side by side, for people and for programs.
public enum ComparisonReport {
  /// Tables for the terminal, each behind its verdict.
  public static func text(
    _ comparison: Comparison, language: Language, width: Int = 100, colour: Bool = false
  ) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [
      texts.comparisonTitle(
        comparison.scenarios.count, replications: String(comparison.replications), seed: comparison.seed)
    ]
    for (number, scenario) in comparison.scenarios.enumerated() {
      lines.append("\(letter(number)) = \(scenario.label)")
    }
    for (number, difference) in comparison.differences.enumerated() {
      let (before, after) = (comparison.scenarios[0], comparison.scenarios[number + 1])
      lines += [
        "", verdict(difference, in: comparison, language: language, calling: letter(number + 1)), "",
        texts.comparedWith(letter(number + 1), letter(0)),
      ]
      var table = TextTable(columns: [
        .init(title: "", alignsLeft: true), .init(title: letter(0)), .init(title: letter(number + 1)),
        .init(title: "Δ"),
      ])
      table.rows = rows(before, after, difference, texts, numbers).map {
        [.init($0.name), .init($0.before), .init($0.after), .init($0.change, $0.isClear ? .strong : .quiet)]
      }
      lines += table.lines(width: width, colour: colour)
      let factors = before.contactTypes.filter { !$0.isDeferred }.compactMap { type in
        difference.varianceFactors.first { $0.name == type.name }?
          .factors[(type.promise?.definition ?? .SL1).measure]
      }.sorted().map { NumberText.fixed($0, decimals: 1) }
      if let least = factors.first, let most = factors.last {
        lines += ["", texts.commonNumbers(least == most ? [least] : [least, most])]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A figure of two scenarios and its difference, in words.
  struct Row {
    var name: String
    var before: String
    var after: String
    var change: String
    /// Whether the interval of the difference leaves out 0.
    var isClear: Bool
  }

  /// The figures that both scenarios have.
  static func rows(
    _ before: ComparedScenario, _ after: ComparedScenario, _ difference: ScenarioDifference, _ texts: Texts,
    _ numbers: NumberText
  ) -> [Row] {
    var rows: [Row] = []
    func row(_ name: String, _ first: Figure?, _ second: Figure?, _ change: Figure?, _ style: NumberText.Style) {
      guard let first, let second else { return }
      rows.append(
        Row(
          name: name, before: numbers.figure(first, style), after: numbers.figure(second, style),
          change: changeText(change, style, numbers, texts), isClear: isClear(change)))
    }
    for type in before.contactTypes {
      guard let other = after.contactTypes.first(where: { $0.name == type.name }),
        let changes = difference.contactTypes.first(where: { $0.name == type.name })
      else { continue }
      for measure in shown(type) {
        row(
          "\(type.name) \(name(measure, type, texts, numbers))", type.figures[measure], other.figures[measure],
          changes.figures[measure], style(measure))
      }
    }
    row(texts.costPerDay, before.cost, after.cost, difference.cost, .money)
    row(texts.paidHours, before.paidHours, after.paidHours, difference.paidHours, .hours)
    return rows
  }

  /// Percentage points, for example `4.1 ± 0.3`.
  static func points(_ figure: Figure) -> String {
    guard let mean = figure.mean else { return NumberText.nothing }
    let halfWidth = figure.halfWidth ?? 1
    let decimals = abs(mean) < 0.001 || (halfWidth > 0 && halfWidth < 0.0005) ? 2 : 1
    let text = NumberText.fixed(mean * 100, decimals: decimals)
    return figure.halfWidth.map { text + " ± " + NumberText.fixed($0 * 100, decimals: decimals) } ?? text
  }

  /// Percentage points with their sign, for example `+4.1 ± 0.3`.
  static func signedPoints(_ figure: Figure) -> String { ((figure.mean ?? 0) > 0 ? "+" : "") + points(figure) }

  private static func changeText(
    _ change: Figure?, _ style: NumberText.Style, _ numbers: NumberText, _ texts: Texts
  ) -> String {
    guard let change, let mean = change.mean else { return NumberText.nothing }
    let sign = mean > 0 ? "+" : ""
    if case .share = style { return texts.pointsInTable(sign + points(change)) }
    return sign + numbers.figure(Figure(mean: mean, halfWidth: visible(change.halfWidth, beside: mean)), style)
  }

  /// A half width that is only the rounding of sums is none.
  static func visible(_ halfWidth: Double?, beside mean: Double) -> Double? {
    halfWidth.flatMap { $0 > 1e-9 * max(1, abs(mean)) ? $0 : nil }
  }

  private static func isClear(_ change: Figure?) -> Bool {
    change?.mean.map { abs($0) > (change?.halfWidth ?? 0) } ?? false
  }

  /// A, B, C, …; behind Z the number.
  static func letter(_ number: Int) -> String {
    UnicodeScalar(65 + number).flatMap { number < 26 ? String(Character($0)) : nil } ?? "\(number + 1)"
  }

  private static func shown(_ type: ComparedType) -> [ComparedMeasure] {
    ComparedMeasure.allCases.filter { measure in
      guard type.figures[measure] != nil else { return false }
      switch measure {
      case .offered, .answered, .deadlineCompliance: return true
      case _ where type.isDeferred: return false
      case .SL1, .SL2, .SL3, .SL4: return measure == (type.promise?.definition ?? .SL1).measure
      default: return true
      }
    }
  }

  static func name(
    _ measure: ComparedMeasure, _ type: ComparedType, _ texts: Texts, _ numbers: NumberText
  ) -> String {
    switch measure {
    case .offered: texts.offered
    case .answered: texts.answered
    case .SL1, .SL2, .SL3, .SL4: "\(measure.rawValue) ≤\(numbers.roundDuration(type.answerWithin))"
    case .averageWait: texts.asaLong
    case .abandonment: texts.abandonedShort
    case .deadlineCompliance: texts.deadlinesKept
    case .dayMeetsPromise: texts.daysKept
    }
  }

  private static func style(_ measure: ComparedMeasure) -> NumberText.Style {
    switch measure {
    case .offered, .answered: .count
    case .averageWait: .duration
    default: .share
    }
  }
}

extension ServiceLevelDefinition {
  /// The service level among the figures compared.
  var measure: ComparedMeasure {
    switch self {
    case .SL1: .SL1
    case .SL2: .SL2
    case .SL3: .SL3
    case .SL4: .SL4
    }
  }
}
