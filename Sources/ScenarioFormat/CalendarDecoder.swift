import ContactCentre
import Foundation

extension Item {
  /// The calendar of a scenario.
  func calendar() -> ServiceCalendar {
    let fields = self.fields(.calendar)
    var calendar = ServiceCalendar(start: LocalDate(year: 2026, month: 1, day: 5))
    if let item = fields["timezone"], let zone = item.string() {
      if TimeZone(identifier: zone) != nil {
        calendar.timeZone = zone
      } else {
        item.report(
          "unknown time zone “\(zone)”; expected an IANA name such as Asia/Shanghai"
            + NearestName.hint(zone, among: TimeZone.knownTimeZoneIdentifiers))
      }
    }
    if let item = fields["start"], let text = item.string(Shape.date.words) {
      if let date = DateText.date(text) {
        calendar.start = date
      } else {
        item.report("found “\(text)”; expected \(Shape.date.words)" + WrittenHint.date(text))
      }
    }
    if let days = fields["days"]?.integer("whole days from 1 to 366", in: 1...366) { calendar.days = days }
    if let item = fields["period"], let seconds = item.duration(allowZero: false) {
      if let whole = Int(exactly: seconds), whole >= 60, 86_400 % whole == 0 {
        calendar.periodSeconds = whole
      } else {
        item.report("a period must be at least 1min and divide the day, such as 15min, 30min or 1h")
      }
    }
    if let item = fields["hours"] {
      calendar.hours = item.entries("opening hours by name").map { name, item in
        let week = item.week()
        item.checkMidnight(week)
        return OpeningHours(name: name, byWeekday: week)
      }
    }
    return calendar
  }

  /// Opening hours: the same every day, or by weekday.
  private func week() -> [[ClockRange]] {
    guard case .map = node.value else { return Array(repeating: ranges(), count: 7) }
    let byWeekday = byWeekday { $0.ranges() }
    return (0..<7).map { byWeekday[$0] ?? [] }
  }

  /// Reports a range over midnight that runs into the ranges of the next day.
  fileprivate func checkMidnight(_ week: [[ClockRange]]) {
    for day in week.indices {
      guard let tail = week[day].map(\.end).max(), tail > 86_400 else { continue }
      let next = (day + 1) % 7
      if let first = week[next].map(\.start).min(), first + 86_400 < tail {
        return report(
          "the hours of \(WeekdayText.long[day]) last until \(ClockText.text(tail - 86_400)) of the next day and overlap those of \(WeekdayText.long[next])"
        )
      }
    }
  }

  /// Ranges of one day: one, several, or closed.
  private func ranges() -> [ClockRange] {
    if case .scalar("closed", _) = node.value { return [] }
    let ranges = listOrOne().compactMap { item in item.clockRange().map { (range: $0, item: item) } }
      .sorted { $0.range.start < $1.range.start }
    for (earlier, later) in zip(ranges, ranges.dropFirst()) where later.range.start < earlier.range.end {
      later.item.report("overlaps the range before it")
    }
    return ranges.map(\.range)
  }
}
