import Foundation

/// A Markov chain in continuous time, written down state by state, and when it is absorbed: the exact answer that a simulation
/// is held against. Solved by uniformization.
struct AbsorbingChain<State: Hashable> {
  private var numbers: [State: Int] = [:]
  /// Where each state leads, and at what rate; `nil` is the end.
  private var moves: [[(to: Int?, rate: Double)]] = []
  private let start: Int

  /// Lays the chain out from a state on.
  init(from start: State, moves next: (State) -> [(to: State?, rate: Double)]) {
    var open = [start]
    numbers[start] = 0
    self.start = 0
    var index = 0
    while index < open.count {
      moves.append(
        next(open[index]).map { move in
          guard let to = move.to else { return (nil, move.rate) }
          if let known = numbers[to] { return (known, move.rate) }
          numbers[to] = open.count
          open.append(to)
          return (open.count - 1, move.rate)
        })
      index += 1
    }
  }

  /// P(absorbed by each time).
  func absorbed(by times: [Double]) -> [Double] {
    let pace = moves.map { $0.reduce(0) { $0 + $1.rate } }.max() ?? 1
    let most = pace * (times.max() ?? 0)
    var share = [Double](repeating: 0, count: moves.count)
    share[start] = 1
    var done = 0.0
    var results = [Double](repeating: 0, count: times.count)
    for jump in 0...Int(most + 10 * most.squareRoot() + 50) {
      for (index, time) in times.enumerated() {
        let mean = pace * time
        results[index] += done * exp(Double(jump) * log(mean) - mean - lgamma(Double(jump) + 1))
      }
      var next = [Double](repeating: 0, count: share.count)
      for state in share.indices where share[state] > 0 {
        var stays = share[state]
        for move in moves[state] {
          let flow = share[state] * move.rate / pace
          stays -= flow
          if let to = move.to { next[to] += flow } else { done += flow }
        }
        next[state] += stays
      }
      share = next
    }
    return results
  }
}
