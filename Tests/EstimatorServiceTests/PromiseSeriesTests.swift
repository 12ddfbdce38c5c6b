import ContactCentre
import EstimatorService
import Foundation
import Testing
import WaitEstimation

/// How a promise went over time.
@Suite struct PromiseSeriesTests {
  @Test func itsStepsAddUpToTheWindow() throws {
    var state = CentreState(CentreRules(try smallCentre()))
    // One each minute for two hours; every third waits for 100 s instead of 1.
    for minute in 0..<120 {
      let time = Double(minute) * 60
      state.apply(enqueued("\(minute)", time))
      state.apply(answered("\(minute)", time + (minute % 3 == 0 ? 100 : 1)))
    }
    let now = monday10 + 7199
    for (window, steps) in [(ScoreBook.Window.hour, 12), (.day, 24), (.month, 30)] {
      let series = state.promiseSeries("calls", window, at: now)
      let total = state.promiseCount("calls", window, at: now)
      #expect(series.count == steps)
      #expect(series.reduce(0) { $0 + $1.count.offered } == total.offered)
      #expect(series.reduce(0) { $0 + $1.count.answeredInTime } == total.answeredInTime)
      #expect(zip(series, series.dropFirst()).allSatisfy { $0.from < $1.from })
    }
    // Five minutes have five contacts, of which one or two waited for long; the last hour begins at eleven.
    let hour = state.promiseSeries("calls", .hour, at: now)
    #expect(hour.allSatisfy { $0.count.offered == 5 && (3...4).contains($0.count.answeredInTime) })
    #expect(hour.first?.from == monday10 + 3600)
  }

  /// Days begin at the midnight of the scenario's time zone: at 16:00 UTC in Shanghai; in Berlin an hour later once summer time
  /// has ended, on 26 October 2025.
  @Test(arguments: [
    ("Asia/Shanghai", "2025-11-11T16:00:00Z", 86_400.0), ("Europe/Berlin", "2025-10-25T22:00:00Z", 90_000),
    ("America/New_York", "2025-11-11T05:00:00Z", 86_400), ("UTC", "2025-11-11T00:00:00Z", 86_400),
  ])
  func daysBeginAtLocalMidnight(zone: String, midnight: String, dayLasts: Double) throws {
    var scenario = try smallCentre()
    scenario.calendar.timeZone = zone
    var state = CentreState(CentreRules(scenario))
    let begins = try Date(midnight, strategy: .iso8601).timeIntervalSince1970
    // One in the last second of the day before, two in the first and in the last second of the day.
    for (contact, time) in [("a", begins - 1), ("b", begins), ("c", begins + dayLasts - 1)] {
      state.apply(enqueued(contact, time - monday10))
      state.apply(answered(contact, time + 0.5 - monday10))
    }
    let series = state.promiseSeries("calls", .month, at: begins + dayLasts - 1)
    #expect(series.suffix(2).map(\.count.offered) == [1, 2])
    #expect(series.last?.from == begins)
    #expect(state.promiseSeries("calls", .month, at: begins + dayLasts).last?.from == begins + dayLasts)
    #expect(state.promiseCount("calls", .month, at: begins + dayLasts + 28 * 86_400).offered == 2)
  }
}
