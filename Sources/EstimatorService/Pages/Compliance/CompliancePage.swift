import ContactCentre
import Reporting
import WaitEstimation

/// Promise against measured for all contact types, and one of them in detail. It works without a script, which only keeps it
/// up to date.
struct CompliancePage {
  let report: ComplianceReport
  /// The name of the scenario.
  let name: String
  /// The type in detail.
  let shown: String
  let window: ScoreBook.Window
  let language: Language

  private var texts: Texts { Texts(language) }

  var markup: Markup {
    let details = report.entries.first { $0.type.name == shown }.map {
      ComplianceDetails(entry: $0, report: report, window: window, language: language).markup(tabs: tabs)
    }
    return Self.frame(
      language: language, title: texts.complianceTitle,
      header: """
        <p class="kicker">\(name.isEmpty ? texts.complianceKicker : name)</p><h1>\(texts.complianceTitle)</h1>\
        <p class="facts">\(texts.asOf(clock))</p>
        """,
      main: "\(overview)\(details ?? "")",
      links: PageLinks.languages(but: language, query: [("type", shown), ("window", window.rawValue)]))
  }

  /// The moment of the figures, to the minute.
  private var clock: String { String(report.moment(report.time).prefix(16)).replacing("T", with: " ") }

  /// The page that asks for a token.
  static func asksForToken(isWrong: Bool, language: Language) -> Markup {
    let texts = Texts(language)
    let wrong: Markup = isWrong ? "<p class=\"warning\" role=\"alert\">\(texts.tokenWrong)</p>" : ""
    return frame(
      language: language, title: texts.complianceTitle,
      header: "<p class=\"kicker\">\(texts.complianceKicker)</p><h1>\(texts.complianceTitle)</h1>",
      main: """
        <section class="panel token"><h2>\(texts.tokenWanted)</h2><p class="note">\(texts.tokenHint)</p>\(wrong)
        <form><label for="token">\(texts.tokenLabel)</label>
        <input id="token" type="password" autocomplete="off" spellcheck="false" required>
        <button>\(texts.show)</button></form></section>
        """, links: PageLinks.languages(but: language, query: []))
  }

  private static func frame(language: Language, title: String, header: Markup, main: Markup, links: Markup) -> Markup {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
    <title>\(title)</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/pages/charts.css"><link rel="stylesheet" href="/pages/compliance.css">
    <script src="/pages/compliance.js" defer></script>
    </head><body><a class="skip" href="#main">\(Texts(language).skip)</a>
    <header class="top">\(header)</header>
    <p id="late" class="warning" role="status" data-text="\(Texts(language).notFresh)" hidden></p>
    <main id="main" tabindex="-1">\(main)</main>
    <footer>\(links)</footer></body></html>

    """
  }

  private func link(type: String, window: ScoreBook.Window) -> String {
    PageLinks.query([("type", type), ("window", window.rawValue), ("language", language.rawValue)])
  }

  /// Which time is shown.
  private var tabs: Markup {
    let links = ScoreBook.Window.allCases.map { other -> Markup in
      let current: Markup = other == window ? " aria-current=\"true\"" : ""
      return "<li><a href=\"\(link(type: shown, window: other))\"\(current)>\(texts.window(other))</a></li>"
    }
    return "<ul class=\"tabs\">\(links)</ul>"
  }

  /// A row for each type; the cells say the share, its interval and the number of contacts.
  private var overview: Markup {
    let rows = report.entries.map { entry -> [Markup] in
      let name: Markup = """
        <a href="\(link(type: entry.type.name, window: window))#details">\(entry.type.name)</a>\
        <span class="channel">\(texts.channel(entry.type.channel))</span>\
        <span class="channel promise">\(entry.type.promise.map { texts.promised(inRow: $0) } ?? texts.nothingPromised)</span>
        """
      return [name] + entry.windows.map { cell($0.count, entry) }
    }
    let table = DataTable(
      caption: texts.allTypes,
      columns: [texts.typeColumn] + ScoreBook.Window.allCases.map { texts.window($0) }, rows: rows)
    return "<section id=\"types\"><h2>\(texts.allTypes)</h2><div class=\"panel\">\(table.markup)</div></section>"
  }

  private func cell(_ count: PromiseCount, _ entry: ComplianceReport.Entry) -> Markup {
    let numbers = NumberText(language)
    let proportion = count.proportion(entry.definition)
    guard let share = proportion.value else { return "<span class=\"quiet\">\(NumberText.nothing)</span>" }
    let light = entry.verdict(count)?.light(texts) ?? ""
    let range = proportion.interval().map { texts.interval($0) } ?? ""
    return """
      \(light) <data value="\(exact: share)">\(numbers.share(share))</data>\
      <small>\(range) · \(texts.countOf(proportion.all))</small>
      """
  }
}

extension Verdict {
  /// The class of its colours in the style sheet.
  var tone: String {
    switch self {
    case .kept: "kept"
    case .close: "close"
    case .missed: "missed"
    case .unknown: "unknown"
    }
  }

  /// Sign and word, in its colours.
  func light(_ texts: Texts) -> Markup {
    "<span class=\"light \(tone)\"><b aria-hidden=\"true\">\(sign)</b> \(texts.verdictWord(self))</span>"
  }
}
