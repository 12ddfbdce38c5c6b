import ContactCentre
import Planning
import QueueingTheory
import Testing

/// Single changes against Erlang A and against what must be so.
@Suite struct AdviceTests {
  /// A day with calls in its second quarter only, and two who wait for them all day.
  private func lateDay() -> Scenario {
    let rates = (0..<24).map { (6..<12).contains($0) ? 40.0 : 2 }
    var scenario = SmallDay(perHour: rates, handling: 240, patience: 240, target: 0.8).scenario
    scenario.agentGroups[0].heads = PeriodProfile(constant: 3, periodsPerDay: 24)
    scenario.agentGroups[0].costPerHour = 10
    return scenario
  }

  @Test func `an agent more helps most when the calls come, and costs four hours`() throws {
    let advice = try Advice.find(AdviceRequest(scenario: lateDay(), replications: 60))
    let added = advice.changes.filter { $0.change.kind == "addAgents" }
    let best = try #require(added.first)
    guard case .addAgents(let group, 1, let window) = best.change else {
      Issue.record("\(best.change)")
      return
    }
    #expect(group == "agents" && window == ClockRange(start: 8 * 3600, end: 12 * 3600))
    // Overtime becomes less where more are there to finish.
    #expect(abs((best.cost?.mean ?? 0) - 40) < 1)
    #expect(best.points.mean ?? 0 > 0.05 && best.helps)
    #expect(advice.missed == ["call"])
  }

  @Test func `moving an agent to where the calls are costs next to nothing and comes first`() throws {
    let advice = try Advice.find(AdviceRequest(scenario: lateDay(), replications: 60))
    let first = try #require(advice.changes.first)
    guard case .moveAgent(_, let from, let to) = first.change else {
      Issue.record("\(first.change)")
      return
    }
    // Only the overtime of who finishes a call.
    #expect(abs(first.cost?.mean ?? 9) < 1)
    #expect((4 * 3600...8 * 3600).contains(to.start) && !(4 * 3600...8 * 3600).contains(from.start))
  }

  @Test func `the gain of one more agent all day is that of Erlang A`() throws {
    // With a single window of presence there is one idea: the four hours from 8, out of which the day consists.
    let rates = (0..<24).map { (8..<12).contains($0) ? 60.0 : 0 }
    var scenario = SmallDay(perHour: rates, handling: 60, patience: 120, target: 0.8).scenario
    scenario.agentGroups[0].heads = PeriodProfile(
      values: (0..<24).map { (8..<12).contains($0) ? 1 : 0 }, periodsPerDay: 24)
    let advice = try Advice.find(AdviceRequest(scenario: scenario, replications: 300))
    let queues = try [1, 2].map {
      try ErlangA(arrivalRate: 1.0 / 60, serviceRate: 1.0 / 60, agents: $0, abandonmentRate: 1.0 / 120)
    }
    let exact = queues[1].noWaitProbability - queues[0].noWaitProbability
    let found = try #require(advice.changes.first { $0.change.kind == "addAgents" }?.points)
    // The queue starts empty: in four hours of 60 calls each that is worth about a call.
    #expect(abs((found.mean ?? 0) - exact) < 2 * (found.halfWidth ?? 0) + 0.01)
  }

  @Test func `the sooner messages are offered the more find an agent idle; later would only harm`() throws {
    var scenario = lateDay()
    // Six hours of more calls than three agents can take: without messages nearly everybody waits.
    scenario.contactTypes[0].arrivals?.perHour = PeriodProfile(
      values: (0..<24).map { (6..<12).contains($0) ? 70 : 2 }, periodsPerDay: 24)
    scenario.contactTypes[0].announcement = Announcement(
      offer: MessageOffer(becomes: "message", whenExpectedWaitAbove: 160, acceptance: 1))
    scenario.contactTypes.append(ContactType(name: "message", channel: .deferred, handling: .constant(1)))
    scenario.agentGroups[0].skills.append(Skill(contactType: "message", rank: 2))
    let advice = try Advice.find(AdviceRequest(scenario: scenario, most: 40, replications: 60))
    var gains: [Double: Double] = [:]
    for one in advice.changes {
      if case .messageOffer("call", 160, let threshold) = one.change { gains[threshold] = one.points.mean }
    }
    // Announced are 80 s with nobody ahead, and some 60 s more for each who is: one may wait instead of two.
    #expect(gains.keys.sorted() == [80] && gains[80] ?? 0 > 0.03, "\(gains)")
  }

