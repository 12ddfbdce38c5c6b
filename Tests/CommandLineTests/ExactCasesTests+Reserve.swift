import Testing

/// Capacity that is kept free, and limits with customers who try again.
extension ExactCasesTests {
  /// Chats are taken only while two agents are idle; calls interrupt mails. A chat that finds one idle agent is lost, and
  /// interrupts nobody: whoever is interrupted was not idle.
  @Test func reservedCapacityIsNotMadeByInterrupting() throws {
    let run = try ExactRun(
      Self.calendar(days: 4) + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: 10}, handling: {exponential: {mean: 200s}}, queue: {limit: 0}}
          chat: {channel: chat, arrivals: {perHour: 8}, handling: {exponential: {mean: 150s}}, queue: {limit: 0}}
          mail: {channel: deferred, arrivals: {perHour: 9}, handling: {exponential: {mean: 250s}}}
        agentGroups:
          agents: {skills: {call: 1, chat: {rank: 2, whenIdle: 2}, mail: 3}, staff: 3}
        routing: {liveInterruptsDeferred: true}
        experiment: {warmUp: 6h}
        """, replications: 400)
    struct State: Hashable {
      var calls = 0
      var chats = 0
      var mails = 0
      var waiting = 0
      var idle: Int { 3 - calls - chats - mails }
      func with(calls: Int = 0, chats: Int = 0, mails: Int = 0, waiting: Int = 0) -> State {
        State(
          calls: self.calls + calls, chats: self.chats + chats, mails: self.mails + mails,
          waiting: self.waiting + waiting)
      }
      /// A mail that waits goes to whoever becomes free.
      var filled: State { waiting > 0 ? with(mails: 1, waiting: -1) : self }
    }
    let chain = MarkovChain(from: State()) { state in
      let call = state.idle > 0 ? state.with(calls: 1) : state.with(calls: 1, mails: -1, waiting: 1)
      let mail = state.idle > 0 ? state.with(mails: 1) : state.with(waiting: 1)
      return [
        (call, state.idle > 0 || state.mails > 0 ? 10.0 / 3600 : 0),
        (state.with(chats: 1), state.idle >= 2 ? 8.0 / 3600 : 0),
        (mail, state.waiting < 25 ? 9.0 / 3600 : 0),
        (state.with(calls: -1).filled, Double(state.calls) / 200),
        (state.with(chats: -1).filled, Double(state.chats) / 150),
        (state.with(mails: -1).filled, Double(state.mails) / 250),
      ]
    }
    let shares = chain.stationary()
    try run.expect("contactTypes.call.day.answered", isExactly: 432 * chain.mean(shares) { Double($0.calls) })
    try run.expect("contactTypes.chat.day.answered", isExactly: 576 * chain.mean(shares) { Double($0.chats) })
    try run.expect(
      "contactTypes.mail.day.queueLength", isExactly: chain.mean(shares) { Double($0.waiting) }, atMostWide: 0.05)
    try run.expect(
      "agentGroups.agents.day.occupancy", isExactly: chain.mean(shares) { Double(3 - $0.idle) } / 3)
  }

  /// One agent, one place, and a second attempt of six in ten who were blocked or gave up.
  @Test func secondAttemptsAtOnePlace() throws {
    let run = try ExactRun(
      Self.calendar(days: 4) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: 30}
            handling: {exponential: {mean: 2min}}
            patience: {exponential: {mean: 1min}}
            queue: {limit: 1}
            redial: {share: 0.6, after: {exponential: {mean: 4min}}, attempts: 2}
        agentGroups:
          agent: {skills: {call: 1}, staff: 1}
        experiment: {warmUp: 6h}
        """, replications: 400)
    struct State: Hashable {
      var isBusy = false
      /// Which attempt waits; 0 is none.
      var attempt = 0
      var later = 0
    }
    let (arrivals, service, leaving, redialling) = (30.0 / 3600, 1.0 / 120, 1.0 / 60, 1.0 / 240)
    let chain = MarkovChain(from: State()) { state in
      let more = min(state.later + 1, 25)
      /// A customer calls: answered, waits, or is blocked.
      func call(_ attempt: Int, from state: State) -> State? {
        if !state.isBusy { return State(isBusy: true, attempt: 0, later: state.later) }
        return state.attempt == 0 ? State(isBusy: true, attempt: attempt, later: state.later) : nil
      }
      var moves: [(State, Double)] = []
      if let next = call(1, from: state) {
        moves.append((next, arrivals))
      } else if state.later < 25 {
        moves.append((State(isBusy: true, attempt: state.attempt, later: more), 0.6 * arrivals))
      }
      if state.later > 0 {
        let rest = State(isBusy: state.isBusy, attempt: state.attempt, later: state.later - 1)
        moves.append((call(2, from: rest) ?? rest, Double(state.later) * redialling))
      }
      if state.isBusy { moves.append((State(isBusy: state.attempt > 0, attempt: 0, later: state.later), service)) }
      if state.attempt > 0 {
        let share = state.attempt == 1 ? 0.6 : 0
        moves.append((State(isBusy: true, attempt: 0, later: more), share * leaving))
        moves.append((State(isBusy: true, attempt: 0, later: state.later), (1 - share) * leaving))
      }
      return moves
    }
    let shares = chain.stationary()
    let again = redialling * chain.mean(shares) { Double($0.later) }
    let day = "contactTypes.call.day"
    try run.expect("\(day).returned", isExactly: 86_400 * again)
    try run.expect("\(day).abandoned", isExactly: 86_400 * leaving * chain.mean(shares) { $0.attempt > 0 ? 1 : 0 })
    try run.expect(
      "\(day).blocked",
      isExactly: 86_400 * chain.mean(shares) { $0.attempt > 0 ? arrivals + redialling * Double($0.later) : 0 })
    try run.expect("agentGroups.agent.day.occupancy", isExactly: chain.mean(shares) { $0.isBusy ? 1 : 0 })
    try run.expect("contactTypes.call.issues.contactsPerIssue", isExactly: (arrivals + again) / arrivals)
  }

  /// A morning with five places, rates that change by the hour, and a closing that cuts off or serves out.
  @Test(arguments: ["cutOff", "serveOut"])
  func aMorningWithFivePlaces(closing: String) throws {
    let rates = [20.0, 50, 60, 70]
    let run = try ExactRun(
      Self.calendar(period: "1h", hours: "office: \"09:00-13:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            closing: \(closing)
            arrivals: {perHour: {"09:00-10:00": 20, "10:00-11:00": 50, "11:00-12:00": 60, "12:00-13:00": 70}}
            handling: {exponential: {mean: 3min}}
            patience: {exponential: {mean: 100s}}
            queue: {limit: 5}
        agentGroups:
          agents: {skills: {call: 1}, staff: {"09:00-13:00": 2}}
        """, replications: 5000)
    func chain(perHour: Double) -> MarkovChain<Int> {
      // From the fullest state, so that the states are in the same order with and without arrivals.
      MarkovChain(from: 7) { count in
        let leave = count == 0 ? 0 : Double(min(count, 2)) / 180 + Double(max(0, count - 2)) / 100
        return [(count - 1, leave), (count + 1, count < 7 ? perHour / 3600 : 0)]
      }
    }
    var shares = chain(perHour: 0).states.map { $0 == 0 ? 1.0 : 0 }
    var (queue, busy, blocked) = (0.0, 0.0, 0.0)
    let waiting = { (count: Int) in Double(max(0, count - 2)) }
    for (hour, rate) in rates.enumerated() {
      let hourly = chain(perHour: rate)
      let (end, time) = hourly.advance(shares, by: 3600)
      let waited = hourly.mean(time, of: waiting)
      try run.expect("contactTypes.call.periods.\(9 + hour).queueLength", isExactly: waited / 3600, atMostWide: 0.05)
      queue += waited
      busy += hourly.mean(time) { Double(min($0, 2)) }
      blocked += rate / 3600 * hourly.mean(time) { $0 == 7 ? 1 : 0 }
      shares = end
    }
    let after = chain(perHour: 0)
    var cutOff = 0.0
    if closing == "cutOff" {
      cutOff = after.mean(shares, of: waiting)
      // What is in hand is finished.
      busy += 180 * after.mean(shares) { Double(min($0, 2)) }
    } else {
      let (_, time) = after.advance(shares, by: 6 * 3600)
      queue += after.mean(time, of: waiting)
      busy += after.mean(time) { Double(min($0, 2)) }
    }
    let day = "contactTypes.call.day"
    try run.expect("\(day).blocked", isExactly: blocked, atMostWide: 0.05)
    try run.expect("\(day).abandoned", isExactly: queue / 100)
    try run.expect("\(day).cutOff", isExactly: cutOff, atMostWide: 0.05)
    try run.expect("\(day).answered", isExactly: 200 - blocked - queue / 100 - cutOff)
    try run.expect("\(day).wait.all.mean", isExactly: queue / (200 - blocked))
    try run.expect("agentGroups.agents.day.busyHours", isExactly: busy / 3600)
  }
}
