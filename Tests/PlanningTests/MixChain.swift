import Foundation

/// Two kinds of calls, specialists of each and generalists, as an exact Markov chain.
///
/// A call goes to an idle specialist, else to an idle generalist, else it waits with exponential patience; all handling times
/// have one mean. A generalist takes a waiting call of kind 0 before one of kind 1.
struct MixChain {
  var perHour: [Double]
  var handling: Double
  var patience: Double
  /// The most that wait of each kind; above it the chain is cut off.
  var room = 9

  private struct State: Hashable {
    var busy: [Int]
    var waiting: [Int]
  }

  /// Share of the calls of each kind, over some seconds from an empty start, that find an agent idle: by uniformization.
  /// - Parameter heads: specialists of kind 0, of kind 1, generalists.
  func answeredAtOnce(_ heads: [Int], seconds: Double) -> [Double] {
    var numbers: [State: Int] = [:]
    var states: [State] = []
    func number(_ state: State) -> Int {
      if let known = numbers[state] { return known }
      numbers[state] = states.count
      states.append(state)
      return states.count - 1
    }
    var edges: [(from: Int, to: Int, rate: Double)] = []
    edges.reserveCapacity(10_000)
    _ = number(State(busy: [0, 0, 0], waiting: [0, 0]))
    var next = 0
    while next < states.count {
      let state = states[next]
      func go(_ rate: Double, _ change: (inout State) -> Void) {
        guard rate > 0 else { return }
        var after = state
        change(&after)
        edges.append((next, number(after), rate))
      }
      for kind in 0...1 {
        go(perHour[kind] / 3600) { after in
          if after.busy[kind] < heads[kind] {
            after.busy[kind] += 1
          } else if after.busy[2] < heads[2] {
            after.busy[2] += 1
          } else if after.waiting[kind] < room {
            after.waiting[kind] += 1
          }
        }
        go(Double(state.waiting[kind]) / patience) { $0.waiting[kind] -= 1 }
        go(Double(state.busy[kind]) / handling) { after in
          if after.waiting[kind] > 0 { after.waiting[kind] -= 1 } else { after.busy[kind] -= 1 }
        }
      }
      go(Double(state.busy[2]) / handling) { after in
        if after.waiting[0] > 0 {
          after.waiting[0] -= 1
        } else if after.waiting[1] > 0 {
          after.waiting[1] -= 1
        } else {
          after.busy[2] -= 1
        }
      }
      next += 1
    }
    var out = Array(repeating: 0.0, count: states.count)
    for edge in edges { out[edge.from] += edge.rate }
    let fastest = (out.max() ?? 1) * 1.0001
    let jumps = fastest * seconds
    var now = Array(repeating: 0.0, count: states.count)
    now[0] = 1
    var average = Array(repeating: 0.0, count: states.count)
    // P(more than k jumps in the time), from the Poisson law in logarithms.
    var logTerm = -jumps
    var tail = 1.0
    var k = 0.0
    while tail > 1e-12 || k < jumps {
      tail -= exp(logTerm)
      let weight = max(0, tail) / jumps
      for index in now.indices { average[index] += weight * now[index] }
      var after = now
      for index in after.indices { after[index] -= now[index] * out[index] / fastest }
      for edge in edges { after[edge.to] += now[edge.from] * edge.rate / fastest }
      now = after
      k += 1
      logTerm += log(jumps / k)
    }
    return (0...1).map { kind in
      zip(states, average).reduce(0) { sum, entry in
        entry.0.busy[kind] < heads[kind] || entry.0.busy[2] < heads[2] ? sum + entry.1 : sum
      }
    }
  }
}
