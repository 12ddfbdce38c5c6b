/// A table of texts: the first column names the rows, the others hold numbers, or words in the next few columns.
package struct DataTable: Sendable {
  /// What the table shows, for those who hear it.
  package var caption: String
  /// Headings of the columns.
  package var columns: [String]
  /// Cells; the first of each row names it.
  package var rows: [[Markup]]
  /// How many columns after the first hold words.
  package var wordColumns: Int

  package init(caption: String, columns: [String], rows: [[Markup]], wordColumns: Int = 0) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.wordColumns = wordColumns
  }

  /// The table in a frame that scrolls sideways where the page is narrow.
  package var markup: Markup {
    let headings = columns.enumerated().map { heading($1, isWord: (1..<1 + wordColumns).contains($0)) }
    let body = rows.map { row -> Markup in
      let cells = row.enumerated().dropFirst().map { index, cell -> Markup in
        index <= wordColumns ? "<td class=\"word\">\(cell)</td>" : "<td>\(cell)</td>"
      }
      return "<tr><th scope=\"row\"><div class=\"name\">\(row.first ?? "")</div></th>\(cells)</tr>\n"
    }
    return """
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table><caption>\(caption)</caption>\
      <thead><tr>\(headings)</tr></thead><tbody>
      \(body)</tbody></table></div>
      """
  }

  /// The table on a panel, below a heading and a note where they are not empty.
  package func panel(_ title: String = "", note: String = "") -> Markup {
    let heading: Markup = title.isEmpty ? "" : "<h3>\(title)</h3>"
    let note: Markup = note.isEmpty ? "" : "<p class=\"note\">\(note)</p>"
    return "<div class=\"panel\">\(heading)\(note)\(markup)</div>\n"
  }

  /// A heading; what it has in brackets goes to a second line. A column of bars has none.
  private func heading(_ title: String, isWord: Bool) -> Markup {
    if title.isEmpty { return "<td></td>" }
    if isWord { return "<th scope=\"col\" class=\"word\">\(title)</th>" }
    guard let bracket = title.range(of: " (") else { return "<th scope=\"col\">\(title)</th>" }
    let (name, rest) = (String(title[..<bracket.lowerBound]), String(title[bracket.lowerBound...]))
    return "<th scope=\"col\">\(name)<span>\(rest)</span></th>"
  }

  /// More rows than two weeks of half hours have would make the page too heavy.
  private static let mostFoldedRows = 700

  /// The table folded away below a chart; a table that is too long for the page is left to the file that has it all.
  /// - Parameter elsewhere: what says which file that is; `nil` for those of a run.
  package func folded(_ texts: Texts, elsewhere: String? = nil) -> Markup {
    guard rows.count <= Self.mostFoldedRows else {
      return "<p class=\"note\">\(elsewhere ?? texts.numbersElsewhere)</p>"
    }
    return "<details class=\"data\"><summary>\(texts.numbersOfChart)</summary>\(markup)</details>"
  }
}
