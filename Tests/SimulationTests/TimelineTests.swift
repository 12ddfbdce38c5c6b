import ContactCentre
import Simulation
import Testing

/// Clock times and elapsed time.
@Suite struct TimelineTests {
  private func timeline(_ zone: String, _ year: Int, _ month: Int, _ day: Int, days: Int = 1) throws -> RunTimeline {
    try RunTimeline(
      ServiceCalendar(
        timeZone: zone, start: LocalDate(year: year, month: month, day: day), days: days, periodSeconds: 1800))
  }

  @Test func anOrdinaryDay() throws {
    let day = try timeline("Asia/Shanghai", 2026, 11, 11)
    #expect(day.periodCount == 48)
    #expect(day.end == 86_400)
    #expect(day.labels[18].start == "2026-11-11T09:00:00+08:00")
    #expect(day.labels[18].clock == "09:00")
    #expect(day.periodOfDay == Array(0..<48))
  }

  @Test func clocksGoForward() throws {
    // Berlin, 29 March 2026: 02:00 becomes 03:00.
    let day = try timeline("Europe/Berlin", 2026, 3, 29)
    #expect(day.periodCount == 46)
    #expect(day.end == 23 * 3600)
    #expect(day.labels[3].clock == "01:30")
    #expect(day.labels[4].clock == "03:00")
    #expect(day.periodOfDay[4] == 6)
    #expect(day.elapsed(day: 0, clockSeconds: 9 * 3600) == 8 * 3600)
  }

  @Test func clocksGoBack() throws {
    // Berlin, 25 October 2026: 03:00 becomes 02:00; the hour from 2 occurs twice.
    let day = try timeline("Europe/Berlin", 2026, 10, 25)
    #expect(day.periodCount == 50)
    #expect(day.end == 25 * 3600)
    #expect(day.labels[4].start == "2026-10-25T02:00:00+02:00")
    #expect(day.labels[6].start == "2026-10-25T02:00:00+01:00")
    #expect(day.periodOfDay[6] == 4)
    #expect(day.elapsed(day: 0, clockSeconds: 9 * 3600) == 10 * 3600)
  }

  /// A tenth of 600 purchases an hour follows half an hour to three hours later: 60 an hour, however long the day is, also
  /// where a period of two hours is cut short at midnight.
  @Test(arguments: [
    ("2026-10-25", 25, 30), ("2026-03-29", 23, 30), ("2026-10-26", 24, 30), ("2026-03-30", 24, 30),
    ("2026-10-25", 25, 120), ("2026-03-29", 23, 120),
  ])
  func whatFollowsPurchasesGoesOn(day: String, hours: Int, periodMinutes: Int) throws {
    var scenario = Make.queue(
      perHour: 0, handling: .constant(1), agents: 100, periodMinutes: periodMinutes, replications: 300)
    let date = day.split(separator: "-").compactMap { Int($0) }
    scenario.calendar.timeZone = "Europe/Berlin"
    scenario.calendar.start = LocalDate(year: date[0], month: date[1], day: date[2])
    scenario.contactTypes[0].arrivals?.lagged = LaggedDemand(
      purchasesPerHour: PeriodProfile(constant: 600, periodsPerDay: scenario.calendar.periodsPerDay), share: 0.1,
      after: .uniform(minimum: 1800, maximum: 10_800))
    let result = try Simulator(scenario).run()
    try expect(result.contactTypes[0].day.offered, isExactly: Double(60 * hours), atMostWide: 0.005)
    for (index, period) in result.contactTypes[0].periods.enumerated() {
      let isShort = periodMinutes == 120 && hours != 24 && index == result.periods.count - 1
      let exact = isShort ? 60.0 : Double(periodMinutes)
      #expect(abs((period.offered.mean ?? 0) - exact) < 4.5 * (exact / 300).squareRoot())
    }
  }

  @Test func hoursAcrossMidnightTouchAndJoin() throws {
    let days = try timeline("UTC", 2026, 1, 5, days: 2)
    let night = OpeningHours(name: "night", everyDay: [ClockRange(start: 22 * 3600, end: 30 * 3600)])
    let open = days.openIntervals(night)
    // The night before the first day reaches into it.
    #expect(open.map(\.open) == [0.0, 79_200, 165_600])
    #expect(open.map(\.close) == [21_600.0, 108_000, 172_800])
    let always = OpeningHours(name: "always", everyDay: [ClockRange(start: 0, end: 86_400)])
    #expect(days.openIntervals(always).count == 1)
  }

  @Test func weekdaysHaveHoursOfTheirOwn() throws {
    // 2026-01-09 is a Friday.
    let days = try timeline("UTC", 2026, 1, 9, days: 3)
    #expect((0..<3).map { days.weekday(day: $0) } == [4, 5, 6])
    var week = Array(repeating: [ClockRange(start: 9 * 3600, end: 17 * 3600)], count: 5)
    week += [[ClockRange(start: 10 * 3600, end: 14 * 3600)], []]
    let open = days.openIntervals(OpeningHours(name: "office", byWeekday: week))
    #expect(open.map(\.open) == [32_400.0, 122_400])
  }

  @Test func datesRoundTrip() {
    for number in stride(from: -200_000, through: 200_000, by: 37) {
      #expect(CivilDay.number(CivilDay.date(number)) == number)
    }
    #expect(CivilDay.number(LocalDate(year: 1970, month: 1, day: 1)) == 0)
    #expect(CivilDay.number(LocalDate(year: 2000, month: 3, day: 1)) == 11_017)
  }

  @Test func periodsAreAsLongAsTheClocksMakeThem() throws {
    // Berlin, 25 October 2026 has 25 hours; the run may also begin at 9:40 of the day before.
    let calendar = ServiceCalendar(
      timeZone: "Europe/Berlin", start: LocalDate(year: 2026, month: 10, day: 24), days: 2, periodSeconds: 7200)
    let run = try RunTimeline(calendar)
    #expect(run.labels.prefix(24).allSatisfy { $0.seconds == 7200 })
    #expect(run.labels.last?.seconds == 3600, "from 23:00 to midnight")
    #expect(run.byDay.labels.map(\.seconds) == [86_400, 90_000])
    let begun = try RunTimeline(calendar, from: 9 * 3600 + 40 * 60)
    #expect(begun.labels[0].clock == "08:00" && begun.labels[0].seconds == 20 * 60)
    #expect(begun.labels[1].seconds == 7200)
    #expect(begun.byDay.labels.map(\.seconds) == [51_600, 90_000])
  }
}
