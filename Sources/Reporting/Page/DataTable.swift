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
    let headings = columns.map { "<th scope=\"col\">\($0)</th>" as Markup }
    let body = rows.map { row -> Markup in
      let cells = row.dropFirst().map { "<td>\($0)</td>" as Markup }
      return "<tr><th scope=\"row\">\(row.first ?? "")</th>\(cells)</tr>\n"
    }
    return """
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table><caption>\(caption)</caption>\
      <thead><tr>\(headings)</tr></thead><tbody>
      \(body)</tbody></table></div>
      """
  }

  /// The table folded away below a chart.
  package func folded(summary: String) -> Markup {
    "<details class=\"data\"><summary>\(summary)</summary>\(markup)</details>"
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

  /// The block; `tableSummary` is what the fold of the numbers is called.
  package func markup(tableSummary: String) -> Markup {
    let note: Markup = note.isEmpty ? "" : "<p class=\"note\">\(note)</p>"
    return """
      <figure><figcaption><h4>\(title)</h4>\(note)</figcaption>\(legend)\(svg)\(table.folded(summary: tableSummary))\
      </figure>

      """
  }
}
