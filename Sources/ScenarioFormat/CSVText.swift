/// Rows of a CSV text as RFC 4180 has them, with any line ends.
enum CSVText {
  struct Row {
    /// Line on which the row starts, from 1.
    var line: Int
    /// Without the spaces around them.
    var cells: [String]
  }

  /// The rows that are not empty, and the line of a quote that is never closed.
  static func rows(_ text: String) -> (rows: [Row], openQuote: Int?) {
    var rows: [Row] = []
    var cells: [String] = []
    var cell = ""
    var line = 1
    var start = 1
    var openQuote: Int?
    var previous: Unicode.Scalar?
    func endRow() {
      cells.append(cell.trimming())
      // Spreadsheets write rows of nothing but commas below a table.
      if cells.contains(where: { !$0.isEmpty }) { rows.append(Row(line: start, cells: cells)) }
      cells = []
      cell = ""
    }
    for scalar in text.unicodeScalars where scalar != "\u{FEFF}" {
      switch scalar {
      case "\"":
        if openQuote != nil {
          openQuote = nil
        } else {
          // A quote right behind the closing one stands for itself.
          if previous == "\"" { cell.unicodeScalars.append(scalar) }
          openQuote = line
        }
      case "," where openQuote == nil:
        cells.append(cell.trimming())
        cell = ""
      case "\n" where previous == "\r": start = openQuote == nil ? line : start
      case "\n", "\r":
        line += 1
        if openQuote != nil {
          cell += "\n"
        } else {
          endRow()
          start = line
        }
      default: cell.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    if !cell.isEmpty || !cells.isEmpty { endRow() }
    return (rows, openQuote)
  }
}
