import Simulation

/// What waiting customers would be told at some busy times, in both languages.
struct AnnouncementSection {
  /// Places in the queue that are shown, of those that were seen.
  private static let places: Set<Int> = [0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80]

  private let page: PageContext
  private let type: ContactTypeResult

  init(_ page: PageContext, _ type: ContactTypeResult) {
    self.page = page
    self.type = type
  }

  /// The busiest period of each third of those with rows, in order of time.
  private var periods: [Int] {
    let seen = Set(type.announcements.map(\.period)).filter { $0 >= page.result.firstCountedPeriod }.sorted()
    let thirds =
      seen.count < 3 ? seen.map { [$0] } : (0..<3).map { Array(seen[seen.count * $0 / 3..<seen.count * ($0 + 1) / 3]) }
    return thirds.compactMap { third in
      third.max { (busyness($0), $1) < (busyness($1), $0) }
    }
  }

  private func busyness(_ period: Int) -> Double { type.periods[period].queueLength.mean ?? 0 }

  var markup: Markup {
    guard !type.announcements.isEmpty else { return "" }
    let texts = page.texts
    let within = texts.within(page.numbers.roundDuration(type.answerWithin))
    let figures = [texts.mean, "P50", "P80", "P90", within]
    let headings = ([texts.waitingAhead, texts.told] + figures).map { "<th scope=\"col\">\($0)</th>" as Markup }
    let groups = periods.map { group($0, figures) }
    return """
      <div class="panel"><h3>\(texts.announcements)</h3><p class="note">\(texts.announcementsNote)</p>\
      <details class="more"><summary>\(texts.showAnnouncements)</summary><div class="scroll" role="region" aria-label="\(type.name): \(texts.announcements)" tabindex="0">\
      <table class="told"><caption>\(type.name): \(texts.announcements)</caption><thead><tr>\(headings)</tr></thead>
      \(groups)</table></div></details></div>
      """
  }

  /// The rows of a period. Each number carries its name too: a narrow page shows them without the row of headings.
  private func group(_ period: Int, _ names: [String]) -> Markup {
    let rows = type.announcements.filter { $0.period == period && Self.places.contains($0.waitingAhead) }
    let languages = [page.language] + Language.allCases.filter { $0 != page.language }
    let lines = rows.map { row -> Markup in
      let sentences = languages.map { language -> Markup in
        let sentence = AnnouncementText.text(waitingAhead: row.waitingAhead, row: row, language: language)
        return "<span lang=\"\(language.rawValue)\">\(sentence)</span>"
      }
      let numbers =
        [row.mean, row.p50, row.p80, row.p90].map(page.numbers.duration) + [page.numbers.share(row.withinPromise)]
      let cells = zip(names, numbers).map { "<td data-name=\"\($0)\">\($1)</td>" as Markup }
      return """
        <tr><td>\(row.waitingAhead)</td><td class="sentence"><div>\(sentences)</div></td>\(cells)</tr>

        """
    }
    return """
      <tbody><tr class="when"><th scope="rowgroup" colspan="7">\(page.names.name(period))</th></tr>
      \(lines)</tbody>
      """
  }
}
