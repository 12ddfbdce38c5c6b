import ContactCentre
import EstimatorService
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
}
