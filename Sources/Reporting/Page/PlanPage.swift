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
    PageFrame(
      kicker: kicker, title: title, facts: lead, warning: warning,
      sections: sections.enumerated().map { PageSection(id: "part-\($0 + 1)", title: $1.title, body: $1.body) },
      styles: [StackedChart.style], language: language
    ).text
  }

  /// A table in a panel of its own.
  static func panel(_ title: String, _ table: DataTable) -> Markup {
    "<div class=\"panel\"><h3>\(title)</h3>\(table.markup)</div>"
  }
}
