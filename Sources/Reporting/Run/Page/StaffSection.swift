import Simulation

/// The agent groups: hours and cost of a day, and planned staff against load over time.
struct StaffSection {
  private let page: PageContext

  init(_ page: PageContext) { self.page = page }

  private var texts: Texts { page.texts }
  private var numbers: NumberText { page.numbers }

  var markup: Markup {
    let totals = GroupTotals(page.result)
    let partial: Markup = totals.costIsPartial ? "<p class=\"note\">\(texts.costUnknown)</p>" : ""
    return """
      <section id="staff"><h2>\(texts.staff)</h2><p class="lead">\(texts.averageDay)</p>
      <div class="panel">\(table(totals).markup)\(partial)</div>\(timeByType)
      <p class="note">\(texts.staffNote)</p><div class="charts">\(page.result.agentGroups.map(chart))</div></section>
      """
  }

  func table(_ totals: GroupTotals) -> DataTable {
    var rows = page.result.agentGroups.map { group -> [Markup] in
      [
        "\(group.name)", page.exact(group.day.occupancy, .share),
        page.exact(group.day.staffedHours, .hours), page.exact(group.day.busyHours, .hours),
        page.exact(group.day.paidHours, .hours),
        page.exact(group.day.cost ?? Figure(mean: nil, halfWidth: nil), .money),
      ]
    }
    if rows.count > 1 {
      rows.append(
        [
          texts.total, numbers.share(totals.occupancy), numbers.hours(totals.staffedHours),
          numbers.hours(totals.busyHours), numbers.hours(totals.paidHours), numbers.money(totals.cost?.mean),
        ].map { "<strong>\($0)</strong>" })
    }
    return DataTable(
      caption: texts.agentGroupsOfADay,
      columns: [
        texts.agentGroup, texts.occupancy, texts.staffedHours, texts.busyHours, texts.paidHours, texts.cost,
      ], rows: rows)
  }

  /// What each group works on; nothing where all groups work on a single contact type.
  private var timeByType: Markup {
    let groups = page.result.agentGroups.map { group in
      (name: group.name, shares: group.timeByType.filter { ($0.share.mean ?? 0) > 0 })
    }.filter { !$0.shares.isEmpty }
    guard groups.contains(where: { $0.shares.count > 1 }) else { return "" }
    let tables = groups.map { group -> Markup in
      let rows = group.shares.map { share -> [Markup] in
        let bar = Markup.rowBar(share.share.mean ?? 0, label: numbers.share(share.share.mean))
        return ["\(share.contactType)", bar, page.exact(share.share, .share)]
      }
      let table = DataTable(
        caption: texts.timeByType(of: group.name), columns: [texts.contactType, "", texts.share], rows: rows,
        wordColumns: 1)
      return "<div><h4>\(group.name)</h4>\(table.markup)</div>"
    }
    return """
      <div class="panel"><h3>\(texts.timeByType)</h3><p class="note">\(texts.timeByTypeNote)</p>\
      <div class="charts">\(tables)</div></div>
      """
  }

  private func chart(_ group: AgentGroupResult) -> Markup {
    let periods = page.time.periods
    let planned = periods.map { group.headsPlanned[$0] }
    let busy = periods.map { group.busyAgents($0, of: page.result.periods) }
    let highest = max(
      planned.max() ?? 0, busy.compactMap { figure in figure.mean.map { $0 + (figure.halfWidth ?? 0) } }.max() ?? 0)
    let title = texts.staffChart(group.name)
    let hints = periods.indices.map { offset -> String? in
      let at = offset - periods.lowerBound
      return """
        \(page.names.name(offset)) · \(texts.planned) \(numbers.count(planned[at])) · \
        \(texts.busyAgents) \(numbers.figure(busy[at], .count))
        """
    }
    let rows = periods.filter { planned[$0 - periods.lowerBound] > 0 || (busy[$0 - periods.lowerBound].mean ?? 0) > 0 }
      .map { period -> [Markup] in
        let at = period - periods.lowerBound
        return [
          page.names.name(period), numbers.count(planned[at]), numbers.figure(busy[at], .count),
          numbers.figure(group.periods[period].occupancy, .share),
        ].map { "\($0)" }
      }
    return ChartBlock(
      title: title, note: page.shadeNote.isEmpty ? "" : texts.shadedWarmUp,
      legend: StepChart.legend(levels: texts.planned, load: texts.busyAgents),
      svg: StepChart(
        title, scale: .numbers(upTo: highest), time: page.time, levels: planned, load: busy, hints: hints
      ).svg,
      table: DataTable(
        caption: title, columns: [texts.period, texts.planned, texts.busyAgents, texts.occupancy], rows: rows)
    ).markup(texts)
  }
}
