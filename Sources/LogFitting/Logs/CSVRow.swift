/// One row of a CSV file: the bytes of its fields, unquoted, in one buffer that the next row uses again.
struct CSVRow {
  /// Line on which the row starts, from 1.
  var line = 1
  /// The bytes of all fields, one behind the other.
  var bytes: [UInt8] = []
  /// Where each field ends in `bytes`.
  var ends: [Int] = []
  /// Whether the row was longer than `CSVScanner.mostBytes`; its rest is not kept.
  var isTooLong = false

  /// How many fields.
  var count: Int { ends.count }

  /// The bytes of a field without spaces around them; empty for a field the row lacks.
  func field(_ index: Int) -> ArraySlice<UInt8> {
    guard index >= 0, index < ends.count else { return [] }
    var from = index == 0 ? 0 : ends[index - 1]
    var to = ends[index]
    while from < to, bytes[from] == 0x20 || bytes[from] == 0x09 { from += 1 }
    while from < to, bytes[to - 1] == 0x20 || bytes[to - 1] == 0x09 { to -= 1 }
    return bytes[from..<to]
  }

  /// A field as text.
  func text(_ index: Int) -> String { String(decoding: field(index), as: UTF8.self) }

  /// The row as CSV again, for the file of rows set aside.
  func csv(delimiter: UInt8) -> String {
    (0..<count).map { index in
      let from = index == 0 ? 0 : ends[index - 1]
      let text = String(decoding: bytes[from..<ends[index]], as: UTF8.self)
      let mustQuote = text.utf8.contains { $0 == delimiter || $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      return mustQuote ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }.joined(separator: ",")
  }

  fileprivate mutating func clear(line: Int) {
    self.line = line
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    isTooLong = false
  }
}

/// Cuts bytes into rows as RFC 4180 has them, with any line ends; a row may be spread over pieces.
struct CSVScanner {
  /// Longer rows are cut: an open quote would otherwise swallow the file.
  static let mostBytes = 1 << 16

  private enum State {
    case plain, quoted, quoteInQuoted
  }

  private let delimiter: UInt8
  private var state = State.plain
  private var line = 1
  private var row = CSVRow()
  private var atFieldStart = true
  private var sawReturn = false
  private var isFirst = true

  /// Creates a scanner.
  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Calls `body` with every row that ends in this piece; empty lines are left out.
  mutating func scan(
    _ piece: UnsafeBufferPointer<UInt8>, _ body: (borrowing CSVRow) throws(LogError) -> Void
  ) throws(LogError) {
    var start = 0
    if isFirst {
      isFirst = false
      if piece.count >= 3, piece[0] == 0xEF, piece[1] == 0xBB, piece[2] == 0xBF { start = 3 }
    }
    for index in start..<max(start, piece.count) {
      let byte = piece[index]
      if sawReturn {
        sawReturn = false
        if byte == 0x0A { continue }
      }
      if state == .quoteInQuoted {
        if byte == 0x22 {
          append(byte)
          state = .quoted
          continue
        }
        state = .plain
      }
      if state == .quoted {
        if byte == 0x22 {
          state = .quoteInQuoted
        } else {
          if byte == 0x0A { line += 1 }
          append(byte)
        }
        continue
      }
      switch byte {
      case 0x22 where atFieldStart:
        state = .quoted
        atFieldStart = false
      case delimiter: endField()
      case 0x0A, 0x0D:
        sawReturn = byte == 0x0D
        line += 1
        try endRow(body)
      default:
        atFieldStart = false
        append(byte)
      }
    }
  }

  /// Hands out a last row that has no line end.
  mutating func finish(_ body: (borrowing CSVRow) throws(LogError) -> Void) throws(LogError) {
    if state == .quoted { row.isTooLong = true }
    if !row.bytes.isEmpty || !row.ends.isEmpty { try endRow(body) }
  }

  private mutating func append(_ byte: UInt8) {
    if row.bytes.count < Self.mostBytes {
      row.bytes.append(byte)
    } else {
      row.isTooLong = true
      // A quote that is never closed: give up on it at the limit, so that the rows behind it are read.
      state = .plain
    }
  }

  private mutating func endField() {
    row.ends.append(row.bytes.count)
    atFieldStart = true
  }

  private mutating func endRow(_ body: (borrowing CSVRow) throws(LogError) -> Void) throws(LogError) {
    endField()
    if !row.bytes.isEmpty || row.count > 1 { try body(row) }
    row.clear(line: line)
  }
}
