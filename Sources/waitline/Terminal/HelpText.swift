extension String {
  /// A help text as it is written in the source, ready for any terminal: the lines of a paragraph are joined, so that the
  /// paragraph is wrapped as wide as the terminal is, and an example too long for 80 columns goes on behind a backslash, so
  /// that it can still be pasted.
  ///
  /// Indented lines and headings stay as they are.
  var asHelp: String {
    var lines: [String] = []
    var isParagraph = false
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      let isProse = !line.isEmpty && line.first != " " && line != line.uppercased()
      if isProse, isParagraph {
        lines[lines.count - 1] += " " + line
      } else {
        lines += line.hasPrefix("  waitline ") ? Self.broken(String(line)) : [String(line)]
      }
      isParagraph = isProse
    }
    return lines.joined(separator: "\n")
  }

  /// A command over several lines, none longer than 78 columns where its words allow.
  private static func broken(_ command: String) -> [String] {
    var lines = [""]
    for word in words(command) {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = "  " + word
      } else if last.count + 1 + word.count <= 76 {
        lines[lines.count - 1] += " " + word
      } else {
        lines[lines.count - 1] += " \\"
        lines.append("    " + word)
      }
    }
    return lines
  }
  /// What stands between blanks; an option and its value stay together, and so does what is quoted.
  private static func words(_ command: String) -> [String] {
    var words: [String] = []
    var isOpen = false
    for word in command.split(separator: " ") {
      let isValue = words.last.map { $0.hasPrefix("--") && !$0.contains(" ") } == true && !word.hasPrefix("-")
      if isOpen || isValue { words[words.count - 1] += " " + word } else { words.append(String(word)) }
      if word.count(where: { $0 == "\"" || $0 == "'" }) % 2 == 1 { isOpen.toggle() }
    }
    return words
  }
}
