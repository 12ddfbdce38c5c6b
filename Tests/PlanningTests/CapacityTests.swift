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

  /// Forty-four hours that are all alike: none is worse than another, and the factor is that of each. The worst of what was
  /// seen of them is some 4 % too low, two standard errors of one hour.
  @Test func `the factor is no lower for many periods that are alike`() throws {
    var scenario = centre(agents: 8, perHour: 100, target: 0.8)
    scenario.calendar.days = 2
    scenario.contactTypes[0].handling = .exponential(mean: 180)
    scenario.contactTypes[0].promise?.definition = .SL1
    scenario.experiment.warmUp = 4 * 3600
    var (low, high) = (1.0, 2.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let queue = try ErlangA(
        arrivalRate: middle / 36, serviceRate: 1.0 / 180, agents: 8, abandonmentRate: 1.0 / 120)
      if queue.serviceLevels(within: 20).SL1 >= 0.8 { low = middle } else { high = middle }
    }
    #expect(abs(low - 1.27774) < 1e-5)
    var (covered, sum) = (0, 0.0)
    for seed in 1...8 {
      let plan = try CapacityPlan.find(
        CapacityRequest(
          scenario: scenario, aim: .everyPeriod, mostFactor: 1.5, levels: [], replications: 100, seed: UInt64(seed)))
      let factor = plan.limits[0].factor
      let (lower, upper) = (try #require(factor.lower), try #require(factor.upper))
      let estimate = try #require(factor.estimate)
      #expect(lower < estimate && estimate < upper)
      if lower <= low, low <= upper { covered += 1 }
      sum += estimate
    }
    #expect(covered >= 7)
    #expect(abs(sum / 8 - low) < 0.02, "\(sum / 8) for \(low)")
  }

  /// A day of 1 600 calls and one of 32: the level achieved is that of the contacts, not the mean of the days.
  @Test func `what a price list achieves counts a day by its contacts`() throws {
    var scenario = centre(agents: 14, perHour: 0, target: 0.8)
    scenario.calendar.days = 2
    let open = (0..<24).map { (8..<16).contains($0) ? 1.0 : 0 }
    let (many, few) = (open.map { 200 * $0 }, open.map { 4 * $0 })
    scenario.contactTypes[0].arrivals?.perHour = PeriodProfile(values: many + few, periodsPerDay: 24)
    scenario.contactTypes[0].handling = .exponential(mean: 180)
    let plan = try CapacityPlan.find(
      CapacityRequest(scenario: scenario, mostFactor: 1.1, levels: [0.8], replications: 20))
    let achieved = try #require(plan.prices?.points[0].achieved)
    let staffing = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: .day))
    let days = staffing.contactTypes[0].days
    let (busy, calm) = (try #require(days[0].mean), try #require(days[1].mean))
    let mean = try #require(achieved.mean)
    #expect(calm - busy > 0.005, "else nothing is shown")
    let weighted: Double = (1600 * busy + 32 * calm) / 1632
    #expect(abs(mean - weighted) < 0.001)
    let half = try #require(achieved.halfWidth)
    #expect(abs(half / (days[0].halfWidth ?? 0) - 1) < 0.1)
    #expect(staffing.contactTypes[0].run == achieved)
  }
}
