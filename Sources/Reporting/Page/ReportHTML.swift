import ContactCentre
import Simulation

/// `report.html`: a run on one page that needs nothing else: no script, no font, no picture from elsewhere.
///
/// Readable on a telephone and in print, light and dark. All names are escaped.
public enum ReportHTML {
  /// The whole page; the same result gives the same bytes.
  public static func text(_ result: SimulationResult, language: Language = .english) -> String {
    let page = PageContext(result, language)
    let texts = page.texts
    let words = RunWords(result, language)
    let warning: Markup = words.warning.map { "<p class=\"warning\" role=\"note\">⚠ \($0)</p>" } ?? ""
    let markup: Markup = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Waitline">
      <title>\(words.title) – \(texts.reportTitle)</title>
      <style>\(StyleSheet.page)\(StyleSheet.charts)\(HeatMap.style)</style>
      </head>
      <body>
      <header class="top"><p class="kicker">\(texts.reportTitle)</p><h1>\(words.title)</h1>\
      <p class="facts">\(words.facts)</p>\(warning)</header>
      \(contents(page))
      <main>
      \(HeadlineSection(page).markup)
      \(OverviewSection(page).markup)
      \(HeatSection(page).markup)\
      \(ContactTypeSection.all(page))
      \(WholeCentreSections.all(page).map(\.markup))\
      \(StaffSection(page).markup)
      \(definitions(page))
      </main>
      <footer>\(texts.foot)</footer>
      </body>
      </html>

      """
    return markup.source
  }

  private static func contents(_ page: PageContext) -> Markup {
    // A long list would push the results off the first screen; the table of contact types links to all of them.
    let detailed = page.detailedTypes
    let types = (detailed.count <= 12 ? detailed : []).map { index -> Markup in
      "<li><a href=\"#type-\(index + 1)\">\(page.result.contactTypes[index].name)</a></li>"
    }
    let further = WholeCentreSections.all(page).map { section -> Markup in
      "<li><a href=\"#\(section.id)\">\(section.title)</a></li>"
    }
    let heat: Markup =
      HeatSection(page).isEmpty ? "" : "<li><a href=\"#heat\">\(page.texts.heatMap)</a></li>"
    return """
      <nav aria-label="\(page.texts.contents)"><ul><li><a href="#promises">\(page.texts.promises)</a></li>\
      <li><a href="#overview">\(page.texts.contactTypes)</a></li>\(heat)\(types)\(further)\
      <li><a href="#staff">\(page.texts.staff)</a></li>\
      <li><a href="#definitions">\(page.texts.definitions)</a></li></ul></nav>
      """
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
