#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// M/M/s/K+M: a waiting room with a limit, and customers who give up after an exponential patience of rate θ.
///
/// Without a limit it is ``ErlangA``, with endless patience ``MMsK``, with no places to wait ``ErlangB``. Who finds k waiting is
/// reached after k + 1 departures at rates sμ + kθ, …, sμ. So e^(−θV) of the virtual wait V has the beta law with the parameters
/// c = sμ / θ and k + 1, and every figure is a sum of positive terms over the places.
public struct MMsKM: QueueModel {
  /// Contacts offered per unit of time, λ.
  public let arrivalRate: Double
  /// Contacts an agent completes per unit of time, μ.
  public let serviceRate: Double
  /// Agents, s.
  public let agents: Int
  /// Rate at which a waiting customer gives up, θ = 1 / mean patience.
  public let abandonmentRate: Double
  /// Places to wait, beside those in service: K − s.
  public let waitingRoom: Int
  /// Share of offered contacts that must wait.
  public let waitProbability: Double
  /// Share of offered contacts that find the waiting room full.
  public let blockProbability: Double
  /// Share of offered contacts that give up waiting.
  public let abandonProbability: Double
  /// Share of offered contacts that are answered.
  public let answeredProbability: Double
  /// Mean wait of those answered (ASA).
  public let meanWaitOfAnswered: Double
  /// Mean virtual wait: of a customer let in who has endless patience.
  public let meanVirtualWait: Double
  private let noWaitProbability: Double
  /// sμ / θ.
  private let capacity: Double
  /// P(all agents are busy and k wait): what those who wait find, from k = 0 as far as it counts.
  private let found: [Double]

  /// Weights below this share of the greatest do not count.
  private static let negligible = 1e-30

  /// Solves the queue; rates are per unit of time.
  ///
  /// - Throws: ``QueueingError/invalid(_:)`` for a rate, a number of agents or of places that makes no sense.
  public init(
    arrivalRate: Double, serviceRate: Double, agents: Int, abandonmentRate: Double, waitingRoom: Int
  ) throws(QueueingError) {
    try QueueingError.check(arrivalRate: arrivalRate, serviceRate: serviceRate, agents: agents)
    guard abandonmentRate > 0, abandonmentRate.isFinite else { throw .invalid("the abandonment rate must be above 0") }
    guard waitingRoom >= 0 else { throw .invalid("the waiting room cannot be smaller than nothing") }
    (self.arrivalRate, self.serviceRate, self.agents) = (arrivalRate, serviceRate, agents)
    (self.abandonmentRate, self.waitingRoom) = (abandonmentRate, waitingRoom)
    let rate = Double(agents) * serviceRate
    let c = rate / abandonmentRate
    capacity = c
    let weights = Self.weights(
      arrivalRate: arrivalRate, rate: rate, abandonmentRate: abandonmentRate, waitingRoom: waitingRoom)
    let busy = weights.reversed().reduce(0, +)
    let idle =
      weights[0] == 0 ? 0 : weights[0] * (ErlangB.inverseBlocking(load: arrivalRate / serviceRate, agents: agents) - 1)
    // The weight of the idle is infinite where hardly anybody comes.
    let busyShare = 1 / (1 + idle / busy)
    noWaitProbability = idle == 0 ? 0 : 1 / (1 + busy / idle)
    let isCut = weights.count <= waitingRoom
    blockProbability = isCut ? 0 : weights[waitingRoom] / busy * busyShare
    found = (isCut ? weights : Array(weights.dropLast())).map { $0 / busy * busyShare }
    waitProbability = found.reversed().reduce(0, +)
    var (answered, abandoned, waited, virtual) = (0.0, 0.0, 0.0, 0.0)
    // Sums of 1 / (c + j): of j up to k for the virtual wait, from 1 up to k + 1 for that of those answered.
    var (all, later) = (0.0, 0.0)
    for (k, share) in found.enumerated() {
      let k = Double(k)
      all += 1 / (c + k)
      later += 1 / (c + k + 1)
      let reached = c / (c + k + 1)
      answered += share * reached
      abandoned += share * (k + 1) / (c + k + 1)
      waited += share * reached * later
      virtual += share * all
    }
    answeredProbability = noWaitProbability + answered
    abandonProbability = abandoned
    meanWaitOfAnswered = answeredProbability > 0 ? waited / abandonmentRate / answeredProbability : 0
    meanVirtualWait = virtual > 0 ? virtual / abandonmentRate / (1 - blockProbability) : 0
  }

