import ContactCentre
import Planning
import Simulation

extension CapacityReport {
  /// Writes `capacity.json`, `capacity.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(_ plan: CapacityPlan, to directory: String, language: Language) throws -> [String] {
    try OutputFolder.write(
      [
        ("capacity.json", json(plan)), ("capacity.csv", csv(plan)), ("report.html", html(plan, language: language)),
      ], to: directory)
  }

  /// JSON with stable keys: `promises[].{contactType,target,now,factor:{estimate,lower,upper}}`, `curve[]`, and
  /// `prices.{contactType,points[].{target,price,achieved}}`.
  public static func json(_ plan: CapacityPlan) -> String {
    JSONValue.object([
      .init("version", .integer(1)),
      .init("scenario", .string(plan.scenario)),
      .init("aim", .string(plan.aim.text)),
      .init("range", .compact(.array([.number(plan.range.lowerBound), .number(plan.range.upperBound)]))),
      .init("replications", .integer(plan.replications)),
      .init("interrupted", .boolean(plan.isInterrupted)),
      .init("breaksFirst", .optional(plan.first?.contactType)),
      .init(
        "promises",
        .array(
          plan.limits.map { limit in
            .object([
              .init("contactType", .string(limit.contactType)),
              .init("kind", .string(limit.promise == nil ? "deadline" : "promise")),
              .init("definition", .optional(limit.promise?.definition.rawValue)),
              .init("answerWithin", .optional(limit.promise?.answerWithin)),
              .init("target", .number(limit.target)),
              .init("now", .figure(limit.now)),
              .init(
                "factor",
                .compact(
                  .object([
                    .init("estimate", .optional(limit.factor.estimate)), .init("lower", .optional(limit.factor.lower)),
                    .init("upper", .optional(limit.factor.upper)),
                    .init("keptAtLeast", .boolean(limit.factor.isKeptAtLeast)),
                  ]))),
              .init("place", limit.place.isEmpty ? .null : .string(limit.place)),
            ])
          })),
      .init(
        "curve",
        .array(
          plan.curve.map { point in
            .object([
              .init("factor", .number(point.factor)),
              .init("levels", .array(point.levels.map(JSONValue.figure))),
            ])
          })),
      .init("prices", plan.prices.map(prices) ?? .null),
    ]).text
  }

  private static func prices(_ list: PriceList) -> JSONValue {
    .object([
      .init("contactType", .string(list.contactType)),
      .init("pricedTypes", .strings(list.pricedTypes)),
      .init("definition", .string(list.promise.definition.rawValue)),
      .init("answerWithin", .number(list.promise.answerWithin)),
      .init("unit", .string(list.isMoney ? "moneyPerDay" : "hoursPerDay")),
      .init("groups", .strings(list.groups)),
      .init(
        "points",
        .array(
          list.points.map { point in
            .object([
              .init("target", .number(point.target)),
              .init("price", .optional(point.price)),
              .init("achieved", .figure(point.achieved)), .init("hours", .number(point.hours)),
              .init("feasible", .boolean(point.isShown)),
              .init("problem", .optional(point.problem)),
            ])
          })),
    ])
  }

  /// CSV: a row for each promise, then for each point of the curve and of the price list.
  public static func csv(_ plan: CapacityPlan) -> String {
    var text = CSVRow.text(["kind", "contactType", "x", "value", "halfWidth", "lower", "upper"])
    for limit in plan.limits {
      text += CSVRow.text([
        limit.promise == nil ? "deadlineFactor" : "promiseFactor", CSVRow.name(limit.contactType),
        CSVRow.number(limit.target), CSVRow.number(limit.factor.estimate), "", CSVRow.number(limit.factor.lower),
        CSVRow.number(limit.factor.upper),
      ])
    }
    for point in plan.curve {
      for (limit, level) in zip(plan.limits, point.levels) {
        text += CSVRow.text([
          "level", CSVRow.name(limit.contactType), CSVRow.number(point.factor), CSVRow.number(level.mean),
          CSVRow.number(level.halfWidth), "", "",
        ])
      }
    }
    for point in plan.prices?.points ?? [] {
      text += CSVRow.text([
        "price", CSVRow.name(plan.prices?.contactType ?? ""), CSVRow.number(point.target),
        CSVRow.number(point.price?.mean), CSVRow.number(point.price?.halfWidth), "", "",
      ])
    }
    return text
  }
}
