/// Moments as ISO 8601 writes them, for example `2026-01-05T10:00:00Z` or `2026-01-05T18:00:00.250+08:00`.
public enum TimeStamp {
  /// Seconds since 1970-01-01 00:00 UTC; `nil` for what is no moment. The offset from UTC must be there.
  public static func seconds(_ text: String) -> Double? {
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, let date = DateText.date(String(halves[0])) else { return nil }
    let rest = halves[1]
    guard let end = rest.firstIndex(where: { "Z+-".contains($0) }), let clock = clock(rest[..<end]) else { return nil }
    var shift = 0
    if rest[end] == "Z" {
      guard rest.index(after: end) == rest.endIndex else { return nil }
    } else {
      let parts = rest[rest.index(after: end)...].split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, let hours = number(parts[0], below: 24), let minutes = number(parts[1], below: 60) else {
        return nil
      }
      shift = (hours * 3600 + minutes * 60) * (rest[end] == "-" ? -1 : 1)
    }
    return Double(DateText.daysSince1970(date) * 86_400 - shift) + clock
  }

  /// Seconds of `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`.
  private static func clock(_ text: Substring) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hours = number(parts[0], below: 24),
      let minutes = number(parts[1], below: 60)
    else { return nil }
    let whole = Double(hours * 3600 + minutes * 60)
    guard parts.count == 3 else { return whole }
    let second = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let seconds = number(second[0], below: 60) else { return nil }
    guard second.count == 2 else { return whole + Double(seconds) }
    guard !second[1].isEmpty, second[1].utf8.count <= 9, second[1].utf8.allSatisfy({ (48...57).contains($0) }),
      let fraction = Double("0.\(second[1])")
    else { return nil }
    return whole + Double(seconds) + fraction
  }

  private static func number(_ text: Substring, below limit: Int) -> Int? {
    guard text.utf8.count == 2, text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text), value < limit
    else { return nil }
    return value
  }
}
