import Foundation

/// Learns by how much predicted waits are off, and corrects them.
///
/// If predictions F are right, F(W) is uniform. What F(W) is instead is learned here, and the predicted P(W ≤ t) = u becomes
/// H(u) (V. Kuleshov, N. Fenner, S. Ermon, “Accurate uncertainties for deep learning using calibrated regression”, 2018).
/// Of customers who gave up the wait is not known; those who were answered after as long a wait count for them too, each
/// 1 / P(patience is longer) (inverse probability of censoring). Bins are equal on the logistic scale of u, so that a model
/// that is far too short or too narrow can still be stretched: the tails have bins of their own.
public struct Recalibration: Sendable, Codable {
  private static let lowest = -24.0
  private static let width = 0.5
  private static let edges = (0...88).map { lowest + width * Double($0) }

  /// Somebody who waited longer than nearly everybody is willing to counts no more than so many.
  static let mostWeight = 20.0
  private static let prior = [1.0] + edges.map { 1 / (1 + exp($0)) } + [0.0]

  /// Weight of the belief that the model is right: it fades as customers come, down to what keeps the tails in shape.
  private var priorWeight: Double
  private static let leastPrior = 2.0
  private let decay: Double
  /// Weight of what was observed in each bin: before the first edge, …, behind the last.
  private var observed = [Double](repeating: 0, count: Recalibration.edges.count + 1)
  /// P(corrected beyond) at each edge.
  private var beyond: [Double]

  /// Starts with no correction.
  /// - Parameters:
  ///   - halfLife: after so many customers one counts half; fewer follow changes faster.
  ///   - priorWeight: how many observations the belief that the model is right counts like at first.
  public init(halfLife: Double = 250, priorWeight: Double = 20) {
    self.priorWeight = priorWeight
    decay = exp2(-1 / halfLife)
    beyond = Array(Self.prior[1...Self.edges.count])
  }

  /// Takes note of how a predicted wait ended.
  /// - Parameters:
  ///   - law: what was predicted.
  ///   - wait: the wait, seconds.
  ///   - gaveUp: whether the customer gave up: then the wait is not known, and only time passes.
  ///   - patience: how likely waits are to be seen to their end.
  public mutating func record(_ law: WaitLaw, wait: Double, gaveUp: Bool, patience: PatienceRecord) {
    // No wait was predicted: the place in such a jump says nothing of other predictions.
    guard law.exceeds(0) > 0 else { return }
    let (within, exceeds) = ContinuousLaw(law).place(of: wait)
    for index in observed.indices { observed[index] *= decay }
    priorWeight = max(min(priorWeight, Self.leastPrior), priorWeight * decay)
    if !gaveUp {
      observed[Self.bin(within: within, exceeds: exceeds)] += min(
        Self.mostWeight, 1 / max(patience.exceeds(wait), 1e-9))
    }
    let all = observed.reduce(0, +) + priorWeight
    guard all > 0 else { return }
    var above = 0.0
    for index in beyond.indices.reversed() {
      above += observed[index + 1]
      beyond[index] = (above + priorWeight * Self.prior[index + 1]) / all
    }
  }

  private static func bin(within: Double, exceeds: Double) -> Int {
    let place = log(max(within, 1e-300)) - log(max(exceeds, 1e-300))
    return min(edges.count, max(0, Int(((place - lowest) / width).rounded(.up))))
  }

  /// The corrected probability of waiting longer, for a predicted one.
  public func exceeds(within: Double, exceeds: Double) -> Double {
    guard within > 0 else { return 1 }
    guard exceeds > 0 else { return 0 }
    let place = log(within) - log(exceeds)
    let (before, after) = ends(of: Self.bin(within: within, exceeds: exceeds))
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
  private let continuous: ContinuousLaw
  private let recalibration: Recalibration
  /// What is known of those who were told that there is no wait; `nil` where a wait is predicted, or too little is known.
  private let unexpected: UnexpectedWaits?

  /// Corrects a law.
  public init(_ law: WaitLaw, by recalibration: Recalibration, unexpected: UnexpectedWaits? = nil) {
    self.law = law
    self.recalibration = recalibration
    continuous = ContinuousLaw(law)
    self.unexpected = law.exceeds(0) > 0 ? nil : unexpected
  }

  /// P(the wait is longer than a time).
  public func exceeds(_ time: Double) -> Double {
    if let unexpected { return unexpected.exceeds(time) }
    guard time >= 0 else { return 1 }
    let (within, exceeds) = continuous.place(of: time)
    return recalibration.exceeds(within: within, exceeds: exceeds)
  }

  /// P(the wait is at most a time).
  public func within(_ time: Double) -> Double { 1 - exceeds(time) }

  /// The time that the wait does not exceed with probability `p`.
  public func quantile(_ p: Double) -> Double {
    unexpected?.quantile(p) ?? continuous.quantile(recalibration.predicted(p))
  }
}