  /// What is likely in relation to all agents being busy with so many waiting, relative to the likeliest, as far as it counts.
  private static func weights(
    arrivalRate: Double, rate: Double, abandonmentRate: Double, waitingRoom: Int
  ) -> [Double] {
    let balance = ((arrivalRate - rate) / abandonmentRate).rounded(.down)
    let likeliest = Int(min(max(0, balance), Double(waitingRoom)))
    var weights = [Double](repeating: 0, count: likeliest + 1)
    weights[likeliest] = 1
    for k in stride(from: likeliest, to: 0, by: -1) {
      weights[k - 1] = weights[k] * (rate + Double(k) * abandonmentRate) / arrivalRate
      if weights[k - 1] < negligible { break }
    }
    for k in stride(from: likeliest + 1, through: waitingRoom, by: 1) {
      let next = weights[k - 1] * arrivalRate / (rate + Double(k) * abandonmentRate)
      if next < negligible { break }
      weights.append(next)
    }
    return weights
  }

  /// Mean wait of all who were let in: until answered or abandoned.
  public var meanWait: Double {
    abandonProbability > 0 ? abandonProbability / abandonmentRate / (1 - blockProbability) : 0
  }

  /// Mean number waiting: those who give up do so at rate θ each.
  public var meanQueueLength: Double { arrivalRate * abandonProbability / abandonmentRate }

  /// Share of offered contacts that are answered within a time (≤), those who need not wait included.
  public func answered(within time: Double) -> Double {
    guard time > 0 else { return time == 0 ? noWaitProbability : 0 }
    // With B = e^(−θV): E[B; B > e^(−θt)], the mean times a tail of the beta law with c + 1.
    let longer = exceeding(time, capacity: capacity + 1)
    var sum = 0.0
    for (k, share) in found.enumerated() { sum += share * capacity / (capacity + Double(k) + 1) * (1 - longer[k]) }
    return noWaitProbability + sum
  }

  /// Share of offered contacts that abandon within a time (≤).
  public func abandoned(within time: Double) -> Double {
    guard time > 0 else { return 0 }
    // P(patience ≤ min(V, t)): all who wait, less those answered by then, less those who are still there.
    let (longer, there) = (exceeding(time, capacity: capacity + 1), exceeding(time, capacity: capacity))
    let patient = exp(-abandonmentRate * time)
    var sum = 0.0
    for (k, share) in found.enumerated() {
      let reached = capacity / (capacity + Double(k) + 1) * (1 - longer[k])
      sum += share * max(0, 1 - reached - patient * there[k])
    }
    return sum
  }

  /// P(a customer let in, of endless patience, would wait longer than a time).
  public func virtualWaitExceeds(_ time: Double) -> Double {
    guard !found.isEmpty else { return 0 }
    let longer = exceeding(max(0, time), capacity: capacity)
    return zip(found, longer).reduce(0) { $0 + $1.0 * $1.1 } / (1 - blockProbability)
  }

  /// P(k + 1 departures at rates (c + k)θ, …, cθ take longer than a time), for each k that counts: the beta law with c and k + 1
  /// below x = e^(−θt), the sum over j up to k of x^c (1 − x)^j Γ(c + j) / (Γ(c) j!).
  private func exceeding(_ time: Double, capacity c: Double) -> [Double] {
    guard time > 0 else { return Array(repeating: 1, count: found.count) }
    guard time.isFinite else { return Array(repeating: 0, count: found.count) }
    let gone = -expm1(-abandonmentRate * time)
    // As logarithms: the first term may be too small for a number while later ones are not.
    var term = -c * abandonmentRate * time
    var sum = 0.0
    let step = log(gone)
    return found.indices.map { k in
      if k > 0 { term += step + log((c + Double(k) - 1) / Double(k)) }
      sum += exp(term)
      return min(1, sum)
    }
  }
}
