import Foundation
import LogFitting
import Testing

/// Agent pools are split or merged overnight: over the eight days from the third on the forecasts are about as good as those of
/// an estimator that has never known anything else. Right after a split the intervals of single days are still too narrow.
@Suite struct RegimeChangeTests {
  private static let change = 13
  private static let last = 22

  private func learned(_ fit: [Call], _ test: [Call]) throws -> [Backtest.Prediction] {
    try Logs.withFolder { folder in
      let first = try Logs.write(Logs.header + fit.map(\.row).joined(), "fit.csv", in: folder)
      let second = try Logs.write(Logs.header + test.map(\.row).joined(), "test.csv", in: folder)
      let archive = try LogArchive(paths: [first, second], mapping: Logs.parsed())
      return try Backtest(archive, fitFiles: 1).predictions
    }
  }

  /// The scores of the days that lie at least so many days behind the change.
  private func scores(_ predictions: [Backtest.Prediction], _ calls: [Call], days: ClosedRange<Int>) -> ForecastScores {
    var scores = ForecastScores()
    for prediction in predictions where days.contains(calls[prediction.row - 1].day) {
      scores.add(prediction.forecast, wait: prediction.wait)
    }
    return scores
  }

  @Test(arguments: [true, false])
  func overTheWeekAfterPoolsChangeTheForecastsAreGoodAgain(splits: Bool) throws {
    let days = 1...(Self.change - 1)
    let after = InventedCentre.days(Self.change...Self.last, agents: 5, seed: 21) { _ in splits }
    let changed = try learned(InventedCentre.days(days, agents: 5, seed: 7) { _ in !splits }, after)
    let reference = try learned(InventedCentre.days(days, agents: 5, seed: 8) { _ in splits }, after)
    let first = scores(changed, after, days: Self.change...Self.change)
    let old = scores(changed, after, days: (Self.change + 2)...Self.last)
    let new = scores(reference, after, days: (Self.change + 2)...Self.last)
    #expect(old.count > 1_500)
    // The change is one: on its first day the forecasts are worse than those of the estimator that knew.
    let known = scores(reference, after, days: Self.change...Self.change)
    #expect(first.meanPinball > known.meanPinball)
    #expect(old.meanPinball < 1.1 * new.meanPinball)
    #expect(old.rmseOverMean < 1.1 * new.rmseOverMean)
    #expect(abs(old.coverage80 - 0.8) < 0.04)
    #expect(abs(old.coverage90 - 0.9) < 0.04)
  }
}
