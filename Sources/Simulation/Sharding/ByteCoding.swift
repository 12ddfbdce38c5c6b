/// Writes whole numbers in as few bytes as they need (LEB128: seven bits a byte, the lowest first, signs in the lowest bit).
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: Int128) {
    var left = UInt128(truncatingIfNeeded: (value << 1) ^ (value >> 127))
    while left >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: left) | 128)
      left >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: left))
  }

  mutating func write(_ value: some FixedWidthInteger) { write(Int128(value)) }

  mutating func write(_ data: some Collection<UInt8>) {
    write(data.count)
    bytes.append(contentsOf: data)
  }

  /// Only the counters that are not 0, each with how many were passed over.
  mutating func write(sparse counters: Table<some FixedWidthInteger>) {
    write(counters.count)
    var passed = 0
    for index in 0..<counters.count {
      if counters[index] == 0 {
        passed += 1
      } else {
        write(passed)
        write(counters[index])
        passed = 0
      }
    }
    write(passed)
    write(0)
  }
}

/// Reads what a ``ByteWriter`` wrote; every mistake in it is thrown, none is trusted.
struct ByteReader {
  struct Damaged: Error {}

  private let bytes: ArraySlice<UInt8>
  private var next: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next = bytes.startIndex
  }

  var isAtEnd: Bool { next == bytes.endIndex }

  mutating func read() throws -> Int128 {
    var value: UInt128 = 0
    var shift = 0
    while true {
      guard next < bytes.endIndex, shift < 133 else { throw Damaged() }
      let byte = bytes[next]
      next += 1
      value |= UInt128(byte & 127) << UInt128(shift)
      shift += 7
      if byte < 128 { break }
    }
    return Int128(truncatingIfNeeded: value >> 1) ^ -Int128(truncatingIfNeeded: value & 1)
  }

  mutating func read<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
    guard let value = Value(exactly: try read()) else { throw Damaged() }
    return value
  }

  mutating func readBytes() throws -> ArraySlice<UInt8> {
    let count = try read(Int.self)
    guard count >= 0, count <= bytes.endIndex - next else { throw Damaged() }
    defer { next += count }
    return bytes[next..<next + count]
  }

  /// Adds counters to those of a table of the same size.
  mutating func add<Counter: FixedWidthInteger>(sparse counters: Table<Counter>) throws {
    try update(sparse: counters) { $0 &+ $1 }
  }

  /// Puts values that are not 0 together with those of a table of the same size.
  mutating func update<Counter: FixedWidthInteger>(
    sparse counters: Table<Counter>, by merge: (Counter, Counter) -> Counter
  ) throws {
    guard try read(Int.self) == counters.count else { throw Damaged() }
    var index = 0
    while true {
      let passed = try read(Int.self)
      let value = try read(Counter.self)
      guard passed >= 0, passed <= counters.count - index else { throw Damaged() }
      index += passed
      if index == counters.count, value == 0 { return }
      guard index < counters.count, value > 0 else { throw Damaged() }
      counters[index] = merge(counters[index], value)
      index += 1
    }
  }
}
