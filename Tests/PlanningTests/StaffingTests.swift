import ContactCentre
import Foundation
import Planning
import Testing

/// Staff per period against enumeration with exact evaluation, and against the example of the paper that the search follows.
@Suite struct StaffingTests {
  static let days = [
    SmallDay(perHour: [6, 20, 40], handling: 300, patience: 240, target: 0.8),
    SmallDay(perHour: [10, 15, 30], handling: 420, patience: 600, target: 0.7),
    SmallDay(perHour: [4, 30, 60], handling: 180, patience: 120, target: 0.9),
  ]

  @Test(arguments: days.indices) func `every period: as few agents as enumeration finds, by exact evaluation`(
    index: Int
  ) throws {
    var day = Self.days[index]
    day.periodSeconds = 1800
    let exact = try day.fewest(upTo: 11, wholeDay: false)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: day.scenario, aim: .everyPeriod))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(exact.plans.contains(Array(agents.prefix(3))), "\(agents) against \(exact.plans)")
    #expect(agents.dropFirst(3).allSatisfy { $0 == 0 })
    #expect(plan.isShown)
  }

  @Test(arguments: days.indices) func `a whole day: as few agents as enumeration finds, by exact evaluation`(index: Int)
    throws
  {
    var day = Self.days[index]
    day.periodSeconds = 1800
    let exact = try day.fewest(upTo: 11, wholeDay: true)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: day.scenario, aim: .day))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(agents.reduce(0, +) == exact.total, "\(agents) against \(exact.plans)")
    let level = try day.service(Array(agents.prefix(3)))
    let overall = zip(level, day.perHour).reduce(0) { $0 + $1.0 * $1.1 } / day.perHour.reduce(0, +)
    #expect(overall >= day.target)
  }

  @Test func `calls longer than a period, and customers who give up: as few agents as enumeration finds`() throws {
    // Forty minutes a call, half an hour a period: most of the load of a period comes from those before it.
    let day = SmallDay(perHour: [3, 6, 9], handling: 2400, patience: 900, target: 0.75, periodSeconds: 1800)
    let exact = try day.fewest(upTo: 10, wholeDay: false)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: day.scenario))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(exact.plans.contains(Array(agents.prefix(3))), "\(agents) against \(exact.plans)")
    // Each period by itself, as if the calls had always come at its rate, asks for more.
    #expect(plan.groups[0].periods.prefix(3).contains { ($0.erlangA ?? 0) > $0.agents })
  }

  @Test func `work that takes twice as long for an hour: as many agents in it as if it did all day`() throws {
    let day = SmallDay(perHour: [30, 30, 30, 30], handling: 200, patience: 240, target: 0.8)
    func plan(_ factors: [Double]) throws -> [(agents: Int, erlangA: Int?, erlangC: Int?)] {
      var scenario = day.scenario
      scenario.contactTypes[0].handlingFactor = PeriodProfile(values: factors, periodsPerDay: factors.count)
      return try StaffingPlan.find(StaffingRequest(scenario: scenario)).groups[0].periods.map {
        ($0.agents, $0.erlangA, $0.erlangC)
      }
    }
    let (once, twice) = (try plan([1]), try plan([2]))
    let mixed = try plan([1, 2, 1, 1] + Array(repeating: 1, count: 20))
    for (period, other) in [once, twice, once, once].enumerated() {
      #expect(mixed[period].erlangA == other[period].erlangA && mixed[period].erlangC == other[period].erlangC)
    }
    #expect((twice[1].erlangA ?? 0) > (once[1].erlangA ?? 0))
    // What was begun in the hour before is shorter, what was begun in it lasts beyond it.
    #expect((once[1].agents...twice[1].agents).contains(mixed[1].agents) && mixed[1].agents > once[1].agents)
    #expect(mixed[2].agents >= once[2].agents && mixed[0].agents == once[0].agents)
  }

  @Test func `demand that lags: who is needed two hours after the purchases`() throws {
    var day = SmallDay(perHour: [0, 0, 12, 24], handling: 300, patience: 240, target: 0.8)
    let plain = try StaffingPlan.find(StaffingRequest(scenario: day.scenario))
    var scenario = day.scenario
    scenario.contactTypes[0].arrivals = Arrivals(
      perHour: PeriodProfile(constant: 0, periodsPerDay: 24),
      lagged: LaggedDemand(
        purchasesPerHour: PeriodProfile(
          values: [24, 48] + Array(repeating: 0, count: 22), periodsPerDay: 24), share: 0.5,
        after: .constant(2 * 3600)))
    let lagged = try StaffingPlan.find(StaffingRequest(scenario: scenario))
    let (agents, wanted) = (lagged.groups[0].periods.map(\.agents), plain.groups[0].periods.map(\.agents))
    #expect(agents == wanted)
    day.perHour = [0, 0, 12, 24]
    let exact = try day.service(Array(agents.prefix(4)))
    #expect(exact[2] >= 0.8 && exact[3] >= 0.8 && lagged.isShown)
  }

  @Test func `the staff in the file does not matter`() throws {
    var scenario = Self.days[0].scenario
    let few = try StaffingPlan.find(StaffingRequest(scenario: scenario, replications: 200))
    scenario.agentGroups[0].heads = PeriodProfile(constant: 40, periodsPerDay: 24)
    let many = try StaffingPlan.find(StaffingRequest(scenario: scenario, replications: 200))
    #expect(few == many)
  }

  @Test func `shrinkage is put on top of the agents on duty`() throws {
    var scenario = Self.days[0].scenario
    let plain = try StaffingPlan.find(StaffingRequest(scenario: scenario, replications: 200))
    scenario.agentGroups[0].shrinkage = 0.25
    let shrunk = try StaffingPlan.find(StaffingRequest(scenario: scenario, replications: 200))
    #expect(plain.groups[0].periods.map(\.agents) == shrunk.groups[0].periods.map(\.agents))
    for period in shrunk.groups[0].periods {
      #expect(Int((Double(period.scheduled) * 0.75).rounded()) == period.agents)
    }
  }

  /// Feldman, Mandelbaum, Massey and Whitt (2008), §4: λ(t) = 100 + 20 sin t, μ = θ = 1; the delay probability hardly moves.
  @Test(arguments: [0.9, 0.5, 0.1]) func `the delay probability is stable over time`(delay: Double) throws {
    let rates: [Double] = (0..<48).map { (period: Int) -> Double in
      // The mean of 100 + 20 sin t over half an hour.
      let (from, to) = (Double(period) / 2, Double(period + 1) / 2)
      return 100 + 40 * (cos(from) - cos(to))
    }
    let day = SmallDay(perHour: rates, handling: 3600, patience: 3600, target: 1 - delay, periodSeconds: 1800)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: day.scenario))
    #expect(plan.isShown)
    let levels: [Double] = plan.contactTypes[0].periods.dropFirst(8).compactMap { $0.mean }
    let mean = levels.reduce(0, +) / Double(levels.count)
    var squares = 0.0
    for level in levels { squares += (level - mean) * (level - mean) }
    let deviation = (squares / Double(levels.count)).squareRoot()
    // One agent of about a hundred is worth 4 points: stable is to within an agent and a half.
    #expect(deviation < 0.05)
    #expect(abs(mean - (1 - delay)) < 0.08)
    // The stationary formula does not see that demand lags: at the fall it asks for fewer, at the rise for more.
    let excess = plan.groups[0].periods.map { $0.agents - ($0.erlangA ?? 0) }
    #expect(excess.contains { $0 > 3 } && excess.contains { $0 < -3 })
  }

  @Test(arguments: [StaffingAim.everyPeriod, .day])
  func `work that keeps fills the valleys, and nobody works after closing`(
    aim: StaffingAim
  ) throws {
    let rates = (0..<24).map { $0 < 8 || $0 >= 14 ? 0.0 : $0 % 2 == 0 ? 20 : 80 }
    var scenario = SmallDay(perHour: rates, handling: 240, patience: 180, target: 0.8).scenario
    scenario.contactTypes[0].promise?.answerWithin = 20
    scenario.calendar.hours = [
      OpeningHours(name: "office", everyDay: [ClockRange(start: 8 * 3600, end: 14 * 3600)])
    ]
    scenario.contactTypes[0].hours = "office"
    let calls = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: aim, replications: 200))
    scenario.contactTypes.append(
      ContactType(
        name: "ticket", channel: .ticket,
        arrivals: Arrivals(
          perHour: PeriodProfile(values: (0..<24).map { (8..<10).contains($0) ? 8 : 0 }, periodsPerDay: 24)),
        handling: .exponential(mean: 600), deadline: Deadline(within: 8 * 3600, target: 0.9)))
    scenario.agentGroups[0].skills.append(Skill(contactType: "ticket", rank: 2))
    let both = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: aim, replications: 200))
    #expect(both.isShown)
    let agents = both.groups[0].periods.map(\.agents)
    #expect(agents.dropFirst(15).allSatisfy { $0 == 0 }, "\(agents)")
    // Sixteen tickets are 2.7 hours of work; agents who are there for calls do most of it between them. Calls alone are a
    // single queue, which is looked at long enough to spare an agent who is not shown to be spare here.
    #expect(both.hours <= calls.hours + 5, "\(both.hours) against \(calls.hours)")
  }

  @Test func `tickets that come after hours and are due before the next get somebody in between`() throws {
    let rates = (0..<24).map { (9..<12).contains($0) ? 20.0 : 0 }
    var scenario = SmallDay(perHour: rates, handling: 240, patience: 180, target: 0.8).scenario
    scenario.contactTypes.append(
      ContactType(
        name: "ticket", channel: .ticket,
        arrivals: Arrivals(
          perHour: PeriodProfile(values: (0..<24).map { (13..<15).contains($0) ? 10 : 0 }, periodsPerDay: 24)),
        handling: .exponential(mean: 600), deadline: Deadline(within: 5 * 3600, target: 0.9)))
    scenario.agentGroups[0].skills.append(Skill(contactType: "ticket", rank: 2))
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: .day, replications: 200))
    let agents = plan.groups[0].periods.map(\.agents)
    #expect(plan.isShown)
    // Twenty tickets of ten minutes: more than three hours of work between one and eight o'clock, and not many more.
    let inBetween = agents[13..<20].reduce(0, +)
    #expect((4...9).contains(inBetween), "\(agents)")
  }

  @Test func `what no staff can keep is named`() throws {
    var scenario = Self.days[0].scenario
    scenario.contactTypes[0].promise?.target = 1
    #expect(throws: PlanningError.self) { try StaffingPlan.find(StaffingRequest(scenario: scenario)) }
    scenario.contactTypes[0].promise?.target = 0.9
    let error = #expect(throws: PlanningError.self) {
      try StaffingPlan.find(StaffingRequest(scenario: scenario, most: 1, replications: 200))
    }
    #expect(error?.description.contains("call") == true)
    #expect(error?.description.contains("at 00:00") == true)
    #expect(error?.description.contains("it takes about") == true)
    scenario.contactTypes[0].promise?.target = 0.9999
    let close = #expect(throws: PlanningError.self) {
      try StaffingPlan.find(StaffingRequest(scenario: scenario, most: 8, replications: 400))
    }
    #expect(close?.description.contains("not 99.99 %") == true)
  }

  @Test func `promises that are up to groups that are not planned are left alone, and said to be`() throws {
    var scenario = Self.days[0].scenario
    var chat = scenario.contactTypes[0]
    chat.name = "chat"
    scenario.contactTypes.append(chat)
    // Nobody is there for chats, and the other group helps after ten minutes only.
    scenario.agentGroups.append(
      AgentGroup(
        name: "chatters", skills: [Skill(contactType: "chat")], heads: PeriodProfile(constant: 0, periodsPerDay: 24)))
    scenario.agentGroups[0].skills.append(Skill(contactType: "chat", rank: 2, after: 600))
    let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario, groups: ["agents"], replications: 200))
    #expect(plan.isShown && plan.notPlanned == ["chat"] && plan.contactTypes.map(\.name) == ["call"])
  }
}
