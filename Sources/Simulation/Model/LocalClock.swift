import ContactCentre
import Foundation

/// Local clock time of a zone against whole seconds since 1970 (UTC).
///
/// The offsets at the ends of some days are asked for once: a run of a year asks millions of times.
package struct LocalClock: Sendable, Hashable {
  private let zone: TimeZone
  private let firstDay: Int
  /// Offset at the start (UTC) of each day, and at the end of the last one.
  private let offsets: [Int]

  /// - Parameter days: counted from 1970-01-01, for which the offsets are kept; others are asked for each time.
  package init(zone: TimeZone, days: Range<Int> = 0..<0) {
    self.zone = zone
    firstDay = days.lowerBound
    offsets = (days.lowerBound...days.upperBound).map {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0 * 86_400)))
    }
  }

  private func offset(at instant: Int) -> Int {
    let day = Int((Double(instant) / 86_400).rounded(.down)) - firstDay
    // No zone changes its clocks twice within a day.
    if day >= 0, day + 1 < offsets.count, offsets[day] == offsets[day + 1] { return offsets[day] }
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
  }

  /// The instant of a local clock time, given in seconds since local 1970.
  ///
  /// A time that occurs twice is its first occurrence, unless it is said to be the second; one that the clocks skip is moved
  /// on by what they skip.
  package func instant(local: Int, isRepeated: Bool = false) -> Int {
    let before = offset(at: local - 86_400)
    let after = offset(at: local + 86_400)
    for candidate in isRepeated ? [after, before] : [before, after] where offset(at: local - candidate) == candidate {
      return local - candidate
    }
    return local - before
  }

  /// Seconds since local 1970 of an instant.
  package func local(instant: Int) -> Int { instant + offset(at: instant) }

  /// How a period that starts at an instant is written.
  func label(day: Int, instant: Int, seconds: Double) -> PeriodLabel {
    let second = secondOfDay(instant: instant)
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60))" + (second % 60 == 0 ? "" : ":\(two(second % 60))")
    return PeriodLabel(day: day, start: text(instant: instant), clock: clock, seconds: seconds)
  }

  /// An instant in ISO 8601, local with offset; `fraction` follows the seconds.
  func text(instant: Int, fraction: String = "") -> String {
    let shift = offset(at: instant)
    let date = CivilDay.date(Int((Double(instant + shift) / 86_400).rounded(.down)))
    let second = secondOfDay(instant: instant)
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))\(fraction)"
    let zone =
      shift == 0 ? "Z" : "\(shift < 0 ? "-" : "+")\(two(abs(shift) / 3600)):\(two(abs(shift) / 60 % 60))"
    return "\(CivilDay.text(date))T\(clock)\(zone)"
  }

  private func secondOfDay(instant: Int) -> Int { ((local(instant: instant) % 86_400) + 86_400) % 86_400 }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
