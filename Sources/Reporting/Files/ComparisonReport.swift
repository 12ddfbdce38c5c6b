import ContactCentre
import Planning
import Simulation

/// Scenarios side by side, for people and for programs.
public enum ComparisonReport {
  /// JSON with stable keys: `scenarios` (with `contactTypes.<name>` and its figures) and `differences`, one for each scenario
  /// behind the first: `from`, `to`, `contactTypes.<name>`, `varianceFactors.<name>` (what common random numbers divided the
  /// variance of the difference by), `cost`, `paidHours`, `verdict`. A figure is `{mean, halfWidth}`.
  public static func json(_ comparison: Comparison) -> String {
    JSONValue.object([
      .init("version", .integer(1)),
      .init("seed", .unsigned(comparison.seed)),
      .init("replications", .integer(Int64(comparison.replications))),
      .init("baseline", .string(comparison.scenarios[0].label)),
      .init(
        "scenarios",
        .array(
          comparison.scenarios.map { scenario in
            .object([
              .init("label", .string(scenario.label)), .init("scenario", .string(scenario.scenario)),
              .init("days", .integer(Int64(scenario.days))),
              .init(
                "contactTypes",
                .object(
                  scenario.contactTypes.map { type in
                    .init(
                      type.name,
                      .object([.init("answerWithin", .number(type.answerWithin))] + members(type.figures)))
                  })),
              .init("cost", scenario.cost.map(figure) ?? .null), .init("paidHours", figure(scenario.paidHours)),
            ])
          })),
      .init(
        "differences",
        .array(
          comparison.differences.map { difference in
            .object([
              .init("from", .string(difference.baseline)), .init("to", .string(difference.label)),
              .init(
                "contactTypes", .object(difference.contactTypes.map { .init($0.name, .object(members($0.figures))) })),
              .init(
                "varianceFactors",
                .object(
                  difference.varianceFactors.map { type in
                    .init(
                      type.name,
                      .compact(
                        .object(
                          ComparedMeasure.allCases.map { .init($0.rawValue, .optional(type.factors[$0])) })))
                  })),
              .init("cost", difference.cost.map(figure) ?? .null), .init("paidHours", figure(difference.paidHours)),
              .init("verdict", .string(verdict(difference, in: comparison, language: .english))),
            ])
          })),
    ]).text
  }

  /// CSV: a row for each contact type and figure, with the value in every scenario and its difference from the first.
  public static func csv(_ comparison: Comparison) -> String {
    var header = ["contactType", "figure"]
    for (index, scenario) in comparison.scenarios.enumerated() {
      let name = CSVRow.name(scenario.label)
      header += [name, name + " halfWidth"]
      if index > 0 { header += [name + " difference", name + " differenceHalfWidth"] }
    }
    var text = CSVRow.text(header)
    func row(_ type: String, _ name: String, _ values: [Figure?], _ differences: [Figure?]) {
      var cells = [CSVRow.name(type), name]
      for (index, value) in values.enumerated() {
        cells += [CSVRow.number(value?.mean), CSVRow.number(value?.halfWidth)]
        if index > 0 {
          let difference = differences[index - 1]
          cells += [CSVRow.number(difference?.mean), CSVRow.number(difference?.halfWidth)]
        }
      }
      text += CSVRow.text(cells)
    }
    for type in comparison.scenarios[0].contactTypes {
      for measure in ComparedMeasure.allCases where type.figures[measure] != nil {
        row(
          type.name, measure.rawValue,
          comparison.scenarios.map { $0.contactTypes.first { $0.name == type.name }?.figures[measure] },
          comparison.differences.map { $0.contactTypes.first { $0.name == type.name }?.figures[measure] })
      }
    }
    row("", "cost", comparison.scenarios.map(\.cost), comparison.differences.map(\.cost))
    row("", "paidHours", comparison.scenarios.map(\.paidHours), comparison.differences.map(\.paidHours))
    return text
  }

