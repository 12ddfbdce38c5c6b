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

    var walk = Walk(distribution)
    var end = [Double](repeating: 0, count: count)
    var average = end
    for jump in 0..<(first + weights.count) {
      walk.add(to: &average, times: jump < first ? 1 : tails[jump - first])
      if jump >= first { walk.add(to: &end, times: weights[jump - first]) }
      walk.step(up: up, down: down, stay: stay)
    }
    distribution = end
    return average.map { $0 / jumps }
  }
}

/// The distribution from jump to jump, looked at only where it is.
///
/// What it bought: a queue is in few of its states at a time; with 280 states and 50 agents a third of the work.
private struct Walk {
  /// What is less does not count.
  private static let negligible = 1e-20

  private var current: [Double]
  private var next: [Double]
  /// The first and the last state that is possible.
  private var low: Int
  private var high: Int

  init(_ distribution: [Double]) {
    current = distribution
    next = distribution
    low = distribution.firstIndex { $0 > 0 } ?? 0
    high = distribution.lastIndex { $0 > 0 } ?? max(0, distribution.count - 1)
  }

  func add(to sums: inout [Double], times factor: Double) {
    for state in low...high { sums[state] += factor * current[state] }
  }

  mutating func step(up: [Double], down: [Double], stay: [Double]) {
    let (low, high, last) = (low, high, current.count - 1)
    current.withUnsafeBufferPointer { current in
      next.withUnsafeMutableBufferPointer { next in
        for state in low...high { next[state] = current[state] * stay[state] }
        for state in low..<high {
          next[state] += current[state + 1] * down[state]
          next[state + 1] += current[state] * up[state]
        }
        if low > 0 { next[low - 1] = current[low] * down[low - 1] }
        if high < last { next[high + 1] = current[high] * up[high] }
      }
    }
    self.low = max(0, low - 1)
    self.high = min(last, high + 1)
    while self.low < self.high, next[self.low] < Self.negligible { self.low += 1 }
    while self.high > self.low, next[self.high] < Self.negligible { self.high -= 1 }
    swap(&current, &next)
  }
}
