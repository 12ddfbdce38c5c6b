import ContactCentre
import Planning
import Simulation

/// How much demand the staff can carry and what service costs, for people and programs.
public enum CapacityReport {
  /// JSON with stable keys: `promises[].{contactType,target,now,factor:{estimate,lower,upper}}`, `curve[]`, and
  /// `prices.{contactType,points[].{target,price,achieved}}`.
  public static func json(_ plan: CapacityPlan) -> String {
    JSONValue.object([
      .init("version", .integer(1)),
      .init("scenario", .string(plan.scenario)),
      .init("aim", .string(plan.aim.text)),
      .init("range", .compact(.array([.number(plan.range.lowerBound), .number(plan.range.upperBound)]))),
      .init("replications", .integer(Int64(plan.replications))),
      .init("interrupted", .boolean(plan.isInterrupted)),
      .init("breaksFirst", plan.first.map { .string($0.contactType) } ?? .null),
      .init(
        "promises",
        .array(
          plan.limits.map { limit in
            .object([
              .init("contactType", .string(limit.contactType)),
              .init("kind", .string(limit.promise == nil ? "deadline" : "promise")),
              .init("definition", limit.promise.map { .string($0.definition.rawValue) } ?? .null),
              .init("answerWithin", .optional(limit.promise?.answerWithin)),
              .init("target", .number(limit.target)),
              .init("now", ComparisonReport.figure(limit.now)),
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
              .init("levels", .array(point.levels.map(ComparisonReport.figure))),
            ])
          })),
      .init("prices", plan.prices.map(prices) ?? .null),
    ]).text
  }

