import ContactCentre
import Foundation
import Planning
import Simulation
import Synchronization
import Testing

/// Shifts of least cost against brute force: every schedule is evaluated exactly by a transient chain.
@Suite struct ScheduleTests {
  /// A small day with the shifts that may be worked: hours from start to end, and what an hour costs.
  struct Case: Sendable {
    var perHour: [Double]
    var target: Double
    var shifts: [(start: Int, end: Int, price: Double)]
    var aim: StaffingAim
    var most = 12
  }

  // Staff only rises until the last demand is over: there chain and simulator agree on who finishes what.
  static let cases = [
    Case(perHour: [6, 20, 40], target: 0.8, shifts: [(0, 3, 10), (1, 3, 10), (2, 3, 10)], aim: .everyPeriod),
    Case(perHour: [10, 15, 30], target: 0.7, shifts: [(0, 3, 10), (1, 3, 14)], aim: .everyPeriod),
    Case(perHour: [5, 10, 60], target: 0.8, shifts: [(0, 3, 10), (1, 3, 10)], aim: .day),
    Case(perHour: [20, 25, 30], target: 0.75, shifts: [(0, 3, 10), (1, 3, 11), (2, 3, 16)], aim: .day),
    Case(perHour: [8, 30, 45], target: 0.85, shifts: [(0, 3, 9), (1, 3, 10), (2, 3, 21)], aim: .everyPeriod),
    Case(perHour: [4, 6, 8, 50], target: 0.58, shifts: [(0, 4, 15), (2, 4, 10)], aim: .day),
  ]

  private func day(_ test: Case) -> SmallDay {
    SmallDay(perHour: test.perHour, handling: 300, patience: 240, target: test.target)
  }

  private func scenario(_ test: Case) -> Scenario {
    var scenario = day(test).scenario
    scenario.agentGroups[0].patterns = test.shifts.map { shift in
      ShiftPattern(
        name: "\(shift.start)", starts: shift.start * 3600...shift.start * 3600, every: 3600,
        lengths: [(shift.end - shift.start) * 3600], costPerHour: shift.price)
    }
    return scenario
  }

  /// The least cost of all schedules that keep the promise, by exact evaluation.
  private func bruteForce(_ test: Case) throws -> Double {
    let day = day(test)
    var best = Double.infinity
    func visit(_ heads: [Int], _ cost: Double) throws {
      guard cost < best else { return }
      if heads.count < test.shifts.count {
        let shift = test.shifts[heads.count]
        for count in 0...test.most {
          try visit(heads + [count], cost + Double(count * (shift.end - shift.start)) * shift.price)
        }
        return
      }
      let agents = test.perHour.indices.map { hour in
        zip(heads, test.shifts).reduce(0) { $0 + ($1.1.start <= hour && hour < $1.1.end ? $1.0 : 0) }
      }
      let level = try day.service(agents)
      let overall = zip(level, test.perHour).reduce(0) { $0 + $1.0 * $1.1 } / test.perHour.reduce(0, +)
      if test.aim == .day ? overall >= test.target : level.allSatisfy({ $0 >= test.target }) { best = cost }
    }
    try visit([], 0)
    return best
  }

