import Foundation

/// Why a row of a log cannot be used.
public enum DirtyReason: String, Sendable, Hashable, CaseIterable {
  /// It has more or fewer fields than the header.
  case fieldCount = "wrong number of fields"
  /// It is longer than 64 kB; an open quote, perhaps.
  case tooLong = "row too long or quote not closed"
  /// The date column is empty or not a date.
  case noDate = "no date"
  /// There is no time of arrival.
  case noArrival = "no time of arrival"
  /// A time is not written as the mapping says.
  case unreadableTime = "unreadable time"
  /// The outcome is a word that the mapping does not know.
  case unknownOutcome = "unknown outcome"
  /// The outcome says answered, but there is no such time.
  case answeredWithoutTime = "answered without a time"
  /// Times are in an impossible order.
  case timesContradict = "times contradict each other"
  /// There is no contact type.
  case noType = "no contact type"
}

/// How many rows were read and how many of them were dirty, by reason.
public struct RowCounts: Sendable, Hashable {
  /// All rows behind the headers.
  public var rows = 0
  /// Dirty rows by reason.
  public var dirty: [DirtyReason: Int] = [:]

  /// No rows.
  public init() {}

  /// Dirty rows.
  public var dirtyRows: Int { dirty.values.reduce(0, +) }

  /// Share of dirty rows; 0 when there are no rows.
  public var dirtyShare: Double { rows == 0 ? 0 : Double(dirtyRows) / Double(rows) }
}

/// Reads logs row by row; memory does not grow with them.
public struct LogReader {
  /// More dirty rows than this share stop a run, unless they are allowed.
  public static let mostDirty = 0.05

  /// The mapping.
  public let mapping: LogMapping
  /// The names seen so far.
  public private(set) var names = LogNames()
  /// Rows seen so far.
  public private(set) var counts = RowCounts()
  /// The files read so far, as they were given.
  public private(set) var files: [String] = []
  /// Takes dirty rows: file, row (1 = first line after the header), reason, the row as CSV.
  private let setAside: ((String, Int, DirtyReason, String) -> Void)?
  private var time: LogTimeReader

  /// Creates a reader.
  /// - Parameter setAside: takes dirty rows: file, row (1 = first line after the header), reason, the row as CSV.
  public init(mapping: LogMapping, setAside: ((String, Int, DirtyReason, String) -> Void)? = nil) {
    self.mapping = mapping
    self.setAside = setAside
    time = LogTimeReader(format: mapping.times, zone: mapping.timeZone.flatMap(TimeZone.init(identifier:)))
  }

  /// Calls `body` for every clean row of a file, in the order of the file.
  /// - Throws: `LogError` when the file cannot be read or was read before, or its header lacks a column of the mapping.
  public mutating func read(path: String, _ body: (LogContact) -> Void) throws(LogError) {
    try readNamed(path: path) { contact, _ in body(contact) }
  }

  /// As `read(path:_:)`, with the names known so far.
  mutating func readNamed(path: String, _ body: (LogContact, LogNames) -> Void) throws(LogError) {
    if files.contains(path) { throw LogError(file: path, message: "is given twice; expected every log once") }
    var source = try ByteSource(path: path)
    var scanner = CSVScanner(delimiter: mapping.delimiter)
    let file = Int32(files.count)
    files.append(path)
    var columns: LogColumns?
    var row = 0
    func take(_ csv: borrowing CSVRow) throws(LogError) {
      guard let columns else {
        columns = try LogColumns(header: csv, mapping: mapping, file: path)
        return
      }
      row += 1
      counts.rows += 1
      switch contact(csv, columns) {
      case .success(var contact):
        contact.file = file
        contact.row = Int32(row)
        body(contact, names)
      case .failure(let dirty):
        counts.dirty[dirty.reason, default: 0] += 1
        setAside?(path, row, dirty.reason, csv.csv(delimiter: mapping.delimiter))
      }
    }
    while try source.next({ piece throws(LogError) in try scanner.scan(piece, take) }) {}
    try scanner.finish(take)
    if columns == nil { throw LogError(file: path, line: 1, message: "is empty; expected a header and rows") }
  }

  /// Stops a run on too many dirty rows.
  /// - Throws: `LogError` when more than 5 % of the rows were dirty.
  public func requireClean() throws(LogError) {
    guard counts.dirtyShare > Self.mostDirty else { return }
    let reasons = counts.dirty.sorted { $0.value > $1.value }.map { "\($0.key.rawValue): \($0.value)" }
    let share = (counts.dirtyShare * 1000).rounded() / 10
    throw LogError(
      file: files.joined(separator: ", "),
      message:
        "\(counts.dirtyRows) of \(counts.rows) rows (\(share) %) cannot be used (\(reasons.joined(separator: "; "))); "
        + "mend the mapping, or allow it with --allow-dirty")
  }

