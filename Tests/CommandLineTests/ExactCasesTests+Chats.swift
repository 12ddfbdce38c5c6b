import Foundation
import Testing

/// Several chats at once.
extension ExactCasesTests {
  /// Three agents with up to three chats each, patience, and a slowdown: a chain on how many agents hold how many chats.
  @Test(arguments: [
    (agents: 3, slowdown: [1, 1.25, 1.6], perHour: 90.0), (agents: 2, slowdown: [1, 1.5, 1.8, 2.5], perHour: 70),
  ])
  func chatsThatSlowEachOtherDown(agents: Int, slowdown: [Double], perHour: Double) throws {
    let most = slowdown.count
    let run = try ExactRun(
      Self.calendar(days: 8) + """
        contactTypes:
          chat:
            channel: chat
            arrivals: {perHour: \(perHour)}
            handling: {exponential: {mean: 4min}}
            patience: {exponential: {mean: 3min}}
        agentGroups:
          agents: {skills: {chat: {rank: 1, concurrency: \(most), slowdown: \(slowdown)}}, staff: \(agents)}
        experiment: {warmUp: 6h}
        """, replications: 200)
    let (arrival, service, leaving) = (perHour / 3600, 1.0 / 240, 1.0 / 180)

    /// The agents by chats in hand, and how many customers wait (only while all hands are full).
    struct State: Hashable {
      var holding: [Int]
      var waiting = 0
    }
    /// The rate at which an agent who holds so many finishes one of them.
    func rate(_ load: Int) -> Double { load == 0 ? 0 : Double(load) / slowdown[load - 1] * service }
    let chain = MarkovChain(from: State(holding: [agents] + Array(repeating: 0, count: most))) { state in
      var moves: [(State, Double)] = []
      if let load = (0..<most).first(where: { state.holding[$0] > 0 }) {
        // A chat goes to the agent with the fewest in hand.
        var next = state
        next.holding[load] -= 1
        next.holding[load + 1] += 1
        moves.append((next, arrival))
      } else if state.waiting < 80 {
        moves.append((State(holding: state.holding, waiting: state.waiting + 1), arrival))
      }
      for load in 1...most where state.holding[load] > 0 {
        var next = state
        if state.waiting > 0 {
          next.waiting -= 1
        } else {
          next.holding[load] -= 1
          next.holding[load - 1] += 1
        }
        moves.append((next, Double(state.holding[load]) * rate(load)))
      }
      if state.waiting > 0 {
        moves.append((State(holding: state.holding, waiting: state.waiting - 1), Double(state.waiting) * leaving))
      }
      return moves
    }
    let shares = chain.stationary()
    let queue = chain.mean(shares) { Double($0.waiting) }
    let inHand = chain.mean(shares) { state in (0...most).reduce(0) { $0 + Double($1 * state.holding[$1]) } }
    let finished = chain.mean(shares) { state in (0...most).reduce(0) { $0 + Double(state.holding[$1]) * rate($1) } }
    let day = "contactTypes.chat.day"
    try run.expect("\(day).queueLength", isExactly: queue, atMostWide: 0.05)
    try run.expect("\(day).abandoned", isExactly: 86_400 * leaving * queue, atMostWide: 0.05)
    try run.expect("\(day).answered", isExactly: 86_400 * finished)
    // Little's law on the chats in hand.
    try run.expect("\(day).handling", isExactly: inHand / finished)
    try run.expect(
      "agentGroups.agents.day.occupancy",
      isExactly: 1 - chain.mean(shares) { Double($0.holding[0]) } / Double(agents))
  }

  /// Chats and calls share three agents, and nobody waits: an agent on the phone takes no chat, one who chats takes no call.
  @Test func chatsBesideCalls() throws {
    let run = try ExactRun(
      Self.calendar(days: 4) + """
        contactTypes:
          chat: {channel: chat, arrivals: {perHour: 40}, handling: {exponential: {mean: 4min}}, queue: {limit: 0}}
          call: {channel: phone, arrivals: {perHour: 30}, handling: {exponential: {mean: 3min}}, queue: {limit: 0}}
        agentGroups:
          agents: {skills: {chat: {rank: 1, concurrency: 2, slowdown: [1, 1.5]}, call: 1}, staff: 3}
        experiment: {warmUp: 2h}
        """, replications: 600)
    /// Agents with one chat, with two, and on the phone.
    struct State: Hashable {
      var one = 0
      var two = 0
      var phone = 0
      var idle: Int { 3 - one - two - phone }
    }
    let (chats, calls, chat, call) = (40.0 / 3600, 30.0 / 3600, 1.0 / 240, 1.0 / 180)
    let chain = MarkovChain(from: State()) { state in
      func move(_ one: Int, _ two: Int, _ phone: Int) -> State {
        State(one: state.one + one, two: state.two + two, phone: state.phone + phone)
      }
      return [
        (move(1, 0, 0), state.idle > 0 ? chats : 0),
        (move(-1, 1, 0), state.idle == 0 && state.one > 0 ? chats : 0),
        (move(0, 0, 1), state.idle > 0 ? calls : 0),
        (move(-1, 0, 0), Double(state.one) * chat),
        (move(1, -1, 0), Double(state.two) * 2 / 1.5 * chat),
        (move(0, 0, -1), Double(state.phone) * call),
      ]
    }
    let shares = chain.stationary()
    try run.expect(
      "contactTypes.chat.day.blocked", isExactly: 960 * chain.mean(shares) { $0.idle == 0 && $0.one == 0 ? 1 : 0 })
    try run.expect("contactTypes.call.day.blocked", isExactly: 720 * chain.mean(shares) { $0.idle == 0 ? 1 : 0 })
    try run.expect("agentGroups.agents.day.occupancy", isExactly: 1 - chain.mean(shares) { Double($0.idle) } / 3)
  }

  /// Long chats: those still in hand when the run ends count too, whatever an agent may hold.
  @Test(arguments: [1, 2, 3])
  func chatsInHandAtTheEndCount(concurrency: Int) throws {
    let run = try ExactRun(
      Self.calendar() + """
        contactTypes:
          chat: {channel: chat, arrivals: {perHour: 20}, handling: {exponential: {mean: 2h}}}
        agentGroups:
          agents: {skills: {chat: {rank: 1, concurrency: \(concurrency)}}, staff: 200}
        """, replications: 2000)
    // 200 agents have room for all, and nothing slows a chat down: handling is the law that was given.
    try run.expect("contactTypes.chat.day.handling", isExactly: 7200, atMostWide: 0.005)
    try run.expect("contactTypes.chat.day.answered", isExactly: 480)
    // By the clock of the day only: a chat that came u before its end is in hand for 2 h · (1 − exp(−u / 2 h)) of it, on
    // average over the day. Of the 200 agents nobody holds two, as the one with the fewest is asked first.
    let inHand = 480.0 / 24 * 2 * (24 - 2 * (1 - exp(-24.0 / 2)))
    try run.expect("agentGroups.agents.day.busyHours", isExactly: inHand)
  }
}
