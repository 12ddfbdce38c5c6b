import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page as a program reads it: its elements, its exact values and its text.
final class PageReader: NSObject, XMLParserDelegate {
  var elements: [(name: String, attributes: [String: String])] = []
  var values: [String] = []
  var text = ""

  /// Parses a page as XML: every element closed, every attribute quoted, every sign escaped.
  static func parse(_ page: String) -> PageReader {
    // HTML's own elements without content and attributes without value are not XML; the style sheet is not markup.
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let style = lines.firstIndex { $0.hasPrefix("<style>") } ?? 0
    let styleEnd = lines.firstIndex { $0.hasSuffix("</style>") } ?? 0
    #expect(lines.first == "<!DOCTYPE html>" && style > 0 && styleEnd > style)
    let markup = (lines[1..<style] + lines[(styleEnd + 1)...]).map { line in
      line.hasPrefix("<meta ") ? line.dropLast() + "/>" : line
    }
    let text = markup.joined(separator: "\n").replacingOccurrences(of: "\" open>", with: "\">")
    let reader = PageReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
    return reader
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append((name, attributes))
    if let value = attributes["value"] { values.append(value) }
  }
  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
