/// A JSON value whose keys keep their order, so that the same result always gives the same bytes.
package indirect enum JSONValue: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
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

  /// A key and its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// A number, `null` when there is none.
  package static func optional(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }

  /// The text, indented by two spaces, with a line feed at its end.
  package var text: String {
    // Bytes: a result has some hundred thousand numbers, and appending to a String costs several times as much.
    var bytes: [UInt8] = []
    write(to: &bytes, indent: 0, compact: false)
    bytes += "\n"
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to text: inout [UInt8], indent: Int, compact: Bool) {
    switch self {
    case .null: text += "null"
    case .boolean(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .unsigned(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.description : "null"
    case .string(let value): Self.write(value, to: &text)
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
    _ elements: [Element], between brackets: (String, String), to text: inout [UInt8], indent: Int, compact: Bool,
    each: (Element, inout [UInt8]) -> Void
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

  private static func newLine(_ text: inout [UInt8], indent: Int) {
    text += "\n"
    for _ in 0..<indent { text += "  " }
  }

  private static func write(_ string: String, to text: inout [UInt8]) {
    text += "\""
    // Keys and most names are plain: letters, digits and signs of ASCII.
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
      text += string
    } else {
      for scalar in string.unicodeScalars { write(scalar, to: &text) }
    }
    text += "\""
  }

  private static func write(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
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
    default: text += UTF8.encode(scalar).map(Array.init) ?? []
    }
  }
}

extension [UInt8] {
  fileprivate static func += (bytes: inout [UInt8], text: String) { bytes.append(contentsOf: text.utf8) }
}
