import ContactCentre
import Simulation

/// One contact type over time: compliance, waits, queue, spread of the waits, days and announcements.
struct ContactTypeSection {
  private let page: PageContext
  private let index: Int
  private let type: ContactTypeResult

  init(_ page: PageContext, _ index: Int) {
    self.page = page
    self.index = index
    type = page.result.contactTypes[index]
  }

  /// The sections of all types that had contacts.
  static func all(_ page: PageContext) -> Markup {
    let unfolded = page.unfoldedTypes
    return Markup(page.detailedTypes.map { ContactTypeSection(page, $0).markup(isOpen: unfolded.contains($0)) })
  }

  private var texts: Texts { page.texts }
  private var numbers: NumberText { page.numbers }
  private var definition: ServiceLevelDefinition { type.promise?.definition ?? .SL1 }

  func markup(isOpen: Bool) -> Markup {
    var light = Markup()
    if let promise = type.promise {
      let verdict = Verdict(type.day.serviceLevel[promise.definition], target: promise.target)
      light = HeadlineSection.light(verdict, texts)
    }
    if let deadline = type.deadline {
      if !light.isEmpty { light += " " }
      light += HeadlineSection.light(Verdict(type.day.deadlineCompliance, target: deadline.target), texts)
    }
    var blocks: [Markup] = []
    if !type.hasNoUseForSeconds { blocks.append(complianceChart) }
    if let deadline = type.deadline, hasDue { blocks.append(deadlineChart(deadline)) }
    if hasWaits { blocks.append(waitChart) }
    blocks.append(queueChart)
    if isHistogramTelling { blocks.append(histogram) }
    return """
      <details class="type" id="type-\(index + 1)"\(isOpen ? " open" : "" as Markup)><summary><h2>\(type.name)</h2> \
      <span class="channel">\(texts.channel(type.channel))</span> \(light)</summary>
      <div class="charts">\(blocks)</div>\(days)\(AnnouncementSection(page, type).markup)</details>

      """
  }

  /// Whether a wait was observed in some period.
  private var hasWaits: Bool {
    page.time.periods.contains {
      type.periods[$0].waitAnswered.mean.mean != nil || type.periods[$0].waitVirtual.p90.mean != nil
    }
  }

  /// Whether it is known of some period how much of its work was done in time.
  private var hasDue: Bool { page.time.periods.contains { settledCompliance(type.periods[$0]).mean != nil } }

  /// Deadline compliance, unless more than a twentieth of the work is still open: of what came shortly before the end of
  /// the run only that which was done early is known, and would look like all.
  private func settledCompliance(_ figures: ContactFigures) -> Figure {
    let isSettled = (figures.deadlineOpen.mean ?? 0) <= 0.05 * (figures.offered.mean ?? 0)
    return isSettled ? figures.deadlineCompliance : .unknown
  }

  /// Whether the bars say something: of work left for later nearly all may be in the last one, “above 2 h”.
  private var isHistogramTelling: Bool {
    guard let last = type.waitHistogram.last else { return false }
    return !type.hasNoUseForSeconds || last.upTo.isFinite || last.share < 0.5
  }

  /// The periods drawn in which contacts were offered; elsewhere is a gap.
  private func figures(_ figure: (ContactFigures) -> Figure) -> [Figure?] {
    page.time.periods.map { period in
      let figures = type.periods[period]
      return (figures.offered.mean ?? 0) > 0 ? figure(figures) : nil
    }
  }

  private var offeredPeriods: [Int] { page.time.periods.filter { (type.periods[$0].offered.mean ?? 0) > 0 } }

  private func block(
    _ title: String, _ note: String, chart: LineChart, columns: [String], periods: [Int],
    cells: (ContactFigures) -> [String]
  ) -> Markup {
    let rows = periods.map { period in
      ["\(page.names.name(period))" as Markup] + cells(type.periods[period]).map { "\($0)" as Markup }
    }
    return ChartBlock(
      title: title, note: note + page.shadeNote, legend: chart.legend(bandName: texts.band), svg: chart.svg,
      table: DataTable(caption: "\(type.name): \(title)", columns: [texts.period] + columns, rows: rows)
    ).markup(texts)
  }

