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
  /// How good it was.
  public private(set) var scores = ScoreBook()

  /// Starts with the patience of the scenario and no correction; see ``Recalibration`` for the half life.
  public init(patience: Distribution?, halfLife: Double = 250) {
    recalibration = Recalibration(halfLife: halfLife)
    self.patience = PatienceRecord(patience)
  }

  /// A predicted law, corrected.
  public func corrected(_ law: WaitLaw) -> CalibratedLaw { CalibratedLaw(law, by: recalibration) }

  /// The 80 % interval of a predicted law, seconds.
  public func bounds(of law: WaitLaw) -> (lower: Seconds, upper: Seconds) { interval.bounds(of: corrected(law)) }

  /// Takes note of how a predicted wait ended: scores what would have been announced now, then learns from it.
  /// - Parameters:
  ///   - law: what the model had predicted, without correction.
  ///   - wait: the wait, or how long the customer waited before giving up, seconds from the prediction.
  ///   - gaveUp: whether the customer gave up.
  ///   - time: when, seconds since 1970.
  public mutating func record(_ law: WaitLaw, wait: Seconds, gaveUp: Bool, at time: Seconds) {
    let corrected = corrected(law)
    scores.record(
      corrected, interval: interval.bounds(of: corrected), wait: wait, gaveUp: gaveUp, patience: patience, at: time)
    interval.record(corrected, wait: wait, gaveUp: gaveUp, patience: patience)
    recalibration.record(law, wait: wait, gaveUp: gaveUp, patience: patience)
    patience.record(wait: wait, gaveUp: gaveUp)
  }
}
