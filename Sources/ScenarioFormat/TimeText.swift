import ContactCentre

/// Lengths of time as planners write them: `30s`, `4min`, `1.5h`, `1h30min`, `2d`.
enum DurationText {
  /// What is wrong with a text.
  enum Problem: Error {
    case notATime
    case ambiguousMinutes

    /// What a message says of it.
    var words: String {
      switch self {
      case .notATime: ""
      case .ambiguousMinutes: ": “m” could be months or metres, write min"
      }
    }
  }

  private static let units: [String: Double] = [
    "ms": 0.001, "s": 1, "sec": 1, "second": 1, "seconds": 1, "min": 60, "minute": 60, "minutes": 60, "h": 3600,
    "hour": 3600, "hours": 3600, "d": 86_400, "day": 86_400, "days": 86_400, "week": 604_800, "weeks": 604_800,
  ]

  /// The seconds of a text; a plain number is seconds.
  static func seconds(_ text: String) -> Result<Seconds, Problem> {
    if let plain = Double(text) { return plain.isFinite && plain >= 0 ? .success(plain) : .failure(.notATime) }
    var rest = Substring(text.trimming())
    var total = 0.0
    guard !rest.isEmpty else { return .failure(.notATime) }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard let value = Double(digits) else { return .failure(.notATime) }
      rest = rest.dropFirst(digits.count).drop { $0 == " " }
      let unit = rest.prefix { $0.isLetter }
      if unit == "m" { return .failure(.ambiguousMinutes) }
      guard let factor = units[String(unit)] else { return .failure(.notATime) }
      total += value * factor
      rest = rest.dropFirst(unit.count).drop { $0 == " " }
    }
    return total.isFinite ? .success(total) : .failure(.notATime)
  }
}

/// Clock times as planners write them: `09:00`, `09:00-22:00`, `12:00+45min`.
enum ClockText {
  /// Whether an unquoted text would be a number in base 60 to other readers of YAML, or starts with such a time.
  static func looksLikeClock(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    return (1...2).contains(digits.count) && text.dropFirst(digits.count).first == ":"
      && text.dropFirst(digits.count + 1).first?.isNumber == true
  }

  /// Seconds after midnight of `hh:mm` or `hh:mm:ss`, from 00:00 to 24:00.
  static func seconds(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ (1...2).contains($0.count) }) else { return nil }
    let numbers = parts.compactMap { part in part.allSatisfy({ $0.isASCII && $0.isNumber }) ? Int(part) : nil }
    guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    let total = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
    return total <= 86_400 ? total : nil
  }

  /// A range `from-to`; one that ends at or before its start crosses midnight. `from+length` is a range too.
  static func range(_ text: String) -> ClockRange? {
    if let plus = text.firstIndex(of: "+") {
      guard let start = seconds(String(text[..<plus]).trimming()),
        case .success(let length) = DurationText.seconds(String(text[text.index(after: plus)...]).trimming()),
        length >= 1, length <= 86_400
      else { return nil }
      return ClockRange(start: start, end: start + Int(length))
    }
    let parts = text.split(whereSeparator: { $0 == "-" || $0 == "–" }).map { String($0).trimming() }
    guard parts.count == 2, let start = seconds(parts[0]), let end = seconds(parts[1]), start < 86_400, start != end
    else { return nil }
    return ClockRange(start: start, end: end > start ? end : end + 86_400)
  }

  /// `hh:mm`.
  static func text(_ seconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }
}

extension String {
  /// Without spaces at its ends.
  func trimming() -> String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
