/// Guards the YAML reader against keys that are aliases of aliases.
///
/// The reader compares keys by all that is in them. Where a key is a list or an alias, and aliases stand for lists of
/// aliases, that takes time exponential in the length of the text, before any limit of ours can hold.
enum ComplexKeys {
  /// Fewer aliases than this cannot stand for much.
  private static let fewAliases = 12

  /// Whether a text has many aliases and a key that may be something else than a name; prose rarely has both.
  static func areLikely(in text: String) -> Bool {
    var aliases = 0
    var hasComplexKey = false
    var previous: UInt8 = .init(ascii: "\n")
    var isAlias = false
    // The last byte that is not a space: what stands in front of a colon.
    var endsCollection = false
    var endsAlias = false
    for byte in text.utf8 {
      let isSpace = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
      let isBreak = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      let startsToken = " \t\n\r[{,".utf8.contains(previous)
      if byte == UInt8(ascii: "*"), startsToken {
        aliases += 1
        isAlias = true
      } else if byte == UInt8(ascii: ":") {
        if endsCollection || endsAlias || isAlias { hasComplexKey = true }
        isAlias = false
      } else if isSpace || isBreak || byte == UInt8(ascii: ",") {
        if isAlias { endsAlias = !isBreak && isSpace }
        isAlias = false
      }
      if previous == UInt8(ascii: "?"), isSpace || isBreak { hasComplexKey = true }
      if !isSpace {
        endsCollection = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
        endsAlias = false
      }
      previous = byte
    }
    return hasComplexKey && aliases >= fewAliases
  }
}
