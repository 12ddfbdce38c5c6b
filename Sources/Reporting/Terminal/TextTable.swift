/// A table for the terminal: columns aligned by display width, fitted to a number of columns.
struct TextTable {
  /// What a cell says about how it went; decides its colour.
  enum Tone { case plain, strong, good, close, bad, quiet }

  /// A cell.
  struct Cell {
    var text: String
    var tone: Tone

    init(_ text: String, _ tone: Tone = .plain) {
      self.text = text.printable
      self.tone = tone
    }
  }

  /// A column; the first of a table holds names, is on the left and is shortened when space is short.
  struct Column {
    var title: String
    var alignsLeft = false
    /// Columns with the highest number go first when the terminal is narrow; 0 stays.
    var dropOrder = 0
  }

  var columns: [Column]
  var rows: [[Cell]] = []

  /// Names are not cut shorter than this before other columns are dropped.
  var shortestName = 14
  private static let gap = 2

  /// The lines of the table, heading first, none wider than `width` unless even two columns are.
  func lines(width: Int, colour: Bool) -> [String] {
    var shown = Array(columns.indices)
    var widths = columns.indices.map { column in
      rows.reduce(columns[column].title.displayWidth) { max($0, $1[column].text.displayWidth) }
    }
    func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + Self.gap * (shown.count - 1) }
    while true {
      let excess = total() - width
      guard excess > 0, let name = shown.first else { break }
      let cut = min(excess, max(0, widths[name] - shortestName))
      if cut == excess {
        widths[name] -= cut
        break
      }
      guard let dropped = shown.max(by: { columns[$0].dropOrder < columns[$1].dropOrder }),
        columns[dropped].dropOrder > 0
      else {
        widths[name] = max(4, widths[name] - excess)
        break
      }
      shown.removeAll { $0 == dropped }
    }
    let fitted = shown.first.map { keepingNamesApart($0, width: widths[$0]) } ?? rows
    let heading = shown.map { Cell(columns[$0].title, .quiet) }
    return ([heading] + fitted.map { row in shown.map { row[$0] } }).map { cells in
      line(zip(shown, cells).map { (columns[$0], widths[$0], $1) }, colour: colour)
    }
  }

  /// The rows with names cut in the middle when their beginnings would not tell them apart.
  private func keepingNamesApart(_ column: Int, width: Int) -> [[Cell]] {
    let names = Set(rows.map { $0[column].text })
    guard Set(names.map { $0.truncated(toWidth: width) }).count < names.count else { return rows }
    return rows.map { row in
      var row = row
      row[column].text = row[column].text.truncatedInside(toWidth: width)
      return row
    }
  }

  private func line(_ cells: [(column: Column, width: Int, cell: Cell)], colour: Bool) -> String {
    var text = ""
    for (index, (column, width, cell)) in cells.enumerated() {
      if index > 0 { text += String(repeating: " ", count: Self.gap) }
      let content = cell.text.truncated(toWidth: width)
      let padding = String(repeating: " ", count: max(0, width - content.displayWidth))
      let shown = colour ? cell.tone.painted(content) : content
      if column.alignsLeft {
        text += shown + (index == cells.count - 1 ? "" : padding)
      } else {
        text += padding + shown
      }
    }
    return text
  }
}

extension TextTable.Tone {
  /// The text in the colour of the tone: ANSI codes that every terminal of today knows.
  func painted(_ text: String) -> String {
    let code: String
    switch self {
    case .plain: return text
    case .strong: code = "1"
    case .good: code = "32"
    case .close: code = "33"
    case .bad: code = "31"
    case .quiet: code = "2"
    }
    return text.isEmpty ? text : "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  init(_ verdict: Verdict) {
    switch verdict {
    case .kept: self = .good
    case .close: self = .close
    case .missed: self = .bad
    case .unknown: self = .quiet
    }
  }
}
