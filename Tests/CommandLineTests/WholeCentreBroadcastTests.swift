import Testing

/// Social groups: one answer for all, and what belongs elsewhere.
@Suite struct WholeCentreBroadcastTests {
  /// Two agents, one topic, patience: four answers in ten empty the queue.
  @Test func oneAnswerEmptiesTheQueue() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          post:
            channel: social
            arrivals: {perHour: 60, topics: 1}
            handling: {exponential: {mean: 90s}}
            patience: {exponential: {mean: 200s}}
            broadcast: {share: 0.4}
        agentGroups:
          agents: {skills: {post: 1}, staff: 2}
        experiment: {warmUp: 6h}
        """, replications: 150, seed: 3)
    func waiting(_ n: Int) -> Double { Double(max(0, n - 2)) }
    let chain = MarkovChain(from: 0) { n -> [(Int, Double)] in
      let ends = Double(min(n, 2)) / 90
      let arrival = (n + 1, n < 60 ? 60.0 / 3600 : 0)
      if n <= 2 { return [arrival, (n - 1, ends)] }
      // The agent who has answered all is idle then, the other one goes on.
      return [arrival, (1, ends * 0.4), (n - 1, ends * 0.6 + waiting(n) / 200)]
    }
    let shares = chain.stationary()
    let day = "contactTypes.post.day"
    let abandoned = 86_400 * chain.mean(shares) { waiting($0) / 200 }
    try run.expect("\(day).queueLength", isExactly: chain.mean(shares, of: waiting))
    try run.expect("\(day).abandoned", isExactly: abandoned)
    try run.expect("\(day).answered", isExactly: 24 * 60 - abandoned)
    try run.expect("\(day).broadcast", isExactly: 86_400 * 2.0 / 90 * 0.4 * chain.mean(shares, of: waiting))
    try run.expect("agentGroups.agents.day.occupancy", isExactly: chain.mean(shares) { Double(min($0, 2)) / 2 })
  }

  /// One agent, two topics with shares 2/3 and 1/3, five places: a chain on the topics in hand and in the queue. A tenth is
  /// handed over to others.
  @Test func onlyTheSameTopicIsAnswered() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          post:
            channel: social
            arrivals: {perHour: 50, topics: {count: 2, zipf: 1}}
            handling: {exponential: {mean: 80s}}
            queue: {limit: 5}
            broadcast: {share: 0.6}
            redirect: {as: ticket, share: 0.1, because: sensitive}
          ticket: {channel: ticket, handling: 10s}
        agentGroups:
          agent: {skills: {post: 1}, staff: 1}
          others: {skills: {ticket: 1}, staff: 50}
        experiment: {warmUp: 6h}
        """, replications: 150)
    let chain = MarkovChain(from: [Int]()) { topics in
      var moves: [([Int], Double)] = []
      if topics.count < 6 {
        moves = [(topics + [0], 50.0 / 3600 * 2 / 3), (topics + [1], 50.0 / 3600 / 3)]
      }
      if let topic = topics.first {
        let rest = Array(topics.dropFirst())
        moves += [(rest, 0.4 / 80), (rest.filter { $0 != topic }, 0.6 / 80)]
      }
      return moves
    }
    let shares = chain.stationary()
    let day = "contactTypes.post.day"
    let answered = 1200 * chain.mean(shares) { $0.count < 6 ? 1 : 0 }
    try run.expect("\(day).queueLength", isExactly: chain.mean(shares) { Double(max(0, $0.count - 1)) })
    try run.expect("\(day).blocked", isExactly: 1200 - answered, atMostWide: 0.03)
    try run.expect("\(day).answered", isExactly: answered)
    let together = chain.mean(shares) { topics in Double(topics.dropFirst().filter { $0 == topics[0] }.count) }
    try run.expect("\(day).broadcast", isExactly: 86_400 * 0.6 / 80 * together)
    // The broadcast ones too may belong elsewhere.
    try run.expect("loops.0.contacts", isExactly: 0.1 * answered)
    try run.expect("contactTypes.ticket.day.answered", isExactly: 0.1 * answered)
    try run.expect("agentGroups.agent.day.occupancy", isExactly: chain.mean(shares) { $0.isEmpty ? 0 : 1 })
  }
}
