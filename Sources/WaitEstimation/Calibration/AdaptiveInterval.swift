import ContactCentre

/// Keeps the two ends of an interval where the wanted share of waits lies outside, whatever changes.
///
/// Adaptive conformal inference (I. Gibbs, E. Candès, 2021) on each end: the level asked of the law goes up a little after
/// each wait above it and down after each one below, so that in the long run the share is right without any assumption
/// on the model. A customer who gave up has no known wait: answered ones count 1 / P(patience is longer) instead (inverse
/// probability of censoring).
public struct AdaptiveInterval: Sendable, Codable {
  /// The share that is to lie inside.
  public let share: Double
  /// How far a level moves with one observation.
  public let step: Double
  /// Levels that are asked of the law instead of (1 − share) / 2 and (1 + share) / 2.
  public private(set) var levels: (lower: Double, upper: Double) {
    get { (lowerLevel, upperLevel) }
    set { (lowerLevel, upperLevel) = newValue }
  }
  private var lowerLevel: Double
  private var upperLevel: Double

  /// Starts with the plain levels.
  public init(share: Double = 0.8, step: Double = 0.005) {
    self.share = share
    self.step = step
    lowerLevel = (1 - share) / 2
    upperLevel = (1 + share) / 2
  }

  /// The interval for a law, seconds.
  public func bounds(of law: CalibratedLaw) -> (lower: Seconds, upper: Seconds) {
    (law.quantile(levels.lower), law.quantile(levels.upper))
  }

  /// Takes note of how a wait ended that was predicted by a law.
  public mutating func record(_ law: CalibratedLaw, wait: Seconds, gaveUp: Bool, patience: PatienceRecord) {
    let bounds = bounds(of: law)
    let weight = gaveUp ? 0 : min(Recalibration.mostWeight, 1 / max(patience.exceeds(wait), 1e-9))
    let below = (wait <= bounds.lower ? weight : 0, wait <= bounds.upper ? weight : 0)
    levels.lower = Self.limit(levels.lower + step * ((1 - share) / 2 - below.0))
    levels.upper = Self.limit(levels.upper + step * ((1 + share) / 2 - below.1))
    levels.lower = min(levels.lower, levels.upper)
  }

  private static func limit(_ level: Double) -> Double { min(0.9999, max(0.0001, level)) }
}
