import ContactCentre
import Simulation

/// The promises with their traffic lights: colour, sign and word say the same.
struct HeadlineSection {
  private let page: PageContext

  init(_ page: PageContext) { self.page = page }

  private var promised: [(index: Int, type: ContactTypeResult, promise: Promise, verdict: Verdict)] {
    page.result.contactTypes.enumerated().compactMap { index, type in
      type.promise.map {
        (index, type, $0, Verdict(type.day.serviceLevel[$0.definition], target: $0.target))
      }
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
    let cards = promised.map { card($0.index, $0.type, $0.promise, $0.verdict) }
    return """
      <section id="promises"><h2>\(page.texts.promises)</h2><p class="lead">\(summary)</p>
      <div class="cards">\(cards)</div></section>
      """
  }

  private func card(_ index: Int, _ type: ContactTypeResult, _ promise: Promise, _ verdict: Verdict) -> Markup {
    let texts = page.texts
    let numbers = page.numbers
    let day = type.day
    let reached = day.serviceLevel[promise.definition]
    let rows: [(String, Markup)] = [
      (texts.wholeDays, page.exact(type.dayMeetsPromise ?? Figure(mean: nil, halfWidth: nil), .share)),
      (texts.offered, page.exact(day.offered, .count)),
      (texts.abandoned, "\(numbers.share(Shares.of(day.abandoned, in: day)))"),
      (texts.asa, page.exact(day.waitAnswered.mean, .duration)),
      (texts.p90Wait, page.exact(day.waitVirtual.p90, .duration)),
    ]
    let list = rows.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" as Markup }
    let name: Markup =
      (day.offered.mean ?? 0) > 0 ? "<a href=\"#type-\(index + 1)\">\(type.name)</a>" : "\(type.name)"
    return """
      <article class="card \(Self.tone(verdict))"><header><h3>\(name)</h3>\(Self.light(verdict, texts))</header>\
      <p class="big">\(page.exact(reached, .share))</p><p class="note">\(texts.promised(promise, numbers))</p>\
      \(gauge(reached, promise))<dl>\(list)</dl></article>

      """
  }

  /// Sign and word of a verdict.
  static func light(_ verdict: Verdict, _ texts: Texts) -> Markup {
    "<span class=\"light \(tone(verdict))\"><b aria-hidden=\"true\">\(verdict.sign)</b> \(texts.verdict(verdict))</span>"
  }

  private static func tone(_ verdict: Verdict) -> String {
    switch verdict {
    case .kept: "kept"
    case .close: "close"
    case .missed: "missed"
    case .unknown: "unknown"
    }
  }

  /// The share reached as a bar, its interval as a whisker, the target as a mark.
  private func gauge(_ reached: Figure, _ promise: Promise) -> Markup {
    func percent(_ value: Double) -> Double { min(max(value, 0), 1) * 100 }
    let target = percent(promise.target)
    var bar = Markup()
    if let mean = reached.mean {
      bar += "<rect class=\"fill\" y=\"6\" width=\"\(at: percent(mean))%\" height=\"8\" rx=\"4\"/>"
      if let halfWidth = reached.halfWidth {
        bar += """
          <line class="whisker" x1="\(at: percent(mean - halfWidth))%" x2="\(at: percent(mean + halfWidth))%" y1="10" y2="10"/>
          """
      }
    }
    let label = page.texts.targetLine(page.numbers.target(promise.target))
    return """
      <svg class="gauge" height="20" role="img" aria-label="\(page.numbers.share(reached.mean)), \(label)">\
      <rect class="track" y="6" width="100%" height="8" rx="4"/>\(bar)\
      <line class="aim" x1="\(at: target)%" x2="\(at: target)%" y1="1" y2="19"/></svg>
      """
  }
}
