import Foundation

/// How far the waits of a contact type lately lie from what the trees say: they are learned every few days, and pools of
/// agents change overnight.
///
/// Two records of the same waits run side by side: one of the last few hundred waits that shifts the law, and one of the
/// last few dozen that shifts it and widens or narrows it too. Both forecast every wait, and are believed by how well they
/// did lately (the exponentially weighted forecaster of Cesa-Bianchi and Lugosi, "Prediction, learning, and games", 2006,
/// with losses that are forgotten, as in the aggregated adaptive conformal inference of Zaffran et al., ICML 2022). In
/// quiet times that is the slow one; within an hour after a change it is the quick one.
struct TypeDrift: Sendable {
  /// Waits after which a loss counts half.
  private static let lossMemory = 60.0
  /// How much a loss tells against a record.
  private static let rate = 1.5
  /// What the quick record must be better by before it is believed as much as the slow one.
  private static let doubt = 3.0

  private(set) var slow = DriftRecord.slow
  private var quick = DriftRecord.quick
  /// Loss of the slow record over that of the quick one, the older waits counting less.
  private var advantage = 0.0

  /// How far the quick record is believed, from 0 to 1.
  var quickShare: Double { 1 / (1 + Foundation.exp(Self.doubt - Self.rate * advantage)) }

  /// The law as it lately was.
  func moved(_ law: LearnedLaw) -> LearnedLaw {
    slow.moved(law).blended(with: quick.moved(law), share: quickShare)
  }

  /// Learns a wait of which the trees alone said this law.
  mutating func learn(wait: Double, law: LearnedLaw) {
    let keep = exp2(-1 / Self.lossMemory)
    advantage = advantage * keep + slow.moved(law).loss(wait) - quick.moved(law).loss(wait)
    slow.learn(wait: wait, law: law)
    quick.learn(wait: wait, law: law)
  }
}

/// How far waits lie from what was said, the older ones counting less.
struct DriftRecord: Sendable {
  /// Waits after which one counts half, and a prior of so many waits that were as forecast.
  let memory: Double
  let prior: Double
  /// The same for the mean.
  let meanMemory: Double
  let meanPrior: Double
  /// Whether the law's spread follows too.
  let followsSpread: Bool
  private var shifts = 0.0
  private var weight = 0.0
  private var deviations = 0.0
  private var expectedDeviations = 0.0
  private var observed = 0.0
  private var forecast = 0.0

  /// Of the last few hundred waits.
  static let slow = DriftRecord(memory: 200, prior: 140, meanMemory: 300, meanPrior: 200, followsSpread: false)
  /// Of the last few dozen.
  static let quick = DriftRecord(memory: 40, prior: 12, meanMemory: 60, meanPrior: 40, followsSpread: true)

  private init(memory: Double, prior: Double, meanMemory: Double, meanPrior: Double, followsSpread: Bool) {
    self.memory = memory
    self.prior = prior
    self.meanMemory = meanMemory
    self.meanPrior = meanPrior * 90
    self.followsSpread = followsSpread
  }

  /// What to add to log(wait + 8 s).
  var shift: Double { shifts / (weight + prior) }
  /// What to multiply distances from the median of log(wait + 8 s) by.
  var spread: Double {
    guard followsSpread else { return 1 }
    return min(3, max(0.5, (deviations + 0.5 * prior) / (expectedDeviations + 0.5 * prior)))
  }
  /// What to multiply the mean by.
  var factor: Double { min(3, max(1.0 / 3, (observed + meanPrior) / (forecast + meanPrior))) }

  /// A law moved by what was learned.
  func moved(_ law: LearnedLaw) -> LearnedLaw {
    let median = law.logMedian
    let centre = median + shift
    return LearnedLaw(mean: law.mean * factor, points: law.points.map { centre + spread * ($0 - median) })
  }

  mutating func learn(wait: Double, law: LearnedLaw) {
    let off = min(2, max(-2, Foundation.log(wait + WaitModel.shift) - law.logMedian))
    let keep = exp2(-1 / memory)
    if followsSpread {
      deviations = deviations * keep + abs(off - shift)
      expectedDeviations = expectedDeviations * keep + law.meanDeviation
    }
    shifts = shifts * keep + off
    weight = weight * keep + 1
    let keepMean = exp2(-1 / meanMemory)
    observed = observed * keepMean + wait
    forecast = forecast * keepMean + law.mean
  }
}

extension LearnedLaw {
  /// The median of log(wait + 8 s).
  var logMedian: Double { points[points.count / 2] }

  /// Mean distance of log(wait + 8 s) from its median.
  var meanDeviation: Double {
    let median = logMedian
    return points.reduce(0) { $0 + abs($1 - median) } / Double(points.count)
  }

  /// The law whose quantiles lie between those of two laws.
  func blended(with other: LearnedLaw, share: Double) -> LearnedLaw {
    LearnedLaw(
      mean: mean + share * (other.mean - mean), points: zip(points, other.points).map { $0 + share * ($1 - $0) })
  }

  /// Sum of pinball losses of log(wait + 8 s) over the levels that are forecast.
  func loss(_ wait: Double) -> Double {
    let value = Foundation.log(wait + WaitModel.shift)
    return WaitForecast.levels.reduce(0) { sum, level in
      let off = value - Foundation.log(quantile(level) + WaitModel.shift)
      return sum + (off >= 0 ? level * off : (level - 1) * off)
    }
  }
}
