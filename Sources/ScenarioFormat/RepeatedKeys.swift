/// A text whose repeated keys are put aside, one by one, so that a reader that stops at them can go on.
///
/// A repeated key gets a mark in front, a letter for private use that the text does not hold otherwise.
struct RepeatedKeys {
  private(set) var text: String
  private let mark: Unicode.Scalar?
  private var count = 0

  /// Reading again takes time: after so many repeated keys the reader gives up.
  private static let most = 50

  init(_ text: String) {
    self.text = text
    let candidates: [Unicode.Scalar] = ["\u{E000}", "\u{E001}", "\u{E002}"]
    mark = candidates.first { !text.unicodeScalars.contains($0) }
  }

  /// Marks the key that starts at a place, both counted from 1; whether it could.
  mutating func putAside(line: Int, column: Int) -> Bool {
    guard let mark, count < Self.most, line > 0, column > 0 else { return false }
    var scalars = text.unicodeScalars
    guard var index = Self.start(ofLine: line, in: scalars),
      scalars.index(index, offsetBy: column - 1, limitedBy: scalars.endIndex) != nil
    else { return false }
    index = scalars.index(index, offsetBy: column - 1)
    guard index < scalars.endIndex else { return false }
    if scalars[index] == "\"" || scalars[index] == "'" { index = scalars.index(after: index) }
    count += 1
    scalars.insert(contentsOf: "\(mark)\(count)\(mark)".unicodeScalars, at: index)
    text = String(scalars)
    return true
  }

  /// The name of a key as it was written.
  func name(_ key: String) -> String {
    let scalars = key.unicodeScalars
    guard let mark, scalars.first == mark, let end = scalars.dropFirst().firstIndex(of: mark) else { return key }
    return String(scalars[scalars.index(after: end)...])
  }

  private static func start(ofLine line: Int, in scalars: String.UnicodeScalarView) -> String.Index? {
    var index = scalars.startIndex
    var current = 1
    while current < line, index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      // The line ends of YAML; a carriage return counts with its line feed.
      switch scalar {
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": current += 1
      case "\r":
        if index < scalars.endIndex, scalars[index] == "\n" { index = scalars.index(after: index) }
        current += 1
      default: break
      }
    }
    return current == line ? index : nil
  }
}