  /// Writes `comparison.json`, `comparison.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(
    _ comparison: Comparison, to directory: String, language: Language = .english
  ) throws -> [String] {
    try RunOutput.write(
      [
        ("comparison.json", json(comparison)), ("comparison.csv", csv(comparison)),
        ("report.html", html(comparison, language: language)),
      ], to: directory)
  }

  /// Tables for the terminal, each followed by its verdict.
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
      lines += ["", texts.comparedWith(letter(number + 1), letter(0))]
      var table = TextTable(columns: [
        .init(title: "", alignsLeft: true), .init(title: letter(0)), .init(title: letter(number + 1)),
        .init(title: "Δ"),
      ])
      table.rows = rows(before, after, difference, texts, numbers).map {
        [.init($0.name), .init($0.before), .init($0.after), .init($0.change, $0.isClear ? .strong : .quiet)]
      }
      lines += table.lines(width: width, colour: colour)
      lines += ["", verdict(difference, in: comparison, language: language, calling: letter(number + 1))]
      for type in before.contactTypes where !type.isDeferred {
        let measure = (type.promise?.definition ?? .SL1).measure
        guard let factor = difference.varianceFactors.first(where: { $0.name == type.name })?.factors[measure] else {
          continue
        }
        let figure = "\(type.name) \(name(measure, type, texts, numbers))"
        lines.append(texts.commonNumbers(NumberText.fixed(factor, decimals: 1), of: figure))
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

  /// What the difference comes to, in a sentence: “B answers 4.1 ± 0.3 points more within 30 s for 620 more a day.”
  ///
  /// A difference whose interval holds 0 is called none.
  /// - Parameter name: what the scenario is called; its label when left out.
  public static func verdict(
    _ difference: ScenarioDifference, in comparison: Comparison, language: Language, calling name: String? = nil
  ) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let before = comparison.scenarios[0]
    let after = comparison.scenarios.first { $0.label == difference.label }
    let judged = before.contactTypes.filter { $0.promise != nil || $0.hasDeadline }
    var clauses: [String] = []
    var notes: [String] = []
    for type in judged {
      guard let changes = difference.contactTypes.first(where: { $0.name == type.name }) else { continue }
      let other = after?.contactTypes.first { $0.name == type.name }
      if other?.promise != type.promise { notes.append(texts.promisesDiffer(type.name)) }
      let name = judged.count > 1 ? type.name : nil
      if let promise = type.promise, let change = changes.figures[promise.definition.measure] {
        clauses += clause(change, name, numbers, texts) {
          texts.answersMore($0, isMore: $1, of: name, within: numbers.roundDuration(promise.answerWithin))
        }
      }
      if type.hasDeadline, let change = changes.figures[.deadlineCompliance] {
        clauses += clause(change, name, numbers, texts) { texts.keepsMore($0, isMore: $1, of: name) }
      }
    }
    var cost: String?
    if let change = difference.cost, let mean = change.mean {
      let isSame = abs(mean) <= (change.halfWidth ?? 0) || abs(mean) < 0.005
      let amount = numbers.figure(Figure(mean: abs(mean), halfWidth: visible(change.halfWidth, beside: mean)), .money)
      cost = isSame ? texts.forSameCost : texts.forCost(amount, isMore: mean > 0)
    }
    return ([texts.sentence(name ?? difference.label, clauses, cost: cost)] + notes).joined(separator: " ")
  }

  private static func clause(
    _ change: Figure, _ type: String?, _ numbers: NumberText, _ texts: Texts, _ words: (String, Bool) -> String
  ) -> [String] {
    guard let mean = change.mean else { return [] }
    let size = points(Figure(mean: abs(mean), halfWidth: change.halfWidth))
    guard abs(mean) > (change.halfWidth ?? 0) else {
      return [texts.noDifference(points(change), of: type)]
    }
    return [words(size, mean > 0)]
  }

  /// Percentage points, for example `4.1 ± 0.3`.
  private static func points(_ figure: Figure) -> String {
    guard let mean = figure.mean else { return NumberText.nothing }
    let decimals = abs(mean) < 0.001 || (figure.halfWidth ?? 1) < 0.0005 ? 2 : 1
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
    if case .share = style { return sign + points(change) }
    return sign + numbers.figure(Figure(mean: mean, halfWidth: visible(change.halfWidth, beside: mean)), style)
  }

  /// A half width that is only the rounding of sums is none.
  private static func visible(_ halfWidth: Double?, beside mean: Double) -> Double? {
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
    case .averageWait: texts.asa
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

  private static func members(_ figures: [ComparedMeasure: Figure]) -> [JSONValue.Member] {
    func one(_ measure: ComparedMeasure) -> JSONValue.Member {
      .init(measure.rawValue, figure(figures[measure] ?? .unknown))
    }
    return [
      one(.offered), one(.answered), .init("serviceLevel", .object([.SL1, .SL2, .SL3, .SL4].map(one))),
      .init("wait", .object([.init("answered", .object([.init("mean", figure(figures[.averageWait] ?? .unknown))]))])),
      one(.abandonment), one(.deadlineCompliance), one(.dayMeetsPromise),
    ]
  }

  static func figure(_ figure: Figure) -> JSONValue {
    .compact(.object([.init("mean", .optional(figure.mean)), .init("halfWidth", .optional(figure.halfWidth))]))
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
