import Simulation

/// Kept promises of all contact types over the day at a glance: contact type × period.
struct HeatSection {
  /// Of longer runs a cell would be too small to read: seven days by quarter of an hour.
  private static let mostPeriods = 7 * 96

  private let page: PageContext
  private let periods: Range<Int>

  /// - Parameter periods: those that are shown; all in which anything happens when left out.
  init(_ page: PageContext, periods: Range<Int>? = nil) {
    self.page = page
    self.periods = periods ?? page.time.periods
  }

  /// Types with a share to show: those that are answered at once, and those with a deadline.
  private var types: [ContactTypeResult] {
    page.result.contactTypes.filter { !$0.hasNoUseForSeconds || $0.deadline != nil }
  }

  /// Whether there is anything to see.
  var isEmpty: Bool { periods.count > Self.mostPeriods || types.isEmpty || periods.isEmpty }

  /// One table over all periods.
  var whole: Markup { map(Array(periods), named: page.texts.heatMap).markup }

  /// The section of the report: a table for each day.
  var markup: Markup {
    guard !isEmpty else { return "" }
    let texts = page.texts
    let days = page.result.periodsAreDays ? [Array(periods)] : byDay
    let tables = days.map { periods -> Markup in
      guard days.count > 1 else { return whole }
      let day = page.names.longDate(periods[0])
      return "<h3>\(day)</h3>\(map(periods, named: texts.heatMap + " · " + day).markup)"
    }
    return """
      <section id="heat"><h2>\(texts.heatMap)</h2><p class="lead">\(texts.heatNote)</p><div class="panel">\(tables)</div></section>

      """
  }

  private var byDay: [[Int]] {
    Dictionary(grouping: periods, by: { page.result.periods[$0].day }).sorted { $0.key < $1.key }.map(\.value)
  }

  private func map(_ periods: [Int], named caption: String) -> HeatMap {
    HeatMap(
      caption, corner: page.texts.contactType,
      periods: periods.map { page.result.periodsAreDays ? page.names.date($0) : page.result.periods[$0].clock },
      rows: types.map { row($0, periods) })
  }

  private func row(_ type: ContactTypeResult, _ periods: [Int]) -> HeatMap.Row {
    let definition = type.promise?.definition ?? .SL1
    let isDeadline = type.promise == nil && type.deadline != nil
    return HeatMap.Row(
      type.name, target: isDeadline ? type.deadline?.target : type.promise?.target,
      shares: periods.map { period in
        let figures = type.periods[period]
        guard (figures.offered.mean ?? 0) > 0 else { return nil }
        return isDeadline ? figures.deadlineCompliance.mean : figures.serviceLevel[definition].mean
      })
  }
}
