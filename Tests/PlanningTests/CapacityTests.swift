import ContactCentre
import Foundation
import Planning
import QueueingTheory
import Testing

/// How much demand the staff can carry, against Erlang A.
@Suite struct CapacityTests {
  /// A queue that is the same all day.
  private func centre(agents: Int, perHour: Double, target: Double) -> Scenario {
    var scenario = SmallDay(
      perHour: Array(repeating: perHour, count: 24), handling: 240, patience: 120, target: target
    ).scenario
    scenario.contactTypes[0].promise?.answerWithin = 20
    scenario.agentGroups[0].heads = PeriodProfile(constant: Double(agents), periodsPerDay: 24)
    scenario.agentGroups[0].costPerHour = 10
    return scenario
  }

  /// The arrivals an hour up to which Erlang A keeps the promise.
  private func carried(agents: Int, target: Double) throws -> Double {
    var (low, high) = (1.0, 1000.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let queue = try ErlangA(
        arrivalRate: middle / 3600, serviceRate: 1.0 / 240, agents: agents, abandonmentRate: 1.0 / 120)
      if queue.serviceLevels(within: 20).SL1 >= target { low = middle } else { high = middle }
    }
    return low
  }

  @Test(arguments: [(5, 60.0), (12, 100), (12, 220)]) func `the factor is that of Erlang A`(
    agents: Int, perHour: Double
  )
    throws
  {
    let plan = try CapacityPlan.find(
      CapacityRequest(scenario: centre(agents: agents, perHour: perHour, target: 0.8), levels: [], replications: 400))
    let exact = try carried(agents: agents, target: 0.8) / perHour
    let factor = plan.limits[0].factor
    let estimate = try #require(factor.estimate)
    let (lower, upper) = (try #require(factor.lower), try #require(factor.upper))
    #expect(lower < estimate && estimate < upper && upper - lower < 0.1 * estimate)
    // Twice the interval: it misses one time in ten thousand. The day starts empty, worth well below 1 % of demand.
    #expect(abs(exact - estimate) < upper - lower + 0.005, "\(exact) against \(factor)")
  }

  @Test func `more staff carries more, and the present demand is where it was`() throws {
    let few = try CapacityPlan.find(
      CapacityRequest(scenario: centre(agents: 5, perHour: 60, target: 0.8), levels: [], replications: 100))
    let many = try CapacityPlan.find(
      CapacityRequest(scenario: centre(agents: 7, perHour: 60, target: 0.8), levels: [], replications: 100))
    #expect((few.limits[0].factor.estimate ?? 9) < (many.limits[0].factor.estimate ?? 0))
    let now = few.curve.first { $0.factor == 1 }
    #expect(now?.levels[0] == few.limits[0].now)
    let levels = few.curve.compactMap { $0.levels[0].mean }
    #expect(levels == levels.sorted(by: >))
  }

  @Test func `a promise that no demand can break, and one that none can keep`() throws {
    let plan = try CapacityPlan.find(
      CapacityRequest(
        scenario: centre(agents: 200, perHour: 60, target: 0.8), mostFactor: 2, levels: [], replications: 40))
    #expect(plan.limits[0].factor.estimate == nil && plan.limits[0].factor.isKeptAtLeast)
    let broken = try CapacityPlan.find(
      CapacityRequest(scenario: centre(agents: 0, perHour: 60, target: 0.8), levels: [], replications: 40))
    #expect(broken.limits[0].factor.estimate == nil && !broken.limits[0].factor.isKeptAtLeast)
  }

  @Test func `a higher level costs more, and is achieved`() throws {
    let plan = try CapacityPlan.find(
      CapacityRequest(
        scenario: centre(agents: 5, perHour: 60, target: 0.8), levels: [0.6, 0.8, 0.95], replications: 40))
    let prices = try #require(plan.prices)
    #expect(prices.contactType == "call" && prices.isMoney && prices.points.count == 3)
    let costs = prices.points.compactMap { $0.price?.mean }
    #expect(costs == costs.sorted() && costs[0] < costs[2])
    for point in prices.points { #expect(point.isShown && (point.achieved.mean ?? 0) >= point.target) }
  }

  @Test func `recorded arrivals cannot be multiplied`() {
    var scenario = centre(agents: 5, perHour: 60, target: 0.8)
    scenario.contactTypes[0].arrivals?.trace = [TraceTime(day: 0, clock: 3600)]
    let error = #expect(throws: PlanningError.self) { try CapacityPlan.find(CapacityRequest(scenario: scenario)) }
    #expect(error?.description.contains("call: its arrivals are replayed") == true)
  }
}
