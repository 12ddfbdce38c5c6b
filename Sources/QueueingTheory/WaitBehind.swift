#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The wait of a customer with k people waiting ahead while all agents are busy: what the announcement is about.
///
/// With exponential handling (rate μ, s agents) and patience (rate θ, 0 for endless) of those ahead, it is the sum of
/// exponential times with rates sμ + kθ, …, sμ + θ, sμ; its density is proportional to
/// e^(−sμt) ((1 − e^(−θt)) / θ)^k (W. Whitt, “Predicting queueing delays”, Management Science 45, 1999).
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
  public func exceeds(_ time: Double) -> Double {
    guard time > 0 else { return 1 }
    guard time.isFinite else { return 0 }
    guard ahead > 0 else { return exp(-capacity * time) }
    let density = density
    let (before, after) = (density(from: 0, to: time), density(from: time))
    // Whichever is smaller keeps its digits.
    return 1 / (1 + before.value / after.value * exp(before.exponent - after.exponent))
  }

  /// P(the wait is at most a time).
  public func within(_ time: Double) -> Double {
    guard time > 0 else { return 0 }
    guard ahead > 0, time.isFinite else { return -expm1(-capacity * time) }
    let density = density
    let (before, after) = (density(from: 0, to: time), density(from: time))
    return 1 / (1 + after.value / before.value * exp(after.exponent - before.exponent))
  }

  /// The time that the wait does not exceed with probability `p`, 0 up to but without 1.
  public func quantile(_ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return .infinity }
    guard ahead > 0 else { return -log1p(-p) / capacity }
    var low = 0.0
    var high = mean
    while within(high) < p {
      low = high
      high *= 2
    }
    while high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if within(middle) < p { low = middle } else { high = middle }
    }
    return high
  }

  private var capacity: Double { Double(agents) * serviceRate }

  private var density: LogConcaveIntegral {
    let (capacity, theta, k) = (capacity, abandonmentRate, Double(ahead))
    // The slope vanishes where e^(θt) − 1 = kθ / sμ.
    let mode = theta > 0 ? log1p(k * theta / capacity) / theta : k / capacity
    // Relative to the mode m: growth(m + d) / growth(m) = 1 + e^(−θm) growth(d) / growth(m), without cancellation.
    let slope = theta > 0 ? exp(-theta * mode) / -expm1(-theta * mode) : 1 / mode
    return LogConcaveIntegral(
      logDensity: { -capacity * $0 + k * log1p(slope * (theta > 0 ? -expm1(-theta * $0) : $0)) }, mode: mode,
      step: mode / (k + 1))
  }
}
