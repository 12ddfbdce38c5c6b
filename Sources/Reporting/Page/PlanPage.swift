import Simulation

/// A plan on one page that needs nothing else, in the looks of the report of a run.
struct PlanPage {
  /// What the page is, above the title.
  let kicker: String
  /// The title.
  let title: String
  /// Lines below the title: the aim, the verdict.
  let lead: [String]
  /// What to mind; empty for nothing.
  let warning: String
  /// The parts, each with a heading.
  let sections: [(title: String, body: Markup)]
  let language: Language

  /// The whole page; the same plan gives the same bytes.
  var text: String {
    let texts = Texts(language)
    let note: Markup = warning.isEmpty ? "" : "<p class=\"warning\" role=\"note\">⚠ \(warning)</p>"
    let facts = lead.map { "<p class=\"facts\">\($0)</p>" as Markup }
    let contents = sections.enumerated().map { "<li><a href=\"#part-\($0 + 1)\">\($1.title)</a></li>" as Markup }
    let bodies = sections.enumerated().map { index, section -> Markup in
      "<section id=\"part-\(index + 1)\"><h2>\(section.title)</h2>\(section.body)</section>\n"
    }
    let markup: Markup = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Waitline">
      <title>\(title) – \(kicker)</title>
      <style>\(StyleSheet.page)\(StyleSheet.charts)\(StackedChart.style)</style>
      </head>
      <body>
      <header class="top"><p class="kicker">\(kicker)</p><h1>\(title)</h1>\(facts)\(note)</header>
      <nav aria-label="\(texts.contents)"><ul>\(contents)</ul></nav>
      <main>
      \(bodies)</main>
      <footer>\(texts.foot)</footer>
      </body>
      </html>

      """
    return markup.source
  }

  /// A table in a panel of its own.
  static func panel(_ title: String, _ table: DataTable) -> Markup {
    "<div class=\"panel\"><h3>\(title)</h3>\(table.markup)</div>"
  }
}
