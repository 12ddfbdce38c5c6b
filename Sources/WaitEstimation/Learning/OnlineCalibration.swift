import Foundation

/// Corrects forecasts by the waits that were in fact observed, as each becomes known.
///
/// For each level q it tracks the level a(q) of the model's law below which a share q of the waits fell: a wait below
/// moves a(q) down a little, one above moves it up, so that in the long run exactly the share q lies below whatever the
/// model does (adaptive conformal inference: Gibbs and Candès, NeurIPS 2021). The mean is corrected by the ratio of
/// observed to forecast waits, the older ones counting less.
struct OnlineCalibration: Sendable {
  /// Levels that are tracked.
  private static let levels = [0.02, 0.05, 0.1, 0.175, 0.25, 0.375, 0.5, 0.625, 0.75, 0.825, 0.9, 0.95, 0.98]

  /// How far one observation moves a level.
  let step: Double
  /// Observations after which one counts half, for the mean.
  let memory: Double
  private var tracked = OnlineCalibration.levels
  private var observed = 0.0
  private var forecast = 0.0
  private var offset = 0.0
  private var slope = 1.0
  /// Corrections of the log odds at probabilities 0.05, 0.15, …, 0.95, linear between them.
  private var bends = [Double](repeating: 0, count: 10)
  private static let bendStep = 0.015

  init(step: Double, memory: Double) {
    self.step = step
    self.memory = memory
  }

  /// The corrected forecast of a law.
  func forecast(_ law: LearnedLaw) -> WaitForecast {
    let quantiles = WaitForecast.levels.map { law.quantile(level($0)) }
    return WaitForecast(
      mean: law.mean * meanFactor, quantiles: quantiles,
      within30: corrected(share(law.probability(within: 30.5))))
  }

  /// Learns a wait whose law was forecast.
  mutating func learn(_ law: LearnedLaw, wait: Double) {
    // A wait is recorded in whole seconds; half of the second that holds it lies below.
    let place = law.probability(within: wait)
    for index in tracked.indices {
      let level = Self.levels[index]
      // Tails move with smaller steps: a step may not be long against the distance to the end.
      let own = step * min(1, 5 * min(level, 1 - level))
      tracked[index] += own * (level - (place <= tracked[index] ? 1 : 0))
      tracked[index] = min(0.999, max(0.001, tracked[index]))
    }
    let odds = Self.logOdds(share(law.probability(within: 30.5)))
    let happened = wait <= 30 ? 1.0 : 0.0
    let plain = 1 / (1 + Foundation.exp(-(offset + slope * odds)))
    let (knot, part) = Self.knot(plain)
    let remaining = happened - bent(plain)
    bends[knot] += Self.bendStep * (1 - part) * remaining
    bends[knot + 1] += Self.bendStep * part * remaining
    let surprise = happened - plain
    offset += 2 * step * surprise
    slope += 0.5 * step * surprise * odds
    let keep = exp2(-1 / memory)
    observed = observed * keep + wait
    forecast = forecast * keep + law.mean
  }

  private static func logOdds(_ share: Double) -> Double {
    let share = min(0.999, max(0.001, share))
    return Foundation.log(share / (1 - share))
  }

  /// P(wait ≤ 30 s) by a logistic correction that follows what was observed (Platt scaling, one step a caller), and one
  /// more by the corrected probability itself: of all callers who are told 70 %, 70 % shall be served in time.
  private func corrected(_ share: Double) -> Double {
    bent(1 / (1 + Foundation.exp(-(offset + slope * Self.logOdds(share)))))
  }

  private static func knot(_ share: Double) -> (index: Int, part: Double) {
    let place = min(9, max(0, share * 10 - 0.5))
    let index = min(8, Int(place))
    return (index, place - Double(index))
  }

  private func bent(_ share: Double) -> Double {
    let (knot, part) = Self.knot(share)
    let bend = bends[knot] * (1 - part) + bends[knot + 1] * part
    return 1 / (1 + Foundation.exp(-(Self.logOdds(share) + bend)))
  }

  /// A prior of some hundred forecasts that were right keeps the factor near 1 at first.
  private var meanFactor: Double {
    let prior = 100.0 * 90
    return min(2, max(0.5, (observed + prior) / (forecast + prior)))
  }

  /// The model's level for a nominal one.
  private func level(_ nominal: Double) -> Double {
    let sorted = tracked.sorted()
    guard let upper = Self.levels.firstIndex(where: { $0 >= nominal }), upper > 0 else { return sorted[0] }
    let share = (nominal - Self.levels[upper - 1]) / (Self.levels[upper] - Self.levels[upper - 1])
    return sorted[upper - 1] + share * (sorted[upper] - sorted[upper - 1])
  }

  /// The true share below a level of the model.
  private func share(_ place: Double) -> Double {
    let sorted = [0] + tracked.sorted() + [1]
    let levels = [0] + Self.levels + [1]
    guard let upper = sorted.firstIndex(where: { $0 >= place }), upper > 0 else { return levels[0] }
    let width = sorted[upper] - sorted[upper - 1]
    let share = width > 0 ? (place - sorted[upper - 1]) / width : 1
    return levels[upper - 1] + share * (levels[upper] - levels[upper - 1])
  }
}
