#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The wait of a customer with k people waiting ahead while all agents are busy: what the announcement is about.
///
/// With exponential handling (rate μ, s agents) and patience (rate θ, 0 for endless) of those ahead, it is the sum of
/// exponential times with rates sμ + kθ, …, sμ + θ, sμ (W. Whitt, “Predicting queueing delays”, Management Science 45,
/// 1999). Turned round, with rates sμ, sμ + θ, …, these are the steps of a birth process with immigration, whose place
/// after a time is negative binomial (Poisson when θ = 0): the wait is longer when that place is at most k. So the
/// distribution is a sum of k + 1 positive terms.
///
/// ```swift
/// let wait = try WaitBehind(ahead: 3, agents: 8, serviceRate: 1.0 / 360, abandonmentRate: 1.0 / 240)
/// wait.quantile(0.8)
/// ```
public struct WaitBehind: Sendable, Equatable {
  /// People waiting ahead.
  public let ahead: Int
  /// Agents, all busy.
  public let agents: Int
  /// Contacts an agent completes per unit of time, μ.
  public let serviceRate: Double
  /// Rate at which each of those ahead gives up, θ.
  public let abandonmentRate: Double

  /// Describes the wait.
  ///
  /// - Throws: ``QueueingError/invalid(_:)`` for a rate or a number that makes no sense.
  public init(ahead: Int, agents: Int, serviceRate: Double, abandonmentRate: Double = 0) throws(QueueingError) {
    try QueueingError.check(arrivalRate: 0, serviceRate: serviceRate, agents: agents)
    guard ahead >= 0 else { throw .invalid("there cannot be fewer than 0 people ahead") }
    guard abandonmentRate >= 0, abandonmentRate.isFinite else {
      throw .invalid("the abandonment rate must be 0 or more")
    }
    self.ahead = ahead
    self.agents = agents
    self.serviceRate = serviceRate
    self.abandonmentRate = abandonmentRate
  }

  /// Mean wait.
  public var mean: Double {
    (0...ahead).reversed().reduce(0) { $0 + 1 / (capacity + Double($1) * abandonmentRate) }
  }

  /// Variance of the wait.
  public var variance: Double {
    (0...ahead).reversed().reduce(0) {
      let rate = capacity + Double($1) * abandonmentRate
      return $0 + 1 / (rate * rate)
    }
  }

  /// P(the wait is longer than a time).
  public func exceeds(_ time: Double) -> Double { place(after: time).upTo }

  /// P(the wait is at most a time).
  public func within(_ time: Double) -> Double { place(after: time).beyond }

  /// The time that the wait does not exceed with probability `p`, 0 up to but without 1.
  ///
  /// By Newton's method, kept between a bound that is too short and one that is too long.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return .infinity }
    let rate = capacity + Double(ahead) * abandonmentRate
    var (low, high) = (0.0, Double.infinity)
    var time = mean
    for _ in 0..<200 {
      let place = place(after: time)
      // The nearer end, so that quantiles far out keep their digits.
      let error = p > 0.5 ? (1 - p) - place.upTo : place.beyond - p
      if error < 0 { low = time } else { high = time }
      var next = time - error / (rate * place.at)
      if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : 2 * time }
      if abs(next - time) <= 1e-13 * time || next == low || next == high { return next }
      time = next
    }
    return time
  }

  /// Where the birth process is after a time: P(at k), P(at most at k), P(beyond k).
  private func place(after time: Double) -> (at: Double, upTo: Double, beyond: Double) {
    guard time > 0 else { return (ahead == 0 ? 1 : 0, 1, 0) }
    guard time.isFinite else { return (0, 0, 1) }
    let growth = abandonmentRate > 0 ? -expm1(-abandonmentRate * time) / abandonmentRate : time
    // Terms are kept with an exponent apart: the first, e^(−sμt), may be below the least Double.
    var exponent = -capacity * time
    var term = 1.0
    var sum = 1.0
    for n in 0..<ahead {
      term *= (capacity + Double(n) * abandonmentRate) * growth / Double(n + 1)
      sum += term
      if sum > 0x1p500 {
        term *= 0x1p-500
        sum *= 0x1p-500
        exponent += 500 * Self.log2
      }
    }
    let scale = exp(exponent)
    let at = term * scale
    let upTo = min(1, sum * scale)
    guard upTo > 0.5 else { return (at, upTo, 1 - upTo) }
    // The rest is small: its own sum keeps the digits.
    var n = ahead
    var next = at
    var rest = 0.0
    repeat {
      next *= (capacity + Double(n) * abandonmentRate) * growth / Double(n + 1)
      rest += next
      n += 1
    } while next > 1e-17 * rest
    return (at, upTo, rest)
  }

  private static let log2 = 0.6931471805599453

  private var capacity: Double { Double(agents) * serviceRate }
}
