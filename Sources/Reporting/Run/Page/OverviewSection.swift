import Simulation

/// All contact types side by side: what became of the contacts, the four service levels and the waits.
struct OverviewSection {
  private let page: PageContext

  init(_ page: PageContext) { self.page = page }

  var markup: Markup {
    let texts = page.texts
    return """
      <section id="overview"><h2>\(texts.contactTypes)</h2><p class="lead">\(texts.averageDay)</p>
      <div class="panel"><h3>\(texts.outcomes)</h3>\(outcomes.markup)</div>
      <div class="panel"><h3>\(texts.levelsAndWaits)</h3>\(levels.markup)</div></section>
      """
  }

  private func name(_ index: Int) -> Markup {
    let type = page.result.contactTypes[index]
    let name: Markup =
      (type.day.offered.mean ?? 0) > 0 ? "<a href=\"#type-\(index + 1)\">\(type.name)</a>" : "\(type.name)"
    return "\(name) <span class=\"channel\">\(page.texts.channel(type.channel))</span>"
  }

  private var outcomes: DataTable {
    let texts = page.texts
    let columns: [(title: String, figure: (ContactFigures) -> Figure)] = [
      (texts.offered, \.offered), (texts.answered, \.answered), (texts.abandoned, \.abandoned),
      (texts.messages, \.messages), (texts.blocked, \.blocked), (texts.balked, \.balked), (texts.cutOff, \.cutOff),
      (texts.unfinished, \.unfinished), (texts.diverted, \.diverted), (texts.turnedAway, \.turnedAway),
      (texts.returned, \.returned), (texts.broadcast, \.broadcast),
    ]
    // Ways out that nobody took would only widen the table.
    let shown = columns.enumerated().filter { index, column in
      index < 3 || page.result.contactTypes.contains { (column.figure($0.day).mean ?? 0) > 0 }
    }.map(\.element)
    return DataTable(
      caption: texts.outcomes, columns: [texts.contactType] + shown.map(\.title),
      rows: page.result.contactTypes.indices.map { index in
        [name(index)]
          + shown.map { page.exact($0.figure(page.result.contactTypes[index].day), .count) }
      })
  }

  private var levels: DataTable {
    let texts = page.texts
    func p(_ percentile: String, _ wait: String) -> String { "\(percentile) (\(wait))" }
    return DataTable(
      caption: texts.levelsAndWaits,
      columns: [
        texts.contactType, "SL1", "SL2", "SL3", "SL4", texts.asaLong, p("P50", texts.answeredWait),
        p("P90", texts.answeredWait), p("P90", texts.allWait), p("P50", texts.virtualWait), p("P90", texts.virtualWait),
        texts.handling, texts.queueLength,
      ],
      rows: page.result.contactTypes.indices.map { index in
        let type = page.result.contactTypes[index]
        let day = type.day
        let levels = FigureColumns.serviceLevels.map { column -> Markup in
          if type.hasNoUseForSeconds { return "\(NumberText.nothing)" }
          let cell = page.exact(column.value(day), .share)
          return type.promise?.definition.rawValue == column.name ? "<strong>\(cell)</strong>" : cell
        }
        let waits = [
          day.waitAnswered.mean, day.waitAnswered.p50, day.waitAnswered.p90, day.waitAll.p90, day.waitVirtual.p50,
          day.waitVirtual.p90, day.handling,
        ]
        return [name(index)] + levels + waits.map { page.exact($0, .duration) }
          + [page.exact(day.queueLength, .count)]
      })
  }
}
