import ContactCentre
import Simulation

/// Work that may wait: whether it is done by its deadline, and how much of it lies there over time.
struct DeferredSection {
  private let page: PageContext

  init(_ page: PageContext) { self.page = page }

  private var texts: Texts { page.texts }
  private var numbers: NumberText { page.numbers }

  /// The deadlines side by side and the charts of the backlog; nothing without either.
  var markup: Markup {
    let charts = page.detailedTypes.map { page.result.contactTypes[$0] }.filter(hasBacklog).map { type in
      [backlogChart(type), oldestChart(type)]
    }
    let table = table
    let panel: Markup =
      table.rows.isEmpty
      ? "" : "<div class=\"panel\">\(table.markup)<p class=\"note\">\(texts.deferredNote)</p></div>"
    return charts.isEmpty ? panel : "\(panel)\(Markup.charts(charts.flatMap { $0 }))"
  }

  /// The charts of the backlog alone, of the types with the most of it.
  func charts(most: Int) -> Markup {
    let types = page.result.contactTypes.filter(hasBacklog)
      .sorted { ($0.day.backlog.mean ?? 0) > ($1.day.backlog.mean ?? 0) }.prefix(most)
    return types.isEmpty
      ? "" : .charts(types.flatMap { [backlogChart($0), oldestChart($0)] })
  }

  private func hasBacklog(_ type: ContactTypeResult) -> Bool {
    type.channel.isDeferred && page.time.periods.contains { (type.periods[$0].backlog.mean ?? 0) > 0 }
  }

  private var table: DataTable {
    let rows = page.result.contactTypes.enumerated().compactMap { index, type -> [Markup]? in
      guard let deadline = type.deadline, type.channel.isDeferred else { return nil }
      let day = type.day
      let light = HeadlineSection.light(Verdict(day.deadlineCompliance, target: deadline.target), texts)
      let name: Markup =
        (day.offered.mean ?? 0) > 0 ? "<a href=\"#type-\(index + 1)\">\(type.name)</a>" : "\(type.name)"
      return [
        "\(name) <span class=\"channel\">\(texts.shortDeadline(deadline, numbers))</span>", light,
        page.exact(day.deadlineCompliance, .share),
        page.exact(day.offered, .count), page.exact(day.deadlineMissed, .count),
        page.exact(day.deadlineOpen, .count), page.exact(day.backlog, .count), page.exact(day.oldest, .duration),
      ]
    }
    return DataTable(
      caption: texts.deferredWork,
      columns: [
        "\(texts.contactType) (\(texts.promise))", "", texts.inTime, texts.offered, texts.late, texts.stillOpen,
        texts.backlog, texts.oldest,
      ], rows: rows, wordColumns: 1)
  }

  private func backlogChart(_ type: ContactTypeResult) -> Markup {
    chart(type, title: texts.backlogChart(type.name), name: texts.backlog, .count, \.backlog) {
      .numbers(upTo: $0)
    }
  }

  private func oldestChart(_ type: ContactTypeResult) -> Markup {
    chart(type, title: texts.oldestChart(type.name), name: texts.ageOfOldest, .duration, \.oldest) {
      .durations(upTo: $0, numbers)
    }
  }

  private func chart(
    _ type: ContactTypeResult, title: String, name: String, _ style: NumberText.Style,
    _ figure: (ContactFigures) -> Figure, scale: (Double) -> Scale
  ) -> Markup {
    let figures = page.time.periods.map { figure(type.periods[$0]) }
    let highest = figures.compactMap { figure in figure.mean.map { $0 + (figure.halfWidth ?? 0) } }.max() ?? 0
    let hints = zip(page.time.periods, figures).map { period, figure in
      figure.mean.map { _ in "\(page.names.name(period)) · \(name) \(numbers.figure(figure, style))" }
    }
    let chart = LineChart(
      title, scale: scale(highest), time: page.time, series: [.init(name, .first, figures)], place: 1, hints: hints)
    let rows = zip(page.time.periods, figures).filter { $1.mean != nil }.map { period, figure -> [Markup] in
      ["\(page.names.name(period))", "\(numbers.figure(figure, style))"]
    }
    return ChartBlock(
      title: title, note: texts.atTheEnd(page.periodLength) + page.shadeNote,
      legend: chart.legend(bandName: texts.band), svg: chart.svg,
      table: DataTable(caption: title, columns: [texts.period, name], rows: rows)
    ).markup(texts)
  }
}
