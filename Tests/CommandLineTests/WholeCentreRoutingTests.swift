import Testing

/// Several groups with different skills: the chain of who works on what and who waits, solved.
@Suite struct WholeCentreRoutingTests {
  /// A model: contacts an hour and mean seconds by type, agents and ranks by group.
  struct Model: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var types: [(perHour: Double, seconds: Double)]
    /// The rank of each type, 0 for those that the group does not answer.
    var groups: [(agents: Int, ranks: [Int])]
    var places: Int

    var names: [String] { types.indices.map { ["a", "b", "c"][$0] } }

    var scenario: String {
      var text = ExactCasesTests.calendar(days: 8) + "contactTypes:\n"
      for (name, type) in zip(names, types) {
        text += "  \(name): {channel: phone, arrivals: {perHour: \(type.perHour)}, queue: {limit: \(places)}, "
        text += "handling: {exponential: {mean: \(type.seconds)s}}}\n"
      }
      text += "agentGroups:\n"
      for (number, group) in groups.enumerated() {
        let skills = zip(names, group.ranks).filter { $0.1 > 0 }.map { "\($0): \($1)" }.joined(separator: ", ")
        text += "  g\(number): {skills: {\(skills)}, staff: \(group.agents)}\n"
      }
      return text + "routing: {contact: highestPriorityThenBestRank}\nexperiment: {warmUp: 6h}\n"
    }
  }

  struct State: Hashable {
    /// Agents of each group at work on each type.
    var busy: [[Int]]
    var waiting: [Int]
  }

  static let models = [
    Model(
      testDescription: "N", types: [(50, 100), (40, 140)], groups: [(1, [1, 0]), (3, [2, 1])], places: 4),
    Model(
      testDescription: "X", types: [(60, 100), (30, 160)], groups: [(2, [1, 2]), (2, [2, 1])], places: 4),
    Model(
      testDescription: "W", types: [(30, 100), (35, 140), (20, 200)], groups: [(2, [1, 2, 0]), (2, [0, 3, 1])],
      places: 2),
    Model(
      testDescription: "M", types: [(45, 100), (35, 150)], groups: [(1, [1, 0]), (1, [2, 3]), (1, [0, 1])],
      places: 4),
  ]

  /// A contact goes to the idle group of the best rank; a free agent takes the type of the best rank that waits.
  @Test(arguments: models)
  func groupsThatShareTypes(model: Model) throws {
    let run = try ExactRun(model.scenario, replications: 150, seed: 3)
    let start = State(
      busy: model.groups.map { _ in model.types.map { _ in 0 } }, waiting: model.types.map { _ in 0 })
    let chain = MarkovChain(from: start) { state -> [(State, Double)] in
      var moves: [(State, Double)] = []
      for (type, law) in model.types.enumerated() {
        let free = model.groups.indices.filter {
          model.groups[$0].ranks[type] > 0 && state.busy[$0].reduce(0, +) < model.groups[$0].agents
        }
        var next = state
        if let group = free.min(by: { model.groups[$0].ranks[type] < model.groups[$1].ranks[type] }) {
          next.busy[group][type] += 1
          moves.append((next, law.perHour / 3600))
        } else if state.waiting[type] < model.places {
          next.waiting[type] += 1
          moves.append((next, law.perHour / 3600))
        }
        for group in model.groups.indices where state.busy[group][type] > 0 {
          var next = state
          next.busy[group][type] -= 1
          let ranks = model.groups[group].ranks
          let best = ranks.indices.filter { ranks[$0] > 0 && state.waiting[$0] > 0 }.min { ranks[$0] < ranks[$1] }
          if let best {
            next.waiting[best] -= 1
            next.busy[group][best] += 1
          }
          moves.append((next, Double(state.busy[group][type]) / law.seconds))
        }
      }
      return moves
    }
    let shares = chain.stationary()
    for (type, name) in model.names.enumerated() {
      let queue = chain.mean(shares) { Double($0.waiting[type]) }
      try run.expect("contactTypes.\(name).day.queueLength", isExactly: queue, atMostWide: 0.05)
      let perHour = model.types[type].perHour
      let handled = chain.mean(shares) { state in Double(state.busy.reduce(0) { $0 + $1[type] }) }
      let answered = handled / model.types[type].seconds * 86_400
      try run.expect("contactTypes.\(name).day.answered", isExactly: answered)
      try run.expect("contactTypes.\(name).day.blocked", isExactly: 24 * perHour - answered, atMostWide: 0.05)
    }
    for (number, group) in model.groups.enumerated() {
      let busy = chain.mean(shares) { Double($0.busy[number].reduce(0, +)) }
      try run.expect("agentGroups.g\(number).day.occupancy", isExactly: busy / Double(group.agents))
      for (type, name) in model.names.enumerated() where group.ranks[type] > 0 {
        let share = chain.mean(shares) { Double($0.busy[number][type]) } / busy
        try run.expect("agentGroups.g\(number).timeByType.\(name)", isExactly: share)
      }
    }
  }

  /// Reserved capacity: of four agents one begins deferred work only while at least three are idle, itself counted.
  @Test(arguments: [2, 3])
  func deferredWorkWhenEnoughAreIdle(whenIdle: Int) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: 45}, handling: {exponential: {mean: 100s}}, queue: {limit: 2}}
          mail: {channel: deferred, arrivals: {perHour: 12}, handling: {exponential: {mean: 150s}}}
        agentGroups:
          agents: {skills: {call: 1, mail: {rank: 2, whenIdle: \(whenIdle)}}, staff: 4}
        experiment: {warmUp: 12h}
        """, replications: 200)
    struct State: Hashable { var calls = 0, mails = 0, callsWaiting = 0, mailsWaiting = 0 }
    func idle(_ state: State) -> Int { 4 - state.calls - state.mails }
    /// What an agent who has become free does.
    func goOn(_ state: State) -> State {
      var next = state
      if state.callsWaiting > 0 {
        next.callsWaiting -= 1
        next.calls += 1
      } else if state.mailsWaiting > 0, idle(state) >= whenIdle {
        next.mailsWaiting -= 1
        next.mails += 1
      }
      return next
    }
    let chain = MarkovChain(from: State()) { state -> [(State, Double)] in
      var (call, mail, callEnds, mailEnds) = (state, state, state, state)
      if idle(state) > 0 { call.calls += 1 } else { call.callsWaiting += 1 }
      if idle(state) >= whenIdle { mail.mails += 1 } else { mail.mailsWaiting += 1 }
      callEnds.calls -= 1
      mailEnds.mails -= 1
      var moves: [(State, Double)] = []
      if call.callsWaiting <= 2 { moves.append((call, 45.0 / 3600)) }
      if mail.mailsWaiting <= 40 { moves.append((mail, 12.0 / 3600)) }
      if state.calls > 0 { moves.append((goOn(callEnds), Double(state.calls) / 100)) }
      if state.mails > 0 { moves.append((goOn(mailEnds), Double(state.mails) / 150)) }
      return moves
    }
    let shares = chain.stationary()
    let queue = chain.mean(shares) { Double($0.mailsWaiting) }
    try run.expect("contactTypes.mail.day.queueLength", isExactly: queue, atMostWide: 0.04)
    try run.expect("contactTypes.mail.day.wait.answered.mean", isExactly: queue * 300, atMostWide: 0.04)
    try run.expect(
      "contactTypes.call.day.blocked", isExactly: 24 * 45 * chain.mean(shares) { $0.callsWaiting == 2 ? 1 : 0 },
      atMostWide: 0.05)
    try run.expect("agentGroups.agents.day.occupancy", isExactly: chain.mean(shares) { Double(4 - idle($0)) / 4 })
  }

  /// Tickets at 9:00, 9:10 and 9:15 of an hour each: the helpers take one that has waited 20 minutes, the third waits for the
  /// first agent or for another 20 minutes of its own, whatever comes first.
  @Test func ticketsOverflow() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(period: "1h") + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals: {trace: ["2026-01-05 09:00:00", "2026-01-05 09:10:00", "2026-01-05 09:15:00"]}
            handling: 60min
            deadline: {within: 40min, target: 0.9}
        agentGroups:
          first: {skills: {ticket: 1}, staff: 1}
          helper: {skills: {ticket: {rank: 2, after: 20min}}, staff: 1}
        """, replications: 2)
    // 9:00 at once; 9:10 at 9:30 by the helper; 9:15 at 10:00 by the first agent, 5 minutes late.
    try run.expect("contactTypes.ticket.day.wait.answered.mean", isExactly: (0 + 20 * 60 + 45 * 60) / 3.0)
    try run.expect("agentGroups.helper.day.busyHours", isExactly: 1)
    try run.expect("contactTypes.ticket.day.deadline.met", isExactly: 2)
    try run.expect("contactTypes.ticket.day.deadline.missed", isExactly: 1)
  }
}
