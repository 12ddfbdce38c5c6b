import Planning
import Simulation

extension CapacityReport {
  /// One page with the limits, service against demand, and the cost curve.
  public static func html(_ plan: CapacityPlan, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let hasPlaces = plan.limits.contains { !$0.place.isEmpty }
    let limits = DataTable(
      caption: texts.demandFactor,
      columns: [texts.contactType, texts.promiseColumn, texts.levelNow, texts.demandFactor, texts.band]
        + (hasPlaces ? [texts.breaksAt] : []),
      rows: plan.limits.map { limit in
        let cells = [
          limit.contactType, promise(limit, texts, numbers), numbers.figure(limit.now, .share),
          factor(limit, plan, texts), interval(limit, plan),
        ]
        return (cells + (hasPlaces ? [limit.place] : [])).map { "\($0)" }
      }, wordColumns: 1)
    var sections = [PageSection(id: "limits", title: texts.demandFactor, body: limits.panel())]
    if !plan.curve.isEmpty {
      let charts = plan.limits.indices.map { demandChart(plan, $0, texts, numbers).markup(texts) }
      sections.append(PageSection(id: "demand", title: texts.serviceAgainstDemand, body: .charts(charts)))
    }
    if let list = plan.prices, let chart = costChart(list, texts, numbers) {
      sections.append(
        PageSection(
          id: "cost", title: texts.costCurve, lead: texts.pricedGroups(texts.list(list.groups)),
          body: chart.markup(texts)))
    }
    return PageFrame(
      kicker: texts.capacityKicker, title: plan.scenario,
      verdicts: [verdict(plan, texts)], facts: [texts.commonNumbers(String(plan.replications))],
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
      ], level: .init(limit.target, texts.targetLine(numbers.target(limit.target))))
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
    let title = texts.priceListTitle(texts.list(list.pricedTypes), within(list, numbers))
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
}
