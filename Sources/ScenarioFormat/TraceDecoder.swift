import ContactCentre

/// Reads recorded arrivals: from a CSV file, or from a list in the scenario.
struct TraceDecoder {
  /// So many wrong times are reported one by one; a file of thousands should not bury other mistakes.
  private static let mostMistakes = 5

  let calendar: ServiceCalendar
  let directory: String

  /// The times in their order.
  func decode(_ item: Item) -> [TraceTime] {
    if case .list = item.node.value { return sorted(list(item)) }
    let fields = item.fields(.traceFile)
    guard let file = fields["file"], let name = file.string() else { return [] }
    return sorted(rows(of: CSVFile(file: name, item: file), column: fields["column"]?.string()))
  }

  private func sorted(_ times: [TraceTime]) -> [TraceTime] {
    times.sorted { ($0.day, $0.clock, $0.isRepeated ? 1 : 0) < ($1.day, $1.clock, $1.isRepeated ? 1 : 0) }
  }

  private func list(_ item: Item) -> [TraceTime] {
    let items = item.list("a list of times")
    if items.isEmpty { item.report("is empty; expected \(TraceText.expected)") }
    let reader = TraceText(calendar)
    var wrong = Complaints(most: Self.mostMistakes)
    var times: [TraceTime] = []
    for entry in items {
      guard case .scalar(let text, let isQuoted) = entry.node.value else {
        wrong.add { entry.report("found \(entry.node.kind); expected \(TraceText.expected)") }
        continue
      }
      guard isQuoted || !ClockText.looksLikeClock(text) else {
        wrong.add { _ = entry.clockText("a time") }
        continue
      }
      switch reader.time(text) {
      case .success(let time): times.append(time)
      case .failure(let problem): wrong.add { entry.report(problem.words) }
      }
    }
    if let more = wrong.more { item.report(more) }
    return times
  }

  private func rows(of file: CSVFile, column: String?) -> [TraceTime] {
    guard let (header, rows) = file.read(directory: directory, example: "arrived"),
      let place = self.column(column, in: header, of: file)
    else { return [] }
    let reader = TraceText(calendar)
    var wrong = Complaints(most: Self.mostMistakes)
    var times: [TraceTime] = []
    times.reserveCapacity(rows.count)
    for row in rows {
      guard row.cells.count == header.cells.count else {
        wrong.add {
          file.report("has \(row.cells.count) cells; expected \(header.cells.count) as in the header", line: row.line)
        }
        continue
      }
      switch reader.time(row.cells[place]) {
      case .success(let time): times.append(time)
      case .failure(let problem): wrong.add { file.report(problem.words, line: row.line) }
      }
    }
    if let more = wrong.more { file.report(more, line: rows.last?.line ?? 1) }
    return times
  }

  /// Which column holds the times.
  private func column(_ name: String?, in header: CSVText.Row, of file: CSVFile) -> Int? {
    let names = header.cells
    let reader = TraceText(calendar)
    if let wrong = names.first(where: reader.isTime) {
      file.report("found “\(wrong)” in the header; expected names of columns, such as arrived", line: header.line)
      return nil
    }
    guard let name else {
      if names.count == 1 { return 0 }
      file.report(
        "has several columns (\(names.joined(separator: ", "))); name one: {file: …, column: \(names[0])}",
        line: header.line)
      return nil
    }
    if let place = names.firstIndex(of: name) { return place }
    file.report(
      "has no column “\(name.shortened)”" + NearestName.hint(name, among: names), line: header.line)
    return nil
  }
}

/// Mistakes of which the first few are logged and the others counted.
private struct Complaints {
  let most: Int
  private var count = 0

  init(most: Int) { self.most = most }

  mutating func add(_ report: () -> Void) {
    count += 1
    if count <= most { report() }
  }

  /// What to say of those that were not logged.
  var more: String? {
    guard count > most else { return nil }
    return count == most + 1 ? "and 1 more wrong time" : "and \(count - most) more wrong times"
  }
}