  private func hints(_ figures: [Figure?], _ name: String, _ style: NumberText.Style) -> [String?] {
    zip(page.time.periods, figures).map { period, figure in
      guard let figure, figure.mean != nil else { return nil }
      return "\(page.names.name(period)) · \(name) \(numbers.figure(figure, style))"
    }
  }

  private var complianceChart: Markup {
    let reached = figures { $0.serviceLevel[definition] }
    let title = texts.serviceLevelChart(definition, numbers.roundDuration(type.answerWithin))
    let chart = LineChart(
      "\(type.name): \(title)", scale: .shares(numbers), time: page.time,
      series: [.init(texts.reached, .first, reached)],
      level: type.promise.map { .init($0.target, texts.targetLine(numbers.target($0.target))) },
      hints: hints(reached, texts.reached, .share))
    return block(
      title, texts.perPeriod(page.periodLength), chart: chart,
      columns: [texts.offered, "SL1", "SL2", "SL3", "SL4"], periods: offeredPeriods
    ) { figures in
      [numbers.figure(figures.offered, .count)]
        + FigureColumns.serviceLevels.map { numbers.figure($0.value(figures), .share) }
    }
  }

  private func deadlineChart(_ deadline: Deadline) -> Markup {
    let reached = figures(settledCompliance)
    let hasGap = offeredPeriods.contains {
      type.periods[$0].deadlineCompliance.mean != nil && settledCompliance(type.periods[$0]).mean == nil
    }
    let chart = LineChart(
      "\(type.name): \(texts.deadlineChart)", scale: .shares(numbers), time: page.time,
      series: [.init(texts.inTime, .first, reached)],
      level: .init(deadline.target, texts.targetLine(numbers.target(deadline.target))),
      hints: hints(reached, texts.inTime, .share))
    return block(
      "\(texts.deadlineChart): \(texts.shortDeadline(deadline, numbers))",
      texts.perPeriod(page.periodLength) + (hasGap ? " · " + texts.gapWhereOpen : ""),
      chart: chart,
      columns: [texts.offered, texts.inTime, texts.late, texts.stillOpen], periods: offeredPeriods
    ) { figures in
      [
        numbers.figure(figures.offered, .count), numbers.figure(figures.deadlineCompliance, .share),
        numbers.figure(figures.deadlineMissed, .count), numbers.figure(figures.deadlineOpen, .count),
      ]
    }
  }

  private var waitChart: Markup {
    let answered = figures(\.waitAnswered.mean)
    let virtual = figures(\.waitVirtual.p90)
    let highest = (answered + virtual).compactMap { $0?.mean }.max() ?? 0
    let chart = LineChart(
      "\(type.name): \(texts.waitChart)", scale: .durations(upTo: highest * 1.05, numbers), time: page.time,
      series: [.init(texts.asaLong, .first, answered), .init(texts.p90Virtual, .second, virtual)]
        .filter { $0.figures.contains { $0?.mean != nil } },
      hints: hints(answered, texts.asaLong, .duration))
    return block(
      texts.waitChart, texts.perPeriod(page.periodLength), chart: chart,
      columns: [
        texts.asaLong, "P50 (\(texts.answeredWait))", "P90 (\(texts.answeredWait))", "P90 (\(texts.allWait))",
        "P50 (\(texts.virtualWait))", "P90 (\(texts.virtualWait))",
      ], periods: offeredPeriods
    ) { figures in
      [
        figures.waitAnswered.mean, figures.waitAnswered.p50, figures.waitAnswered.p90, figures.waitAll.p90,
        figures.waitVirtual.p50, figures.waitVirtual.p90,
      ].map { numbers.figure($0, .duration) }
    }
  }

