import Foundation
import Testing

/// Exact answers against what the program prints: scenarios as text, closed forms and small chains solved in the test.
///
/// The seeds are fixed, so a test gives the same verdict each time. With 99.9 % intervals one right figure in a thousand
/// falls outside.
@Suite struct ExactCasesTests {
  /// The calendar that most cases have: whole days in UTC.
  static func calendar(days: Int = 1, period: String = "30min", hours: String = "") -> String {
    """
    version: 1
    calendar: {timezone: UTC, start: "2026-01-05", days: \(days), period: \(period), hours: {\(hours)}}

    """
  }
}

/// What the program printed about a scenario.
struct ExactRun {
  let summary: [String: Any]

  /// Wraps what was printed.
  init(summary: [String: Any]) { self.summary = summary }

  /// Simulates a scenario.
  init(_ scenario: String, replications: Int, seed: Int = 1) throws {
    summary = try Self.files(scenario, replications: replications, seed: seed, read: ["summary.json"])[0]
  }

  /// Simulates a scenario and reads some of the files that it leaves.
  static func files(
    _ scenario: String, replications: Int, seed: Int = 1, read names: [String]
  ) throws -> [[String: Any]] {
    var files: [[String: Any]] = []
    try Tool.withFolder { folder in
      let file = folder.appendingPathComponent("scenario.yaml")
      try scenario.write(to: file, atomically: true, encoding: .utf8)
      let run = folder.appendingPathComponent("run")
      let result = try Tool.run(
        "simulate", file.path, "--replications", "\(replications)", "--seed", "\(seed)", "--output", run.path)
      try #require(result.status == 0, "\(result.errors)")
      files = try names.map {
        try Tool.json(String(contentsOf: run.appendingPathComponent($0), encoding: .utf8))
      }
    }
    return files
  }

  /// The value at a path of keys and indices, separated by dots.
  func value(_ path: String) throws -> Any {
    var value: Any = summary
    for key in path.split(separator: ".") {
      if let list = value as? [Any] {
        let index = try #require(Int(key), "\(key) is no index in \(path)")
        try #require(list.indices.contains(index), "no \(path)")
        value = list[index]
      } else {
        value = try #require((value as? [String: Any])?[String(key)], "no \(path)")
      }
    }
    return value
  }

  /// Expects the exact value inside the 99.9 % interval of the figure at a path.
  ///
  /// What is printed is the half width of the 95 % interval. The quantiles of the normal law stretch it to 99.9 %; those of
  /// Student's t would stretch it a little more.
  /// - Parameter relative: the half width may be this share of the exact value; a wider one would prove nothing.
  func expect(
    _ path: String, isExactly exact: Double, atMostWide relative: Double = 0.02,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let figure = try #require(try value(path) as? [String: Any], "\(path)", sourceLocation: sourceLocation)
    let mean = try #require(figure["mean"] as? Double, "\(path) is null", sourceLocation: sourceLocation)
    let halfWidth = try #require(figure["halfWidth"] as? Double, "\(path)", sourceLocation: sourceLocation)
    // Times are counted in whole microseconds.
    let rounding = 1e-6 + 1e-9 * abs(exact)
    #expect(
      abs(mean - exact) <= Self.normal999 / Self.normal95 * halfWidth + rounding,
      "\(path): \(mean) ± \(halfWidth), exact \(exact)", sourceLocation: sourceLocation)
    #expect(
      halfWidth <= relative * abs(exact) + rounding, "\(path): ± \(halfWidth) says too little about \(exact)",
      sourceLocation: sourceLocation)
  }

  /// Two-sided quantiles of the standard normal law: P(|Z| > 3.2905) = 0.001, P(|Z| > 1.95996) = 0.05.
  static let normal999 = 3.290526731491894
  static let normal95 = 1.959963984540054
}

/// A Markov chain in continuous time on the states that can be reached from a first one.
struct MarkovChain<State: Hashable> {
  let states: [State]
  private let moves: [[(to: Int, rate: Double)]]

  /// Explores the states; moves with rate 0 do not count.
  init(from first: State, moves rates: (State) -> [(State, Double)]) {
    var states = [first]
    var index = [first: 0]
    var moves: [[(to: Int, rate: Double)]] = []
    while moves.count < states.count {
      moves.append(
        rates(states[moves.count]).filter { $0.1 > 0 }.map { state, rate in
          if index[state] == nil {
            index[state] = states.count
            states.append(state)
          }
          return (index[state] ?? 0, rate)
        })
    }
    self.states = states
    self.moves = moves
  }

  /// Mean of a value over the states.
  func mean(_ shares: [Double], of value: (State) -> Double) -> Double {
    zip(states, shares).reduce(0) { $0 + value($1.0) * $1.1 }
  }

  /// Long-run share of each state, by elimination without subtractions (Grassmann, Taksar and Heyman, 1985).
  func stationary() -> [Double] {
    let count = states.count
    var rates = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    for (from, list) in moves.enumerated() { for move in list { rates[from][move.to] += move.rate } }
    for last in stride(from: count - 1, to: 0, by: -1) {
      let out = rates[last][..<last].reduce(0, +)
      for from in 0..<last where rates[from][last] > 0 {
        rates[from][last] /= out
        for to in 0..<last { rates[from][to] += rates[from][last] * rates[last][to] }
      }
    }
    var shares = Array(repeating: 0.0, count: count)
    shares[0] = 1
    for state in 1..<count { shares[state] = (0..<state).reduce(0) { $0 + shares[$1] * rates[$1][state] } }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }

  /// Lets time pass, by uniformization: the distribution at its end, and the mean time spent in each state.
  func advance(_ start: [Double], by seconds: Double) -> (end: [Double], time: [Double]) {
    let out = moves.map { $0.reduce(0) { $0 + $1.rate } }
    let fastest = max(out.max() ?? 0, 1e-12)
    // Stretches of about 100 jumps, so that the Poisson weights do not underflow.
    let stretches = Int((fastest * seconds / 100).rounded(.up))
    let jumps = fastest * seconds / Double(stretches)
    var current = start
    var time = Array(repeating: 0.0, count: states.count)
    for _ in 0..<stretches {
      var weight = exp(-jumps)
      var beyond = 1 - weight
      var end = current.map { $0 * weight }
      for state in states.indices { time[state] += beyond * current[state] / fastest }
      for jump in 1...Int(jumps + 12 * jumps.squareRoot() + 30) {
        var next = current
        for (from, list) in moves.enumerated() {
          for move in list {
            let flow = current[from] * move.rate / fastest
            next[from] -= flow
            next[move.to] += flow
          }
        }
        current = next
        weight *= jumps / Double(jump)
        beyond = max(0, beyond - weight)
        for state in states.indices {
          end[state] += weight * current[state]
          time[state] += beyond * current[state] / fastest
        }
      }
      current = end
    }
    return (current, time)
  }
}

/// P(Poisson(mean) = k) for k = 0, 1, …, `most`.
func poissonShares(mean: Double, upTo most: Int) -> [Double] {
  var shares = [exp(-mean)]
  for k in 1...most { shares.append(shares[k - 1] * mean / Double(k)) }
  return shares
}

/// P(the sum of `count` exponential times of a rate ≤ a time), the Erlang law: at least `count` points of a Poisson process.
func erlangWithin(_ seconds: Double, count: Int, rate: Double) -> Double {
  1 - poissonShares(mean: rate * seconds, upTo: count)[..<count].reduce(0, +)
}
