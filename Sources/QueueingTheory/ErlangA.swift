import CGSL

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// M/M/s+M (C. Palm, 1957): a customer gives up after an exponential patience of rate θ.
///
/// The queue is always stable. Every figure is an integral of the density of the virtual wait V,
/// v(t) = sμ π_s exp(λ (1 − e^−θt) / θ − sμ t) (F. Baccelli, G. Hebuterne, “On queues with impatient customers”, 1981;
/// S. Zeltyn, A. Mandelbaum, “Call centers with impatient customers”, Queueing Systems 51, 2005), taken as positive
/// terms throughout, so that small probabilities keep their digits: the relative error is below 10⁻⁹ up to 100 000
/// agents.
///
/// ```swift
/// let queue = try ErlangA(arrivalRate: 0.5, serviceRate: 1.0 / 240, agents: 118, abandonmentRate: 1.0 / 180)
/// queue.abandonProbability
/// ```
public struct ErlangA: QueueModel {
  /// Contacts offered per unit of time, λ.
  public let arrivalRate: Double
  /// Contacts an agent completes per unit of time, μ.
  public let serviceRate: Double
  /// Agents, s.
  public let agents: Int
  /// Rate at which a waiting customer gives up, θ = 1 / mean patience.
  public let abandonmentRate: Double
  /// Share of offered contacts that must wait.
  public let waitProbability: Double
  /// Share of offered contacts that find the waiting room full.
  public var blockProbability: Double { 0 }
  /// Share of offered contacts that give up waiting.
  public let abandonProbability: Double
  /// Share of offered contacts that are answered.
  public let answeredProbability: Double
  /// Mean wait of all who were let in: until answered or abandoned.
  public let meanWait: Double
  /// Mean wait of those answered (ASA).
  public let meanWaitOfAnswered: Double
  /// Share of offered contacts that find an idle agent.
  public let noWaitProbability: Double
  /// ∫ exp ψ, with ψ scaled to 0 at its largest.
  private let whole: Double

  /// Solves the queue; rates are per unit of time.
  ///
  /// - Throws: ``QueueingError/invalid(_:)`` for a rate or a number of agents that makes no sense.
  public init(
    arrivalRate: Double, serviceRate: Double, agents: Int, abandonmentRate: Double
  ) throws(QueueingError) {
    try QueueingError.check(arrivalRate: arrivalRate, serviceRate: serviceRate, agents: agents)
    guard abandonmentRate > 0, abandonmentRate.isFinite else { throw .invalid("the abandonment rate must be above 0") }
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.agents = agents
    self.abandonmentRate = abandonmentRate
    let theta = abandonmentRate
    let capacity = Double(agents) * serviceRate
    let density = Self.density(arrivalRate: arrivalRate, capacity: capacity, abandonmentRate: theta)
    whole = density(from: 0).value
    // Relative to the state in which all agents are busy and nobody waits. Beside the peak that ψ is scaled by, the
    // density has the factor e^(x (r − 1 − ln r)), x = sμ/θ, r = λ/sμ, where the load is above the agents.
    let excess = (arrivalRate - capacity) / capacity
    let peak = excess > 0 ? -capacity / theta * gsl_sf_log_1plusx_mx(excess) : 0
    let busy = capacity * whole * exp(peak)
    let idle = ErlangB.inverseBlocking(load: arrivalRate / serviceRate, agents: agents) - 1
    waitProbability = 1 / (1 + idle / busy)
    noWaitProbability = 1 / (1 + busy / idle)
    let lost = density(from: 0, weight: { -expm1(-theta * $0) }).value / whole
    let served = density(from: 0, weight: { exp(-theta * $0) }).value / whole
    let time = density(from: 0, weight: { $0 * exp(-theta * $0) }).value / whole
    abandonProbability = waitProbability * lost
    answeredProbability = noWaitProbability + waitProbability * served
    meanWait = abandonProbability / theta
    meanWaitOfAnswered = answeredProbability > 0 ? waitProbability * time / answeredProbability : 0
  }

  /// Mean number waiting: those who give up do so at rate θ each.
  public var meanQueueLength: Double { arrivalRate * abandonProbability / abandonmentRate }

  /// Share of offered contacts that are answered within a time (≤), those who need not wait included.
  public func answered(within time: Double) -> Double {
    guard time > 0 else { return time == 0 ? noWaitProbability : 0 }
    let theta = abandonmentRate
    return noWaitProbability + waitProbability * share(density(from: 0, to: time, weight: { exp(-theta * $0) }))
  }

  /// Share of offered contacts that abandon within a time (≤).
  public func abandoned(within time: Double) -> Double {
    guard time > 0 else { return 0 }
    // P(patience ≤ min(V, time)).
    let theta = abandonmentRate
    let before = share(density(from: 0, to: time, weight: { -expm1(-theta * $0) }))
    return waitProbability * (before + share(density(from: time)) * -expm1(-theta * time))
  }

  /// P(a customer let in, of endless patience, would wait longer than a time).
  public func virtualWaitExceeds(_ time: Double) -> Double {
    waitProbability * share(density(from: max(0, time)))
  }

  /// Mean virtual wait: of a customer with endless patience.
  public var meanVirtualWait: Double { waitProbability * share(density(from: 0, weight: { $0 })) }

  private func share(_ part: (value: Double, exponent: Double)) -> Double { part.value / whole * exp(part.exponent) }

  private var density: LogConcaveIntegral {
    Self.density(
      arrivalRate: arrivalRate, capacity: Double(agents) * serviceRate, abandonmentRate: abandonmentRate)
  }

  /// ψ of the virtual wait, relative to its peak so that nothing large is subtracted from something large.
  private static func density(arrivalRate: Double, capacity: Double, abandonmentRate theta: Double)
    -> LogConcaveIntegral
  {
    let step = 1 / (capacity + arrivalRate + theta)
    if arrivalRate > capacity {
      let mode = log1p((arrivalRate - capacity) / capacity) / theta
      return LogConcaveIntegral(
        logDensity: { -capacity / theta * exponentialExcess(theta * $0) }, mode: mode, step: step, finest: 1 / theta)
    }
    let slack = capacity - arrivalRate
    return LogConcaveIntegral(
      logDensity: { -slack * $0 - arrivalRate / theta * exponentialExcess(theta * $0) }, mode: 0, step: step,
      finest: 1 / theta)
  }
}
