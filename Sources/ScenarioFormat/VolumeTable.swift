import ContactCentre
import Foundation

/// A CSV file of numbers by time of day, or by date and time of day; every wrong cell is reported with its line.
struct VolumeTable {
  let calendar: ServiceCalendar
  /// The file as the scenario names it.
  let file: String
  let column: String?
  let expected: String
  let isValid: (Double) -> Bool
  /// Where the scenario names the file.
  let item: Item

  private static let largestFile = 16 << 20

  /// One value a period of a day, or of each day of the run when the table has dates.
  func read(path: String) -> [Double]? {
    guard let data = FileManager.default.contents(atPath: path) else {
      item.report("the file “\(file)” cannot be read; paths are relative to the scenario's folder")
      return nil
    }
    guard data.count <= Self.largestFile, !data.contains(0), let text = String(data: data, encoding: .utf8) else {
      item.report("the file “\(file)” is not a CSV text in UTF-8 of at most \(Self.largestFile >> 20) MB")
      return nil
    }
    let rows = CSVText.rows(text)
    guard let header = rows.first else {
      item.report("the file “\(file)” is empty; expected a header such as time,perHour")
      return nil
    }
    guard let columns = columns(header) else { return nil }
    guard rows.count > 1 else {
      report("has a header and no rows", line: 1)
      return nil
    }
    return values(rows.dropFirst(), columns: columns, width: header.cells.count)
  }

  private func report(_ message: String, line: Int) {
    item.log.report(message, at: Place(file: file, line: line), path: item.path)
  }

  private func columns(_ header: CSVText.Row) -> (date: Int?, time: Int, value: Int)? {
    let names = header.cells
    guard let time = names.firstIndex(of: "time") else {
      report("has no column “time”; expected a header such as time,perHour", line: header.line)
      return nil
    }
    let date = names.firstIndex(of: "date")
    let others = names.indices.filter { $0 != time && $0 != date }
    if let column {
      guard let value = names.firstIndex(of: column) else {
        report(
          "has no column “\(column)”" + NearestName.hint(column, among: others.map { names[$0] }), line: header.line)
        return nil
      }
      return (date, time, value)
    }
    guard others.count == 1 else {
      report(
        others.isEmpty
          ? "has no column of values" : "has several columns of values; name one with column:", line: header.line)
      return nil
    }
    return (date, time, others[0])
  }

  private func values(
    _ rows: ArraySlice<CSVText.Row>, columns: (date: Int?, time: Int, value: Int), width: Int
  ) -> [Double]? {
    let day = calendar.periodsPerDay
    var values = Array(repeating: 0.0, count: columns.date == nil ? day : day * calendar.days)
    var seen = Array(repeating: false, count: values.count)
    var isFine = true
    func wrong(_ message: String, _ line: Int) {
      report(message, line: line)
      isFine = false
    }
    for row in rows {
      guard row.cells.count == width else {
        wrong("has \(row.cells.count) cells; expected \(width) as in the header", row.line)
        continue
      }
      guard let clock = ClockText.seconds(row.cells[columns.time]), clock < 86_400 else {
        wrong("time “\(row.cells[columns.time])” is not a clock time such as 09:00", row.line)
        continue
      }
      guard clock % calendar.periodSeconds == 0 else {
        wrong(
          "time \(row.cells[columns.time]) is not the start of a period of \(calendar.periodSeconds / 60) min", row.line
        )
        continue
      }
      guard let value = Double(row.cells[columns.value]), value.isFinite, isValid(value) else {
        wrong("found “\(row.cells[columns.value])”; expected \(expected)", row.line)
        continue
      }
      var index = clock / calendar.periodSeconds
      if let date = columns.date {
        guard let parsed = DateText.date(row.cells[date]) else {
          wrong("date “\(row.cells[date])” is not a date such as 2026-11-11", row.line)
          continue
        }
        let offset = DateText.dayNumber(parsed) - DateText.dayNumber(calendar.start)
        // Other days of a longer record are of no concern.
        guard (0..<calendar.days).contains(offset) else { continue }
        index += offset * day
      }
      if seen[index] { wrong("time \(row.cells[columns.time]) is given twice", row.line) }
      seen[index] = true
      values[index] = value
    }
    if columns.date != nil, isFine {
      for offset in 0..<calendar.days where !seen[(offset * day)..<((offset + 1) * day)].contains(true) {
        wrong("has no rows for day \(offset + 1) of the run", 1)
      }
    }
    return isFine ? values : nil
  }
}

/// Rows of a CSV text: commas, quotes doubled inside quotes, any line ends, a byte order mark passed over.
enum CSVText {
  struct Row {
    var line: Int
    var cells: [String]
  }

  static func rows(_ text: String) -> [Row] {
    var rows: [Row] = []
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var line = 1
    var start = 1
    func endRow() {
      cells.append(cell.trimming())
      if cells != [""] { rows.append(Row(line: start, cells: cells)) }
      cells = []
      cell = ""
    }
    for scalar in text.unicodeScalars where scalar != "\u{FEFF}" && scalar != "\r" {
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(cell.trimming())
        cell = ""
      case "\n":
        line += 1
        if isQuoted {
          cell.unicodeScalars.append(scalar)
        } else {
          endRow()
          start = line
        }
      default: cell.unicodeScalars.append(scalar)
      }
    }
    if !cell.isEmpty || !cells.isEmpty { endRow() }
    return rows
  }
}
