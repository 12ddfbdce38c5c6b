import ContactCentre
import Foundation

/// How long those wait who were told that there is no wait, as somebody is free: that an agent is free may be wrong, and picking
/// up takes time. Such a prediction has no spread that could be stretched.
public struct UnexpectedWaits: Sendable, Codable {
  private static let edges: [Double] = [0, 0.5] + (0...48).map { exp2(Double($0) / 3) }
  private var survival: DecayingSurvival
  private var beyond: [Double]
  /// How many waits it has seen.
  public private(set) var count = 0

  /// Nothing was observed yet; see ``Recalibration`` for the half life.
  public init(halfLife: Double = 250) {
    beyond = Self.edges.map { _ in 0 }
    survival = DecayingSurvival(prior: beyond, priorWeight: 1, halfLife: halfLife)
  }

  /// Takes note of a wait, seconds, or of how long a customer waited before giving up.
  public mutating func record(wait: Seconds, gaveUp: Bool) {
    count += 1
    survival.record(bin: Self.edges.firstIndex { wait <= $0 } ?? Self.edges.count, isCut: gaveUp)
    beyond = survival.beyond
  }

  /// The same with one more.
  func with(wait: Seconds, gaveUp: Bool) -> UnexpectedWaits {
    var more = self
    more.record(wait: wait, gaveUp: gaveUp)
    return more
  }

  /// P(the wait is longer than a time), linear between the edges.
  public func exceeds(_ time: Seconds) -> Double {
    guard time >= 0 else { return 1 }
    let index = Self.edges.firstIndex { time < $0 } ?? Self.edges.count
    guard index < Self.edges.count else { return beyond.last ?? 0 }
    let (from, share) = (Self.edges[index - 1], beyond[index - 1])
    return share + (beyond[index] - share) * (time - from) / (Self.edges[index] - from)
  }

  /// The time that the wait does not exceed with probability `p`.
  public func quantile(_ p: Double) -> Double {
    let left = 1 - p
    var (from, share) = (0.0, 1.0)
    for (edge, next) in zip(Self.edges, beyond) {
      if next <= left { return share > next ? from + (edge - from) * (share - left) / (share - next) : from }
      (from, share) = (edge, next)
    }
    return .infinity
  }
}
