/// A chart with its heading, its key and its numbers.
package struct ChartBlock: Sendable {
  package var title: String
  /// A line below the title; may be empty.
  package var note: String
  package var legend: Markup
  package var svg: Markup
  package var table: DataTable

  package init(title: String, note: String = "", legend: Markup = "", svg: Markup, table: DataTable) {
    self.title = title
    self.note = note
    self.legend = legend
    self.svg = svg
    self.table = table
  }

  /// The block, with its numbers folded away.
  package func markup(_ texts: Texts) -> Markup {
    let note: Markup = note.isEmpty ? "" : "<p class=\"note\">\(note)</p>"
    return """
      <figure><figcaption><h3>\(title)</h3>\(note)</figcaption>\(legend)\(svg)\(table.folded(texts))\
      </figure>

      """
  }
}

extension Markup {
  /// Charts side by side where the page is wide enough.
  static func charts(_ charts: [Markup]) -> Markup { "<div class=\"charts\">\(charts)</div>\n" }
}