  private static func prices(_ list: PriceList) -> JSONValue {
    .object([
      .init("contactType", .string(list.contactType)),
      .init("pricedTypes", .array(list.pricedTypes.map(JSONValue.string))),
      .init("definition", .string(list.promise.definition.rawValue)),
      .init("answerWithin", .number(list.promise.answerWithin)),
      .init("unit", .string(list.isMoney ? "moneyPerDay" : "hoursPerDay")),
      .init("groups", .array(list.groups.map(JSONValue.string))),
      .init(
        "points",
        .array(
          list.points.map { point in
            .object([
              .init("target", .number(point.target)),
              .init("price", point.price.map(ComparisonReport.figure) ?? .null),
              .init("achieved", ComparisonReport.figure(point.achieved)), .init("hours", .number(point.hours)),
              .init("feasible", .boolean(point.isShown)),
              .init("problem", point.problem.map(JSONValue.string) ?? .null),
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

  /// Tables for the terminal.
  public static func text(_ plan: CapacityPlan, language: Language, width: Int = 100, colour: Bool = false) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [texts.capacityTitle(plan.scenario, aim: texts.aim(plan.aim)), ""]
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: texts.promiseColumn, dropOrder: 2),
      .init(title: texts.levelNow), .init(title: texts.demandFactor), .init(title: "95 %"),
    ])
    let hasPlaces = plan.limits.contains { !$0.place.isEmpty }
    if hasPlaces { table.columns.append(.init(title: texts.breaksAt, dropOrder: 1)) }
    for limit in plan.limits {
      table.rows.append(
        [
          .init(limit.contactType), .init(promise(limit, texts, numbers)), .init(numbers.figure(limit.now, .share)),
          .init(factor(limit, plan, texts), .strong), .init(interval(limit, plan)),
        ] + (hasPlaces ? [.init(limit.place)] : []))
    }
    lines += table.lines(width: width, colour: colour)
    lines += ["", verdict(plan, texts), texts.commonNumbers(String(plan.replications))]
    if let list = plan.prices { lines += priceLines(list, texts, numbers, width: width, colour: colour) }
    if plan.isInterrupted { lines += ["", texts.searchStopped] }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func priceLines(
    _ list: PriceList, _ texts: Texts, _ numbers: NumberText, width: Int, colour: Bool
  ) -> [String] {
    var table = TextTable(columns: [
      .init(title: texts.levelAsked, alignsLeft: true), .init(title: texts.levelAchieved),
      .init(title: texts.priceColumn(isMoney: list.isMoney)), .init(title: texts.perFurtherPoint),
    ])
    for (row, cells) in priceRows(list, numbers).enumerated() {
      table.rows.append(
        cells.enumerated().map { .init($1, $0 == 2 && list.points[row].isShown ? .strong : .plain) })
    }
    var lines = ["", texts.priceListTitle(list.pricedTypes.joined(separator: ", "), within(list, numbers)), ""]
    lines += table.lines(width: width, colour: colour)
    for point in list.points {
      if let problem = point.problem { lines.append(texts.notReached(numbers.target(point.target), problem)) }
    }
    return lines + ["", texts.pricedGroups(list.groups.joined(separator: ", "))]
  }

  private static func priceRows(_ list: PriceList, _ numbers: NumberText) -> [[String]] {
    let style: NumberText.Style = list.isMoney ? .money : .hours
    return list.points.indices.map { index in
      let point = list.points[index]
      let next = list.points.dropFirst(index + 1).first { $0.price != nil }
      var slope: Double?
      if let a = point.price?.mean, let b = next?.price?.mean, let low = point.achieved.mean,
        let high = next?.achieved.mean, high - low > 1e-6
      {
        slope = (b - a) / (high - low) / 100
      }
      return [
        numbers.target(point.target), numbers.figure(point.achieved, .share),
        point.price.map { numbers.figure($0, style) } ?? NumberText.nothing, numbers.text(slope, style),
      ]
    }
  }

  private static func within(_ list: PriceList, _ numbers: NumberText) -> String {
    "\(list.promise.definition.rawValue) ≤\(numbers.roundDuration(list.promise.answerWithin))"
  }

  private static func promise(_ limit: CapacityPlan.Limit, _ texts: Texts, _ numbers: NumberText) -> String {
    guard let promise = limit.promise else { return "\(texts.deadlinesKept) ≥ \(numbers.target(limit.target))" }
    return
      "\(promise.definition.rawValue) ≥ \(numbers.target(promise.target)) ≤\(numbers.roundDuration(promise.answerWithin))"
  }

  private static func times(_ factor: Double) -> String { "×" + NumberText.fixed(factor, decimals: 2) }

  private static func factor(_ limit: CapacityPlan.Limit, _ plan: CapacityPlan, _ texts: Texts) -> String {
    if let estimate = limit.factor.estimate { return times(estimate) }
    return limit.factor.isKeptAtLeast
      ? texts.timesAtLeast(NumberText.fixed(plan.range.upperBound, decimals: 2)) : texts.brokenAnyway
  }

  private static func interval(_ limit: CapacityPlan.Limit, _ plan: CapacityPlan) -> String {
    guard limit.factor.estimate != nil else { return NumberText.nothing }
    return (limit.factor.lower.map(times) ?? "×0") + " – "
      + (limit.factor.upper.map(times) ?? ">" + times(plan.range.upperBound))
  }

  private static func verdict(_ plan: CapacityPlan, _ texts: Texts) -> String {
    if let broken = plan.limits.first(where: { $0.factor.estimate == nil && !$0.factor.isKeptAtLeast }) {
      return "\(broken.contactType): \(texts.brokenAnyway)."
    }
    guard let first = plan.first, let estimate = first.factor.estimate else { return texts.capacityBeyond }
    if (first.factor.lower ?? 0) <= 1, (first.factor.upper ?? .infinity) >= 1 {
      return texts.capacityJust(first.contactType)
    }
    let percent = NumberText.fixed(abs(estimate - 1) * 100, decimals: 0) + "%"
    return texts.capacityVerdict(first.contactType, percent, isMore: estimate >= 1)
  }

  /// One page with the limits, service against demand, and the cost curve.
  public static func html(_ plan: CapacityPlan, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let limits = DataTable(
      caption: texts.demandFactor,
      columns: [
        texts.contactType, texts.promiseColumn, texts.levelNow, texts.demandFactor, "95 %", texts.breaksAt,
      ],
      rows: plan.limits.map { limit in
        [
          limit.contactType, promise(limit, texts, numbers), numbers.figure(limit.now, .share),
          factor(limit, plan, texts), interval(limit, plan), limit.place,
        ].map { "\($0)" }
      }, wordColumns: 1)
    var sections: [(title: String, body: Markup)] = [
      (texts.demandFactor, "<div class=\"panel\">\(limits.markup)</div>")
    ]
    if !plan.curve.isEmpty {
      let charts = plan.limits.indices.map { demandChart(plan, $0, texts, numbers).markup(texts) }
      sections.append((texts.serviceAgainstDemand, "<div class=\"charts\">\(charts)</div>"))
    }
    if let list = plan.prices, let chart = costChart(list, texts, numbers) {
      sections.append(
        (
          texts.costCurve,
          "<p class=\"lead\">\(texts.pricedGroups(list.groups.joined(separator: ", ")))</p>\(chart.markup(texts))"
        ))
    }
    return PlanPage(
      kicker: texts.capacityKicker, title: plan.scenario,
      lead: [verdict(plan, texts), texts.commonNumbers(String(plan.replications))],
      warning: plan.isInterrupted ? texts.searchStopped : "", sections: sections, language: language
    ).text
  }

  /// Marks below a curve, without those that would touch the one before.
  private static func spaced(_ labels: [(position: Double, label: String)]) -> [AxisMark] {
    labels.reduce(into: [AxisMark]()) { marks, next in
      guard marks.last.map({ next.position - $0.position > 0.12 }) ?? true else { return }
      marks.append(AxisMark(position: next.position, label: next.label, isMinor: marks.count % 2 == 1))
    }
  }

  private static func demandChart(
    _ plan: CapacityPlan, _ index: Int, _ texts: Texts, _ numbers: NumberText
  ) -> ChartBlock {
    let limit = plan.limits[index]
    let (low, high) = (plan.curve.first?.factor ?? 0, plan.curve.last?.factor ?? 1)
    func x(_ factor: Double) -> Double { high > low ? (factor - low) / (high - low) : 0.5 }
    let chart = CurveChart(
      limit.contactType, scale: .shares(numbers),
      marks: spaced(plan.curve.map { (x($0.factor), times($0.factor)) }),
      curves: [
        .init(
          limit.contactType, .first,
          plan.curve.compactMap {
            .init(
              x($0.factor), $0.levels[index], hint: "\(times($0.factor)): \(numbers.figure($0.levels[index], .share))")
          })
      ])
    return ChartBlock(
      title: limit.contactType, note: promise(limit, texts, numbers) + " · " + factor(limit, plan, texts),
      legend: chart.legend(band: texts.band), svg: chart.svg,
      table: DataTable(
        caption: limit.contactType, columns: [texts.factorColumn, texts.levelAchieved],
        rows: plan.curve.map { [times($0.factor), numbers.figure($0.levels[index], .share)].map { "\($0)" } }))
  }

  private static func costChart(_ list: PriceList, _ texts: Texts, _ numbers: NumberText) -> ChartBlock? {
    let known = list.points.filter { $0.price?.mean != nil && $0.achieved.mean != nil }
    guard known.count > 1 else { return nil }
    let shares = known.compactMap { $0.achieved.mean }
    let (low, high) = (shares.min() ?? 0, shares.max() ?? 1)
    func x(_ share: Double?) -> Double { high > low ? ((share ?? low) - low) / (high - low) : 0.5 }
    let style: NumberText.Style = list.isMoney ? .money : .hours
    let title = texts.priceListTitle(list.pricedTypes.joined(separator: ", "), within(list, numbers))
    let chart = CurveChart(
      title,
      scale: .numbers(
        upTo: known.compactMap { point in point.price?.mean.map { $0 + (point.price?.halfWidth ?? 0) } }.max() ?? 1),
      marks: spaced(known.map { (x($0.achieved.mean), numbers.share($0.achieved.mean)) }),
      curves: [
        .init(
          texts.priceColumn(isMoney: list.isMoney), .first,
          known.compactMap {
            .init(
              x($0.achieved.mean), $0.price ?? .unknown,
              hint: "\(numbers.figure($0.achieved, .share)): \(numbers.figure($0.price ?? .unknown, style))")
          })
      ])
    return ChartBlock(
      title: title, legend: chart.legend(band: texts.band), svg: chart.svg,
      table: DataTable(
        caption: title,
        columns: [
          texts.levelAsked, texts.levelAchieved, texts.priceColumn(isMoney: list.isMoney), texts.perFurtherPoint,
        ], rows: priceRows(list, numbers).map { $0.map { "\($0)" } }))
  }

  /// Writes `capacity.json`, `capacity.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(_ plan: CapacityPlan, to directory: String, language: Language) throws -> [String] {
    try RunOutput.write(
      [
        ("capacity.json", json(plan)), ("capacity.csv", csv(plan)), ("report.html", html(plan, language: language)),
      ], to: directory)
  }
}
