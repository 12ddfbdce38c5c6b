import Foundation

/// How far the waits of a contact type lately lie from what the trees say: they are learned every few days, and pools of
/// agents change overnight.
struct TypeDrift: Sendable {
  /// Waits after which one counts half.
  private static let memory = 200.0
  private static let meanMemory = 300.0
  /// A prior of so many waits that were as forecast.
  private static let prior = 140.0
  private static let meanPrior = 200.0 * 90
  private var shifts = 0.0
  private var weight = 0.0
  private var observed = 0.0
  private var forecast = 0.0

  /// What to add to log(wait + 8 s).
  var shift: Double { shifts / (weight + Self.prior) }
  /// What to multiply the mean by.
  var factor: Double { min(3, max(1.0 / 3, (observed + Self.meanPrior) / (forecast + Self.meanPrior))) }

  /// Learns a wait for which the trees alone said this median and mean.
  mutating func learn(wait: Double, logMedian: Double, mean: Double) {
    let off = Foundation.log(wait + WaitModel.shift) - logMedian
    let keep = exp2(-1 / Self.memory)
    shifts = shifts * keep + min(2, max(-2, off))
    weight = weight * keep + 1
    let keepMean = exp2(-1 / Self.meanMemory)
    observed = observed * keepMean + wait
    forecast = forecast * keepMean + mean
  }
}

extension LearnedLaw {
  /// The law moved by a drift.
  func moved(by drift: TypeDrift) -> LearnedLaw {
    LearnedLaw(mean: mean * drift.factor, points: points.map { $0 + drift.shift })
  }

  /// The median of log(wait + 8 s).
  var logMedian: Double { points[points.count / 2] }
}
