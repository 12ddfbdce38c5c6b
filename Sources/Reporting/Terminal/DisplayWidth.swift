extension String {
  /// Columns that the text takes on a terminal: two for East Asian wide characters and emoji, none for combining marks.
  ///
  /// Source: the East Asian Width property (Unicode Standard Annex 11), its classes W and F by block.
  package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text without control and direction characters, which could redraw the terminal or reorder its line.
  package var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.filter { scalar in
          switch scalar.properties.generalCategory {
          case .control, .lineSeparator, .paragraphSeparator: false
          case .format: scalar == "\u{200D}"
          default: true
          }
        }))
  }

  /// At most `width` columns of the text; what is cut ends in an ellipsis.
  package func truncated(toWidth width: Int) -> String {
    guard displayWidth > width else { return self }
    guard width > 0 else { return "" }
    var text = ""
    var used = 1
    for character in self {
      used += character.displayWidth
      if used > width { break }
      text.append(character)
    }
    return text + "…"
  }

  /// At most `width` columns of the text, from its beginning and its end; an ellipsis stands for the middle.
  package func truncatedInside(toWidth width: Int) -> String {
    guard displayWidth > width, width > 2 else { return truncated(toWidth: width) }
    var end = ""
    var used = 0
    for character in reversed() {
      used += character.displayWidth
      if used > (width - 1) / 2 { break }
      end = String(character) + end
    }
    return truncated(toWidth: width - end.displayWidth) + end
  }

  /// The text in lines of at most `width` columns, broken at spaces and between East Asian wide characters.
  package func wrapped(toWidth width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for piece in unbreakablePieces {
      let pieceWidth = piece.displayWidth
      if lineWidth > 0, lineWidth + pieceWidth > width, piece != " " {
        while line.last == " " { line.removeLast() }
        lines.append(line)
        (line, lineWidth) = ("", 0)
      }
      if piece == " ", lineWidth == 0 || lineWidth >= width { continue }
      line += piece
      lineWidth += pieceWidth
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Words, spaces and single wide characters; closing punctuation stays with what is before it.
  private var unbreakablePieces: [String] {
    var pieces: [String] = []
    var joins = false
    for character in self {
      let closes = ",。;:、)%\u{FF0C}\u{FF1A}\u{FF1B}\u{FF09}".contains(character)
      if closes, !pieces.isEmpty {
        pieces[pieces.count - 1].append(character)
      } else if character == " " || character.displayWidth == 2 || !joins {
        pieces.append(String(character))
      } else {
        pieces[pieces.count - 1].append(character)
      }
      joins = character != " " && character.displayWidth < 2
    }
    return pieces
  }
}

extension Character {
  /// Columns of the character on a terminal.
  fileprivate var displayWidth: Int {
    if unicodeScalars.count > 1, unicodeScalars.contains("\u{FE0F}") { return 2 }
    return unicodeScalars.reduce(0) { max($0, $1.displayWidth) }
  }
}

extension Unicode.Scalar {
  fileprivate var displayWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: Self.isWide(value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      return true
    default:
      return false
    }
  }
}
