#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// M/M/s/K: a waiting room with a limit; contacts that find it full are blocked, nobody gives up.
///
/// With no places to wait it is ``ErlangB``. Every figure is a sum of positive terms over the places (textbook birth and
/// death equations; D. Gross, C. M. Harris, “Fundamentals of Queueing Theory”, 4th ed., §2.5).
public struct MMsK: QueueModel {
  /// Contacts offered per unit of time, λ.
  public let arrivalRate: Double
  /// Contacts an agent completes per unit of time, μ.
  public let serviceRate: Double
  /// Agents, s.
  public let agents: Int
  /// Places to wait, beside those in service: K − s.
  public let waitingRoom: Int
  /// Share of offered contacts that must wait.
  public let waitProbability: Double
  /// Share of offered contacts that find the waiting room full.
  public let blockProbability: Double
  /// Share of offered contacts that give up waiting.
  public var abandonProbability: Double { 0 }
  /// Share of offered contacts that are answered.
  public let answeredProbability: Double
  /// Mean wait of all who were let in: until answered or abandoned.
  public let meanWait: Double
  /// Mean wait of those answered (ASA).
  public var meanWaitOfAnswered: Double { meanWait }
  /// Mean number waiting.
  public let meanQueueLength: Double
  private let noWaitProbability: Double
  /// P(all agents are busy and k wait), k from 0 up to but without the limit: what those who wait find.
  private let found: [Double]

  /// Solves the queue; rates are per unit of time.
  ///
  /// - Throws: ``QueueingError/invalid(_:)`` for a rate, a number of agents or of places that makes no sense.
  public init(arrivalRate: Double, serviceRate: Double, agents: Int, waitingRoom: Int) throws(QueueingError) {
    try QueueingError.check(arrivalRate: arrivalRate, serviceRate: serviceRate, agents: agents)
    guard waitingRoom >= 0 else { throw .invalid("the waiting room cannot be smaller than nothing") }
    self.arrivalRate = arrivalRate
    self.serviceRate = serviceRate
    self.agents = agents
    self.waitingRoom = waitingRoom
    let load = arrivalRate / serviceRate
    let ratio = load / Double(agents)
    let idle = ErlangB.inverseBlocking(load: load, agents: agents) - 1
    // Weights ρ^k, from the heavier end down so that none overflows.
    var weights = [Double](repeating: 1, count: waitingRoom + 1)
    if waitingRoom > 0 {
      if ratio <= 1 {
        for k in 1...waitingRoom { weights[k] = weights[k - 1] * ratio }
      } else {
        for k in (0..<waitingRoom).reversed() { weights[k] = weights[k + 1] / ratio }
      }
    }
    let busy = weights.reversed().reduce(0, +)
    // idle · weights[0] may be ∞ · 0 only when the load is 0.
    let total = weights[0] * idle + busy
    let waiting = weights.dropLast().reversed().reduce(0, +)
    var queue = 0.0
    for k in (0...waitingRoom).reversed() { queue += Double(k) * weights[k] }
    waitProbability = waiting / total
    blockProbability = weights[waitingRoom] / total
    noWaitProbability = 1 / (1 + busy / (weights[0] * idle))
    answeredProbability = noWaitProbability + waitProbability
    meanQueueLength = queue / total
    meanWait = arrivalRate > 0 ? queue / total / (arrivalRate * answeredProbability) : 0
    found = weights.dropLast().map { $0 / total }
  }

  /// Share of offered contacts that are answered within a time (≤), those who need not wait included.
  public func answered(within time: Double) -> Double {
    guard time > 0, !found.isEmpty else { return time >= 0 ? noWaitProbability : 0 }
    guard time.isFinite else { return answeredProbability }
    // Someone who finds k waiting is answered when k + 1 contacts have been completed.
    let completed = PoissonLaw(mean: Double(agents) * serviceRate * time)
    var sum = 0.0
    var below = 0.0
    let probabilities = completed.probabilities(upTo: found.count)
    for n in 1...found.count {
      below += found[n - 1]
      sum += below * (n == found.count ? completed.tail(from: n) : probabilities[n])
    }
    return noWaitProbability + sum
  }

  /// Share of offered contacts that abandon within a time (≤).
  public func abandoned(within time: Double) -> Double { 0 }

  /// P(a customer let in would wait longer than a time).
  public func virtualWaitExceeds(_ time: Double) -> Double {
    guard time > 0 else { return waitProbability / answeredProbability }
    guard !found.isEmpty, time.isFinite else { return 0 }
    let completed = PoissonLaw(mean: Double(agents) * serviceRate * time)
    var sum = 0.0
    var above = 0.0
    let probabilities = completed.probabilities(upTo: found.count)
    for n in (0..<found.count).reversed() {
      above += found[n]
      sum += above * probabilities[n]
    }
    return sum / answeredProbability
  }
}
