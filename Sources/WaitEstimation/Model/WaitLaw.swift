import Foundation
import QueueingTheory
import Randomness

/// The predicted distribution of a wait, whatever method it comes from.
///
/// ```swift
/// let law = WaitLaw(.steady(try WaitBehind(ahead: 3, agents: 8, serviceRate: 1.0 / 360)))
/// law.quantile(0.8)
/// ```
public struct WaitLaw: Sendable {
  /// Where a law comes from.
  public enum Source: Sendable {
    /// There is no wait.
    case none
    /// So many ahead, and the same agents until the answer.
    case steady(WaitBehind)
    /// So many ahead, while agents come and go.
    case stepping(WaitThroughSteps)
    /// Waits that were simulated or observed, in order, all equally likely; ∞ for one that never ends.
    case samples([Double])
  }

  /// Where it comes from.
  public let source: Source
  /// When those who still wait are cut off, from now on; ∞ for never.
  public let cutOff: Double

  /// Creates a law. Samples are put in order.
  public init(_ source: Source, cutOff: Double = .infinity) {
    if case .samples(let waits) = source { self.source = .samples(waits.sorted()) } else { self.source = source }
    self.cutOff = cutOff
  }

  /// P(the wait is longer than a time). Whoever is cut off waits for ever.
  public func exceeds(_ time: Double) -> Double {
    let time = min(time, cutOff)
    switch source {
    case .none: return time < 0 ? 1 : 0
    case .steady(let wait): return wait.exceeds(time)
    case .stepping(let wait): return min(1, max(0, wait.exceeds(time)))
    case .samples(let waits):
      guard !waits.isEmpty else { return 1 }
      // One that never ends is longer than any time, also than no limit at all.
      return Double(waits.count - Self.upTo(min(time, .greatestFiniteMagnitude), in: waits)) / Double(waits.count)
    }
  }

  /// P(answered within a time).
  public func within(_ time: Double) -> Double {
    if case .steady(let wait) = source { return wait.within(min(time, cutOff)) }
    return 1 - exceeds(time)
  }

  /// The shortest time that the wait does not exceed with probability `p`; infinite when so many are not answered.
  public func quantile(_ p: Double) -> Double {
    let time: Double
    switch source {
    case .none: time = 0
    case .steady(let wait): time = wait.quantile(p)
    case .stepping(let wait): time = wait.quantile(p)
    case .samples(let waits):
      let place = Int((p * Double(waits.count)).rounded(.up)) - 1
      time = waits.isEmpty ? .infinity : waits[min(max(0, place), waits.count - 1)]
    }
    return time <= cutOff ? time : .infinity
  }

  /// Mean wait. With a cut-off it is the mean of those who are answered before it; `nil` when nobody is, and when the wait
  /// may be endless for another reason.
  public var mean: Double? {
    let mean: Double
    switch source {
    case .none: mean = 0
    case .steady(let wait) where cutOff == .infinity: mean = wait.mean
    case .steady(let wait):
      mean = Self.mean(before: cutOff, wait.exceeds) { _ in Self.integral(wait.exceeds, to: cutOff) }
    case .stepping(let wait):
      mean = cutOff.isFinite ? Self.mean(before: cutOff, wait.exceeds) { wait.discounted(rate: 0, to: $0) } : wait.mean
    case .samples(let waits):
      let answered = waits.prefix(Self.upTo(cutOff, in: waits))
      mean =
        answered.isEmpty || (cutOff == .infinity && waits.last == .infinity)
        ? .infinity : answered.reduce(0, +) / Double(answered.count)
    }
    return mean.isFinite ? mean : nil
  }

  /// P(a customer gives up before being answered, and before the cut-off).
  ///
  /// - Parameters:
  ///   - patience: law of the patience; `nil` is endless.
  ///   - waited: for how long the customer has waited already: the patience is known to be longer.
  public func abandonment(_ patience: Distribution?, waited: Double = 0) -> Double {
    guard let patience else { return 0 }
    let left = 1 - patience.cumulative(waited)
    // Whoever should long have gone is still there: nothing is known of such patience.
    guard left > 1e-12 else { return 0 }
    func gone(_ time: Double) -> Double { (patience.cumulative(waited + time) - (1 - left)) / left }
    if case .none = source { return 0 }
    if case .samples(let waits) = source {
      return waits.isEmpty ? 0 : waits.reduce(0) { $0 + gone(min($1, cutOff)) } / Double(waits.count)
    }
    if case .exponential(let mean) = patience {
      let rate = 1 / mean
      switch source {
      case .stepping(let wait): return rate * wait.discounted(rate: rate, to: cutOff)
      case .steady(let wait) where cutOff == .infinity:
        // 1 − E e^(−W / mean), a product over the steps of the line.
        let service = Double(wait.agents) * wait.serviceRate
        var logarithm = 0.0
        for place in 0...wait.ahead { logarithm -= log1p(rate / (service + Double(place) * wait.abandonmentRate)) }
        return -expm1(logarithm)
      default: break
      }
    }
    // ∫ P(W > t) dF(t) by trapezoids of Stieltjes sums.
    let end = min(cutOff, quantile(1 - 1e-9).isFinite ? quantile(1 - 1e-9) : max(1, patience.mean) * 50)
    let pieces = 512
    var sum = 0.0
    var before = (gone: 0.0, waiting: exceeds(0))
    for piece in 1...pieces {
      let time = end * Double(piece) / Double(pieces)
      let after = (gone: gone(time), waiting: exceeds(time < cutOff ? time : time.nextDown))
      sum += (after.gone - before.gone) * (after.waiting + before.waiting) / 2
      before = after
    }
    return sum
  }

  /// Mean of the waits up to a time, given the integral of P(W > t) up to it.
  private static func mean(
    before time: Double, _ exceeds: (Double) -> Double, _ integral: (Double) -> Double
  ) -> Double {
    let beyond = exceeds(time)
    guard beyond < 1 else { return .infinity }
    return (integral(time) - time * beyond) / (1 - beyond)
  }

  /// Simpson's rule.
  private static func integral(_ f: (Double) -> Double, to end: Double) -> Double {
    let pieces = 400
    var sum = f(0) + f(end)
    for piece in 1..<pieces { sum += f(end * Double(piece) / Double(pieces)) * (piece % 2 == 1 ? 4 : 2) }
    return sum * end / Double(pieces) / 3
  }

  /// How many of some waits in order are at most so long.
  static func upTo(_ time: Double, in waits: [Double]) -> Int {
    var low = 0
    var high = waits.count
    while low < high {
      let middle = (low + high) / 2
      if waits[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
