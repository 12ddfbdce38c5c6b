import ContactCentre
import Simulation

/// The promises with their traffic lights: colour, sign and word say the same.
struct HeadlineSection {
  private let page: PageContext

  init(_ page: PageContext) { self.page = page }

  /// What a card says: how much of what was promised was reached, and what belongs to it.
  private struct Card {
    let index: Int
    let type: ContactTypeResult
    let reached: Figure
    let target: Double
    let promised: String
    let rows: [(name: String, value: Markup)]

    var verdict: Verdict { Verdict(reached, target: target) }
  }

  /// A card for each promise and for each deadline.
  private var promised: [Card] {
    page.result.contactTypes.enumerated().flatMap { index, type in
      [type.promise.map { card(index, type, $0) }, type.deadline.map { card(index, type, $0) }].compactMap { $0 }
    }
  }

  var markup: Markup {
    let promised = promised
    func count(_ verdict: Verdict) -> Int { promised.count { $0.verdict == verdict } }
    let (kept, close, missed) = (count(.kept), count(.close), count(.missed))
    let summary =
      promised.isEmpty
      ? page.texts.noPromises
      : kept + close + missed == 0
        ? page.texts.nothingOffered : page.texts.verdicts(kept: kept, close: close, missed: missed)
    let cards = promised.map(markup)
    return """
      <section id="promises"><h2>\(page.texts.promises)</h2><p class="lead">\(summary)</p>
      <div class="cards">\(cards)</div></section>
      """
  }

  private func card(_ index: Int, _ type: ContactTypeResult, _ promise: Promise) -> Card {
    let texts = page.texts
    let numbers = page.numbers
    let day = type.day
    let rows: [(String, Markup)] = [
      (texts.wholeDays, page.exact(type.dayMeetsPromise ?? Figure(mean: nil, halfWidth: nil), .share)),
      (texts.offered, page.exact(day.offered, .count)),
      (texts.abandonedShare, "\(numbers.share(Shares.of(day.abandoned, in: day)))"),
      (texts.asaLong, page.exact(day.waitAnswered.mean, .duration)),
      (texts.p90Wait, page.exact(day.waitVirtual.p90, .duration)),
    ]
    return Card(
      index: index, type: type, reached: day.serviceLevel[promise.definition], target: promise.target,
      promised: texts.promised(promise, numbers), rows: rows)
  }

  private func card(_ index: Int, _ type: ContactTypeResult, _ deadline: Deadline) -> Card {
    let texts = page.texts
    let day = type.day
    return Card(
      index: index, type: type, reached: day.deadlineCompliance, target: deadline.target,
      promised: texts.promised(deadline, page.numbers),
      rows: [
        (texts.offered, page.exact(day.offered, .count)), (texts.lateLong, page.exact(day.deadlineMissed, .count)),
        (texts.stillOpenLong, page.exact(day.deadlineOpen, .count)),
        (texts.backlogLong, page.exact(day.backlog, .count)), (texts.oldestLong, page.exact(day.oldest, .duration)),
      ])
  }

  private func markup(_ card: Card) -> Markup {
    let list = card.rows.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as Markup }
    let name: Markup =
      (card.type.day.offered.mean ?? 0) > 0
      ? "<a href=\"#type-\(card.index + 1)\">\(card.type.name)</a>" : "\(card.type.name)"
    let light = Self.light(card.verdict, page.texts)
    return """
      <article class="card \(Self.tone(card.verdict))"><header><h3>\(name)</h3>\(light)</header>\
      <p class="big">\(page.exact(card.reached, .share))</p><p class="note">\(card.promised)</p>\
      \(Self.gauge(card.reached, target: card.target, page))<dl>\(list)</dl></article>

      """
  }

  /// Sign and word of a verdict.
  static func light(_ verdict: Verdict, _ texts: Texts) -> Markup {
    "<span class=\"light \(tone(verdict))\"><b aria-hidden=\"true\">\(verdict.sign)</b> \(texts.verdict(verdict))</span>"
  }

  static func tone(_ verdict: Verdict) -> String {
    switch verdict {
    case .kept: "kept"
    case .close: "close"
    case .missed: "missed"
    case .unknown: "unknown"
    }
  }

  /// The share reached as a bar, its interval as a whisker, the target as a mark.
  static func gauge(_ reached: Figure, target: Double, _ page: PageContext) -> Markup {
    func percent(_ value: Double) -> Double { min(max(value, 0), 1) * 100 }
    let aim = percent(target)
    var bar = Markup()
    if let mean = reached.mean {
      bar += "<rect class=\"fill\" y=\"6\" width=\"\(at: percent(mean))%\" height=\"8\" rx=\"4\"/>"
      if let halfWidth = reached.halfWidth {
        bar += """
          <line class="whisker" x1="\(at: percent(mean - halfWidth))%" x2="\(at: percent(mean + halfWidth))%" y1="10" y2="10"/>
          """
      }
    }
    let label = page.texts.targetLine(page.numbers.target(target))
    return """
      <svg class="gauge" height="20" role="img" aria-label="\(page.numbers.share(reached.mean)), \(label)">\
      <rect class="track" y="6" width="100%" height="8" rx="4"/>\(bar)\
      <line class="aim" x1="\(at: aim)%" x2="\(at: aim)%" y1="1" y2="19"/></svg>
      """
  }
}
