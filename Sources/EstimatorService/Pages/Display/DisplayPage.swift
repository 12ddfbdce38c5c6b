import Foundation
import Reporting

/// The page around one `<waitline-wait>` element.
struct DisplayPage {
  /// `nil` for one that the scenario does not have.
  let contactType: String?
  let contact: String?
  let language: Language

  private func pick(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  var markup: Markup {
    let title = pick("Waiting time", "等待时间") + (contactType.map { " · " + $0 } ?? "")
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
      <title>\(title)</title><link rel="icon" href="data:,">
      <link rel="stylesheet" href="/pages/display.css">
      <script src="/pages/display.js" defer></script><script src="/waitline-wait.js" defer></script>
      </head><body><main>\(content)</main>
      <footer>\(links)</footer></body></html>

      """
  }

  private var content: Markup {
    guard let contactType else {
      return "<h1>\(pick("There is no such queue", "没有这个队列"))</h1><p>\(pick("Check the address.", "请核对网址。"))</p>"
    }
    let who: Markup = contact.map { " contact=\"\($0)\"" } ?? ""
    let scripts = pick("The waiting time is shown with the help of a script; scripts are off.", "显示等待时间需要启用脚本，而脚本已关闭。")
    return """
      <h1>\(contactType)</h1>
      <waitline-wait type="\(contactType)"\(who) language="\(language.rawValue)"></waitline-wait>
      <noscript><p>\(scripts)</p></noscript>
      """
  }

  /// The same page in the other languages.
  private var links: Markup {
    let links = Language.allCases.filter { $0 != language }.map { other -> Markup in
      let query = "?language=" + other.rawValue + (contact.map { "&contact=" + Self.encoded($0) } ?? "")
      return """
        <a data-keeps-token lang="\(other.rawValue)" hreflang="\(other.rawValue)" href="\(query)">\
        \(other == .english ? "English" : "简体中文")</a>
        """
    }
    return "\(links)"
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
