import ContactCentre
import Foundation

/// Recorded times as logs write them: `2026-11-11T09:00:03.25`, with or without an offset, `09:00:03` on the first day, or
/// seconds elapsed since local midnight of the first day.
struct TraceText {
  static let expected = "a time such as 2026-11-11T09:00:03, 09:00:03, or seconds since midnight of the first day"

  /// What is wrong with a time.
  enum Problem: Error {
    case notATime(String)
    case outside(String, days: Int)

    /// What a message says of it.
    var words: String {
      switch self {
      case .notATime(""): "a time is empty; expected \(TraceText.expected)"
      case .notATime(let text): "found “\(text.shortened)”; expected \(TraceText.expected)"
      case .outside(let text, let days): "“\(text.shortened)” is outside the run of \(days) d"
      }
    }
  }

  private let zone: TimeZone
  private let days: Int
  /// Local midnight of the first day, in seconds since 1970: on the local clock, and as an instant.
  private let localStart: Int
  private let start: Int

  init(_ calendar: ServiceCalendar) {
    zone = TimeZone(identifier: calendar.timeZone) ?? .gmt
    days = calendar.days
    localStart = DateText.daysSince1970(calendar.start) * 86_400
    // The clocks may change on the first day itself: the offset before it is that of its midnight.
    let guess = localStart - zone.offset(at: localStart)
    start = localStart - zone.offset(at: guess)
  }

  /// The time of a text.
  func time(_ text: String) -> Result<TraceTime, Problem> {
    guard let (seconds, fraction, isRepeated) = local(text) else { return .failure(.notATime(text)) }
    let elapsed = seconds - localStart
    guard elapsed >= 0, elapsed < days * 86_400 else { return .failure(.outside(text, days: days)) }
    return .success(
      TraceTime(day: elapsed / 86_400, clock: Double(elapsed % 86_400) + fraction, isRepeated: isRepeated))
  }

  /// Whether a text is a time at all.
  func isTime(_ text: String) -> Bool { local(text) != nil }

  /// The local time of an instant, and whether the clocks have shown it before.
  private func local(instant: Int) -> (seconds: Int, isRepeated: Bool) {
    let seconds = instant + zone.offset(at: instant)
    let before = zone.offset(at: instant - 86_400)
    let first = seconds - before
    return (seconds, first < instant && zone.offset(at: first) == before)
  }

  /// Whole seconds since 1970 on the local clock, the fraction of a second, and whether it is the second time that the clocks
  /// show it: an offset or elapsed seconds tell.
  private func local(_ text: String) -> (seconds: Int, fraction: Double, isRepeated: Bool)? {
    if let number = Double(text) {
      let whole = number.rounded(.down)
      // Far outside the run all times are alike.
      guard whole.isFinite else { return nil }
      let instant = start + Int(min(max(whole, -1e12), 1e12))
      let (seconds, isRepeated) = local(instant: instant)
      return (seconds, number - whole, isRepeated)
    }
    var rest = Array(text.utf8)[...]
    var day = localStart
    if rest.dropFirst(4).first == UInt8(ascii: "-") {
      guard let date = DateText.date(String(decoding: rest.prefix(10), as: UTF8.self)) else { return nil }
      rest = rest.dropFirst(10)
      guard rest.skip("T") || rest.skip("t") || rest.skip(" ") else { return nil }
      day = DateText.daysSince1970(date) * 86_400
    }
    guard let hour = rest.number(digits: 1...2), hour < 24, rest.skip(":"), let minute = rest.number(digits: 2...2),
      minute < 60
    else { return nil }
    var seconds = day + hour * 3600 + minute * 60
    var fraction = 0.0
    if rest.skip(":") {
      guard let second = rest.number(digits: 2...2), second < 60 else { return nil }
      seconds += second
      if rest.skip(".") || rest.skip(",") {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !digits.isEmpty, let value = Double("0." + String(decoding: digits, as: UTF8.self)) else { return nil }
        fraction = min(value, 1.0.nextDown)
        rest = rest.dropFirst(digits.count)
      }
    }
    if rest.isEmpty { return (seconds, fraction, false) }
    guard let offset = rest.offset(), rest.isEmpty else { return nil }
    let (local, isRepeated) = local(instant: seconds - offset)
    return (local, fraction, isRepeated)
  }
}

extension TimeZone {
  /// Seconds ahead of UTC at an instant.
  fileprivate func offset(at instant: Int) -> Int {
    secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
  }
}

extension ArraySlice<UInt8> {
  /// Takes a character off the front, if it is there.
  fileprivate mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: character) else { return false }
    removeFirst()
    return true
  }

  /// Takes a number off the front.
  fileprivate mutating func number(digits: ClosedRange<Int>) -> Int? {
    let found = prefix(digits.upperBound).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard digits.contains(found.count) else { return nil }
    self = dropFirst(found.count)
    return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Takes an offset such as `Z`, `+08:00`, `+0800` or `+08` off the front, seconds ahead of UTC.
  fileprivate mutating func offset() -> Int? {
    while skip(" ") {}
    if skip("Z") || skip("z") { return 0 }
    let isBehind = first == UInt8(ascii: "-")
    guard skip("+") || skip("-"), let hours = number(digits: 2...2), hours <= 18 else { return nil }
    _ = skip(":")
    let minutes = isEmpty ? 0 : number(digits: 2...2)
    guard let minutes, minutes < 60 else { return nil }
    return (isBehind ? -1 : 1) * (hours * 3600 + minutes * 60)
  }
}
