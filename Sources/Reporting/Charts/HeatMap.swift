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

  /// What the table needs beside the sheet of charts.
  package static let style: Markup = """
    .heat{width:auto;border-collapse:separate;border-spacing:1px;font-size:11px}
    .heat th,.heat td{padding:3px 0;border:0;min-width:18px;text-align:center;line-height:1.35}
    .heat td{font-size:9.5px;letter-spacing:-.05em;line-height:1.65}
    .scroll+h3{margin-top:22px}
    .heat tbody th,.heat thead th:first-child{background:var(--card)}
    .heat tbody th{text-align:left;padding-right:10px;font-size:13px;max-width:min(220px,34vw);white-space:nowrap;\
    overflow:hidden;text-overflow:ellipsis}
    .heat thead th{min-width:0;font-size:10.5px;height:44px;vertical-align:bottom}
    .heat thead th:first-child{font-size:12.5px;position:sticky;left:0;text-align:left}
    .heat thead th:not(:first-child) span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block}
    .heat .h0{background:#d9efe1;color:#0d3d22}
    .heat .h1{background:#fdf0c8;color:#4d3400}
    .heat .h2{background:#f9cf93;color:#4a2500}
    .heat .h3{background:#e8835f;color:#2b0a00}
    .heat .h4{background:#a52a1f;color:#fff}
    @media screen and (prefers-color-scheme:dark){
    .heat .h0{background:#1b3b2a;color:#bfe9cf}.heat .h1{background:#4a3d12;color:#f8e6ae}
    .heat .h2{background:#6e4413;color:#ffe2bd}.heat .h3{background:#a34526;color:#fff}.heat .h4{background:#d9432f;color:#000}
    }
    @media print{.heat th,.heat td{font-size:7px;min-width:0;padding:2px 1px}.heat tbody th{font-size:8.5px}}

    """
}
