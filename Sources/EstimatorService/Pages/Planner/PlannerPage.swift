import HTTPTypes
import Hummingbird
import Reporting

/// The planner's page: the frame that `planner.js` fills.
struct PlannerPage {
  let language: Language
  let isOn: Bool

  private var words: PlannerWords { PlannerWords(language) }

  var markup: Markup {
    let words = words
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
      <title>\(words.title)</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/pages/charts.css"><link rel="stylesheet" href="/pages/planner.css">
      <script id="words" type="application/json">\(words.script)</script>
      <script src="/pages/staff.js" defer></script><script src="/pages/planner.js" defer></script></head>
      <body class="planner"><a class="skip" href="#promises">\(words.skip)</a>\(isOn ? content : off)</body></html>

      """
  }

  private var off: Markup {
    "<main class=\"off\"><h1>Waitline</h1><p>\(words.off)</p><p><code>waitline serve … --scenarios scenarios</code></p></main>"
  }

  private var content: Markup {
    let words = words
    return """
      <header class="mast"><div class="brand"><h1>Waitline</h1><p>\(words.subtitle)</p></div>
      <div class="pick"><label for="scenario">\(words.scenario)</label><select id="scenario"></select>
      <label class="button" for="drop">\(words.openFile)<input id="drop" type="file" accept=".yaml,.yml,.json"></label></div>
      <fieldset id="overlays" hidden><legend>\(words.overlays)</legend></fieldset>
      <nav aria-label="\(words.tools)"><button id="undo" type="button" disabled>\(words.undo)</button>\
      <button id="reset" type="button" disabled>\(words.reset)</button>\
      <button id="share" type="button">\(words.share)</button>\
      <button id="save" type="button">\(words.save)</button>\
      <button id="report" type="button">\(words.report)</button>\
      <button id="csv" type="button">CSV</button>\
      <a id="replay" class="button" href="/replay">\(words.replay)</a>\
      <a id="other" class="button" href="?language=\(otherLanguage.rawValue)" lang="\(otherLanguage.rawValue)" \
      hreflang="\(otherLanguage.rawValue)">\(otherLanguage == .english ? "English" : "简体中文")</a></nav></header>
      <p id="status" role="status"></p><div id="problem" role="alert" hidden></div>
      <div class="desk"><aside aria-label="\(words.controls)"><h2>\(words.controls)</h2><div id="controls"></div>
      <section class="search"><h2>\(words.search)</h2><p class="note">\(words.searchNote)</p>
      <label for="aim">\(words.aim)</label><select id="aim"><option value="every-period">\(words.everyPeriod)</option>\
      <option value="day">\(words.wholeDay)</option><option value="probability=0.9">\(words.nineDays)</option></select>
      <div class="row"><button id="staff" type="button">\(words.staff)</button>\
      <button id="schedule" type="button">\(words.schedule)</button>\
      <button id="cancel" type="button" hidden>\(words.cancel)</button></div>
      <p id="progress" role="status"></p><div id="found" hidden><pre tabindex="0"></pre>\
      <button id="apply" type="button">\(words.apply)</button></div></section></aside>
      <main><section id="promises" aria-label="\(words.promises)"><h2>\(words.promises)</h2><div data-piece="promises"></div></section>
      <section id="team" aria-label="\(words.team)"><h2>\(words.team)</h2><p class="note">\(words.teamNote)</p><div id="groups"></div></section>
      <section id="day"><div class="heading"><h2>\(words.day)</h2><label for="type">\(words.contactType)</label>\
      <select id="type"></select></div><div data-piece="day"></div></section>
      <section id="heat"><h2>\(words.heat)</h2><div data-piece="heat"></div></section>
      <section id="backlog"><h2>\(words.backlog)</h2><div data-piece="backlog"></div></section>
      <section id="cost"><h2>\(words.cost)</h2><div data-piece="cost"></div></section></main></div>
      <noscript><p>\(words.noScript)</p></noscript>
      """
  }

  private var otherLanguage: Language { language == .english ? .simplifiedChinese : .english }
}

extension Responder {
  /// A page; what it shows it asks for itself.
  func page(_ page: Route.Page, _ request: Request) -> Response {
    let language = PageRequest(request).language
    let markup =
      switch page {
      case .planner: PlannerPage(language: language, isOn: planner != nil).markup
      case .replay: ReplayPage(language: language).markup
      }
    return PageContent(page: markup).response(to: request, varies: PageRequest.varies)
  }
}
