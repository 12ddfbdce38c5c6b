import ContactCentre

/// A CSV file of numbers by time of day, or by date and time of day; every wrong cell is reported with its line.
///
/// Rows of whole hours in a calendar of quarters of an hour stand for four periods each; periods without a row have 0.
struct VolumeTable {
  let calendar: ServiceCalendar
  let table: CSVFile
  let column: String?
  let expected: String
  let isValid: (Double) -> Bool

  /// One value a period of a day, or of each day of the run when the table has dates.
  func read(directory: String) -> [Double]? {
    guard let (header, rows) = table.read(directory: directory, example: "time,perHour") else { return nil }
    guard let columns = columns(header) else { return nil }
    return values(rows, columns: columns, width: header.cells.count)
  }

  private func report(_ message: String, line: Int) {
    table.report(message, line: line)
  }

  private func columns(_ header: CSVText.Row) -> (date: Int?, time: Int, value: Int)? {
    let names = header.cells
    guard let time = names.firstIndex(of: "time") else {
      let found =
        names.contains { ClockText.seconds($0) != nil }
        ? "has no header: its first line must name the columns, such as time,perHour"
        : "has no column “time”, but \(names.map { "“\($0.shortened)”" }.joined(separator: ", ")); expected a header such as time,perHour"
      report(found, line: header.line)
      return nil
    }
    let date = names.firstIndex(of: "date")
    let others = names.indices.filter { $0 != time && $0 != date }
    if let column {
      guard let value = others.first(where: { names[$0] == column }) else {
        report(
          "has no column of values “\(column)”" + NearestName.hint(column, among: others.map { names[$0] }),
          line: header.line)
        return nil
      }
      return (date, time, value)
    }
    guard others.count == 1 else {
      report(
        others.isEmpty
          ? "has no column of values; expected a header such as time,perHour"
          : "has several columns of values (\(others.map { names[$0] }.joined(separator: ", "))); name one: {file: …, column: \(names[others[0]])}",
        line: header.line)
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
        let cell = row.cells[columns.value]
        wrong(
          (cell.isEmpty ? "a cell is empty" : "found “\(cell.shortened)”") + "; expected \(expected)"
            + WrittenHint.number(cell), row.line)
        continue
      }
      var index = clock / calendar.periodSeconds
      if let date = columns.date {
        guard let parsed = DateText.date(row.cells[date]) ?? DateText.spreadsheetDate(row.cells[date]) else {
          wrong("date “\(row.cells[date])” is not a date such as 2026-11-11", row.line)
          continue
        }
        let offset = DateText.dayNumber(parsed) - DateText.dayNumber(calendar.start)
        // Other days of a longer record are of no concern.
        guard (0..<calendar.days).contains(offset) else { continue }
        index += offset * day
      }
      if seen[index] {
        wrong(
          "time \(row.cells[columns.time]) is given twice\(columns.date.map { " for " + row.cells[$0] } ?? "")",
          row.line)
      }
      seen[index] = true
      values[index] = value
    }
    if columns.date != nil, isFine {
      for offset in 0..<calendar.days where !seen[(offset * day)..<((offset + 1) * day)].contains(true) {
        wrong("has no rows for day \(offset + 1) of the run; with a date, each day needs rows", 1)
      }
    }
    hold(&values, seen)
    return isFine ? values : nil
  }

  /// Where the rows are evenly further apart than periods, each stands for the periods up to where the next one may come.
  ///
  /// A single row, or rows hours apart, are those of single periods; at least two thirds of the gaps must be the smallest.
  private func hold(_ values: inout [Double], _ seen: [Bool]) {
    let day = calendar.periodsPerDay
    let given = seen.indices.filter { seen[$0] }
    let gaps = zip(given, given.dropFirst()).filter { $0 / day == $1 / day }.map { $1 - $0 }
    guard let step = gaps.min(), step > 1, step * calendar.periodSeconds <= 3600,
      gaps.allSatisfy({ $0 % step == 0 })
    else { return }
    let minutes = calendar.periodSeconds / 60
    guard 3 * gaps.count(where: { $0 == step }) >= 2 * gaps.count else {
      return table.item.warn(
        "has rows \(step * minutes) min apart at least, yet not evenly: each is that of a single period of \(minutes) min"
      )
    }
    for index in given {
      for period in index..<min(index + step, (index / day + 1) * day) { values[period] = values[index] }
    }
    table.item.warn("has rows every \(step * minutes) min: each stands for \(step) periods of \(minutes) min")
  }
}
