import ContactCentre
import Foundation
import Randomness

/// Learns how long customers are willing to wait, from those who gave up and those who were answered first.
///
/// It says how likely a wait of some length is to be seen to its end: what full observations are weighted by.
public struct PatienceRecord: Sendable, Codable {
  private static let edges: [Double] = (0...48).map { exp2(Double($0) / 3) }
  private var survival: DecayingSurvival
  private var beyond: [Double]

  /// Starts from what the scenario says; `nil` is endless patience.
  public init(_ prior: Distribution?, halfLife: Double = 500, priorWeight: Double = 30) {
    let shares = Self.edges.map { edge in prior.map { 1 - $0.cumulative(edge) } ?? 1 }
    survival = DecayingSurvival(prior: shares, priorWeight: priorWeight, halfLife: halfLife)
    beyond = shares
  }

  /// Takes note of a wait, seconds, that ended with an answer or with the customer giving up.
  public mutating func record(wait: Seconds, gaveUp: Bool) {
    let bin = Self.edges.firstIndex { wait <= $0 } ?? Self.edges.count
    survival.record(bin: bin, isCut: !gaveUp)
    beyond = survival.beyond
  }

  /// P(patience is longer than a time), linear between the edges.
  public func exceeds(_ time: Seconds) -> Double {
    guard time > 0 else { return 1 }
    let index = Self.edges.firstIndex { time <= $0 } ?? Self.edges.count
    guard index < Self.edges.count else { return beyond[Self.edges.count - 1] }
    let (from, share) = index == 0 ? (0, 1) : (Self.edges[index - 1], beyond[index - 1])
    return share + (beyond[index] - share) * (time - from) / (Self.edges[index] - from)
  }
}
