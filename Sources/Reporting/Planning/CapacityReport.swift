import ContactCentre
import Planning
import Simulation

/// How much demand the staff can carry and what service costs, for people and programs.
public enum CapacityReport {
  /// Tables for the terminal.
  public static func text(_ plan: CapacityPlan, language: Language, width: Int = 100, colour: Bool = false) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [texts.capacityTitle(plan.scenario, aim: texts.aim(plan.aim)), ""]
    var table = TextTable(columns: [
      .init(title: texts.contactType, alignsLeft: true), .init(title: texts.promiseColumn, dropOrder: 2),
      .init(title: texts.levelNow), .init(title: texts.demandFactor), .init(title: texts.band),
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

  static func priceLines(
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
    var lines = ["", texts.priceListTitle(texts.list(list.pricedTypes), within(list, numbers)), ""]
    lines += table.lines(width: width, colour: colour)
    for point in list.points {
      if let problem = point.problem { lines.append(texts.notReached(numbers.target(point.target), problem)) }
    }
    return lines + ["", texts.pricedGroups(texts.list(list.groups))]
  }

  static func priceRows(_ list: PriceList, _ numbers: NumberText) -> [[String]] {
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

  static func within(_ list: PriceList, _ numbers: NumberText) -> String {
    "\(list.promise.definition.rawValue) ≤\(numbers.roundDuration(list.promise.answerWithin))"
  }

  static func promise(_ limit: CapacityPlan.Limit, _ texts: Texts, _ numbers: NumberText) -> String {
    guard let promise = limit.promise else { return "\(texts.deadlinesKept) ≥ \(numbers.target(limit.target))" }
    return
      "\(promise.definition.rawValue) ≥ \(numbers.target(promise.target)) ≤\(numbers.roundDuration(promise.answerWithin))"
  }

  static func times(_ factor: Double) -> String { "×" + NumberText.fixed(factor, decimals: 2) }

  static func factor(_ limit: CapacityPlan.Limit, _ plan: CapacityPlan, _ texts: Texts) -> String {
    if let estimate = limit.factor.estimate { return times(estimate) }
    return limit.factor.isKeptAtLeast
      ? texts.timesAtLeast(NumberText.fixed(plan.range.upperBound, decimals: 2)) : texts.brokenAnyway
  }

  static func interval(_ limit: CapacityPlan.Limit, _ plan: CapacityPlan) -> String {
    guard limit.factor.estimate != nil else { return NumberText.nothing }
    return (limit.factor.lower.map(times) ?? "×0") + " – "
      + (limit.factor.upper.map(times) ?? ">" + times(plan.range.upperBound))
  }

  static func verdict(_ plan: CapacityPlan, _ texts: Texts) -> String {
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
}
