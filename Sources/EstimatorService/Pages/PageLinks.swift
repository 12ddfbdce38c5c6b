import Foundation
import Reporting

/// Links from a page to itself, asked otherwise.
enum PageLinks {
  /// What stands after the path.
  static func query(_ items: [(name: String, value: String)]) -> String {
    "?" + items.map { $0.name + "=" + encoded($0.value) }.joined(separator: "&")
  }

  /// The same page in the other languages.
  static func languages(but language: Language, query items: [(name: String, value: String)]) -> Markup {
    let links = Language.allCases.filter { $0 != language }.map { other -> Markup in
      """
      <a data-keeps-token lang="\(other.rawValue)" hreflang="\(other.rawValue)" \
      href="\(query([("language", other.rawValue)] + items))">\(other == .english ? "English" : "简体中文")</a>
      """
    }
    return "\(links)"
  }

  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._")

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
