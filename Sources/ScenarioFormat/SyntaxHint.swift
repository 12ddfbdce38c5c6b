/// What in a line probably makes it no YAML: the parser says only what it stumbled over.
enum SyntaxHint {
  /// A hint for the end of a message, or nothing.
  /// - Parameters:
  ///   - problem: the parser's words.
  ///   - line: the line they are about, from 1; the mistake may stand in the one before.
  static func of(_ problem: String, in text: String, line: Int) -> String {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for number in [line, line - 1] where lines.indices.contains(number - 1) {
      let place = number == line ? "" : " in line \(number)"
      let written = lines[number - 1]
      if written.prefix(while: \.isWhitespace).contains("\t") {
        return "; the line\(number == line ? "" : " before") is indented with a tab: use spaces"
      }
      let bare = unquoted(written)
      let hint = WrittenHint.punctuation(bare)
      if !hint.isEmpty { return hint + place }
      if problem.contains("mapping values"), let key = keyWithoutSpace(bare) {
        return "; write a space behind the colon of “\(key)”\(place)"
      }
    }
    if problem.contains("',' or") { return "; is a comma or a bracket missing, here or in the line before?" }
    if problem.contains("mapping values") || problem.contains("expected key") || problem.contains("block end") {
      return "; is the line indented like those beside it?"
    }
    return ""
  }

  /// A line without its comment and without what stands in quotes.
  private static func unquoted(_ line: Substring) -> String {
    var bare = ""
    var quote: Character?
    var previous: Character = " "
    for character in line {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "#", previous.isWhitespace {
        break
      } else if character == "\"" || character == "'" {
        quote = character
      } else {
        bare.append(character)
      }
      previous = character
    }
    return bare
  }

  /// The key of a line such as `channel:chat`, which is one text to YAML.
  private static func keyWithoutSpace(_ line: String) -> Substring? {
    let start = line.drop { $0.isWhitespace || $0 == "-" }
    guard let colon = start.firstIndex(of: ":"), colon > start.startIndex,
      start[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || "._-".contains($0) }),
      let next = start[start.index(after: colon)...].first, !next.isWhitespace
    else { return nil }
    return start[..<colon]
  }
}
