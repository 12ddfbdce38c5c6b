import ContactCentre
import Randomness

/// Corrects the predictions for one contact type by what was observed, and keeps its own score.
///
/// ```swift
/// var calibrator = Calibrator(patience: type.patience)
/// let law = calibrator.corrected(estimate.law!)                 // what to announce
/// calibrator.record(estimate.law!, wait: 95, gaveUp: false, at: now)  // what came of it
/// calibrator.scores.score(.day, at: now).coverage
/// ```
public struct Calibrator: Sendable, Codable {
  /// The correction of the whole law.
  public private(set) var recalibration: Recalibration
  /// The 80 % interval.
  public private(set) var interval = AdaptiveInterval()
  /// How long customers are willing to wait.
  public private(set) var patience: PatienceRecord
  /// How long those waited who were told that there is no wait.
  public var unexpected: UnexpectedWaits { sawUnexpected ?? UnexpectedWaits() }
  // Optional: what was kept by an earlier version does not have it.
  private var sawUnexpected: UnexpectedWaits?
  /// How good it was.
  public private(set) var scores = ScoreBook()

  /// Starts with the patience of the scenario and no correction; see ``Recalibration`` for the half life.
  public init(patience: Distribution?, halfLife: Double = 250) {
    recalibration = Recalibration(halfLife: halfLife)
    self.patience = PatienceRecord(patience)
  }

  /// A predicted law, corrected.
  public func corrected(_ law: WaitLaw) -> CalibratedLaw {
    CalibratedLaw(
      law, by: Self.band(of: law).flatMap { bands?[$0] } ?? recalibration,
      unexpected: unexpected.count >= Self.fewest ? unexpected : nil)
  }

  /// Short waits are off in another way than long ones: the correction is learned for each band of predicted medians, from what
  /// was known of all when the first of the band was seen.
  // Optional: what was kept by an earlier version does not have it.
  private var bands: [Int: Recalibration]?

  /// Within 15 s, within a minute, within four minutes, and above.
  private static func band(of law: WaitLaw) -> Int? {
    let median = law.quantile(0.5)
    guard law.exceeds(0) > 0, median.isFinite else { return nil }
    return median <= 15 ? 0 : median <= 60 ? 1 : median <= 240 ? 2 : 3
  }

  /// Below so many waits nothing is corrected.
  public static let fewest = 30

  /// The 80 % interval of a predicted law, seconds.
  public func bounds(of law: WaitLaw) -> (lower: Seconds, upper: Seconds) { bounds(of: corrected(law)) }

  private func bounds(of corrected: CalibratedLaw) -> (lower: Seconds, upper: Seconds) {
    guard corrected.law.exceeds(0) > 0 else {
      return (corrected.quantile((1 - interval.share) / 2), corrected.quantile((1 + interval.share) / 2))
    }
    return interval.bounds(of: corrected)
  }

  /// Takes note of how a predicted wait ended: scores what would have been announced now, then learns from it.
  /// - Parameters:
  ///   - law: what the model had predicted, without correction.
  ///   - wait: the wait, or how long the customer waited before giving up, seconds from the prediction.
  ///   - gaveUp: whether the customer gave up.
  ///   - time: when, seconds since 1970.
  public mutating func record(_ law: WaitLaw, wait: Seconds, gaveUp: Bool, at time: Seconds) {
    let corrected = corrected(law)
    scores.record(
      corrected, interval: bounds(of: corrected), wait: wait, gaveUp: gaveUp, patience: patience, at: time)
    // Predictions of no wait say nothing of the ends of others, nor the other way round.
    if law.exceeds(0) > 0 {
      interval.record(corrected, wait: wait, gaveUp: gaveUp, patience: patience)
    } else {
      sawUnexpected = unexpected.with(wait: wait, gaveUp: gaveUp)
    }
    if let band = Self.band(of: law) {
      var own = bands?[band] ?? recalibration
      own.record(law, wait: wait, gaveUp: gaveUp, patience: patience)
      bands = (bands ?? [:]).merging([band: own]) { $1 }
    }
    recalibration.record(law, wait: wait, gaveUp: gaveUp, patience: patience)
    patience.record(wait: wait, gaveUp: gaveUp)
  }
}
