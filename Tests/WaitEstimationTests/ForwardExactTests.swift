import ContactCentre
import Foundation
import Randomness
import Testing
import WaitEstimation

/// Playing forward against chains that are written down and solved here, integrals, and what can be worked out by hand.
@Suite struct ForwardExactTests {
  private static let times: [Double] = [15, 60, 150, 300, 600, 1200]

  private func held(_ name: String, _ hands: [[String]], onDuty: Int? = nil) -> LiveGroup {
    LiveGroup(
      name: name, onDuty: onDuty ?? hands.count, busy: hands.count,
      inHand: hands.map { $0.map { LiveContact(contactType: $0, servingFor: 0) } })
  }

  /// An N: `agents` answer calls alone, `both` prefer bills and help with calls. Callers ahead give up.
  @Test func twoGroupsThatShareWork() throws {
    let scenario = try centre(
      calls: ", patience: {exponential: {mean: 4min}}", agents: "staff: 1",
      types: "bills: {channel: phone, priority: 5, arrivals: {perHour: 15}, handling: {exponential: {mean: 2min}}}",
      groups: "both: {skills: {calls: 2, bills: 1}, staff: 1}")
    struct N: Hashable {
      var ahead: Int
      var bills: Int
      var bothHasBill: Bool
    }
    let (mu, nu, lambda, theta) = (1 / 300.0, 1 / 120.0, 15 / 3600.0, 1 / 240.0)
    func chain(from start: N) -> AbsorbingChain<N> {
      AbsorbingChain(from: start) { state in
        var moves: [(to: N?, rate: Double)] = []
        let next: N? = state.ahead > 0 ? N(ahead: state.ahead - 1, bills: state.bills, bothHasBill: false) : nil
        // `agents` take the next caller.
        var first = next
        first?.bothHasBill = state.bothHasBill
        moves.append((first, mu))
        // `both` take a bill if there is one.
        let freed =
          state.bills > 0 ? N(ahead: state.ahead, bills: state.bills - 1, bothHasBill: true) : next
        moves.append((freed, state.bothHasBill ? nu : mu))
        if state.ahead > 0 { moves.append((first, Double(state.ahead) * theta)) }
        if state.bills < 60 {
          moves.append((N(ahead: state.ahead, bills: state.bills + 1, bothHasBill: state.bothHasBill), lambda))
        }
        return moves
      }
    }
    for (waiting, bills, hasBill) in [(0, 0, false), (2, 0, true), (4, 2, true)] {
      let state = LiveState(
        time: monday10,
        groups: [held("agents", [["calls"]]), held("both", [[hasBill ? "bills" : "calls"]])],
        queues: [
          LiveQueue(contactType: "calls", waiting: waiting), LiveQueue(contactType: "bills", waiting: bills),
        ])
      let answer = try estimator(scenario).estimate(state, contactType: "calls")
      try expectAgrees(
        answer, Self.times,
        chain(from: N(ahead: waiting, bills: bills, bothHasBill: hasBill)).absorbed(by: Self.times))
    }
  }

  /// One pool, two types: the lower one is only taken when nobody of the higher one waits. With no patience and equal
  /// handling each place costs a busy period of those who come.
  @Test func priorities() throws {
    let scenario = try centre(calls: ", priority: 1", agents: "staff: 2").with {
      var gold = $0.contactTypes[0]
      gold.name = "gold"
      gold.priority = 9
      gold.arrivals?.perHour = PeriodProfile(constant: 12, periodsPerDay: 48)
      $0.contactTypes.append(gold)
      $0.agentGroups[0].skills.append(Skill(contactType: "gold"))
    }
    let (mu, lambda) = (2 / 300.0, 12 / 3600.0)
    for (calls, gold) in [(0, 0), (2, 0), (1, 3)] {
      var state = allBusy(2, waiting: calls)
      state.queues.append(LiveQueue(contactType: "gold", waiting: gold))
      // Ahead in all, new ones of the higher type included.
      let chain = AbsorbingChain(from: calls + gold) { (ahead: Int) in
        [(ahead > 0 ? ahead - 1 : nil, mu)] + (ahead < 120 ? [(ahead + 1, lambda)] : [])
      }
      let answer = try estimator(scenario).estimate(state, contactType: "calls")
      try expectAgrees(answer, Self.times, chain.absorbed(by: Self.times))
      // The mean of that many busy periods.
      expectClose(try answer.known().mean, Double(calls + gold + 1) / (mu - lambda), 0.05)
      // The higher type waits for those before it alone.
      let high = try estimator(scenario).estimate(state, contactType: "gold")
      let erlang = AbsorbingChain(from: gold) { (ahead: Int) in [(ahead > 0 ? ahead - 1 : nil, mu)] }
      try expectAgrees(high, Self.times, erlang.absorbed(by: Self.times))
    }
  }

