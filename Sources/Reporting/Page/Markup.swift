/// A piece of HTML or SVG.
///
/// Text can only get in through an interpolation, which escapes it: no name of a scenario can become markup.
///
/// ```swift
/// let heading: Markup = "<h2>\(name)</h2>"  // name is escaped
/// let section: Markup = "<section>\(heading)</section>"  // heading is markup already
/// ```
package struct Markup: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The source text.
  package private(set) var source: String

  /// Nothing.
  package init() { source = "" }

  package init(stringLiteral value: StaticString) {
    source = value.description
  }

  package init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

  /// The content of a script element that is data, not run; nothing in it can end the element.
  package init(script text: String) { source = text.replacing("<", with: "\\u003c") }

  /// Appends markup.
  package static func += (left: inout Markup, right: Markup) { left.source += right.source }

  /// The pieces one after the other.
  package init(_ pieces: some Sequence<Markup>) {
    source = ""
    for piece in pieces { source += piece.source }
  }

  /// A bar in a row of a table: a share of its full length, 0 to 1; `label` says it to those who cannot see it.
  package static func rowBar(_ share: Double, label: String) -> Markup {
    let width = share.isNaN ? 0 : min(max(share, 0), 1) * 100
    return """
      <svg class="rowbar" height="10" role="img" aria-label="\(label)"><rect width="\(at: width)%" height="10" rx="2"/></svg>
      """
  }

  /// Whether there is nothing in it.
  package var isEmpty: Bool { source.isEmpty }

  /// Builds markup from literals, which are trusted, and values, which are escaped.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    package init(literalCapacity: Int, interpolationCount: Int) { source.reserveCapacity(literalCapacity) }

    package mutating func appendLiteral(_ literal: StaticString) { source += literal.description }
    package mutating func appendInterpolation(_ markup: Markup) { source += markup.source }
    package mutating func appendInterpolation(_ pieces: some Sequence<Markup>) {
      for piece in pieces { source += piece.source }
    }
    package mutating func appendInterpolation(_ number: Int) { source += String(number) }
    package mutating func appendInterpolation(_ text: String) { Markup.escape(text, to: &source) }
    /// A number in full, as in `summary.json`.
    package mutating func appendInterpolation(exact number: Double) { source += number.description }
    /// A coordinate with at most two decimals.
    package mutating func appendInterpolation(at coordinate: Double) { source += Self.short(coordinate) }

    private static func short(_ value: Double) -> String {
      guard value.isFinite, abs(value) < 1e9 else { return "0" }
      let hundredths = Int((value * 100).rounded())
      let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
      var text = hundredths < 0 ? "-" : ""
      text += String(whole)
      if rest > 0 { text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
      return text
    }
  }

  /// Escapes text for element content and for quoted attributes; what HTML does not allow becomes U+FFFD.
  private static func escape(_ text: String, to source: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": source += "&amp;"
      case "<": source += "&lt;"
      case ">": source += "&gt;"
      case "\"": source += "&quot;"
      case "'": source += "&#39;"
      case "\t", "\n", "\r": source += " "
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        source += "\u{FFFD}"
      default: source.unicodeScalars.append(scalar)
      }
    }
  }
}
