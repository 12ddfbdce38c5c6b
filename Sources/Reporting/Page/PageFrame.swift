/// What all pages that are written into files have in common: one file that needs nothing else, no script, no font, no
/// picture from elsewhere; readable on a telephone and in print, light and dark.
struct PageFrame {
  /// What the page is, above the title.
  let kicker: String
  /// The title.
  let title: String
  /// What it all comes to, a sentence each, below the title; empty where sections say it.
  let verdicts: [String]
  /// Lines below.
  let facts: [String]
  /// What to mind; empty for nothing.
  let warning: String
  /// What the page contains, in order: the place that a link leads to, and its name.
  let contents: [(id: String, title: String)]
  /// What stands between the contents and the foot.
  let body: [Markup]
  /// Styles beside those of text, tables and charts.
  let styles: [Markup]
  /// The last line: when the figures would be the same again.
  let foot: String
  let language: Language

  /// A page of sections that are all in its contents.
  init(
    kicker: String, title: String, verdicts: [String] = [], facts: [String], warning: String = "",
    sections: [PageSection],
    styles: [Markup] = [], foot: String? = nil, language: Language
  ) {
    self.init(
      kicker: kicker, title: title, verdicts: verdicts, facts: facts, warning: warning,
      contents: sections.map { ($0.id, $0.title) },
      body: sections.map(\.markup), styles: styles, foot: foot, language: language)
  }

  init(
    kicker: String, title: String, verdicts: [String] = [], facts: [String], warning: String = "",
    contents: [(id: String, title: String)],
    body: [Markup], styles: [Markup] = [], foot: String? = nil, language: Language
  ) {
    (self.kicker, self.title, self.verdicts, self.facts) = (kicker, title, verdicts, facts)
    self.warning = warning
    (self.contents, self.body, self.styles, self.language) = (contents, body, styles, language)
    self.foot = foot ?? Texts(language).foot
  }

  /// The whole page; the same figures give the same bytes.
  var text: String {
    let texts = Texts(language)
    let note: Markup = warning.isEmpty ? "" : "<p class=\"warning\" role=\"note\">⚠ \(warning)</p>"
    let words = verdicts.map { "<p class=\"verdict\">\($0)</p>" as Markup }
    let lines = facts.map { "<p class=\"facts\">\($0)</p>" as Markup }
    let links = contents.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as Markup }
    let markup: Markup = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Waitline">
      <title>\(title) – \(kicker)</title>
      <style>\(StyleSheet.page)\(StyleSheet.charts)\(styles)</style>
      </head>
      <body>
      <header class="top"><p class="kicker">\(kicker)</p><h1>\(title)</h1>\(words)\(lines)\(note)</header>
      <nav aria-label="\(texts.contents)"><ul>\(links)</ul></nav>
      <main>
      \(body)\
      </main>
      <footer>\(foot)</footer>
      </body>
      </html>

      """
    return markup.source
  }
}

/// A part of a page with a heading, to which a link of the contents leads.
struct PageSection {
  let id: String
  let title: String
  /// A line below the heading; empty for none.
  var lead = ""
  let body: Markup

  var markup: Markup {
    let lead: Markup = lead.isEmpty ? "" : "<p class=\"lead\">\(lead)</p>"
    return "<section id=\"\(id)\"><h2>\(title)</h2>\(lead)\(body)</section>\n"
  }
}
