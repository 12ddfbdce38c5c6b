import ContactCentre
import Simulation

/// `report.html`: a run on one page that needs nothing else.
public enum ReportHTML {
  /// The whole page; the same result gives the same bytes.
  public static func text(_ result: SimulationResult, language: Language = .english) -> String {
    let page = PageContext(result, language)
    let texts = page.texts
    let words = RunWords(result, language)
    return PageFrame(
      kicker: texts.reportTitle, title: words.title, facts: [words.facts], warning: words.warning ?? "",
      contents: contents(page),
      body: [HeadlineSection(page).markup, OverviewSection(page).markup, HeatSection(page).markup]
        + [ContactTypeSection.all(page)] + WholeCentreSections.all(page).map(\.markup)
        + [StaffSection(page).markup, definitions(page)],
      styles: [HeatMap.style], language: language
    ).text
  }

  private static func contents(_ page: PageContext) -> [(id: String, title: String)] {
    let texts = page.texts
    // A long list would push the results off the first screen; the table of contact types links to all of them.
    let detailed = page.detailedTypes
    let types = (detailed.count <= 12 ? detailed : []).map { index in
      (id: "type-\(index + 1)", title: page.result.contactTypes[index].name)
    }
    return [("promises", texts.promises), ("overview", texts.contactTypes)]
      + (HeatSection(page).isEmpty ? [] : [("heat", texts.heatMap)]) + types
      + WholeCentreSections.all(page).map { ($0.id, $0.title) }
      + [("staff", texts.staff), ("definitions", texts.definitions)]
  }

  private static func definitions(_ page: PageContext) -> Markup {
    let entries = page.texts.glossary.map { "<dt>\($0.term)</dt><dd>\($0.meaning)</dd>" as Markup }
    return """
      <section id="definitions"><h2>\(page.texts.definitions)</h2><dl class="glossary">\(entries)</dl></section>
      """
  }
}

/// What every section of the page needs.
struct PageContext {
  let result: SimulationResult
  let language: Language
  let texts: Texts
  let numbers: NumberText
  let names: PeriodNames
  let time: TimeAxis

  init(_ result: SimulationResult, _ language: Language) {
    self.result = result
    self.language = language
    texts = Texts(language)
    numbers = NumberText(language)
    names = PeriodNames(result, language)
    time = TimeAxis(result, periods: Self.activePeriods(result), names: names)
  }

  /// Contact types that have a section of their own: those with contacts.
  var detailedTypes: [Int] {
    result.contactTypes.indices.filter { (result.contactTypes[$0].day.offered.mean ?? 0) > 0 }
  }

  /// The types with the most contacts, whose sections are unfolded.
  var unfoldedTypes: Set<Int> {
    let offered = { (type: Int) in result.contactTypes[type].day.offered.mean ?? 0 }
    return Set(detailedTypes.sorted { (offered($0), $1) > (offered($1), $0) }.prefix(6))
  }

  /// What a note below a chart adds when a part of the chart is shaded.
  var shadeNote: String { result.firstCountedPeriod > time.periods.lowerBound ? " · " + texts.shadedWarmUp : "" }

  /// Length of a period, for example `30 min`.
  var periodLength: String {
    result.periodsAreDays ? texts.wholeDay : numbers.roundDuration(Double(result.periodSeconds))
  }

  /// The periods of a single day in which anything happens, so that closed hours take no room; all those of several days.
  private static func activePeriods(_ result: SimulationResult) -> Range<Int> {
    guard result.days <= 1 else { return result.periods.indices }
    let active = result.periods.indices.filter { period in
      result.contactTypes.contains {
        ($0.periods[period].offered.mean ?? 0) > 0 || ($0.periods[period].queueLength.mean ?? 0) > 0
      } || result.agentGroups.contains { $0.headsPlanned[period] > 0 }
    }
    guard let first = active.first, let last = active.last else { return result.periods.indices }
    return first..<last + 1
  }

  /// A figure with its exact mean beside the rounded one that is read.
  func exact(_ figure: Figure, _ style: NumberText.Style) -> Markup {
    guard let mean = figure.mean, mean.isFinite else { return "\(NumberText.nothing)" }
    if mean == 0, (figure.halfWidth ?? 0) == 0, style != .share, style != .duration {
      return "<data value=\"\(exact: mean)\">0</data>"
    }
    return "<data value=\"\(exact: mean)\">\(numbers.text(mean, style))</data>\(halfWidth(figure, style))"
  }

  /// `± 0.5%` in a smaller type; nothing when it is unknown.
  func halfWidth(_ figure: Figure, _ style: NumberText.Style) -> Markup {
    guard let mean = figure.mean, let halfWidth = figure.halfWidth, halfWidth.isFinite else { return "" }
    return " <small>± \(numbers.halfWidth(halfWidth, of: mean, style))</small>"
  }
}
