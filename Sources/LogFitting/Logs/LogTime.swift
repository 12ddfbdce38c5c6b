import Foundation

/// How a log writes its times.
public enum LogTimeFormat: String, Sendable, Hashable, CaseIterable {
  /// `2026-03-01T09:15:00`, with or without fractions, `Z` or `+08:00`; a space may stand for the T.
  case iso
  /// Seconds since 1970-01-01 00:00 UTC.
  case unixSeconds
  /// Milliseconds since 1970-01-01 00:00 UTC.
  case unixMilliseconds
  /// Seconds after midnight of the row's date column, above 86 400 past midnight.
  case secondsOfDay
  /// Clock time `hh:mm` or `hh:mm:ss` on the row's date column.
  case clock
}

/// Reads times as seconds since 1970-01-01 00:00 on the centre's own clock.
struct LogTimeReader {
  let format: LogTimeFormat
  let zone: TimeZone?
  private var lastHour = Int.min
  private var lastOffset = 0.0
  /// How far the centre's clock was ahead of UTC at the first time of the row; `nil` where the row has local times.
  private(set) var rowOffset: Double?
  /// By how much the clocks had been set forward since then at the time that was read last.
  private(set) var clockChange = 0.0

  init(format: LogTimeFormat, zone: TimeZone?) {
    self.format = format
    self.zone = zone
  }

  /// All times of a row are given on the clock as it was set at the first of them, so that what passes between them is right also
  /// when the clocks are changed meanwhile.
  mutating func beginRow() {
    rowOffset = nil
    clockChange = 0
  }

  /// The time of a field that is not empty; `nil` when it cannot be read.
  mutating func time(_ field: ArraySlice<UInt8>, midnight: Double?) -> Double? {
    switch format {
    case .iso: return iso(field)
    case .unixSeconds: return Self.number(field).map { local($0) }
    case .unixMilliseconds: return Self.number(field).map { local($0 / 1000) }
    case .secondsOfDay:
      guard let midnight, let seconds = Self.number(field), seconds >= 0, seconds < 7 * 86_400 else { return nil }
      return midnight + seconds
    case .clock:
      var rest = field
      guard let midnight, let seconds = Self.clock(&rest), rest.isEmpty else { return nil }
      return midnight + seconds
    }
  }

  /// Midnight of a date `yyyy-mm-dd`.
  static func midnight(_ field: ArraySlice<UInt8>) -> Double? {
    var rest = field
    guard let day = date(&rest), rest.isEmpty else { return nil }
    return Double(day) * 86_400
  }

  /// Whole numbers without a detour through `String`: most logs have nothing else.
  static func number(_ field: ArraySlice<UInt8>) -> Double? {
    if field.count <= 15, !field.isEmpty, field.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return Double(field.reduce(0) { $0 * 10 + Int($1 - 0x30) })
    }
    guard let value = Double(String(decoding: field, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private mutating func iso(_ field: ArraySlice<UInt8>) -> Double? {
    var rest = field
    guard let day = Self.date(&rest), let separator = rest.popFirst(), separator == 0x54 || separator == 0x20,
      let seconds = Self.clock(&rest)
    else { return nil }
    let time = Double(day) * 86_400 + seconds
    guard let sign = rest.first else { return time }
    if sign == 0x5A { return rest.count == 1 ? local(time, written: 0) : nil }
    guard sign == 0x2B || sign == 0x2D else { return nil }
    rest.removeFirst()
    guard let hours = Self.digits(&rest, 2) else { return nil }
    if rest.first == 0x3A { rest.removeFirst() }
    let minutes = rest.isEmpty ? 0 : Self.digits(&rest, 2)
    guard let minutes, rest.isEmpty else { return nil }
    let offset = Double(hours * 3600 + minutes * 60) * (sign == 0x2B ? 1 : -1)
    return local(time - offset, written: offset)
  }

  /// The clock of the centre at a moment in UTC.
  /// - Parameter written: how far the clock that the log was written by was ahead of UTC then: without a zone it is taken for
  ///   that of the centre.
  private mutating func local(_ utc: Double, written: Double? = nil) -> Double {
    guard abs(utc) < 1e11, let present = zone.map({ ahead(utc, in: $0) }) ?? written else { return utc }
    let offset = rowOffset ?? present
    rowOffset = offset
    clockChange = present - offset
    return utc + offset
  }

  /// How far a zone is ahead of UTC.
  private mutating func ahead(_ utc: Double, in zone: TimeZone) -> Double {
    let hour = Int((utc / 900).rounded(.down))
    if hour != lastHour {
      lastHour = hour
      lastOffset = Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: utc)))
    }
    return lastOffset
  }

  private static func date(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let year = digits(&rest, 4), rest.popFirst() == 0x2D, let month = digits(&rest, 2), rest.popFirst() == 0x2D,
      let day = digits(&rest, 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let number = LogClock.day(year: year, month: month, day: day)
    let back = LogClock.date(day: number)
    return back.month == month && back.day == day ? number : nil
  }

  private static func clock(_ rest: inout ArraySlice<UInt8>) -> Double? {
    guard let hours = digits(&rest, 2), hours <= 48, rest.popFirst() == 0x3A, let minutes = digits(&rest, 2),
      minutes < 60
    else { return nil }
    var seconds = Double(hours * 3600 + minutes * 60)
    guard rest.first == 0x3A else { return seconds }
    rest.removeFirst()
    guard let whole = digits(&rest, 2), whole <= 60 else { return nil }
    seconds += Double(whole)
    guard rest.first == 0x2E || rest.first == 0x2C else { return seconds }
    rest.removeFirst()
    let fraction = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !fraction.isEmpty, let value = Double("0." + String(decoding: fraction, as: UTF8.self)) else { return nil }
    rest = rest.dropFirst(fraction.count)
    return seconds + value
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> Int? {
    let piece = rest.prefix(count)
    guard piece.count == count, piece.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    rest = rest.dropFirst(count)
    return piece.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
