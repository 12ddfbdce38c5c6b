import Testing

/// Customers who got nobody try again: retrial queues.
@Suite struct WholeCentreRedialTests {
  /// M/M/2/4 and M/M/1/1 with a share of the blocked who redial after an exponential time.
  @Test(arguments: [(agents: 1, places: 0, share: 1.0, perHour: 20.0), (2, 2, 0.8, 45)])
  func blockedCallersRedial(agents: Int, places: Int, share: Double, perHour: Double) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: \(perHour)}
            handling: {exponential: {mean: 90s}}
            queue: {limit: \(places)}
            redial: {share: \(share), after: {exponential: {mean: 150s}}}
        agentGroups:
          agents: {skills: {call: 1}, staff: \(agents)}
        experiment: {warmUp: 6h}
        """, replications: 150)
    let (arrival, most) = (perHour / 3600, agents + places)
    struct State: Hashable { var inside = 0, outside = 0 }
    let chain = MarkovChain(from: State()) { state -> [(State, Double)] in
      let redials = Double(state.outside) / 150
      var (comes, redialled, lost, served) = (state, state, state, state)
      served.inside -= 1
      lost.outside -= 1
      var moves = [(served, Double(min(state.inside, agents)) / 90)]
      if state.inside < most {
        comes.inside += 1
        redialled.inside += 1
        redialled.outside -= 1
        moves += [(comes, arrival), (redialled, redials)]
      } else {
        comes.outside += 1
        if state.outside < 60 { moves.append((comes, arrival * share)) }
        moves.append((lost, redials * (1 - share)))
      }
      return moves
    }
    let shares = chain.stationary()
    let day = "contactTypes.call.day"
    let redials = 86_400 * chain.mean(shares) { Double($0.outside) / 150 }
    let blocked = 86_400 * chain.mean(shares) { $0.inside < most ? 0 : arrival + Double($0.outside) / 150 }
    try run.expect("\(day).offered", isExactly: 24 * perHour + redials)
    try run.expect("\(day).returned", isExactly: redials, atMostWide: 0.03)
    try run.expect("loops.0.contacts", isExactly: redials, atMostWide: 0.03)
    try run.expect("\(day).blocked", isExactly: blocked, atMostWide: 0.03)
    try run.expect("\(day).answered", isExactly: 24 * perHour + redials - blocked)
    try run.expect(
      "\(day).queueLength", isExactly: chain.mean(shares) { Double(max(0, $0.inside - agents)) }, atMostWide: 0.03)
    try run.expect("contactTypes.call.issues.opened", isExactly: 24 * perHour)
    try run.expect("contactTypes.call.issues.contactsPerIssue", isExactly: 1 + redials / (24 * perHour))
  }

  /// M/M/2+M: seven of ten who give up redial.
  @Test func callersWhoGaveUpRedial() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: 50}
            handling: {exponential: {mean: 2min}}
            patience: {exponential: {mean: 90s}}
            redial: {share: 0.7, after: {exponential: {mean: 4min}}}
        agentGroups:
          agents: {skills: {call: 1}, staff: 2}
        experiment: {warmUp: 6h}
        """, replications: 150)
    struct State: Hashable { var inside = 0, outside = 0 }
    func waiting(_ state: State) -> Double { Double(max(0, state.inside - 2)) }
    let chain = MarkovChain(from: State()) { state -> [(State, Double)] in
      let leaving = waiting(state) / 90
      var (comes, redials, ends, putsOff) = (state, state, state, state)
      comes.inside += 1
      redials.inside += 1
      redials.outside -= 1
      ends.inside -= 1
      putsOff.inside -= 1
      putsOff.outside += 1
      var moves = [(ends, Double(min(state.inside, 2)) / 120 + leaving * 0.3)]
      if state.outside < 36 { moves.append((putsOff, leaving * 0.7)) }
      if state.inside < 18 { moves += [(comes, 50.0 / 3600), (redials, Double(state.outside) / 240)] }
      return moves
    }
    let shares = chain.stationary()
    let day = "contactTypes.call.day"
    let abandoned = 86_400 * chain.mean(shares) { waiting($0) / 90 }
    let redials = 86_400 * chain.mean(shares) { Double($0.outside) / 240 }
    try run.expect("\(day).queueLength", isExactly: chain.mean(shares, of: waiting))
    try run.expect("\(day).abandoned", isExactly: abandoned)
    try run.expect("\(day).returned", isExactly: redials)
    try run.expect("\(day).offered", isExactly: 1200 + redials)
    try run.expect("\(day).answered", isExactly: 1200 + redials - abandoned)
    try run.expect("contactTypes.call.issues.lost", isExactly: 0.3 * abandoned)
  }

  /// Nobody is there: each try is in vain, and customers have two or three; 60 % go on each time.
  @Test(arguments: ["queue: {limit: 0}", "patience: {exponential: {mean: 1min}}"], [2, 3])
  func attemptsHaveALimit(end: String, attempts: Int) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: {"01:00-10:00": 100}}
            handling: 1min
            \(end)
            redial: {share: 0.6, after: {gamma: {mean: 10min, cv: 0.5}}, attempts: \(attempts)}
        agentGroups:
          agents: {skills: {call: 1}, staff: {"00:00-01:00": 1}}
        """, replications: 300)
    let tries = attempts == 2 ? 1.6 : 1.96
    let day = "contactTypes.call.day"
    try run.expect("\(day).offered", isExactly: 900 * tries)
    try run.expect("\(day).returned", isExactly: 900 * (tries - 1))
    try run.expect("\(day).\(end.hasPrefix("queue") ? "blocked" : "abandoned")", isExactly: 900 * tries)
    try run.expect("contactTypes.call.issues.opened", isExactly: 900)
    try run.expect("contactTypes.call.issues.lost", isExactly: 900)
    try run.expect("contactTypes.call.issues.contactsPerIssue", isExactly: tries)
  }

  /// One agent, busy from 9:00 on, closing at 10:00 with a cut; calls at 9:00, 9:01, 9:50 and 9:55 with a patience of
  /// 8 minutes, and redials 10 minutes after, at most four attempts.
  @Test func redialsUntilClosing() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(period: "1h", hours: "office: \"09:00-10:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: office
            closing: cutOff
            arrivals:
              trace: ["2026-01-05 09:00:00", "2026-01-05 09:01:00", "2026-01-05 09:50:00", "2026-01-05 09:55:00"]
            handling: 2h
            patience: 8min
            redial: {share: 1, after: 10min, attempts: 4}
        agentGroups:
          agents: {skills: {call: 1}, staff: 1}
        """, replications: 2)
    // 9:00 is answered. 9:01 gives up at 9:09, 9:27 and 9:45, and is cut off as 9:55 is. 9:50 gives up at 9:58 and finds the
    // line closed at 10:08.
    for (figure, count) in [
      ("offered", 7), ("answered", 1), ("abandoned", 4), ("cutOff", 2), ("turnedAway", 1), ("returned", 3),
    ] {
      try run.expect("contactTypes.call.day.\(figure)", isExactly: Double(count))
    }
    try run.expect("loops.0.contacts", isExactly: 4)
    try run.expect("contactTypes.call.issues.lost", isExactly: 3)
    try run.expect("contactTypes.call.issues.contactsPerIssue", isExactly: (1 + 4 + 2 + 1) / 4.0)
    try run.expect("contactTypes.call.day.queueLength", isExactly: (3 * 8 + 5 + 8 + 5) / 1440.0)
  }
}
