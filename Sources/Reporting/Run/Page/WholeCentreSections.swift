import ContactCentre
import Simulation

/// The sections that only scenarios with deferred work, steps or loops have.
struct WholeCentreSections {
  private let page: PageContext

  private init(_ page: PageContext) { self.page = page }

  /// The sections in which there is something to show.
  static func all(_ page: PageContext) -> [PageSection] {
    let sections = WholeCentreSections(page)
    let texts = page.texts
    return [
      PageSection(
        id: "deferred", title: texts.deferredTitle, lead: texts.averageDay, body: DeferredSection(page).markup),
      PageSection(id: "steps", title: texts.stepsTitle, lead: texts.averageDay, body: sections.steps),
      PageSection(id: "issues", title: texts.issuesTitle, lead: texts.averageDay, body: sections.issues),
      PageSection(id: "loops", title: texts.loopsTitle, lead: texts.averageDay, body: sections.loops),
    ].filter { !$0.body.isEmpty }
  }

  private var texts: Texts { page.texts }

  private func panel(_ table: DataTable, _ note: String) -> Markup {
    table.rows.isEmpty ? "" : "<div class=\"panel\">\(table.markup)<p class=\"note\">\(note)</p></div>"
  }

  private var steps: Markup {
    let rows = page.result.contactTypes.flatMap { type in
      type.steps.map { step -> [Markup] in
        [
          "\(step.name) <span class=\"channel\">\(type.name)</span>", "\(step.group ?? NumberText.nothing)",
          page.exact(step.arrived, .count), page.exact(step.answered, .count), page.exact(step.wait, .duration),
          page.exact(step.handling, .duration), page.exact(step.queueLength, .count),
        ]
      }
    }
    return panel(
      DataTable(
        caption: texts.steps,
        columns: [
          texts.step, texts.agentGroup, texts.arrived, texts.answered, texts.wait, texts.handling, texts.queueLength,
        ], rows: rows, wordColumns: 1), texts.stepsNote)
  }

  private var issues: Markup {
    guard let all = page.result.issues else { return "" }
    let types = page.result.contactTypes.compactMap { type in
      type.issues.flatMap { ($0.opened.mean ?? 0) > 0 ? (type.name, $0) : nil }
    }
    guard !types.isEmpty || (all.opened.mean ?? 0) > 0 else { return "" }
    var rows = types.map { row("\($0)", $1) }
    rows.append(row("<strong>\(texts.allIssues)</strong>", all))
    return panel(
      DataTable(
        caption: texts.issuesOfADay,
        columns: [
          texts.contactType, texts.issueOpened, texts.issueResolved, texts.issueLost, texts.firstContactResolution,
          texts.contactsEach, texts.handOffsEach, texts.timeToSettle, texts.costEach,
        ], rows: rows), texts.issuesNote)
  }

  private func row(_ name: Markup, _ figures: IssueFigures) -> [Markup] {
    [
      name, page.exact(figures.opened, .count), page.exact(figures.resolved, .count),
      page.exact(figures.lost, .count), page.exact(figures.firstContactResolution, .share),
      page.exact(figures.contactsPerIssue, .each), page.exact(figures.handOffsPerIssue, .each),
      page.exact(figures.timeToResolution, .duration),
      figures.costPerResolved.map { page.exact($0, .money) } ?? "\(NumberText.nothing)",
    ]
  }

  private var loops: Markup {
    let loops = page.result.loops.filter { ($0.contacts.mean ?? 0) > 0 }
    let most = loops.compactMap(\.contacts.mean).max() ?? 1
    let rows = loops.map { loop -> [Markup] in
      let bar = Markup.rowBar((loop.contacts.mean ?? 0) / most, label: page.numbers.count(loop.contacts.mean))
      return [
        "\(loop.from) → \(loop.to) <span class=\"channel\">\(texts.reason(loop.reason))</span>", bar,
        page.exact(loop.contacts, .count),
      ]
    }
    return panel(
      DataTable(
        caption: texts.loopsOfADay, columns: ["\(texts.from) → \(texts.becomes)", "", texts.contacts], rows: rows,
        wordColumns: 1), texts.loopsNote)
  }
}
