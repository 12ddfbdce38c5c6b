import ContactCentre
import Planning
import QueueingTheory
import Statistics
import Testing

@Suite struct ComparisonTests {
  private func centre(_ agents: Int) -> Scenario {
    var scenario = SmallDay(
      perHour: Array(repeating: 60, count: 24), handling: 240, patience: 120, target: 0.8
    ).scenario
    scenario.agentGroups[0].heads = PeriodProfile(constant: Double(agents), periodsPerDay: 24)
    scenario.agentGroups[0].costPerHour = 10
    return scenario
  }

  @Test func `the difference of two staffing levels is that of Erlang A`() throws {
    let comparison = try Comparison.run([("4", centre(4)), ("5", centre(5))], replications: 400, seed: 3)
    let figures = comparison.differences[0].contactTypes[0].figures
    let queues = try [4, 5].map {
      try ErlangA(arrivalRate: 1.0 / 60, serviceRate: 1.0 / 240, agents: $0, abandonmentRate: 1.0 / 120)
    }
    // The day starts empty, which is worth a tenth of a point over 24 hours and is nearly the same for both.
    let exact = queues[1].abandonProbability - queues[0].abandonProbability
    let found = try #require(figures[.abandonment])
    #expect(abs((found.mean ?? 0) - exact) < 2 * (found.halfWidth ?? 0) + 0.001)
    #expect(comparison.differences[0].cost?.mean.map { abs($0 - 240) < 1 } == true)
  }

  @Test func `common random numbers narrow the interval`() throws {
    let comparison = try Comparison.run([("4", centre(4)), ("5", centre(5))], replications: 200, seed: 3)
    let paired = try #require(comparison.differences[0].contactTypes[0].figures[.SL1]?.halfWidth)
    let widths = comparison.scenarios.compactMap { $0.contactTypes[0].figures[.SL1]?.halfWidth }
    let unpaired = (widths[0] * widths[0] + widths[1] * widths[1]).squareRoot()
    #expect(paired < 0.6 * unpaired)
  }

  @Test func `a scenario does not differ from itself, whatever the threads`() throws {
    let one = try Comparison.run([("a", centre(4)), ("b", centre(4))], replications: 20, seed: 1, threads: 1)
    let two = try Comparison.run([("a", centre(4)), ("b", centre(4))], replications: 20, seed: 1, threads: 2)
    #expect(one == two)
    for (_, figure) in one.differences[0].contactTypes[0].figures { #expect(figure.mean == 0 && figure.halfWidth == 0) }
  }

  @Test func `the half width of a paired difference, worked by hand`() throws {
    // Differences of means 5, 6 and 10: mean 7, s = √7, t(2) = 4.3026527.
    let before = RatioSample([80, 82, 90])
    let after = RatioSample([85, 88, 100])
    let difference = after.difference(from: before)
    #expect(abs((difference.estimate ?? 0) - 7) < 1e-12)
    #expect(abs((difference.halfWidth ?? 0) - 4.302_652_729_749_464 * (7.0 / 3).squareRoot()) < 1e-9)
  }

  @Test func `shifts with a cost of their own cost that`() throws {
    var dear = centre(1)
    dear.contactTypes[0].arrivals?.perHour = PeriodProfile(constant: 0, periodsPerDay: 24)
    dear.agentGroups[0].heads = nil
    dear.agentGroups[0].shifts = [Shift(name: "day", time: ClockRange(start: 28_800, end: 57_600), heads: 2)]
    let cheap = dear
    dear.agentGroups[0].shifts[0].costPerHour = 12.5
    let comparison = try Comparison.run([("10", cheap), ("12.5", dear)], replications: 2, seed: 1)
    #expect(comparison.differences[0].cost?.mean == 2 * 8 * 2.5 && comparison.differences[0].paidHours.mean == 0)
    // Only shifts have a cost: it is known all the same.
    dear.agentGroups[0].costPerHour = nil
    let known = try Comparison.run([("a", dear), ("b", dear)], replications: 2, seed: 1)
    #expect(known.scenarios[0].cost?.mean == 2 * 8 * 12.5)
  }

  @Test func `one scenario is nothing to compare`() {
    #expect(throws: PlanningError.self) { try Comparison.run([("a", centre(4))], replications: 20, seed: 1) }
  }

  /// Of ten people more whose price nobody knows it cannot be said that they cost nothing.
  @Test func `costs are unknown while somebody who is paid has no price`() throws {
    func two(_ heads: Double) -> Scenario {
      var scenario = centre(4)
      var others = scenario.agentGroups[0]
      others.name = "others"
      others.costPerHour = nil
      others.heads = PeriodProfile(constant: heads, periodsPerDay: 24)
      scenario.agentGroups.append(others)
      return scenario
    }
    let unpriced = try Comparison.run([("0", two(0)), ("10", two(10))], replications: 4, seed: 3)
    #expect(unpriced.scenarios[0].cost?.mean.map { abs($0 - 960) < 1 } == true, "nobody of the others is paid")
    #expect(unpriced.scenarios[1].cost == nil && unpriced.differences[0].cost == nil)
    #expect(unpriced.differences[0].paidHours.mean.map { abs($0 - 240) < 1 } == true)
  }
}
