import Foundation
import Testing

/// Who is served first: priorities, and live contacts that interrupt deferred work.
@Suite struct WholeCentrePriorityTests {
  /// Two classes on one agent or several.
  private static func classes(
    _ first: String, _ second: String, agents: Int, interrupts: Bool = false, days: Int = 10
  ) -> String {
    ExactCasesTests.calendar(days: days) + """
      contactTypes:
        first: {channel: phone, \(first)}
        second: {\(second)}
      agentGroups:
        agents: {skills: {first: 1, second: 2}, staff: \(agents)}
      routing: {liveInterruptsDeferred: \(interrupts)}
      experiment: {warmUp: 12h}
      """
  }

  /// M/G/1 with a law for each class and no interruption (Cobham 1954): with R = Σ λᵢ E[Sᵢ²] / 2 the first class waits
  /// R / (1 − ρ₁), the second R / ((1 − ρ₁) (1 − ρ)).
  @Test(arguments: ["phone, priority: -1", "ticket, priority: 9"])
  func cobhamWithTwoLaws(second: String) throws {
    let run = try ExactRun(
      Self.classes(
        "arrivals: {perHour: 30}, handling: {lognormal: {mean: 40s, cv: 0.5}}",
        "channel: \(second), arrivals: {perHour: 15}, handling: 100s", agents: 1), replications: 200)
    let rates = [30.0 / 3600, 15.0 / 3600]
    let rest = (rates[0] * 40 * 40 * 1.25 + rates[1] * 100 * 100) / 2
    let (firstLoad, load) = (rates[0] * 40, rates[0] * 40 + rates[1] * 100)
    let waits = [rest / (1 - firstLoad), rest / ((1 - firstLoad) * (1 - load))]
    for (index, name) in ["first", "second"].enumerated() {
      try run.expect("contactTypes.\(name).day.wait.answered.mean", isExactly: waits[index], atMostWide: 0.03)
      try run.expect("contactTypes.\(name).day.queueLength", isExactly: waits[index] * rates[index], atMostWide: 0.03)
    }
    try run.expect("agentGroups.agents.timeByType.second", isExactly: rates[1] * 100 / load)
  }

  /// M/M/3 whose classes have the same mean (Kella and Yechiali 1985): W₁ = C / (3μ (1 − ρ₁)), W₂ = W₁ / (1 − ρ), with the
  /// probability C that all are busy by Erlang.
  @Test func kellaYechiali() throws {
    let run = try ExactRun(
      Self.classes(
        "priority: 3, arrivals: {perHour: 25}, handling: {exponential: {mean: 150s}}",
        "channel: phone, priority: 2, arrivals: {perHour: 25}, handling: {exponential: {mean: 150s}}", agents: 3),
      replications: 200)
    let load = 50 * 150 / 3600.0
    let first = erlangWait(agents: 3, load: load, service: 150) * (3 - load) / (3 - load / 2)
    try run.expect("contactTypes.first.day.wait.answered.mean", isExactly: first)
    try run.expect("contactTypes.second.day.wait.answered.mean", isExactly: first * 3 / (3 - load), atMostWide: 0.03)
  }

  /// M/G/1 with preemptive resume: live contacts do not notice deferred work, which takes
  /// T₂ = E[S₂] / (1 − ρ₁) + R / ((1 − ρ₁) (1 − ρ)) from arrival to end; until it is begun T₂ less the first term, its time
  /// in hand with the interruptions (Kleinrock, Queueing Systems II, 3.4).
  @Test(arguments: [("{exponential: {mean: 90s}}", 1.0), ("{lognormal: {mean: 90s, cv: 1.2}}", 1.44)])
  func interruptedWorkGoesOnWhereItWasLeft(law: String, squaredVariation: Double) throws {
    let run = try ExactRun(
      Self.classes(
        "arrivals: {perHour: 20}, handling: {exponential: {mean: 60s}}",
        "channel: deferred, arrivals: {perHour: 10}, handling: \(law)", agents: 1, interrupts: true),
      replications: 300)
    let (live, deferred) = (20.0 / 3600, 10.0 / 3600)
    let (liveLoad, deferredLoad) = (live * 60, deferred * 90)
    let load = liveLoad + deferredLoad
    let rest = live * 60 * 60 + deferred * 90 * 90 * (1 + squaredVariation) / 2
    let wait = rest / ((1 - liveLoad) * (1 - load))
    let inSystem = deferred * (90 / (1 - liveLoad) + wait)
    try run.expect("contactTypes.first.day.wait.answered.mean", isExactly: live * 60 * 60 / (1 - liveLoad))
    try run.expect("contactTypes.first.day.queueLength", isExactly: live * live * 60 * 60 / (1 - liveLoad))
    try run.expect("contactTypes.second.day.wait.answered.mean", isExactly: wait, atMostWide: 0.03)
    // Work that was put aside waits too.
    try run.expect("contactTypes.second.day.queueLength", isExactly: inSystem - deferredLoad, atMostWide: 0.03)
    // The time in hand is the work, however often it was put aside.
    try run.expect("contactTypes.second.day.handling", isExactly: 90)
    try run.expect("agentGroups.agents.day.occupancy", isExactly: load)
    try run.expect("agentGroups.agents.timeByType.second", isExactly: deferredLoad / load)
  }

