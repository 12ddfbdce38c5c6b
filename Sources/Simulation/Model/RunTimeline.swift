import ContactCentre
import Foundation

/// The calendar of a run on one axis: seconds elapsed since local midnight of the first day.
///
/// Periods are cut from each day's local midnight, so that a day on which the clocks change has fewer or more of them;
/// each takes the volumes and the staff of the local clock time at which it starts.
package struct RunTimeline: Sendable {
  /// Start of each period, and behind the last one the end of the run, in elapsed seconds.
  package let periodStarts: [Double]
  /// Day of the run of each period, from 0.
  package let periodDay: [Int]
  /// Period of the 24-hour clock at which each period starts, from 0.
  package let periodOfDay: [Int]
  /// How each period is written.
  package let labels: [PeriodLabel]
  /// Start of each day, and behind the last one the end of the run.
  package let dayStarts: [Double]

  private let calendar: ServiceCalendar
  private let clock: LocalClock
  private let firstDay: Int

  /// Lays the days of a calendar out.
  /// - Parameter start: when the run begins, elapsed seconds; periods that are over by then are left out.
  /// - Throws: ``SimulationError`` when the time zone is unknown on this machine, or the start is not in the run.
  package init(_ calendar: ServiceCalendar, from start: Double = 0) throws {
    guard let zone = TimeZone(identifier: calendar.timeZone) else {
      throw SimulationError("the time zone “\(calendar.timeZone)” is unknown on this machine")
    }
    let firstDay = CivilDay.number(calendar.start)
    let clock = LocalClock(zone: zone, days: firstDay - 31..<firstDay + calendar.days + 2)
    let origin = clock.instant(local: firstDay * 86_400)
    var starts: [Double] = []
    var days: [Int] = []
    var slots: [Int] = []
    var labels: [PeriodLabel] = []
    var dayStarts: [Double] = []
    for day in 0..<calendar.days {
      let begin = clock.instant(local: (firstDay + day) * 86_400)
      let end = clock.instant(local: (firstDay + day + 1) * 86_400)
      dayStarts.append(Double(begin - origin))
      for instant in stride(from: begin, to: end, by: calendar.periodSeconds) {
        let local = clock.local(instant: instant)
        let from = max(start, Double(instant - origin))
        let seconds = Double(min(instant + calendar.periodSeconds, end) - origin) - from
        guard seconds > 0 else { continue }
        starts.append(from)
        days.append(day)
        slots.append((local - (firstDay + day) * 86_400) / calendar.periodSeconds)
        labels.append(clock.label(day: day, instant: instant, seconds: seconds))
      }
    }
    let end = Double(clock.instant(local: (firstDay + calendar.days) * 86_400) - origin)
    guard start >= 0, start < end else {
      throw SimulationError("the run cannot start \(start) s after its first midnight: it has \(end) s")
    }
    self.periodStarts = starts + [end]
    self.periodDay = days
    self.periodOfDay = slots
    self.labels = labels
    self.dayStarts = dayStarts + [end]
    self.calendar = calendar
    self.clock = clock
    self.firstDay = firstDay
    self.origin = origin
  }

  private let origin: Int

  /// The elapsed time of a moment given in seconds since 1970 (UTC).
  package func elapsed(unixTime: Double) -> Double { unixTime - Double(origin) }

  /// The same run with whole days as its periods, for runs whose periods would be too many to count by.
  package var byDay: RunTimeline { RunTimeline(days: self) }

  private init(days fine: RunTimeline) {
    let firstOfDays = fine.periodDay.indices.filter { $0 == 0 || fine.periodDay[$0 - 1] != fine.periodDay[$0] }
    let starts = firstOfDays.map { fine.periodStarts[$0] } + [fine.end]
    periodStarts = starts
    dayStarts = fine.dayStarts
    periodDay = firstOfDays.map { fine.periodDay[$0] }
    periodOfDay = Array(repeating: 0, count: firstOfDays.count)
    labels = firstOfDays.enumerated().map { day, first in
      var label = fine.labels[first]
      label.seconds = starts[day + 1] - starts[day]
      return label
    }
    calendar = fine.calendar
    clock = fine.clock
    firstDay = fine.firstDay
    origin = fine.origin
  }

  /// Number of periods.
  package var periodCount: Int { periodDay.count }
  /// Start of the run, elapsed seconds since local midnight of its first day.
  package var start: Double { periodStarts[0] }
  /// End of the run, elapsed seconds.
  package var end: Double { periodStarts[periodStarts.count - 1] }

  /// The period in which a time lies; 0 before the run, the last one after it.
  package func period(at time: Double) -> Int {
    var low = 0
    var high = periodCount - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if periodStarts[middle] <= time { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The elapsed seconds at a local clock time of a day of the run; days before the first are negative.
  package func elapsed(day: Int, clockSeconds: Int, isRepeated: Bool = false) -> Double {
    Double(clock.instant(local: (firstDay + day) * 86_400 + clockSeconds, isRepeated: isRepeated) - origin)
  }

  /// The periods of a day, which may lie before the run: cut from its local midnight as those of the run are, each with the
  /// period of the 24-hour clock at which it starts, of `perDay`.
  func periods(ofDay day: Int, perDay: Int) -> [(start: Double, end: Double, slot: Int)] {
    let length = 86_400 / perDay
    let midnight = (firstDay + day) * 86_400
    let (begin, end) = (clock.instant(local: midnight), clock.instant(local: midnight + 86_400))
    return stride(from: begin, to: end, by: length).map { instant in
      (
        Double(instant - origin), Double(min(instant + length, end) - origin),
        (clock.local(instant: instant) - midnight) / length
      )
    }
  }

  /// An elapsed time as local time with offset, to the millisecond.
  package func text(at elapsed: Double) -> String {
    let milliseconds = Int((elapsed * 1000).rounded())
    let whole = (milliseconds - ((milliseconds % 1000) + 1000) % 1000) / 1000
    let rest = String(1000 + milliseconds - whole * 1000).dropFirst()
    return clock.text(instant: origin + whole, fraction: "." + rest)
  }

  /// Monday is 0.
  package func weekday(day: Int) -> Int {
    // 1970-01-01 was a Thursday.
    ((firstDay + day + 3) % 7 + 7) % 7
  }

  /// The intervals in which opening hours are open, in elapsed seconds, clipped to the run, touching ones joined.
  package func openIntervals(_ hours: OpeningHours?) -> [(open: Double, close: Double)] {
    guard let hours else { return [(start, end)] }
    // The day before the first may reach over midnight into the run.
    return openIntervals(hours, days: -1..<calendar.days, from: start, to: end)
  }

  /// The intervals in which opening hours are open on some days, before and after the run too, touching ones joined.
  package func openIntervals(
    _ hours: OpeningHours, days: Range<Int>, from start: Double = -.infinity, to end: Double = .infinity
  ) -> [(open: Double, close: Double)] {
    var joined: [(open: Double, close: Double)] = []
    for day in days {
      for range in hours.byWeekday[weekday(day: day)].sorted(by: { $0.start < $1.start }) {
        let open = max(start, elapsed(day: day, clockSeconds: range.start))
        let close = min(end, elapsed(day: day, clockSeconds: range.end))
        guard close > open else { continue }
        if let last = joined.last, open <= last.close {
          joined[joined.count - 1].close = max(last.close, close)
        } else {
          joined.append((open, close))
        }
      }
    }
    return joined
  }
}
