/// A JSON value whose keys keep their order, so that the same result always gives the same bytes.
package indirect enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A whole number without a sign.
  case unsigned(UInt64)
  /// A number; what JSON cannot hold (infinity, not a number) is written as `null`.
  case number(Double)
  /// A string.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Keys and values in order.
  case object([Member])
  /// The value on a single line.
  case compact(JSONValue)
  /// A value that is made while it is written: all figures of a year at once would take several times the room of their text.
  case later(Later)

  /// How to make a value.
  package struct Later: Sendable, Equatable {
    fileprivate let make: @Sendable () -> JSONValue

    package init(_ make: @escaping @Sendable () -> JSONValue) { self.make = make }

    package static func == (one: Later, other: Later) -> Bool { one.make() == other.make() }
  }

  /// A key and its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The text, indented by two spaces, with a line feed at its end.
  package var text: String {
    var bytes: [UInt8] = []
    write { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Hands the text over in pieces, so that it need not be held as a whole.
  package func write(_ take: ([UInt8]) -> Void) {
    withoutActuallyEscaping(take) { take in
      var text = Pieces(take: take)
      write(to: &text, indent: 0, compact: false)
      text += "\n"
      text.handOver()
    }
  }

  /// What is written and not yet handed over. Bytes: a result has some hundred thousand numbers, and appending to a String
  /// costs several times as much.
  private struct Pieces {
    private static let size = 1 << 16
    let take: ([UInt8]) -> Void
    private var bytes: [UInt8] = []

    init(take: @escaping ([UInt8]) -> Void) { self.take = take }

    static func += (pieces: inout Pieces, text: String) {
      pieces.bytes.append(contentsOf: text.utf8)
      if pieces.bytes.count > size { pieces.handOver() }
    }

    mutating func handOver() {
      take(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  private func write(to text: inout Pieces, indent: Int, compact: Bool) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .unsigned(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.description : "null"
    case .string(let value): Self.write(value, to: &text)
    case .later(let later): later.make().write(to: &text, indent: indent, compact: compact)
    case .compact(let value): value.write(to: &text, indent: indent, compact: true)
    case .array(let values):
      Self.write(values, between: ("[", "]"), to: &text, indent: indent, compact: compact) { value, text in
        value.write(to: &text, indent: indent + 1, compact: compact)
      }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &text, indent: indent, compact: compact) { member, text in
        Self.write(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent + 1, compact: compact)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout Pieces, indent: Int, compact: Bool,
    each: (Element, inout Pieces) -> Void
  ) {
    text += brackets.0
    for (index, element) in elements.enumerated() {
      if index > 0 { text += compact ? ", " : "," }
      if !compact { newLine(&text, indent: indent + 1) }
      each(element, &text)
    }
    if !compact, !elements.isEmpty { newLine(&text, indent: indent) }
    text += brackets.1
  }

  private static func newLine(_ text: inout Pieces, indent: Int) {
    text += "\n"
    for _ in 0..<indent { text += "  " }
  }

  private static func write(_ string: String, to text: inout Pieces) {
    text += "\""
    // Keys and most names are plain: letters, digits and signs of ASCII.
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      text += string
    } else {
      for scalar in string.unicodeScalars { write(scalar, to: &text) }
    }
    text += "\""
  }

  private static func write(_ scalar: Unicode.Scalar, to text: inout Pieces) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    // The two line separators end a line in older JavaScript; the rest below a space must be escaped.
    case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: text += String(scalar)
    }
  }
}
