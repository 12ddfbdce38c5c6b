/// The frame of a page about logs: the same looks as the report of a run, and nothing from elsewhere.
enum LogPage {
  /// A whole page.
  static func text(kicker: String, title: String, facts: String, body: [Markup], _ texts: Texts) -> String {
    let markup: Markup = """
      <!DOCTYPE html>
      <html lang="\(texts.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Waitline">
      <title>\(title) – \(kicker)</title>
      <style>\(StyleSheet.page)\(StyleSheet.charts)</style>
      </head>
      <body>
      <header class="top"><p class="kicker">\(kicker)</p><h1>\(title)</h1><p class="facts">\(facts)</p></header>
      <main>
      \(body)
      </main>
      </body>
      </html>

      """
    return markup.source
  }

  /// A section with a heading and a line below it.
  static func section(_ id: String, _ title: String, lead: String = "", _ body: Markup) -> Markup {
    let lead: Markup = lead.isEmpty ? "" : "<p class=\"lead\">\(lead)</p>"
    return "<section id=\"\(id)\"><h2>\(title)</h2>\(lead)\(body)</section>\n"
  }

  /// A table on a panel.
  static func panel(_ title: String, note: String = "", _ table: DataTable) -> Markup {
    let note: Markup = note.isEmpty ? "" : "<p class=\"note\">\(note)</p>"
    return "<div class=\"panel\"><h3>\(title)</h3>\(note)\(table.markup)</div>\n"
  }

  /// Charts side by side.
  static func charts(_ blocks: [ChartBlock], _ texts: Texts) -> Markup {
    "<div class=\"charts\">\(blocks.map { $0.markup(texts) })</div>\n"
  }
}
