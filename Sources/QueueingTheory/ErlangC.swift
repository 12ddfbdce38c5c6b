#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// M/M/s, the delay formula of A. K. Erlang (1917): nobody gives up and everybody is answered in order of arrival.
///
/// ```swift
/// let queue = try ErlangC(arrivalRate: 0.4, serviceRate: 1.0 / 240, agents: 110)
/// queue.serviceLevels(within: 20).SL1
/// ```
public struct ErlangC: QueueModel {
  /// Contacts offered per unit of time, λ.
  public let arrivalRate: Double
  /// Contacts an agent completes per unit of time, μ.
  public let serviceRate: Double
  /// Agents, s.
  public let agents: Int
  /// Share of offered contacts that must wait.
  public let waitProbability: Double
  /// Share of offered contacts that find the waiting room full.
  public var blockProbability: Double { 0 }
  /// Share of offered contacts that give up waiting.
  public var abandonProbability: Double { 0 }
  private let notWaiting: Double

  /// Solves the queue; rates are per unit of time.
  ///
  /// - Throws: ``QueueingError/unstable(offeredLoad:agents:)`` when the load is not below the agents.
  public init(arrivalRate: Double, serviceRate: Double, agents: Int) throws(QueueingError) {
    try QueueingError.check(arrivalRate: arrivalRate, serviceRate: serviceRate, agents: agents)
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.agents = agents
    let load = arrivalRate / serviceRate
    let spare = Double(agents) - load
    // 270 an hour of 40 s are 3 erlangs, and in floating point a little less: nobody has so little to spare.
    guard spare > 1e-12 * load else { throw .unstable(offeredLoad: load, agents: agents) }
    // Relative to the state in which all agents are busy and nobody waits: the weight of those with an idle agent, and
    // of the rest. Both are positive sums, so the smaller keeps its digits.
    let idle = ErlangB.inverseBlocking(load: load, agents: agents) - 1
    let busy = Double(agents) / spare
    waitProbability = busy / (idle + busy)
    notWaiting = 1 / (1 + busy / idle)
  }

  /// Rate at which the wait of those who wait ends, sμ − λ.
  private var drain: Double { Double(agents) * serviceRate - arrivalRate }

  /// Mean wait of all who were let in: until answered or abandoned.
  public var meanWait: Double { waitProbability / drain }
  /// Mean wait of those answered (ASA).
  public var meanWaitOfAnswered: Double { meanWait }
  /// Share of offered contacts that are answered within a time (≤), those who need not wait included.
  public func answered(within time: Double) -> Double {
    guard time >= 0 else { return 0 }
    return notWaiting + waitProbability * -expm1(-drain * time)
  }
  /// Share of offered contacts that abandon within a time (≤).
  public func abandoned(within time: Double) -> Double { 0 }
  /// P(a customer let in, of endless patience, would wait longer than a time).
  public func virtualWaitExceeds(_ time: Double) -> Double { waitProbability * exp(-drain * max(0, time)) }
}