  /// FNV-1a of 64 bits (G. Fowler, L. C. Noll, K.-P. Vo); two of ten million names share one by chance with probability
  /// 3 in a million. `nil` for an empty field.
  private static func hash(_ field: ArraySlice<UInt8>) -> UInt64? {
    field.isEmpty ? nil : field.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  private struct Dirty: Error {
    var reason: DirtyReason
  }

  private mutating func contact(_ row: borrowing CSVRow, _ columns: LogColumns) -> Result<LogContact, Dirty> {
    func dirty(_ reason: DirtyReason) -> Result<LogContact, Dirty> { .failure(Dirty(reason: reason)) }
    if row.isTooLong { return dirty(.tooLong) }
    if row.count != columns.count { return dirty(.fieldCount) }
    var midnight: Double?
    if columns.date >= 0 {
      midnight = LogTimeReader.midnight(row.field(columns.date))
      if midnight == nil { return dirty(.noDate) }
    }
    var unreadable = false
    func time(_ column: Int) -> Double? {
      let field = row.field(column)
      if field.isEmpty { return nil }
      let value = self.time.time(field, midnight: midnight)
      if value == nil { unreadable = true }
      return value
    }
    // The first time that is read sets the clock of the row.
    self.time.beginRow()
    let arrived = time(columns.arrived)
    var queued = time(columns.queued)
    let answered = time(columns.answered)
    var changes = (atAnswer: self.time.clockChange, atEnd: 0.0)
    let ended = time(columns.ended)
    if ended != nil { changes.atEnd = self.time.clockChange } else { changes.atEnd = changes.atAnswer }
    if answered == nil { changes.atAnswer = changes.atEnd }
    var dequeued = time(columns.dequeued)
    if dequeued != nil { changes.atAnswer = self.time.clockChange }
    if unreadable { return dirty(.unreadableTime) }
    guard let arrived else { return dirty(.noArrival) }

    let outcome: LogOutcome
    if columns.outcome >= 0 {
      guard let known = columns.outcomes[row.text(columns.outcome)] else { return dirty(.unknownOutcome) }
      outcome = known
    } else {
      outcome = answered != nil ? .answered : ended != nil ? .abandoned : .unfinished
    }
    if outcome == .answered, answered == nil { return dirty(.answeredWithoutTime) }
    if columns.queued < 0, outcome != .blocked { queued = arrived }
    // Whoever was answered or gone has left the queue, whether or not the log has a time for it.
    let isInferred = dequeued == nil
    if isInferred, queued != nil { dequeued = answered ?? ended }

    let tolerance = mapping.clockTolerance
    func isBefore(_ late: Double?, _ early: Double?, by slack: Double) -> Bool {
      guard let late, let early else { return false }
      return late < early - slack
    }
    if isBefore(answered, arrived, by: tolerance) || isBefore(ended, answered, by: 0)
      || isBefore(ended, arrived, by: tolerance) || isBefore(queued, arrived, by: tolerance)
      || isBefore(dequeued, queued, by: isInferred ? tolerance : 0)
    {
      return dirty(.timesContradict)
    }
    if let from = queued, let to = dequeued, to < from { dequeued = from }
    let typeField = row.field(columns.type)
    if typeField.isEmpty { return dirty(.noType) }
    func name(_ column: Int) -> NameID? {
      let field = row.field(column)
      return field.isEmpty ? nil : names.number(String(decoding: field, as: UTF8.self))
    }
    guard let type = name(columns.type) else { return dirty(.noType) }
    let id = columns.step >= 0 && !row.field(columns.step).isEmpty ? Self.hash(row.field(columns.id)) ?? 0 : 0
    let work = id == 0 ? type : names.number(step: row.text(columns.step), of: type)
    return .success(
      LogContact(
        file: 0, row: 0, type: type, work: work, priority: name(columns.priority), outcome: outcome,
        agent: name(columns.agent), channel: name(columns.channel), issue: Self.hash(row.field(columns.issue)), id: id,
        clockOffset: Int32(self.time.rowOffset ?? 0), changeAtAnswer: Int32(changes.atAnswer),
        clockChange: Int32(changes.atEnd), arrived: arrived,
        queued: queued, dequeued: dequeued, answered: answered, ended: ended))
  }
}

/// Where the columns of the mapping stand in one file; -1 for those it does not have.
struct LogColumns {
  var count: Int
  var id, date, type, step, priority, arrived, queued, dequeued, answered, ended, outcome, agent, channel, issue: Int
  var outcomes: [String: LogOutcome]

  init(header: borrowing CSVRow, mapping: LogMapping, file: String) throws(LogError) {
    var places: [String: Int] = [:]
    for index in 0..<header.count {
      let name = header.text(index)
      if places.updateValue(index, forKey: name) != nil {
        throw LogError(file: file, line: 1, message: "has two columns “\(name)”")
      }
    }
    func place(_ meaning: LogMapping.Meaning) throws(LogError) -> Int {
      guard let name = mapping.columns[meaning] else { return -1 }
      guard let place = places[name] else {
        // What is no text at all would spoil the terminal.
        let found = (0..<min(100, header.count)).map { column in
          header.text(column).prefix(60).filter { $0.asciiValue.map { $0 >= 32 && $0 != 127 } ?? true }
        }.joined(separator: ", ")
        throw LogError(
          file: file, line: 1,
          message: "has no column “\(name)”, which \(mapping.file) names for \(meaning.rawValue); found \(found)")
      }
      return place
    }
    count = header.count
    step = try place(.step)
    // Only steps need it: a log may have none.
    id = step >= 0 ? try place(.id) : -1
    date = try place(.date)
    type = try place(.type)
    priority = try place(.priority)
    arrived = try place(.arrived)
    queued = try place(.queued)
    dequeued = try place(.dequeued)
    answered = try place(.answered)
    ended = try place(.ended)
    outcome = try place(.outcome)
    agent = try place(.agent)
    channel = try place(.channel)
    issue = try place(.issue)
    outcomes = mapping.outcomes
  }
}
