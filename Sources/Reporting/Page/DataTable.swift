/// A table of texts: the first column names the rows, the others hold numbers.
package struct DataTable: Sendable {
  /// What the table shows, for those who hear it.
  package var caption: String
  /// Headings of the columns.
  package var columns: [String]
  /// Cells; the first of each row names it.
  package var rows: [[Markup]]

  package init(caption: String, columns: [String], rows: [[Markup]]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The table in a frame that scrolls sideways where the page is narrow.
  package var markup: Markup {
    let headings = columns.map(heading)
    let body = rows.map { row -> Markup in
      let cells = row.dropFirst().map { "<td>\($0)</td>" as Markup }
      return "<tr><th scope=\"row\"><div class=\"name\">\(row.first ?? "")</div></th>\(cells)</tr>\n"
    }
    return """
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table><caption>\(caption)</caption>\
      <thead><tr>\(headings)</tr></thead><tbody>
      \(body)</tbody></table></div>
      """
  }

  /// A heading; what it has in brackets goes to a second line.
  private func heading(_ title: String) -> Markup {
    guard let bracket = title.range(of: " (") else { return "<th scope=\"col\">\(title)</th>" }
    let (name, rest) = (String(title[..<bracket.lowerBound]), String(title[bracket.lowerBound...]))
    return "<th scope=\"col\">\(name)<span>\(rest)</span></th>"
  }

  /// More rows than two weeks of half hours have would make the page too heavy.
  private static let mostFoldedRows = 700

  /// The table folded away below a chart; a table that is too long for the page is left to the file that has it all.
  package func folded(_ texts: Texts) -> Markup {
    guard rows.count <= Self.mostFoldedRows else { return "<p class=\"note\">\(texts.numbersElsewhere)</p>" }
    return "<details class=\"data\"><summary>\(texts.numbersOfChart)</summary>\(markup)</details>"
  }
}

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
      <figure><figcaption><h4>\(title)</h4>\(note)</figcaption>\(legend)\(svg)\(table.folded(texts))\
      </figure>

      """
  }
}
