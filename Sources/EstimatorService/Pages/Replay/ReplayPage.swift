import Reporting

/// The replay of a day: the frame that `replay.js` fills.
struct ReplayPage {
  let language: Language

  var markup: Markup {
    let words = PlannerWords(language)
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
      <title>\(words.replayTitle)</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/pages/charts.css"><link rel="stylesheet" href="/pages/planner.css">
      <script id="words" type="application/json">\(words.script)</script>
      <script src="/pages/replay.js" defer></script></head>
      <body class="planner replay"><header class="mast"><div class="brand"><h1>\(words.replay)</h1><p id="name"></p></div>
      <nav aria-label="\(words.tools)"><a id="back" class="button" href="/">\(words.title)</a></nav></header>
      <p id="status" role="status"></p><div id="problem" role="alert" hidden></div>
      <main id="stage" hidden></main></body></html>

      """
  }
}
