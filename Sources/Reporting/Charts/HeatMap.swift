/// Shares by row and period as a table of coloured cells: its own table, for those who cannot see the colours.
package struct HeatMap: Sendable {
  /// A row: a name, and a share for each period; `nil` where there was nothing.
  package struct Row: Sendable {
    package var name: String
    /// What it is measured against, 0 to 1; `nil` is none.
    package var target: Double?
    package var shares: [Double?]

    package init(_ name: String, target: Double?, shares: [Double?]) {
      (self.name, self.target, self.shares) = (name, target, shares)
    }
  }

  package var caption: String
  /// What the column of names is called.
  package var corner: String
  /// Names of the periods.
  package var periods: [String]
  package var rows: [Row]

  package init(_ caption: String, corner: String, periods: [String], rows: [Row]) {
    (self.caption, self.corner, self.periods, self.rows) = (caption, corner, periods, rows)
  }

  /// How far below its target a share is: 0 at or above it, 4 the worst. Without a target it is held against 100 %.
  static func level(_ share: Double, target: Double?) -> Int {
    let missing = (target ?? 1) - share
    switch missing {
    case ...0: return 0
    case ...0.05: return 1
    case ...0.15: return 2
    case ...0.4: return 3
    default: return 4
    }
  }

  /// The table, in a frame that scrolls.
  package var markup: Markup {
    let headings = periods.map { "<th scope=\"col\"><span>\($0)</span></th>" as Markup }
    let body = rows.map { row -> Markup in
      let cells = row.shares.map { share -> Markup in
        guard let share else { return "<td></td>" }
        return "<td class=\"h\(Self.level(share, target: row.target))\">\(Int((share * 100).rounded()))</td>"
      }
      return "<tr><th scope=\"row\"><span>\(row.name)</span></th>\(cells)</tr>\n"
    }
    return """
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table class="heat"><caption>\(caption)</caption>\
      <thead><tr><th scope="col">\(corner)</th>\(headings)</tr></thead><tbody>\(body)</tbody></table></div>
      """
  }
}
