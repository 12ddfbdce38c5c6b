import Foundation
import Testing

/// The edges of a working day: leavers, closing, breaks.
extension ExactCasesTests {
  /// Nine of ten agents go at 10:00, when contacts are in many hands; the type closes at 10:30 and serves out.
  ///
  /// A chain on those waiting or in the hands of agents on duty, and the leavers who still finish theirs. Leavers are drawn
  /// among busy and idle alike. Only the one on duty at closing stays for the queue: a leaver who finishes after 10:30 goes.
  @Test func leaversDoNotServeOut() throws {
    let run = try ExactRun(
      Self.calendar(hours: "office: \"09:00-10:30\"") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            closing: serveOut
            arrivals: {perHour: {"09:00-10:30": 100}}
            handling: {exponential: {mean: 20min}}
            patience: {exponential: {mean: 400s}}
        agentGroups:
          agents: {skills: {call: 1}, staff: {"09:00-10:00": 10, "10:00-10:30": 1}, costPerHour: 10}
        """, replications: 10_000)
    struct State: Hashable {
      var contacts: Int
      var leavers: Int
    }
    let (service, leaving) = (1.0 / 1200, 1.0 / 400)
    func waiting(_ state: State, _ agents: Int) -> Double { Double(max(0, state.contacts - agents)) }
    func busy(_ state: State, _ agents: Int) -> Double { Double(min(state.contacts, agents) + state.leavers) }
    func chain(agents: Int, perHour: Double) -> MarkovChain<State> {
      // From a corner that the chain never visits all states are reached, so that they can be found by value.
      MarkovChain(from: State(contacts: 60, leavers: 9)) { state in
        func move(_ contacts: Int, _ leavers: Int) -> State {
          State(contacts: state.contacts + contacts, leavers: state.leavers + leavers)
        }
        let come = state.contacts < 60 ? perHour / 3600 : 0
        let served = Double(min(state.contacts, agents)) * service
        let gone = Double(state.leavers) * service
        return [(move(1, 0), come), (move(-1, 0), served + waiting(state, agents) * leaving), (move(0, -1), gone)]
      }
    }
    /// The shares of one chain in the order of another.
    func carry(_ shares: [Double], from: [State], to: [State], by change: (State) -> [(State, Double)]) -> [Double] {
      var sums: [State: Double] = [:]
      for (state, share) in zip(from, shares) where share > 0 {
        for (next, part) in change(state) { sums[next, default: 0] += share * part }
      }
      return to.map { sums[$0] ?? 0 }
    }
    let (before, after, closed) = (
      chain(agents: 10, perHour: 100), chain(agents: 1, perHour: 100), chain(agents: 1, perHour: 0)
    )
    let start = before.states.map { $0 == State(contacts: 0, leavers: 0) ? 1.0 : 0 }
    let first = before.advance(start, by: 3600)
    let drawn = carry(first.end, from: before.states, to: after.states) { state in
      let inHands = min(state.contacts, 10)
      // Hypergeometric: h of the nine leavers among the busy ones.
      return (0...min(inHands, 9)).map { h -> (State, Double) in
        let ways = Self.choose(inHands, h) * Self.choose(10 - inHands, 9 - h)
        return (State(contacts: state.contacts - h, leavers: h), ways / Self.choose(10, 9))
      }
    }
    #expect(abs(drawn.reduce(0, +) - 1) < 1e-9)
    let second = after.advance(drawn, by: 1800)
    let last = closed.advance(
      carry(second.end, from: after.states, to: closed.states) { [($0, 1)] }, by: 6 * 3600)

    let queue =
      before.mean(first.time) { waiting($0, 10) } + after.mean(second.time) { waiting($0, 1) }
      + closed.mean(last.time) { waiting($0, 1) }
    let work =
      before.mean(first.time) { busy($0, 10) } + after.mean(second.time) { busy($0, 1) }
      + closed.mean(last.time) { busy($0, 1) }
    let overtime = after.mean(second.time) { Double($0.leavers) } + closed.mean(last.time) { busy($0, 1) }
    let day = "contactTypes.call.day"
    try run.expect("\(day).offered", isExactly: 150)
    try run.expect("\(day).abandoned", isExactly: leaving * queue)
    try run.expect("\(day).answered", isExactly: 150 - leaving * queue)
    try run.expect("\(day).wait.all.mean", isExactly: queue / 150)
    try run.expect("agentGroups.agents.day.busyHours", isExactly: work / 3600)
    try run.expect("agentGroups.agents.day.paidHours", isExactly: 10.5 + overtime / 3600)
    try run.expect("agentGroups.agents.day.cost", isExactly: 10 * (10.5 + overtime / 3600))
  }

  /// Binomial coefficient; 0 when more are drawn than there are.
  private static func choose(_ n: Int, _ k: Int) -> Double {
    k < 0 || k > n ? 0 : (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  /// A shift is paid from start to end, breaks included: who works on into a break is not paid twice.
  ///
  /// Agents who are always busy: at the break, and at the end of the shift an hour after closing, each has the rest of an
  /// exponential contact in hand.
  @Test func workInPaidBreaksIsPaidOnce() throws {
    let run = try ExactRun(
      Self.calendar(hours: "office: \"08:00-15:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            closing: cutOff
            arrivals: {perHour: 300}
            handling: {exponential: {mean: 20min}}
            queue: {limit: 50}
        agentGroups:
          agents:
            skills: {call: 1}
            shifts: [{start: "08:00", end: "16:00", breaks: ["12:00+30min"], heads: 5}]
            costPerHour: 10
        """, replications: 4000)
    let hours = 1.0 / 3
    let intoBreak = hours * (1 - exp(-0.5 / hours))
    let afterShift = hours * exp(-1 / hours)
    try run.expect("agentGroups.agents.day.paidHours", isExactly: 5 * (8 + afterShift))
    try run.expect("agentGroups.agents.day.cost", isExactly: 10 * 5 * (8 + afterShift))
    try run.expect("agentGroups.agents.day.staffedHours", isExactly: 5 * (7.5 + intoBreak + afterShift))
  }

  /// Breaks and the night between two days: nobody has work that outlasts the shift, so the hours paid are the plan.
  @Test func paidHoursOfANightShift() throws {
    let run = try ExactRun(
      Self.calendar(days: 2, hours: "night: \"22:00-05:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: night
            closing: cutOff
            arrivals: {perHour: 60}
            handling: {constant: {mean: 20min}}
            patience: 2min
        agentGroups:
          agents:
            skills: {call: 1}
            shifts: [{start: "22:00", end: "06:00", breaks: ["23:30+30min", "02:00-02:30"], heads: 5}]
            shrinkage: 0.4
            costPerHour: 7
        """, replications: 200)
    // Each day has 6 hours of the night before and 2 of the next one.
    try run.expect("agentGroups.agents.day.paidHours", isExactly: 5 * 8)
    try run.expect("agentGroups.agents.day.cost", isExactly: 5 * 8 * 7)
    // Three of five are productive, in seven hours of eight; what they work into the breaks comes on top.
    let staffed = try #require(
      try (run.value("agentGroups.agents.day.staffedHours") as? [String: Any])?["mean"] as? Double)
    #expect(staffed > 3 * 7 && staffed < 3 * 8)
  }
}
