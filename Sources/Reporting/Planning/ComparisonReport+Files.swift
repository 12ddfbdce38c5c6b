import ContactCentre
import Planning
import Simulation

extension ComparisonReport {
  /// Writes `comparison.json`, `comparison.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(
    _ comparison: Comparison, to directory: String, language: Language = .english
  ) throws -> [String] {
    try OutputFolder.write(
      [
        ("comparison.json", json(comparison)), ("comparison.csv", csv(comparison)),
        ("report.html", html(comparison, language: language)),
      ], to: directory)
  }

  /// JSON with stable keys: `scenarios` (with `contactTypes.<name>` and its figures) and `differences`, one for each scenario
  /// behind the first: `from`, `to`, `contactTypes.<name>`, `varianceFactors.<name>` (what common random numbers divided the
  /// variance of the difference by), `cost`, `paidHours`, `verdict`. A figure is `{mean, halfWidth}`.
  public static func json(_ comparison: Comparison) -> String {
    JSONValue.object([
      .init("version", .integer(1)),
      .init("seed", .unsigned(comparison.seed)),
      .init("replications", .integer(comparison.replications)),
      .init("baseline", .string(comparison.scenarios[0].label)),
      .init(
        "scenarios",
        .array(
          comparison.scenarios.map { scenario in
            .object([
              .init("label", .string(scenario.label)), .init("scenario", .string(scenario.scenario)),
              .init("days", .integer(scenario.days)),
              .init(
                "contactTypes",
                .object(
                  scenario.contactTypes.map { type in
                    .init(
                      type.name,
                      .object([.init("answerWithin", .number(type.answerWithin))] + members(type.figures)))
                  })),
              .init("cost", .optional(scenario.cost)), .init("paidHours", .figure(scenario.paidHours)),
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
              .init("cost", .optional(difference.cost)), .init("paidHours", .figure(difference.paidHours)),
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

  private static func members(_ figures: [ComparedMeasure: Figure]) -> [JSONValue.Member] {
    func one(_ measure: ComparedMeasure) -> JSONValue.Member {
      .init(measure.rawValue, .figure(figures[measure] ?? .unknown))
    }
    return [
      one(.offered), one(.answered), .init("serviceLevel", .object([.SL1, .SL2, .SL3, .SL4].map(one))),
      .init("wait", .object([.init("answered", .object([.init("mean", .figure(figures[.averageWait] ?? .unknown))]))])),
      one(.abandonment), one(.deadlineCompliance), one(.dayMeetsPromise),
    ]
  }
}
