/// How the number of contacts evolves over time, with rates that change from period to period.
///
/// By uniformization (A. Jensen, 1953; D. Gross, D. R. Miller, Operations Research 32, 1984): within a stretch of
/// constant rates the chain is looked at on the jumps of a Poisson process that is faster than every state. The Poisson
/// weights are cut where they no longer count and add up to 1 again, so probability is neither lost nor made.
///
/// ```swift
/// var queue = TransientChain(start: 0, states: 201)
/// let morning = try BirthDeathChain(arrivalRate: 0.1, serviceRate: 1.0 / 300, agents: 25, capacity: 200)
/// let average = try queue.advance(by: 1800, chain: morning)  // time average over the half hour
/// queue.distribution                                      // at its end
/// ```
///
/// A stretch takes about λt + 10 √(λt) steps over all states, where λ is the fastest rate out of a state.
public struct TransientChain: Sendable, Equatable {
  /// Probability of each state now.
  public private(set) var distribution: [Double]

  /// Starts in a known state.
  public init(start: Int, states: Int) {
    distribution = [Double](repeating: 0, count: states)
    distribution[start] = 1
  }

  /// Starts from a distribution over the states.
  public init(distribution: [Double]) { self.distribution = distribution }

  /// Mean of the state now.
  public var mean: Double { Self.mean(of: distribution) }

  /// Mean of a distribution over 0, 1, 2, ….
  public static func mean(of distribution: [Double]) -> Double {
    distribution.indices.reduce(0) { $0 + Double($1) * distribution[$1] }
  }

  /// Lets time pass under the rates of a chain and returns the average share of it spent in each state.
  ///
  /// Agents that go off duty between two stretches are modelled by the rates alone: whoever they had in hand waits again.
  ///
  /// - Throws: ``QueueingError/invalid(_:)`` when the chain has another number of states or the time is negative.
  @discardableResult
  public mutating func advance(by time: Double, chain: BirthDeathChain) throws(QueueingError) -> [Double] {
    let count = distribution.count
    guard chain.stateCount == count else { throw .invalid("the chain must have \(count) states") }
    guard time >= 0, time.isFinite else { throw .invalid("time must be 0 or more") }
    let rates = (0..<count).map { state in
      (state < count - 1 ? chain.births[state] : 0) + (state > 0 ? chain.deaths[state - 1] : 0)
    }
    let fastest = rates.max() ?? 0
    let jumps = fastest * time
    guard jumps > 0 else { return distribution }

    let up = chain.births.map { $0 / fastest }
    let down = chain.deaths.map { $0 / fastest }
    let stay = rates.map { (fastest - $0) / fastest }
    let (first, weights) = PoissonLaw(mean: jumps).window()
    // tails[i] = P(more than first + i jumps): the share of the time average, times the mean number of jumps.
    var tails = [Double](repeating: 0, count: weights.count)
    for index in stride(from: weights.count - 2, through: 0, by: -1) {
      tails[index] = tails[index + 1] + weights[index + 1]
    }

    var current = distribution
    var next = current
    var end = [Double](repeating: 0, count: count)
    var average = end
    for jump in 0..<(first + weights.count) {
      let share = jump < first ? 1 : tails[jump - first]
      let weight = jump < first ? 0 : weights[jump - first]
      for state in 0..<count {
        average[state] += share * current[state]
        end[state] += weight * current[state]
      }
      for state in 0..<count {
        var flow = current[state] * stay[state]
        if state > 0 { flow += current[state - 1] * up[state - 1] }
        if state < count - 1 { flow += current[state + 1] * down[state] }
        next[state] = flow
      }
      swap(&current, &next)
    }
    distribution = end
    return average.map { $0 / jumps }
  }
}
