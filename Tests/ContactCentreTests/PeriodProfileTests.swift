import ContactCentre
import Testing

/// Numbers by period of the local clock: volumes and heads.
@Suite struct PeriodProfileTests {
  @Test func oneDayIsRepeated() {
    let profile = PeriodProfile(values: [1, 2, 3, 4], periodsPerDay: 4)
    for day in 0..<10 {
      #expect((0..<4).map { profile.value(day: day, period: $0) } == [1, 2, 3, 4])
    }
  }

  @Test func severalDaysFollowEachOtherAndThenStartAgain() {
    let profile = PeriodProfile(values: [1, 2, 10, 20, 100, 200], periodsPerDay: 2)
    #expect((0..<7).map { profile.value(day: $0, period: 0) } == [1, 10, 100, 1, 10, 100, 1])
    #expect((0..<7).map { profile.value(day: $0, period: 1) } == [2, 20, 200, 2, 20, 200, 2])
  }

  @Test func aConstantHoldsAtAllTimes() {
    let profile = PeriodProfile(constant: 12.5, periodsPerDay: 48)
    #expect(profile.values.count == 48)
    for day in [0, 1, 365] { for period in 0..<48 { #expect(profile.value(day: day, period: period) == 12.5) } }
  }

  @Test func aDayIsTheSumOfItsPeriods() {
    // 24 hourly rates 0, 1, … 23: 276 contacts a day, whichever day it is.
    let profile = PeriodProfile(values: (0..<24).map(Double.init), periodsPerDay: 24)
    #expect((0..<24).reduce(0) { $0 + profile.value(day: 3, period: $1) } == 276)
  }

  @Test func theCalendarSaysHowManyPeriodsADayHas() {
    let calendar = ServiceCalendar(start: LocalDate(year: 2026, month: 10, day: 25), days: 2, periodSeconds: 900)
    let profile = PeriodProfile(
      values: (0..<calendar.days * calendar.periodsPerDay).map(Double.init), periodsPerDay: calendar.periodsPerDay)
    // 9:00 is period 36 of each day.
    #expect(profile.value(day: 0, period: 36) == 36)
    #expect(profile.value(day: 1, period: 36) == 96 + 36)
    #expect(profile.value(day: 2, period: 36) == 36)
  }
}