  @Test func `help at once helps more than help in half the time`() throws {
    var scenario = lateDay()
    var helpers = scenario.agentGroups[0]
    helpers.name = "helpers"
    helpers.skills = [Skill(contactType: "call", rank: 2, after: 90)]
    scenario.agentGroups.append(helpers)
    let advice = try Advice.find(AdviceRequest(scenario: scenario, most: 40, replications: 60))
    var gains: [Double: Double] = [:]
    for one in advice.changes {
      if case .helpSooner("helpers", "call", 90, let after) = one.change { gains[after] = one.points.mean }
    }
    #expect(gains.keys.sorted() == [0, 45] && gains[0] ?? 0 > 0.05 && gains[0] ?? 0 > gains[45] ?? 1, "\(gains)")
  }

  @Test func `an hour longer is paid for those who are there at closing`() throws {
    var scenario = lateDay()
    scenario.calendar.hours = [OpeningHours(name: "day", everyDay: [ClockRange(start: 8 * 3600, end: 12 * 3600)])]
    scenario.contactTypes[0].hours = "day"
    scenario.agentGroups[0].heads = PeriodProfile(
      values: (0..<24).map { (8..<12).contains($0) ? 3 : 0 }, periodsPerDay: 24)
    let advice = try Advice.find(AdviceRequest(scenario: scenario, most: 40, replications: 60))
    let longer = try #require(advice.changes.first { $0.change.kind == "openLonger" })
    #expect(longer.change == .openLonger(hours: "day", from: 12 * 3600, to: 13 * 3600))
    // Three stay for an hour, less the overtime of who finished a call after twelve, more that of one.
    #expect(abs((longer.paidHours.mean ?? 0) - 3) < 0.5)
  }

  /// Five agents from 8:00 to 18:00 from Monday to Friday, of a whole week; most calls come after noon.
  private func week() -> Scenario {
    func everyWorkday(until end: Int, _ value: (Int) -> Double) -> PeriodProfile {
      PeriodProfile(
        values: (0..<7 * 24).map { $0 / 24 < 5 && (8..<end).contains($0 % 24) ? value($0 % 24) : 0 }, periodsPerDay: 24)
    }
    var scenario = SmallDay(perHour: [0], handling: 240, patience: 180, target: 0.8).scenario
    scenario.calendar.days = 7
    let open = [ClockRange(start: 8 * 3600, end: 18 * 3600)]
    scenario.calendar.hours = [
      OpeningHours(name: "office", byWeekday: Array(repeating: open, count: 5) + [[], []])
    ]
    scenario.contactTypes[0].hours = "office"
    scenario.contactTypes[0].arrivals?.perHour = everyWorkday(until: 20) { $0 < 12 ? 30 : $0 < 18 ? 90 : 20 }
    scenario.agentGroups[0].heads = everyWorkday(until: 18) { _ in 5 }
    scenario.agentGroups[0].costPerHour = 10
    return scenario
  }

  @Test func `who is added, and who stays longer, does so on the days on which the group works`() throws {
    let advice = try Advice.find(AdviceRequest(scenario: week(), most: 40, replications: 60))
    for one in advice.changes {
      guard case .addAgents(_, _, let window) = one.change else { continue }
      // On five days of seven; overtime becomes a little less.
      let cost = Double(window.end - window.start) / 3600 * 10 * 5 / 7
      #expect(abs((one.cost?.mean ?? 0) - cost) < 1, "\(window)")
    }
    #expect(advice.changes.contains { $0.change.kind == "addAgents" })
    let longer = try #require(advice.changes.first { $0.change.kind == "openLonger" })
    #expect(abs((longer.paidHours.mean ?? 0) - 5 * 5.0 / 7) < 0.5)
  }

