/// A chain on 0, 1, …, N that moves to a neighbour: the number of contacts in a queue with exponential times.
///
/// ```swift
/// // Three agents at rate 1, arrivals at rate 2, five places in all.
/// let chain = try BirthDeathChain(births: [2, 2, 2, 2, 2], deaths: [1, 2, 3, 3, 3])
/// chain.stationary()
/// ```
public struct BirthDeathChain: Sendable, Equatable {
  /// Rates from state n to n + 1, for n = 0 … N − 1.
  public let births: [Double]
  /// Rates from state n + 1 to n, for n = 0 … N − 1.
  public let deaths: [Double]

  /// Creates a chain; births may be 0 (states above are then left for good), deaths may not.
  ///
  /// - Throws: ``QueueingError/invalid(_:)`` when the lists differ in length or hold a rate that makes no sense.
  public init(births: [Double], deaths: [Double]) throws(QueueingError) {
    guard births.count == deaths.count else { throw .invalid("there must be as many births as deaths") }
    guard births.allSatisfy({ $0 >= 0 && $0.isFinite }) else { throw .invalid("birth rates must be 0 or more") }
    guard deaths.allSatisfy({ $0 > 0 && $0.isFinite }) else { throw .invalid("death rates must be above 0") }
    self.births = births
    self.deaths = deaths
  }

  /// The number of contacts in an M/M/s+M queue with room for `capacity` in all; `abandonmentRate` 0 is M/M/s/K.
  public init(
    arrivalRate: Double, serviceRate: Double, agents: Int, abandonmentRate: Double = 0, capacity: Int
  ) throws(QueueingError) {
    guard agents >= 1, capacity >= 1 else { throw .invalid("there must be an agent and a place") }
    try self.init(
      births: Array(repeating: arrivalRate, count: capacity),
      deaths: (1...capacity).map {
        Double(min($0, agents)) * serviceRate + Double(max(0, $0 - agents)) * abandonmentRate
      })
  }

  /// Number of states, N + 1.
  public var stateCount: Int { births.count + 1 }

  /// Long-run probability of each state, by balance between neighbours.
  ///
  /// Weights are products of ratios outwards from the likeliest state, so that they neither overflow nor cancel.
  public func stationary() -> [Double] {
    let mode = likeliestState
    var weights = [Double](repeating: 0, count: stateCount)
    weights[mode] = 1
    for state in stride(from: mode, to: stateCount - 1, by: 1) {
      weights[state + 1] = weights[state] * births[state] / deaths[state]
    }
    for state in stride(from: mode - 1, through: 0, by: -1) {
      // Below the mode no birth rate is 0.
      weights[state] = weights[state + 1] * deaths[state] / births[state]
    }
    let total = weights[mode...].reversed().reduce(0, +) + weights[..<mode].reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The state with the largest weight; the running product carries its exponent apart.
  private var likeliestState: Int {
    var best = (state: 0, exponent: 0, value: 1.0)
    var exponent = 0
    var value = 1.0
    for state in births.indices {
      value *= births[state] / deaths[state]
      if value == 0 { break }
      exponent += Int(value.exponent)
      value = value.significand
      if (exponent, value) > (best.exponent, best.value) { best = (state + 1, exponent, value) }
    }
    return best.state
  }
}
