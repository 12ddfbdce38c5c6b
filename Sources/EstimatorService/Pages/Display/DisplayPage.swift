import Reporting

/// The page around one `<waitline-wait>` element.
struct DisplayPage {
  /// `nil` for one that the scenario does not have.
  let contactType: String?
  let contact: String?
  let language: Language

  private var texts: Texts { Texts(language) }

  var markup: Markup {
    let title = texts.waitingTime + (contactType.map { " · " + $0 } ?? "")
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
      <title>\(title)</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/pages/display.css">
      <script src="/pages/display.js" defer></script><script src="/waitline-wait.js" defer></script>
      </head><body><main>\(content)</main>
      <footer>\(PageLinks.languages(but: language, query: contact.map { [("contact", $0)] } ?? []))</footer></body></html>

      """
  }

  private var content: Markup {
    guard let contactType else {
      return "<h1>\(texts.noSuchQueue)</h1><p>\(texts.checkAddress)</p>"
    }
    let who: Markup = contact.map { " contact=\"\($0)\"" } ?? ""
    return """
      <h1>\(contactType)</h1>
      <waitline-wait type="\(contactType)"\(who) language="\(language.rawValue)"></waitline-wait>
      <noscript><p>\(texts.scriptsWanted)</p></noscript>
      """
  }
}
