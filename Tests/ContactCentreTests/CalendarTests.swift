import ContactCentre
import Testing

/// Days, periods and opening hours.
@Suite struct CalendarTests {
  private let monday = LocalDate(year: 2026, month: 1, day: 5)

  @Test(arguments: [(60, 1440), (900, 96), (1800, 48), (3600, 24), (43_200, 2), (86_400, 1)])
  func periodsOfADay(seconds: Int, periods: Int) {
    #expect(ServiceCalendar(start: monday, periodSeconds: seconds).periodsPerDay == periods)
  }

  @Test func aCalendarIsOneDayOfHalfHoursUnlessItSaysOtherwise() {
    let calendar = ServiceCalendar(start: monday)
    #expect(calendar.timeZone == "UTC")
    #expect(calendar.days == 1)
    #expect(calendar.periodSeconds == 1800)
    #expect(calendar.periodsPerDay == 48)
    #expect(calendar.hours.isEmpty)
  }

  @Test func hoursOfEveryDayAreThoseOfSevenWeekdays() {
    let split = [ClockRange(start: 9 * 3600, end: 12 * 3600), ClockRange(start: 13 * 3600, end: 18 * 3600)]
    let hours = OpeningHours(name: "office", everyDay: split)
    #expect(hours.byWeekday.count == Weekday.allCases.count)
    #expect(hours.byWeekday.allSatisfy { $0 == split })
    #expect(hours == OpeningHours(name: "office", byWeekday: Array(repeating: split, count: 7)))
  }

  @Test func weekdaysMayBeClosed() {
    let open = [ClockRange(start: 9 * 3600, end: 17 * 3600)]
    let hours = OpeningHours(name: "weekdays", byWeekday: Array(repeating: open, count: 5) + [[], []])
    #expect(hours.byWeekday[Weekday.friday.rawValue - 1] == open)
    #expect(hours.byWeekday[Weekday.saturday.rawValue - 1] == [])
    #expect(hours != OpeningHours(name: "weekdays", everyDay: open))
  }

  @Test func aRangeOverMidnightEndsPastTheDay() {
    let night = ClockRange(start: 22 * 3600, end: 30 * 3600)
    #expect(night.end - night.start == 8 * 3600)
    // It is one range of the day on which it starts, not two of two days.
    #expect(OpeningHours(name: "night", everyDay: [night]).byWeekday.allSatisfy { $0.count == 1 })
    #expect(night != ClockRange(start: 22 * 3600, end: 6 * 3600))
  }

  @Test func weekdaysAreThoseOfTheISO() {
    #expect(Weekday.allCases.map(\.rawValue) == Array(1...7))
    #expect(Weekday(rawValue: 1) == .monday)
    #expect(Weekday(rawValue: 7) == .sunday)
    #expect(Weekday(rawValue: 0) == nil)
  }
}