  /// Three agents: a chain on the live contacts and the deferred work in the system.
  @Test func interruptedWorkOfThreeAgents() throws {
    let run = try ExactRun(
      Self.classes(
        "arrivals: {perHour: 45}, handling: {exponential: {mean: 2min}}",
        "channel: ticket, arrivals: {perHour: 10}, handling: {exponential: {mean: 200s}}", agents: 3, interrupts: true),
      replications: 150)
    struct State: Hashable { var live = 0, deferred = 0 }
    func atWork(_ state: State) -> Double { Double(min(state.deferred, 3 - min(state.live, 3))) }
    let chain = MarkovChain(from: State()) { state -> [(State, Double)] in
      var (call, mail, callEnds, mailEnds) = (state, state, state, state)
      call.live += 1
      mail.deferred += 1
      callEnds.live -= 1
      mailEnds.deferred -= 1
      var moves = [(callEnds, Double(min(state.live, 3)) / 120), (mailEnds, atWork(state) / 200)]
      if state.live < 22 { moves.append((call, 45.0 / 3600)) }
      if state.deferred < 34 { moves.append((mail, 10.0 / 3600)) }
      return moves
    }
    let shares = chain.stationary()
    try run.expect(
      "contactTypes.first.day.queueLength", isExactly: chain.mean(shares) { Double(max(0, $0.live - 3)) },
      atMostWide: 0.03)
    try run.expect(
      "contactTypes.second.day.queueLength", isExactly: chain.mean(shares) { Double($0.deferred) - atWork($0) },
      atMostWide: 0.05)
    try run.expect("contactTypes.second.day.handling", isExactly: 200)
    try run.expect("agentGroups.agents.day.occupancy", isExactly: (45 * 120 + 10 * 200) / 3600.0 / 3)
  }

  /// Two agents for calls and mails and a writer for mails alone: a mail that a call interrupts goes on with the writer, if
  /// idle, and else waits for whoever is free first.
  @Test func interruptedWorkGoesOnElsewhere() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: 30}, handling: {exponential: {mean: 100s}}, queue: {limit: 3}}
          mail: {channel: deferred, arrivals: {perHour: 16}, handling: {exponential: {mean: 200s}}}
        agentGroups:
          both: {skills: {call: 1, mail: 1}, staff: 2}
          writer: {skills: {mail: 2}, staff: 1}
        routing: {liveInterruptsDeferred: true}
        experiment: {warmUp: 12h}
        """, replications: 200)
    struct State: Hashable { var calls = 0, mails = 0, written = 0, callsWaiting = 0, mailsWaiting = 0 }
    /// Who is free takes what waits.
    func settled(_ state: State) -> State {
      var next = state
      while next.calls + next.mails < 2, next.callsWaiting > 0 {
        next.callsWaiting -= 1
        next.calls += 1
      }
      while next.calls + next.mails < 2, next.mailsWaiting > 0 {
        next.mailsWaiting -= 1
        next.mails += 1
      }
      if next.written == 0, next.mailsWaiting > 0 {
        next.mailsWaiting -= 1
        next.written = 1
      }
      return next
    }
    let chain = MarkovChain(from: State()) { state -> [(State, Double)] in
      var (call, mail, callEnds, mailEnds, written) = (state, state, state, state, state)
      if state.calls < 2, state.calls + state.mails == 2 {
        call.mails -= 1
        call.calls += 1
        call.mailsWaiting += 1
      } else {
        call.callsWaiting += 1
      }
      mail.mailsWaiting += 1
      callEnds.calls -= 1
      mailEnds.mails -= 1
      written.written = 0
      var moves: [(State, Double)] = []
      if state.callsWaiting < 3, state.mailsWaiting <= 40 { moves.append((settled(call), 30.0 / 3600)) }
      if state.mailsWaiting < 40 { moves.append((settled(mail), 16.0 / 3600)) }
      if state.calls > 0 { moves.append((settled(callEnds), Double(state.calls) / 100)) }
      if state.mails > 0 { moves.append((settled(mailEnds), Double(state.mails) / 200)) }
      if state.written > 0 { moves.append((settled(written), 1.0 / 200)) }
      return moves
    }
    let shares = chain.stationary()
    let busy = chain.mean(shares) { Double($0.calls + $0.mails) }
    try run.expect(
      "contactTypes.call.day.queueLength", isExactly: chain.mean(shares) { Double($0.callsWaiting) }, atMostWide: 0.03)
    try run.expect(
      "contactTypes.mail.day.queueLength", isExactly: chain.mean(shares) { Double($0.mailsWaiting) }, atMostWide: 0.03)
    try run.expect("contactTypes.mail.day.handling", isExactly: 200)
    try run.expect("agentGroups.both.day.occupancy", isExactly: busy / 2)
    try run.expect("agentGroups.both.timeByType.mail", isExactly: chain.mean(shares) { Double($0.mails) } / busy)
    try run.expect("agentGroups.writer.day.occupancy", isExactly: chain.mean(shares) { Double($0.written) })
  }
}

/// Mean wait in M/M/c: C(c, a) · m / (c − a), with the probability of waiting by Erlang.
func erlangWait(agents: Int, load: Double, service: Double) -> Double {
  var blocking = 1.0
  for n in 1...agents { blocking = load * blocking / (Double(n) + load * blocking) }
  let waiting = blocking / (1 - load / Double(agents) * (1 - blocking))
  return waiting * service / (Double(agents) - load)
}
