import Foundation
import QueueingTheory
import Testing

/// The precision that the formulas promise.
func expectClose(_ value: Double, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(abs(value - expected) <= 1e-9 * abs(expected), "\(value) ≠ \(expected)", sourceLocation: sourceLocation)
}

@Suite struct ErlangBTests {
  /// Computed with 40 digits (mpmath).
  @Test(arguments: [
    (1, 1.0, 0.5), (10, 5, 0.018384570336648133), (100, 84, 0.0098725286092007849), (1000, 1010, 0.031232364387673923),
    (100_000, 99_500, 0.00038144239405902955), (100_000, 100_000, 0.0025188934235469064),
    (20, 1, 1.5121013503012102e-19),
  ]) func blocking(_ agents: Int, _ load: Double, _ expected: Double) {
    expectClose(ErlangB.blocking(load: load, agents: agents), expected)
  }

  @Test(arguments: [(5, 1.361, 0.01), (10, 4.461, 0.01), (50, 37.90, 0.01), (100, 84.06, 0.01)])
  func publishedTables(_ agents: Int, _ load: Double, _ blocking: Double) {
    // Loads for a loss of 1 %, printed to four figures: the formula at half a unit either side must enclose 1 %.
    let half = load < 10 ? 0.0005 : 0.005
    #expect(ErlangB.blocking(load: load - half, agents: agents) <= blocking)
    #expect(ErlangB.blocking(load: load + half, agents: agents) >= blocking)
  }

  @Test func theEnds() {
    #expect(ErlangB.blocking(load: 3, agents: 0) == 1)
    #expect(ErlangB.blocking(load: 0, agents: 2) == 0)
    #expect(ErlangB.blocking(load: 0.1, agents: 400) == 0)
  }
}

@Suite struct ErlangCTests {
  @Test(arguments: [
    (10, 5.0, 0.036105359158320186), (100, 84, 0.058662767112772335), (100_000, 99_500, 0.070906199355113304),
    (20, 1, 1.5916856318960107e-19),
  ]) func waiting(_ agents: Int, _ load: Double, _ expected: Double) throws {
    expectClose(try ErlangC(arrivalRate: load, serviceRate: 1, agents: agents).waitProbability, expected)
  }

  @Test func followsFromErlangB() throws {
    for agents in 2...200 {
      let load = Double(agents) * 0.93
      let b = ErlangB.blocking(load: load, agents: agents)
      let queue = try ErlangC(arrivalRate: load / 4, serviceRate: 0.25, agents: agents)
      expectClose(queue.waitProbability, b / (1 - 0.93 * (1 - b)))
      expectClose(queue.occupancy, 0.93)
    }
  }

  @Test func oneAgentIsMM1() throws {
    let queue = try ErlangC(arrivalRate: 0.75, serviceRate: 1, agents: 1)
    expectClose(queue.waitProbability, 0.75)
    expectClose(queue.meanWait, 3)
    expectClose(queue.meanQueueLength, 2.25)
    expectClose(queue.virtualWaitExceeds(8), 0.75 * exp(-2))
    let levels = queue.serviceLevels(within: 8)
    expectClose(levels.SL1, 1 - 0.75 * exp(-2))
    #expect(levels.SL1 == levels.SL2 && levels.SL1 == levels.SL3)
    expectClose(levels.SL4, levels.SL1)
    expectClose(queue.answered(within: 0), 0.25)
    #expect(queue.answered(within: -1) == 0)
  }

  @Test func tooMuchLoadIsAnAnswerAndNotInfinity() {
    #expect(throws: QueueingError.unstable(offeredLoad: 10, agents: 10)) {
      try ErlangC(arrivalRate: 10, serviceRate: 1, agents: 10)
    }
    #expect(throws: QueueingError.self) { try ErlangC(arrivalRate: -1, serviceRate: 1, agents: 1) }
    #expect(throws: QueueingError.self) { try ErlangC(arrivalRate: 1, serviceRate: 0, agents: 1) }
    #expect(throws: QueueingError.self) { try ErlangC(arrivalRate: .nan, serviceRate: 1, agents: 1) }
    #expect(throws: QueueingError.self) { try ErlangC(arrivalRate: 0, serviceRate: 1, agents: 0) }
  }

  @Test func nobodyComes() throws {
    let queue = try ErlangC(arrivalRate: 0, serviceRate: 1, agents: 3)
    #expect(queue.waitProbability == 0)
    #expect(queue.meanWait == 0)
    #expect(queue.answered(within: 0) == 1)
    #expect(queue.occupancy == 0)
  }
}

@Suite struct MG1Tests {
  @Test func pollaczekAndKhinchine() throws {
    // Exponential handling is M/M/1; constant handling waits half as long.
    let exponential = try MG1(arrivalRate: 0.75, serviceMean: 1, serviceCV: 1)
    expectClose(exponential.meanWait, 3)
    expectClose(exponential.meanQueueLength, 2.25)
    expectClose(exponential.meanTimeInSystem, 4)
    expectClose(try MG1(arrivalRate: 0.75, serviceMean: 1, serviceCV: 0).meanWait, 1.5)
    #expect(exponential.waitProbability == 0.75)
    #expect(throws: QueueingError.unstable(offeredLoad: 1, agents: 1)) {
      try MG1(arrivalRate: 0.5, serviceMean: 2, serviceCV: 1)
    }
  }
}
