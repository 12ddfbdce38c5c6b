/// A row of comma-separated values (RFC 4180).
enum CSVRow {
  /// The row with its line end. Cells with a comma, a quote or a line break are quoted.
  static func text(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

  /// A cell for a name that somebody else chose.
  ///
  /// A spreadsheet takes a cell that starts with one of these signs for a formula; an apostrophe before it keeps it text.
  static func name(_ name: String) -> String {
    switch name.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n": "'" + name
    default: name
    }
  }

  /// A cell for a number; empty when there is none.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return value.description
  }

  private static func quoted(_ cell: String) -> String {
    // By scalars: a carriage return before a line feed is one character.
    guard cell.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return cell }
    var text = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text.unicodeScalars.append(scalar) }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
