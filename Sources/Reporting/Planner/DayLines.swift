import ContactCentre
import Simulation

/// The day of a contact type as lines: compliance, wait and queue by period, beside the saved scenario.
struct DayLines {
  let page: PageContext
  let time: TimeAxis
  let type: ContactTypeResult
  let saved: ContactTypeResult?

  private var texts: Texts { page.texts }
  private var numbers: NumberText { page.numbers }

  var charts: [Markup] {
    let definition = type.promise?.definition ?? .SL1
    var charts: [Markup] = []
    if !type.hasNoUseForSeconds {
      charts.append(
        chart(
          texts.serviceLevelChart(definition, numbers.roundDuration(type.answerWithin)), .share,
          level: type.promise.map { .init($0.target, texts.targetLine(numbers.target($0.target))) },
          scale: { _ in .shares(numbers) }
        ) { ($0.offered.mean ?? 0) > 0 ? $0.serviceLevel[definition] : nil })
    }
    if let deadline = type.deadline {
      charts.append(
        chart(
          texts.deadlineChart, .share,
          level: .init(deadline.target, texts.targetLine(numbers.target(deadline.target))),
          scale: { _ in .shares(numbers) }
        ) { ($0.offered.mean ?? 0) > 0 ? $0.deadlineCompliance : nil })
    }
    charts.append(
      chart(texts.waitChart, .duration, scale: { .durations(upTo: $0, numbers) }) {
        ($0.offered.mean ?? 0) > 0 ? $0.waitAnswered.mean : nil
      })
    charts.append(
      chart(
        type.channel.isDeferred ? texts.queueChartDeferred : texts.queueChart, .count, scale: { .numbers(upTo: $0) }
      ) { ($0.offered.mean ?? 0) > 0 || ($0.queueLength.mean ?? 0) > 0 ? $0.queueLength : nil })
    return charts
  }

  private func chart(
    _ title: String, _ style: NumberText.Style, level: LineChart.Level? = nil, scale: (Double) -> Scale,
    figure: (ContactFigures) -> Figure?
  ) -> Markup {
    let now = time.periods.map { figure(type.periods[$0]) }
    var series = [LineChart.Series(texts.changed, .first, now)]
    if let saved {
      let before = time.periods.map { period in
        figure(saved.periods[period]).map { Figure(mean: $0.mean, halfWidth: nil) }
      }
      series.append(.init(texts.saved, .second, before))
    } else {
      series[0].name = type.name
    }
    let highest =
      (now.compactMap { figure in figure?.mean.map { $0 + min($0, figure?.halfWidth ?? 0) } }
      + series.dropFirst().flatMap { $0.figures.compactMap { $0?.mean } }).max() ?? 0
    let hints = zip(time.periods, now).map { period, figure -> String? in
      figure.map { "\(page.names.name(period)) · \(numbers.figure($0, style))" }
    }
    let chart = LineChart(
      "\(type.name): \(title)", scale: scale(highest * 1.05), time: time, series: series, level: level, hints: hints)
    let rows = zip(time.periods, now).enumerated().compactMap { offset, entry -> [Markup]? in
      let others = series.dropFirst().map { $0.figures[offset] }
      guard entry.1 != nil || others.contains(where: { $0 != nil }) else { return nil }
      return ["\(page.names.name(entry.0))"]
        + ([entry.1] + others).map { page.exact($0 ?? .unknown, style) }
    }
    return ChartBlock(
      title: title, legend: chart.legend(bandName: texts.band), svg: chart.svg,
      table: DataTable(
        caption: "\(type.name): \(title)", columns: [texts.period] + series.map(\.name), rows: rows)
    ).markup(texts)
  }
}
