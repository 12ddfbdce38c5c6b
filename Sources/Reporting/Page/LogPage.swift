/// Pieces of the pages about logs.
enum LogPage {
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