  private var queueChart: Markup {
    // Deferred work waits through the night as well, when nothing is offered.
    let waiting = page.time.periods.map { period -> Figure? in
      let figures = type.periods[period]
      return (figures.offered.mean ?? 0) > 0 || (figures.queueLength.mean ?? 0) > 0 ? figures.queueLength : nil
    }
    let title = type.channel.isDeferred ? texts.queueChartDeferred : texts.queueChart
    let highest = waiting.compactMap { figure in figure?.mean.map { $0 + (figure?.halfWidth ?? 0) } }.max() ?? 0
    let chart = LineChart(
      "\(type.name): \(title)", scale: .numbers(upTo: highest), time: page.time,
      series: [.init(texts.queueLength, .first, waiting)], hints: hints(waiting, texts.waiting, .count))
    let periods = page.time.periods.filter { waiting[$0 - page.time.periods.lowerBound] != nil }
    return block(
      title, texts.byTheClock(page.periodLength), chart: chart, columns: [texts.queueLength, texts.handling],
      periods: periods
    ) { [numbers.figure($0.queueLength, .count), numbers.figure($0.handling, .duration)] }
  }

  private var histogram: Markup {
    let bars = type.waitHistogram
    let awt = numbers.roundDuration(type.answerWithin)
    var below = 0.0
    var cumulative = 0.0
    var drawn: [BarChart.Bar] = []
    var rows: [[Markup]] = []
    for bar in bars {
      let end = bar.upTo.isFinite ? numbers.roundDuration(bar.upTo) : ""
      let name =
        bar.upTo == 0
        ? texts.noWait : bar.upTo.isFinite ? texts.upTo(end) : texts.above(numbers.roundDuration(below))
      cumulative += bar.share
      rows.append(["\(name)", "\(numbers.share(bar.share))", "\(numbers.share(min(cumulative, 1)))"])
      drawn.append(
        .init(
          bar.upTo == 0 ? texts.noWait : bar.upTo.isFinite ? "≤" + end : ">" + numbers.roundDuration(below),
          bar.share, type.hasNoUseForSeconds || bar.upTo <= type.answerWithin ? .first : .second,
          hint: "\(name): \(numbers.share(bar.share))"))
      if bar.upTo.isFinite { below = bar.upTo }
    }
    let chart = BarChart(
      "\(type.name): \(texts.histogramChart)", scale: .shares(upTo: bars.map(\.share).max() ?? 1, numbers), bars: drawn)
    return ChartBlock(
      title: texts.histogramChart, note: texts.shareOfAnswered,
      legend: type.hasNoUseForSeconds
        ? ""
        : LegendEntry.list([
          .init(texts.within(awt), .first, .bar), .init(texts.later(than: awt), .second, .bar),
        ]),
      svg: chart.svg,
      table: DataTable(
        caption: "\(type.name): \(texts.histogramChart)", columns: [texts.waitColumn, texts.share, texts.cumulative],
        rows: rows)
    ).markup(texts)
  }

  /// A row a day, when there are several; those of a long run are the periods of the charts.
  private var days: Markup {
    guard type.days.count > 1, !page.result.periodsAreDays else { return "" }
    let perDay = type.days.enumerated().map { day, figures -> [Markup] in
      let start = page.result.periods.firstIndex { $0.day == day }
      return [
        "\(start.map(page.names.longDate) ?? String(day + 1))", "\(numbers.figure(figures.offered, .count))",
        "\(numbers.share(Shares.of(figures.answered, in: figures)))",
        "\(numbers.share(Shares.of(figures.abandoned, in: figures)))",
      ] + (type.hasNoUseForSeconds ? [] : ["\(numbers.figure(figures.serviceLevel[definition], .share))"]) + [
        "\(numbers.figure(figures.waitAnswered.mean, .duration))"
      ]
    }
    let table = DataTable(
      caption: "\(type.name): \(texts.dayByDay)",
      columns: [texts.day, texts.offered, texts.answeredShare, texts.abandonedShare]
        + (type.hasNoUseForSeconds ? [] : [definition.rawValue]) + [texts.asaLong],
      rows: perDay)
    return table.panel(texts.dayByDay)
  }
}
