import ContactCentre
import Planning
import Simulation

/// A simulated day for the planner's page: the promises, the day of one contact type, all types as a heat map, what lies
/// there and what it costs; beside the saved scenario, when there is another to compare with.
package struct DayPicture {
  private let page: PageContext
  private let saved: SimulationResult?
  private let difference: ScenarioDifference?
  private let type: Int
  /// Cards beyond these would push the charts off the screen; the heat map has all.
  private static let mostCards = 9
  private static let mostBacklogs = 4

  /// - Parameters:
  ///   - saved: the run of the saved scenario, with as many replications of the same days.
  ///   - difference: paired, from the saved scenario.
  ///   - contactType: whose day is drawn; by default the type with a promise and the most contacts.
  package init(
    _ result: SimulationResult, saved: SimulationResult?, difference: ScenarioDifference?, language: Language,
    contactType: String?
  ) {
    page = PageContext(result, language)
    // Of another shape where the changes add periods: then there is nothing to draw beside.
    self.saved = saved.flatMap { $0.periods == result.periods ? $0 : nil }
    self.difference = difference
    type = result.contactTypes.firstIndex { $0.name == contactType } ?? Self.mainType(result)
  }

  private static func mainType(_ result: SimulationResult) -> Int {
    func weight(_ type: ContactTypeResult) -> Double {
      (type.promise == nil ? 0 : 1e12) + (type.day.offered.mean ?? 0)
    }
    return result.contactTypes.indices.max { weight(result.contactTypes[$0]) < weight(result.contactTypes[$1]) } ?? 0
  }

  /// The type whose day is drawn.
  package var contactType: String { page.result.contactTypes[type].name }

  private var texts: Texts { page.texts }
  private var numbers: NumberText { page.numbers }

  /// The pieces of the page, by name.
  package var pieces: [(name: String, markup: Markup)] {
    [("promises", promises), ("day", day), ("heat", heat), ("backlog", backlog), ("cost", cost)]
  }

  // MARK: promises

  private var promises: Markup {
    let result = page.result
    let all = result.contactTypes.enumerated().flatMap { index, type -> [PlannerCard] in
      let change = difference?.contactTypes.first { $0.name == type.name }?.figures
      let before = saved?.contactTypes.first { $0.name == type.name }?.day
      var cards: [PlannerCard] = []
      if let promise = type.promise {
        cards.append(
          PlannerCard(
            name: type.name, target: promise.target, promised: texts.promised(promise, numbers),
            reached: type.day.serviceLevel[promise.definition], saved: before?.serviceLevel[promise.definition],
            change: change?[promise.definition.measure],
            rows: [
              (texts.offered, type.day.offered, .count), (texts.asaLong, type.day.waitAnswered.mean, .duration),
              (texts.abandonedShare, Figure(mean: Shares.of(type.day.abandoned, in: type.day), halfWidth: nil), .share),
            ]))
      }
      if let deadline = type.deadline {
        cards.append(
          PlannerCard(
            name: type.name, target: deadline.target, promised: texts.promised(deadline, numbers),
            reached: type.day.deadlineCompliance, saved: before?.deadlineCompliance,
            change: change?[.deadlineCompliance],
            rows: [
              (texts.offered, type.day.offered, .count), (texts.lateLong, type.day.deadlineMissed, .count),
              (texts.backlogLong, type.day.backlog, .count),
            ]))
      }
      return cards
    }
    let judged = all.filter { $0.verdict != .unknown }
    func count(_ verdict: Verdict) -> Int { judged.count { $0.verdict == verdict } }
    let summary =
      all.isEmpty
      ? texts.noPromises
      : judged.isEmpty
        ? texts.nothingOffered
        : texts.verdicts(kept: count(.kept), close: count(.close), missed: count(.missed))
    // All in the order of the scenario, or else the worst.
    var shown = all
    if all.count > Self.mostCards {
      shown = all.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        .prefix(Self.mostCards).map(\.element)
    }
    let more: Markup =
      all.count > shown.count ? "<p class=\"note\">\(texts.moreTypes(all.count - shown.count))</p>" : ""
    return """
      <p class="lead">\(summary)</p><div class="cards">\(shown.map { $0.markup(page) })</div>\(more)
      """
  }

  // MARK: the day of a type

  /// Periods of either run in which anything happens.
  private var time: TimeAxis {
    guard let saved else { return page.time }
    let other = PageContext(saved, page.language).time.periods
    let both =
      min(page.time.periods.lowerBound, other.lowerBound)..<max(page.time.periods.upperBound, other.upperBound)
    return TimeAxis(page.result, periods: both, names: page.names)
  }

  private var day: Markup {
    let type = page.result.contactTypes[type]
    let time = time
    let before = saved?.contactTypes.first { $0.name == type.name }
    let lines = DayLines(page: page, time: time, type: type, saved: before)
    return .charts(lines.charts)
  }

  // MARK: all types

  private var heat: Markup {
    let heat = HeatSection(page, periods: time.periods)
    return heat.isEmpty ? "" : "<p class=\"note\">\(texts.heatNote)</p>\(heat.whole)"
  }

  // MARK: what lies there, what it costs

  private var backlog: Markup { DeferredSection(page).charts(most: Self.mostBacklogs) }

  private var cost: Markup {
    let totals = GroupTotals(page.result)
    let table = StaffSection(page).table(totals).markup
    var change: Markup = ""
    if let before = saved.flatMap({ GroupTotals($0).cost?.mean }), let now = totals.cost?.mean {
      let figure = difference?.cost ?? Figure(mean: now - before, halfWidth: nil)
      let sign = (figure.mean ?? 0) > 0 ? "+" : ""
      change = """
        <p class="delta">\(texts.savedShare(numbers.money(before))) · <b>\(sign)\(numbers.figure(figure, .money))</b></p>
        """
    }
    return "\(change)\(table)"
  }
}

/// A promise on the planner's page.
struct PlannerCard {
  let name: String
  let target: Double
  let promised: String
  let reached: Figure
  let saved: Figure?
  let change: Figure?
  let rows: [(name: String, figure: Figure, style: NumberText.Style)]

  var verdict: Verdict { Verdict(reached, target: target) }

  /// The worst first.
  var rank: Double {
    guard let mean = reached.mean else { return 2 }
    return mean - target
  }

  func markup(_ page: PageContext) -> Markup {
    let list = rows.map { "<div><dt>\($0.name)</dt><dd>\(page.exact($0.figure, $0.style))</dd></div>" as Markup }
    return """
      <article class="card \(HeadlineSection.tone(verdict))" data-type="\(name)"><header><h3>\(name)</h3>\
      \(HeadlineSection.light(verdict, page.texts))</header><p class="big">\(page.exact(reached, .share))</p>\
      <p class="note">\(promised)</p>\(HeadlineSection.gauge(reached, target: target, page))\(delta(page))<dl>\(list)</dl></article>

      """
  }

  private func delta(_ page: PageContext) -> Markup {
    guard let saved else { return "" }
    let before = page.texts.savedShare(page.numbers.share(saved.mean))
    guard let change, let mean = change.mean else { return "<p class=\"delta\">\(before)</p>" }
    let isSeen = abs(mean) > (change.halfWidth ?? 0)
    let words =
      isSeen ? page.texts.changeInPoints(ComparisonReport.signedPoints(change)) : page.texts.noChange
    let tone = isSeen ? (mean > 0 ? "up" : "down") : "same"
    return """
      <p class="delta \(tone)">\(before) · <b>\(words)</b></p>
      """
  }
}
