import Foundation
import QueueingTheory
import Testing

/// A queue with a limit whose customers give up.
@Suite struct MMsKMTests {
  /// The wait of who finds k waiting as a sum of exponentials at different rates, by partial fractions.
  private struct Behind {
    let rates: [Double]
    let shares: [Double]
    let patience: Double

    init(_ k: Int, rate: Double, abandonment: Double) {
      let rates = (0...k).map { rate + Double($0) * abandonment }
      self.rates = rates
      shares = rates.indices.map { one in
        rates.indices.reduce(1) { $1 == one ? $0 : $0 * rates[$1] / (rates[$1] - rates[one]) }
      }
      patience = abandonment
    }

    func exceeds(_ time: Double) -> Double { zip(shares, rates).reduce(0) { $0 + $1.0 * exp(-$1.1 * time) } }

    func answered(within time: Double) -> Double {
      zip(shares, rates).reduce(0) { $0 + $1.0 * $1.1 / ($1.1 + patience) * (1 - exp(-($1.1 + patience) * time)) }
    }

    var mean: Double { zip(shares, rates).reduce(0) { $0 + $1.0 / $1.1 } }

    /// E[V; answered].
    var meanAnswered: Double {
      zip(shares, rates).reduce(0) { $0 + $1.0 * $1.1 / (($1.1 + patience) * ($1.1 + patience)) }
    }
  }

  @Test(arguments: [(0.9, 1, 0), (2.0, 2, 3), (0.3, 3, 6), (9.0, 4, 5), (4.0, 5, 1)])
  func isTheSumOverThePlaces(arrivals: Double, agents: Int, room: Int) throws {
    let (service, abandonment) = (0.8, 0.35)
    let queue = try MMsKM(
      arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: abandonment, waitingRoom: room)
    let states = try BirthDeathChain(
      arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: abandonment,
      capacity: agents + room
    ).stationary()
    let found = (0..<room).map { states[agents + $0] }
    let laws = (0..<room).map { Behind($0, rate: Double(agents) * service, abandonment: abandonment) }
    let idle = states[0..<agents].reduce(0, +)
    func sum(_ figure: (Behind) -> Double) -> Double { zip(found, laws).reduce(0) { $0 + $1.0 * figure($1.1) } }
    func expect(_ figure: Double, _ exact: Double) { #expect(abs(figure - exact) < 1e-11, "\(figure), not \(exact)") }
    expect(queue.blockProbability, states[agents + room])
    expect(queue.waitProbability, found.reduce(0, +))
    let waiting = (0...room).reduce(0.0) { $0 + Double($1) * states[agents + $1] }
    expect(queue.meanQueueLength, waiting)
    expect(queue.abandonProbability, waiting * abandonment / arrivals)
    expect(queue.answeredProbability, 1 - states[agents + room] - waiting * abandonment / arrivals)
    let answered = queue.answeredProbability
    expect(queue.meanWaitOfAnswered, sum(\.meanAnswered) / answered)
    expect(queue.meanVirtualWait, sum(\.mean) / (1 - queue.blockProbability))
    let busy = (0...agents + room).reduce(0.0) { $0 + Double(min($1, agents)) * states[$1] }
    expect(queue.occupancy, busy / Double(agents))
    for time in [0, 0.1, 0.7, 2, 9.0] {
      expect(queue.answered(within: time), idle + sum { $0.answered(within: time) })
      expect(queue.virtualWaitExceeds(time), sum { $0.exceeds(time) } / (1 - queue.blockProbability))
      // Who waits is answered by then, has given up, or is still there: neither reached nor out of patience.
      expect(
        queue.abandoned(within: time),
        sum { 1 - $0.answered(within: time) - exp(-abandonment * time) * $0.exceeds(time) })
    }
  }

  /// With room for all it is Erlang A; with patience for all M/M/s/K; with no room Erlang B.
  @Test(arguments: [(0.5, 118), (0.5, 130), (0.9, 118), (0.02, 6), (12, 2800)])
  func endsInWhatIsKnown(arrivals: Double, agents: Int) throws {
    let service = 1.0 / 240
    func same(_ one: any QueueModel, _ other: any QueueModel, within tolerance: Double) {
      let pairs = [
        (one.waitProbability, other.waitProbability), (one.blockProbability, other.blockProbability),
        (one.abandonProbability, other.abandonProbability), (one.occupancy, other.occupancy),
        (one.meanWait / 240, other.meanWait / 240), (one.meanWaitOfAnswered / 240, other.meanWaitOfAnswered / 240),
        (one.meanVirtualWait / 240, other.meanVirtualWait / 240),
        (one.answered(within: 20), other.answered(within: 20)),
        (one.abandoned(within: 20), other.abandoned(within: 20)),
        (one.virtualWaitExceeds(60), other.virtualWaitExceeds(60)),
      ]
      for (index, pair) in pairs.enumerated() {
        #expect(abs(pair.0 - pair.1) < tolerance, "figure \(index): \(pair.0), not \(pair.1)")
      }
    }
    same(
      try MMsKM(
        arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: 1.0 / 180, waitingRoom: 1_000_000),
      try ErlangA(arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: 1.0 / 180),
      within: 1e-9)
    same(
      try MMsKM(arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: 1e-10, waitingRoom: 12),
      try MMsK(arrivalRate: arrivals, serviceRate: service, agents: agents, waitingRoom: 12), within: 1e-5)
    same(
      try MMsKM(
        arrivalRate: arrivals, serviceRate: service, agents: agents, abandonmentRate: 1.0 / 180, waitingRoom: 0),
      try MMsK(arrivalRate: arrivals, serviceRate: service, agents: agents, waitingRoom: 0), within: 1e-12)
  }
}
