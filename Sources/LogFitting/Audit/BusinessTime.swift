import ContactCentre
import ScenarioFormat

/// The clock of a promise on work that keeps: it stands still outside the hours of business.
public struct BusinessTime: Sendable, Hashable {
  /// Days of the week, Monday is 0.
  public var days: Set<Int>
  /// When business is open on each of them; ranges may cross midnight, and do not overlap.
  public var hours: [ClockRange]
  /// Days without business, as day numbers since 1970-01-01. Hours that began on the evening before are business still.
  public var holidays: Set<Int> = []

  /// Reads what follows `business` in a promise: days, unless it is every day, and hours: `mon-fri 09:00-13:00,14:00-18:00`.
  /// - Returns: `nil` for what is not that, or hours that overlap.
  init?(words: ArraySlice<String>) {
    guard let last = words.last, words.count <= 2 else { return nil }
    var days = Set(0..<7)
    if words.count == 2, let first = words.first {
      guard let named = WeekdayArgument.days(first) else { return nil }
      days = named
    }
    let hours = last.split(separator: ",", omittingEmptySubsequences: false).map { ClockArgument.range(String($0)) }
    let known = hours.compactMap { $0 }.sorted { $0.start < $1.start }
    guard known.count == hours.count, !known.isEmpty else { return nil }
    // The last may cross midnight only as far as the first of the next day.
    let next = known.dropFirst() + [ClockRange(start: known[0].start + 86_400, end: known[0].end + 86_400)]
    guard zip(known, next).allSatisfy({ $0.end <= $1.start }) else { return nil }
    self.days = days
    self.hours = known
  }

  /// Business time between two moments, seconds since 1970 on the centre's own clock.
  public func seconds(from start: Double, to end: Double) -> Seconds {
    guard end > start else { return 0 }
    var sum = 0.0
    // A range of the day before may reach into the first day.
    for day in (LogClock.day(start) - 1)...LogClock.day(end) where isOpen(on: day) {
      let midnight = Double(day) * 86_400
      for range in hours {
        sum += max(0, min(end, midnight + Double(range.end)) - max(start, midnight + Double(range.start)))
      }
    }
    return sum
  }

  private func isOpen(on day: Int) -> Bool { days.contains(LogClock.weekday(day: day)) && !holidays.contains(day) }
}
