import Foundation
import HTTPTypes
import Hummingbird
import Reporting

/// What a browser asked of a page: its language, and what stands after the question mark.
struct PageRequest {
  private var values: [String: String] = [:]
  let language: Language
  /// What decides the language, for caches.
  static let varies = "Accept-Language"

  /// What cannot be read and what is not known is left alone: links to pages collect some.
  init(_ request: Request) {
    for part in (request.uri.query ?? "").split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1).map {
        $0.replacing("+", with: " ").removingPercentEncoding
      }
      if halves.count == 2, let name = halves[0], let value = halves[1] { values[name] = value }
    }
    language =
      Self.language(values["language"] ?? "") ?? Self.preferred(request.headers[.acceptLanguage] ?? "")
  }

  subscript(_ name: String) -> String? { values[name] }

  /// The language that a tag names, for example `zh-CN`.
  static func language(_ tag: String) -> Language? {
    switch tag.lowercased().prefix(while: { $0 != "-" && $0 != "_" }) {
    case "en": .english
    case "zh": .simplifiedChinese
    default: nil
    }
  }

  /// The best of an `Accept-Language` field; English when there is none that is spoken here.
  static func preferred(_ field: String) -> Language {
    var best: (language: Language, weight: Double)?
    for part in field.split(separator: ",") {
      let words = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard let tag = words.first, let language = language(tag) else { continue }
      let weight = words.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    return best?.language ?? .english
  }
}