  /// One agent holds two chats, slower together, and takes a call only with empty hands, while more chats come in.
  @Test func chatsAtOnceWithSlowdown() throws {
    let scenario = try centre(agents: "staff: 1").with {
      var chats = $0.contactTypes[0]
      chats.name = "chats"
      chats.channel = .chat
      chats.handling = .exponential(mean: 120)
      chats.arrivals?.perHour = PeriodProfile(constant: 10, periodsPerDay: 48)
      $0.contactTypes.append(chats)
      $0.agentGroups[0].skills.append(Skill(contactType: "chats", concurrency: 2, slowdown: [1, 1.6]))
      $0.routing.contact = .longestWaiting
    }
    let (mu, lambda) = (1 / 120.0, 10 / 3600.0)
    for (inHand, waiting) in [(1, 0), (2, 0), (2, 2)] {
      let state = LiveState(
        time: monday10, groups: [held("agents", [Array(repeating: "chats", count: inHand)])],
        queues: [LiveQueue(contactType: "chats", waiting: waiting, waitingFor: Array(repeating: 9, count: waiting))])
      // Chats in the system; with 1 left the agent takes whoever waits for a chat, as the call does not fit beside it.
      let chain = AbsorbingChain(from: inHand + waiting) { (chats: Int) in
        [(chats > 1 ? chats - 1 : nil, chats > 1 ? 2 * mu / 1.6 : mu)] + (chats < 80 ? [(chats + 1, lambda)] : [])
      }
      let answer = try estimator(scenario).estimate(state, contactType: "calls")
      try expectAgrees(answer, Self.times, chain.absorbed(by: Self.times))
    }
  }

  /// What is left of lognormal contacts of known ages: the first of them ends, by the product of their survival functions.
  @Test func whatIsLeftOfContactsInHand() throws {
    let law = Distribution.lognormal(mean: 240, cv: 1.2)
    let scenario = try centre().with { $0.contactTypes[0].handling = law }
    for ages in [[300.0], [0], [5000], [20, 100, 300, 700]] {
      var state = allBusy(ages.count, waiting: 0)
      state.groups[0].servingFor = ages
      let answer = try estimator(scenario).estimate(state, contactType: "calls")
      #expect(answer.assumptions.allSatisfy { if case .staffDiffers = $0 { true } else { false } })
      func longer(_ time: Double) -> Double {
        ages.reduce(1) { $0 * (1 - law.cumulative($1 + time)) / (1 - law.cumulative($1)) }
      }
      try expectAgrees(answer, Self.times, Self.times.map { 1 - longer($0) })
    }
    // Not known: the time left at a random moment, ∫ (1 − F) / mean.
    let answer = try estimator(scenario).estimate(allBusy(1, waiting: 0), contactType: "calls")
    #expect(answer.assumptions.contains(.agesUnknown))
    try expectAgrees(
      answer, Self.times,
      Self.times.map { time in
        (0..<4000).reduce(0) { $0 + (1 - law.cumulative(time * (Double($1) + 0.5) / 4000)) } * time / 4000 / 240
      })
  }

  /// Three agents who need five minutes, always: free after 50, 100 and 200 s, then each 300 s later.
  @Test func handlingThatIsAlwaysAsLong() throws {
    let scenario = try centre(agents: "staff: 3").with { $0.contactTypes[0].handling = .constant(300) }
    var state = allBusy(3, waiting: 6)
    state.groups[0].servingFor = [100, 200, 250]
    for (position, wait) in [(1, 50.0), (2, 100), (3, 200), (4, 350), (5, 400), (6, 500), (7, 650)] {
      let figures = try estimator(scenario, paths: 100).estimate(state, contactType: "calls", position: position)
        .known()
      #expect(figures.p10 == wait && figures.p90 == wait)
      expectClose(figures.mean, wait)
      #expect(figures.pWithin30 == 0)
    }
  }

  /// A caller ahead has waited 100 s and has Weibull patience; the agent is free after 60 s, for 100 s at a time.
  @Test func patienceOfWhoIsAhead() throws {
    let law = Distribution.weibull(mean: 150, shape: 2)
    let scenario = try centre(agents: "staff: 1").with {
      $0.contactTypes[0].handling = .constant(100)
      $0.contactTypes[0].patience = law
    }
    var state = allBusy(1, waiting: 1)
    state.groups[0].servingFor = [40]
    state.queues = [LiveQueue(contactType: "calls", waiting: 1, waitingFor: [100])]
    let stays = (1 - law.cumulative(160)) / (1 - law.cumulative(100))
    let answer = try estimator(scenario).estimate(state, contactType: "calls")
    try expectAgrees(answer, [59, 61, 159, 161], [0, 1 - stays, 1 - stays, 1])
    // One who has just come gives up within 60 or 160 s; of the other one's patience as much is left as that.
    expectClose(
      try answer.known().pAbandon, (1 - stays) * law.cumulative(60) + stays * law.cumulative(160), 0.02)
    let first = try estimator(scenario).estimate(state, contactType: "calls", position: 1).known()
    expectClose(first.pAbandon, 1 - stays)
    #expect(first.mean == 60)
  }

  /// Live work interrupts deferred work; the wait for it is none, and what was put back goes on later.
  @Test func liveWorkInterrupts() throws {
    let scenario = try centre(
      agents: "staff: 1",
      types: "cases: {channel: ticket, handling: {exponential: {mean: 20min}}}",
      other: "routing: {liveInterruptsDeferred: true}"
    ).with { $0.agentGroups[0].skills.append(Skill(contactType: "cases")) }
    let state = LiveState(time: monday10, groups: [held("agents", [["cases"]])])
    let estimator = try estimator(scenario, paths: 200)
    #expect(try estimator.estimate(state, contactType: "calls").known().mean == 0)
    let busy = LiveState(time: monday10, groups: [held("agents", [["calls"]])])
    #expect(try #require(try estimator.estimate(busy, contactType: "calls").known().mean) > 100)
  }
}

extension Scenario {
  func with(_ change: (inout Scenario) -> Void) -> Scenario {
    var changed = self
    change(&changed)
    return changed
  }
}