  @Test func `an agent is moved in a week with days off too`() throws {
    let advice = try Advice.find(AdviceRequest(scenario: week(), most: 40, replications: 60))
    let moved = try #require(advice.changes.first { $0.change.kind == "moveAgent" })
    #expect(
      moved.change
        == .moveAgent(
          group: "agents", from: ClockRange(start: 8 * 3600, end: 12 * 3600),
          to: ClockRange(start: 12 * 3600, end: 16 * 3600)))
    #expect(abs(moved.cost?.mean ?? 9) < 1)
  }

  @Test func `cross-training leaves agents and paid hours as they are`() throws {
    var scenario = lateDay()
    var chat = scenario.contactTypes[0]
    chat.name = "chat"
    chat.arrivals?.perHour = PeriodProfile(constant: 1, periodsPerDay: 24)
    scenario.contactTypes.append(chat)
    var group = scenario.agentGroups[0]
    group.name = "chatters"
    group.skills = [Skill(contactType: "chat")]
    group.shrinkage = 0.3
    group.heads = PeriodProfile(constant: 7, periodsPerDay: 24)
    scenario.agentGroups.append(group)
    let advice = try Advice.find(AdviceRequest(scenario: scenario, most: 30, replications: 60))
    let trained = advice.changes.filter {
      if case .crossTrain("chatters", _, "call") = $0.change { true } else { false }
    }
    #expect(trained.count == 2)
    for one in trained { #expect(abs(one.paidHours.mean ?? 1) < 0.5 && one.points.mean ?? 0 > 0.02) }
    // Who is idle most of the day helps the more, the more of them learn.
    let gains = trained.compactMap { advised -> (Int, Double)? in
      guard case .crossTrain(_, let count, _) = advised.change else { return nil }
      return (count, advised.points.mean ?? 0)
    }.sorted { $0.0 < $1.0 }
    #expect(gains.map(\.1) == gains.map(\.1).sorted())
  }

  /// One agent with chats: three at once slow each other down so much that less gets done than with two.
  @Test func `one chat fewer at once is found where three slow each other down too much`() throws {
    let slowdown = [1, 1.2, 6]
    let (handling, patience, perHour) = (300.0, 600.0, 11.0)
    var scenario = SmallDay(
      perHour: Array(repeating: perHour, count: 24), handling: handling, patience: patience, target: 0.8
    ).scenario
    scenario.contactTypes[0].channel = .chat
    scenario.agentGroups[0].skills = [Skill(contactType: "call", concurrency: 3, slowdown: slowdown)]
    scenario.agentGroups[0].heads = PeriodProfile(constant: 1, periodsPerDay: 24)
    /// The share of a day's chats that begin at once, by the chain of chats in hand and in line.
    func exact(_ hands: Int) throws -> Double {
      let most = 80
      var chain = TransientChain(start: 0, states: most + 1)
      let deaths = (1...most).map { chats in
        let held = min(chats, hands)
        return Double(held) / slowdown[held - 1] / handling + Double(chats - held) / patience
      }
      let births = Array(repeating: perHour / 3600, count: most)
      let law = try chain.advance(by: 86_400, chain: BirthDeathChain(births: births, deaths: deaths))
      return law.prefix(hands).reduce(0, +)
    }
    let advice = try Advice.find(AdviceRequest(scenario: scenario, replications: 60))
    let first = try #require(advice.changes.first)
    #expect(first.change == .concurrency(group: "agents", from: 3, to: 2))
    #expect(first.isFree && first.helps)
    let gain = try exact(2) - exact(3)
    #expect(gain > 0.1)
    #expect(abs((first.points.mean ?? 0) - gain) < 2 * (first.points.halfWidth ?? 0) + 0.003)
    #expect(abs((advice.now.mean ?? 0) - (try exact(3))) < 2 * (advice.now.halfWidth ?? 0) + 0.003)
    // The other way it would be worse still.
    #expect(!advice.changes.contains { $0.change == .concurrency(group: "agents", from: 3, to: 4) })
  }

  @Test func `the same request gives the same advice, whatever the threads`() throws {
    let one = try Advice.find(AdviceRequest(scenario: lateDay(), replications: 30, threads: 1))
    #expect(one == (try Advice.find(AdviceRequest(scenario: lateDay(), replications: 30, threads: 2))))
  }

  @Test func `without a promise there is nothing to gain`() {
    var scenario = lateDay()
    scenario.contactTypes[0].promise = nil
    #expect(throws: PlanningError.self) { try Advice.find(AdviceRequest(scenario: scenario)) }
  }
}
