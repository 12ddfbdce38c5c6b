import Foundation
import QueueingTheory
import Testing

@Suite struct BirthDeathChainTests {
  @Test func aSmallChainIsExact() throws {
    // Weights 1, 2, 2, 4/3.
    let states = try BirthDeathChain(births: [2, 2, 2], deaths: [1, 2, 3]).stationary()
    for (state, weight) in zip(states, [1, 2, 2, 4.0 / 3]) { expectClose(state, weight / (19.0 / 3)) }
  }

  @Test func lossSystemsAreErlangB() throws {
    let states = try BirthDeathChain(arrivalRate: 1010, serviceRate: 1, agents: 1000, capacity: 1000).stationary()
    expectClose(try #require(states.last), ErlangB.blocking(load: 1010, agents: 1000))
  }

  @Test func neitherEndOverflows() throws {
    // Weights run to 10^±3000 before they are scaled.
    let up = try BirthDeathChain(births: Array(repeating: 10, count: 3000), deaths: Array(repeating: 1, count: 3000))
    expectClose(try #require(up.stationary().last), 0.9)
    let down = try BirthDeathChain(births: Array(repeating: 1, count: 3000), deaths: Array(repeating: 10, count: 3000))
    expectClose(try #require(down.stationary().first), 0.9)
  }

  @Test func statesThatCannotBeReachedHaveNoMass() throws {
    #expect(try BirthDeathChain(births: [1, 0, 5], deaths: [1, 1, 1]).stationary() == [0.5, 0.5, 0, 0])
    #expect(throws: QueueingError.self) { try BirthDeathChain(births: [1], deaths: [0]) }
    #expect(throws: QueueingError.self) { try BirthDeathChain(births: [1], deaths: []) }
  }
}

@Suite struct TransientChainTests {
  @Test func twoStretchesAgreeWithTheMatrixExponential() throws {
    // e^(Qt) and its average over time, with 40 digits (mpmath).
    var queue = TransientChain(start: 0, states: 6)
    let first = try BirthDeathChain(births: [2, 2, 2, 2, 2], deaths: [1, 2, 3, 3, 3])
    let firstAverage = try queue.advance(by: 0.75, chain: first)
    compare(
      queue.distribution,
      [
        0.3480839921904535, 0.36719174670016888, 0.1931775100407316, 0.066417923161677062, 0.019455012743960892,
        0.0056738151630080593,
      ])
    compare(
      firstAverage,
      [
        0.57912920208473258, 0.28903706042340317, 0.099220886350484759, 0.025459812647591611, 0.0058048404730748737,
        0.0013481980207130006,
      ])
    let second = try BirthDeathChain(births: [4, 4, 4, 4, 4], deaths: [1, 2, 2.5, 3, 3.5])
    let secondAverage = try queue.advance(by: 1.5, chain: second)
    compare(
      queue.distribution,
      [
        0.032400752763759152, 0.10478323805502426, 0.16800004830603583, 0.21406474827302092, 0.23682354702456888,
        0.24392766557759096,
      ])
    compare(
      secondAverage,
      [
        0.10411423099900111, 0.20600143104487487, 0.21930561273247009, 0.19001719109020954, 0.15210683596579253,
        0.12845469816765186,
      ])
  }

  private func compare(_ values: [Double], _ expected: [Double]) {
    #expect(values.count == expected.count)
    for (value, expected) in zip(values, expected) { expectClose(value, expected) }
  }

  @Test(arguments: [1e-9, 0.1, 40, 10_000]) func probabilityIsNeitherLostNorMade(_ time: Double) throws {
    var queue = TransientChain(start: 7, states: 61)
    let chain = try BirthDeathChain(arrivalRate: 20, serviceRate: 1, agents: 25, capacity: 60)
    let average = try queue.advance(by: time, chain: chain)
    #expect(abs(queue.distribution.reduce(0, +) - 1) < 1e-11)
    #expect(abs(average.reduce(0, +) - 1) < 1e-11)
  }

  @Test func longAfterwardsItIsStationary() throws {
    var queue = TransientChain(start: 0, states: 101)
    let chain = try BirthDeathChain(
      arrivalRate: 20, serviceRate: 1, agents: 22, abandonmentRate: 0.5, capacity: 100)
    try queue.advance(by: 200, chain: chain)
    for (value, expected) in zip(queue.distribution, chain.stationary()) { #expect(abs(value - expected) < 1e-12) }
  }

  @Test func anEmptySystemFillsLikeMMInfinity() throws {
    // Without waiting, the number present at t is Poisson with mean a (1 − e^−t).
    var queue = TransientChain(start: 0, states: 121)
    try queue.advance(by: 0.7, chain: try BirthDeathChain(arrivalRate: 30, serviceRate: 1, agents: 120, capacity: 120))
    let mean = 30 * -expm1(-0.7)
    expectClose(queue.mean, mean)
    expectClose(queue.distribution[0], exp(-mean))
    expectClose(queue.distribution[12], exp(12 * log(mean) - mean - lgamma(13)))
  }

  @Test func stretchesAddUp() throws {
    let chain = try BirthDeathChain(arrivalRate: 20, serviceRate: 1, agents: 22, capacity: 40)
    var whole = TransientChain(start: 3, states: 41)
    var parts = whole
    let average = try whole.advance(by: 3, chain: chain)
    let first = try parts.advance(by: 1, chain: chain)
    let second = try parts.advance(by: 2, chain: chain)
    for state in 0...40 {
      #expect(abs(whole.distribution[state] - parts.distribution[state]) < 1e-14)
      #expect(abs(average[state] - (first[state] + 2 * second[state]) / 3) < 1e-14)
    }
  }

  @Test func noTimeOrNoMovementChangesNothing() throws {
    var queue = TransientChain(distribution: [0.25, 0.75])
    let chain = try BirthDeathChain(births: [1], deaths: [1])
    #expect(try queue.advance(by: 0, chain: chain) == [0.25, 0.75])
    #expect(queue.distribution == [0.25, 0.75])
    #expect(throws: QueueingError.self) { try queue.advance(by: -1, chain: chain) }
    #expect(throws: QueueingError.self) { try queue.advance(by: 1, chain: BirthDeathChain(births: [], deaths: [])) }
  }
}