  @Test(arguments: cases.indices) func `as cheap as brute force`(index: Int) throws {
    let test = Self.cases[index]
    let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario(test), aim: test.aim), timeLimit: 60)
    #expect(plan.service.isShown)
    let exact = try bruteForce(test)
    #expect(abs(plan.cost - exact) < 1e-6)
    #expect(plan.bound <= plan.cost + 1e-9 && plan.boundWithoutMargin <= exact + 1e-9)
  }

  @Test func `a day with many shifts has a bound that assumes nothing of the shape of service`() throws {
    // All shifts of 2 h and more: 28 of them, too many to rule out each schedule.
    var test = Case(perHour: [6, 12, 18, 24, 20, 30, 24, 12], target: 0.8, shifts: [], aim: .day)
    for start in 0..<7 { for end in start + 2...8 { test.shifts.append((start, end, 10)) } }
    let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario(test), aim: .day), timeLimit: 60)
    #expect(plan.service.isShown && !plan.assumesConcavity)
    #expect(plan.bound <= plan.cost && plan.gap < 0.15)
  }

  /// Full shifts of 8 h and dearer part shifts of 4 h. The planes that concave service would have say that no schedule is below
  /// 704; two full shifts from 8:00, one from 10:00, and part shifts of three from 8:00 and six from 14:00 cost 672 and do.
  @Test func `what is said to be a bound without a margin is one`() throws {
    var day = SmallDay(perHour: [0], handling: 240, patience: 180, target: 0.8, periodSeconds: 1800).scenario
    let rates = (0..<48).map {
      (16..<24).contains($0) ? 60.0 : (24..<28).contains($0) ? 30 : (28..<36).contains($0) ? 90 : 0
    }
    day.contactTypes[0].arrivals?.perHour = PeriodProfile(values: rates, periodsPerDay: 48)
    day.contactTypes[0].promise?.answerWithin = 30
    day.calendar.hours = [OpeningHours(name: "day", everyDay: [ClockRange(start: 28_800, end: 64_800)])]
    day.contactTypes[0].hours = "day"
    day.agentGroups[0].costPerHour = 10
    day.agentGroups[0].patterns = [
      ShiftPattern(name: "full", starts: 28_800...36_000, every: 1800, lengths: [28_800]),
      ShiftPattern(name: "part", starts: 28_800...50_400, every: 1800, lengths: [14_400], costPerHour: 12),
    ]
    let plan = try SchedulePlan.find(StaffingRequest(scenario: day, aim: .day, seed: 1), timeLimit: 60)
    var cheaper = day
    cheaper.agentGroups[0].heads = nil
    cheaper.agentGroups[0].shifts = [(8, 16, 2), (10, 18, 1), (8, 12, 3), (14, 18, 6)].map { start, end, heads in
      Shift(
        name: "", time: ClockRange(start: start * 3600, end: end * 3600), heads: heads,
        costPerHour: end - start == 4 ? 12 : nil)
    }
    cheaper.experiment = Experiment(seed: 2, minimumReplications: 2000, maximumReplications: 2000)
    let played = try Simulator(cheaper, announcements: false).run()
    let level = try #require(played.contactTypes[0].day.serviceLevel.SL1.mean)
    #expect(level >= 0.8)
    // Beyond the plan of 60 hours only overtime is paid, at what the group costs.
    let paid = try #require(played.agentGroups[0].day.paidHours.mean)
    #expect(played.agentGroups[0].day.cost?.mean.map { abs($0 - 672 - 10 * (paid - 60)) < 1e-6 } == true)
    #expect(plan.boundWithoutMargin <= 672 + 1e-6)
  }

  @Test func `a line with a call in many days has a schedule beside a busy one`() throws {
    var both = SmallDay(perHour: [800, 800, 800], handling: 180, patience: 240, target: 0.8).scenario
    let few = SmallDay(perHour: [0.03, 0.03, 0.03], handling: 300, patience: 240, target: 0.8).scenario
    var type = few.contactTypes[0]
    type.name = "rare"
    both.contactTypes.append(type)
    var group = few.agentGroups[0]
    group.name = "few"
    group.skills = [Skill(contactType: "rare")]
    both.agentGroups.append(group)
    let shift = ShiftPattern(name: "all", starts: 0...0, every: 3600, lengths: [10_800], costPerHour: 10)
    for index in both.agentGroups.indices { both.agentGroups[index].patterns = [shift] }
    let plan = try SchedulePlan.find(StaffingRequest(scenario: both), timeLimit: 60)
    // So few calls come in the days of the search that all in time do not show the promise by the margin of the check.
    #expect(plan.service.isShown && !plan.isInterrupted)
    #expect(plan.groups.first { $0.name == "few" }?.shifts.map(\.heads) == [1])
  }

  @Test func `a period counts as kept only if chance does not explain it`() throws {
    let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario(Self.cases[0]), aim: .everyPeriod))
    #expect(plan.service.isShown && plan.service.open.isEmpty)
    for period in 0..<3 {
      let level = try #require(plan.service.contactTypes[0].periods[period].mean)
      let half = try #require(plan.service.contactTypes[0].periods[period].halfWidth)
      // The check asks for more than three standard errors, the interval is about two wide.
      #expect(level - half > Self.cases[0].target)
    }
  }

  @Test func `stopped as soon as there is a schedule, it is given with its bound`() throws {
    let isFound = Mutex(false)
    let plan = try SchedulePlan.find(
      StaffingRequest(scenario: scenario(Self.cases[3]), aim: .day), timeLimit: 60,
      isCancelled: { isFound.withLock { $0 } },
      progress: { now in if now.cost != nil { isFound.withLock { $0 = true } } })
    #expect(plan.isInterrupted)
    // At once there may be no bound but 0.
    #expect(plan.bound >= 0 && plan.bound <= plan.cost)
    #expect(!plan.groups[0].shifts.isEmpty)
  }

  @Test func `the search goes on from the shifts that the scenario has`() throws {
    let first = try SchedulePlan.find(StaffingRequest(scenario: scenario(Self.cases[4])))
    var again = scenario(Self.cases[4])
    again.agentGroups[0].shifts = first.groups[0].shifts
    let costs = Mutex<[Double]>([])
    let second = try SchedulePlan.find(
      StaffingRequest(scenario: again),
      progress: { now in if let cost = now.cost { costs.withLock { $0.append(cost) } } })
    // Already the first schedule simulated is the earlier answer.
    #expect(costs.withLock { $0.first } == first.cost)
    #expect(second.cost == first.cost)
  }

  @Test func `what is announced of a schedule is what a chain gives for its agents`() throws {
    let test = Self.cases[3]
    let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario(test), aim: test.aim))
    let announced = try #require(plan.service.contactTypes[0].days[0].mean)
    let agents = plan.groups[0].agents.prefix(test.perHour.count).map { Int($0) }
    let exact = zip(try day(test).service(agents), test.perHour).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(announced - exact / test.perHour.reduce(0, +)) < 0.005)
  }

  @Test func `covering what a formula asks for in each period costs a fifth more, or above`() throws {
    let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario(Self.cases[5]), aim: .day), timeLimit: 60)
    #expect((plan.costOfErlangA ?? 0) >= 1.2 * plan.cost)
  }

  @Test func `a period that no pattern covers is named`() throws {
    var uncovered = scenario(Self.cases[0])
    uncovered.agentGroups[0].patterns = [
      ShiftPattern(name: "late", starts: 3600...3600, every: 3600, lengths: [7200], costPerHour: 10)
    ]
    let error = #expect(throws: PlanningError.self) {
      try SchedulePlan.find(StaffingRequest(scenario: uncovered, replications: 200))
    }
    #expect(error?.description.contains("agents: at 00:00") == true)
  }

  @Test func `a limit that leaves too few agents is named`() throws {
    var limited = scenario(Self.cases[1])
    for index in limited.agentGroups[0].patterns.indices { limited.agentGroups[0].patterns[index].most = 1 }
    let error = #expect(throws: PlanningError.self) {
      try SchedulePlan.find(StaffingRequest(scenario: limited, replications: 200))
    }
    #expect(error?.description.contains("at most 1 heads") == true)
  }

  @Test func `a pattern lists its shifts: starts, lengths and placings of breaks`() {
    let pattern = ShiftPattern(
      name: "day", starts: 28_800...32_400, every: 1800, lengths: [14_400, 28_800],
      breaks: [PatternBreak(after: 7200...9000, length: 1800)])
    // 3 starts, 2 lengths, 2 placings.
    #expect(pattern.shifts.count == 12)
    #expect(pattern.shifts.allSatisfy { $0.breaks[0].start - $0.time.start >= 7200 && $0.breaks[0].end <= $0.time.end })
  }

  /// The shifts of a plan leave, after shrinkage, the agents that were planned, and cost what the plan says.
  @Test func `shifts with shrinkage are simulated as they were planned`() throws {
    var scenario = scenario(Self.cases[0])
    scenario.agentGroups[0].shrinkage = 0.4
    let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario, aim: .everyPeriod), timeLimit: 60)
    #expect(plan.service.isShown && plan.groups[0].shifts.count > 1)
    scenario.agentGroups[0].heads = nil
    scenario.agentGroups[0].shifts = plan.groups[0].shifts
    #expect(try Simulator(scenario).headsPlanned[0] == plan.groups[0].agents)
    let hours = plan.groups[0].shifts.map { Double($0.heads * ($0.time.end - $0.time.start) / 3600) }
    #expect(plan.cost == 10 * hours.reduce(0, +))
  }
}
