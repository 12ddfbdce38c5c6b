import Foundation

/// Learns by how much predicted waits are off, and corrects them.
///
/// If predictions F are right, F(W) is uniform. What F(W) is instead is learned here, and the predicted P(W ≤ t) = u becomes
/// H(u) (V. Kuleshov, N. Fenner, S. Ermon, “Accurate uncertainties for deep learning using calibrated regression”, 2018).
/// Customers who gave up count as waits that were cut short. Bins are equal on the logistic scale of u, so that a model
/// that is far too short or too narrow can still be stretched: the tails have bins of their own.
public struct Recalibration: Sendable {
  private static let lowest = -8.0
  private static let width = 0.5
  private static let edges = (0...56).map { lowest + width * Double($0) }

  private var survival: DecayingSurvival
  /// P(corrected beyond) at each edge.
  private var beyond: [Double]

  /// Starts with no correction.
  /// - Parameters:
  ///   - halfLife: after so many observations one counts half; fewer follow changes faster.
  ///   - priorWeight: how many observations the belief that the model is right counts like.
  public init(halfLife: Double = 250, priorWeight: Double = 20) {
    let prior = Self.edges.map { 1 / (1 + exp($0)) }
    survival = DecayingSurvival(prior: prior, priorWeight: priorWeight, halfLife: halfLife)
    beyond = prior
  }

  /// Takes note of a wait.
  /// - Parameters:
  ///   - law: what was predicted.
  ///   - wait: the wait, or how long the customer waited before giving up.
  ///   - isCut: whether the customer gave up.
  public mutating func record(_ law: WaitLaw, wait: Double, isCut: Bool) {
    let (within, exceeds) = (law.within(wait), law.exceeds(wait))
    // No wait was predicted, or none beyond this: the place in such a jump says nothing.
    guard within > 0 || exceeds > 0, !(law.exceeds(0) <= 0 && wait <= 0) else { return }
    let place = log(max(within, 1e-300)) - log(max(exceeds, 1e-300))
    let bin = min(Self.edges.count, max(0, Int(((place - Self.lowest) / Self.width).rounded(.up))))
    survival.record(bin: bin, isCut: isCut)
    beyond = survival.beyond
  }

  /// The corrected probability of waiting longer, for a predicted one.
  public func exceeds(within: Double, exceeds: Double) -> Double {
    guard within > 0 else { return 1 }
    guard exceeds > 0 else { return 0 }
    let place = log(within) - log(exceeds)
    let index = min(Self.edges.count, max(0, Int(((place - Self.lowest) / Self.width).rounded(.up))))
    let (before, after) = ends(of: index)
    if place <= 0 || after.predicted <= 0 {
      let from = 1 - before.predicted
      let part = (within - from) / (1 - after.predicted - from)
      return before.corrected + (after.corrected - before.corrected) * min(1, max(0, part))
    }
    guard after.corrected > 0 else {
      return before.corrected * max(0, (exceeds - after.predicted) / (before.predicted - after.predicted))
    }
    let slope = log(after.corrected / before.corrected) / log(after.predicted / before.predicted)
    return before.corrected * pow(exceeds / before.predicted, slope)
  }

  /// The predicted probability of waiting at most so long, whose corrected one is `p`.
  public func predicted(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    var (low, high) = (-60.0, 34.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let (within, over) = (1 / (1 + exp(-middle)), 1 / (1 + exp(middle)))
      if 1 - exceeds(within: within, exceeds: over) < p { low = middle } else { high = middle }
    }
    return 1 / (1 + exp(-high))
  }

  /// Predicted and corrected P(beyond) at both ends of a bin.
  private func ends(
    of bin: Int
  ) -> (before: (predicted: Double, corrected: Double), after: (predicted: Double, corrected: Double)) {
    func edge(_ index: Int) -> (Double, Double) { (1 / (1 + exp(Self.edges[index])), beyond[index]) }
    let last = Self.edges.count - 1
    if bin == 0 { return ((1, 1), edge(0)) }
    if bin > last { return (edge(last), (edge(last).0 * 1e-6, beyond[last] * 1e-6)) }
    return (edge(bin - 1), edge(bin))
  }
}

/// A predicted law with a correction applied.
public struct CalibratedLaw: Sendable {
  /// What the model predicts.
  public let law: WaitLaw
  private let recalibration: Recalibration

  /// Corrects a law.
  public init(_ law: WaitLaw, by recalibration: Recalibration) {
    self.law = law
    self.recalibration = recalibration
  }

  /// P(the wait is longer than a time).
  public func exceeds(_ time: Double) -> Double {
    recalibration.exceeds(within: law.within(time), exceeds: law.exceeds(time))
  }

  /// P(the wait is at most a time).
  public func within(_ time: Double) -> Double { 1 - exceeds(time) }

  /// The time that the wait does not exceed with probability `p`.
  public func quantile(_ p: Double) -> Double { law.quantile(recalibration.predicted(p)) }
}
