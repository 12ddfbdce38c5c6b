import ScenarioFormat
import Testing

/// One wrong piece of an otherwise good file, and the one mistake that must be reported.
struct BadPiece: Sendable, CustomTestStringConvertible {
  var piece: String
  var wrong: String
  var line: Int
  var path: String
  var words: [String]

  init(_ piece: String, _ wrong: String, _ line: Int, _ path: String, _ words: String...) {
    self.piece = piece
    self.wrong = wrong
    self.line = line
    self.path = path
    self.words = words
  }

  var testDescription: String { "\(path): \(wrong)" }
}

/// Expects exactly the mistake of a wrong piece.
func check(_ bad: BadPiece, sourceLocation: SourceLocation = #_sourceLocation) {
  let found = mistakes(goodText(bad.piece, bad.wrong, sourceLocation: sourceLocation))
  let all = found.map(\.description).joined(separator: "\n")
  guard found.count == 1, let mistake = found.first else {
    Issue.record("\(found.count) mistakes for \(bad.wrong):\n\(all)", sourceLocation: sourceLocation)
    return
  }
  #expect(mistake.file == "test.yaml", sourceLocation: sourceLocation)
  #expect(mistake.line == bad.line, "\(all)", sourceLocation: sourceLocation)
  #expect(mistake.path == bad.path, "\(all)", sourceLocation: sourceLocation)
  for word in bad.words { #expect(mistake.message.contains(word), "\(all)", sourceLocation: sourceLocation) }
}
