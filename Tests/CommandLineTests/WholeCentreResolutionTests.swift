import Foundation
import Testing

/// Issues that come back, go up, or go elsewhere.
@Suite struct WholeCentreResolutionTests {
  /// M/M/3 of which three in ten come back after an hour: by Jackson's theorem M/M/3 at rate λ / (1 − p).
  @Test func unresolvedCallsComeBack() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: 50}
            handling: {exponential: {mean: 90s}}
            resolution: {firstContact: 0.7, otherwise: {as: call, after: {exponential: {mean: 1h}}}, window: 2h}
        agentGroups:
          agents: {skills: {call: 1}, staff: 3}
        experiment: {warmUp: 24h}
        """, replications: 200)
    let day = "contactTypes.call.day"
    let total = 24 * 50 / 0.7
    let load = total / 86_400 * 90
    let wait = erlangWait(agents: 3, load: load, service: 90)
    try run.expect("\(day).offered", isExactly: total)
    try run.expect("\(day).returned", isExactly: total * 0.3)
    try run.expect("loops.0.contacts", isExactly: total * 0.3)
    try run.expect("\(day).wait.answered.mean", isExactly: wait)
    try run.expect("\(day).queueLength", isExactly: wait * total / 86_400)
    try run.expect("agentGroups.agents.day.occupancy", isExactly: load / 3)
    try run.expect("contactTypes.call.issues.opened", isExactly: 1200)
    // A return after the window is not seen.
    try run.expect("contactTypes.call.issues.firstContactResolution", isExactly: 0.7 + 0.3 * exp(-2))
  }

  /// Trainees for whom nobody waits: 0.7 · 0.8 of the calls are settled, of the others half go up at once, three in ten come
  /// back, and a fifth is never heard of again.
  @Test func callsOfTraineesGoUp() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: {"00:00-10:00": 60}}
            handling: {exponential: {mean: 90s}}
            resolution:
              firstContact: 0.7
              otherwise:
                - {as: expert, share: 0.5}
                - {as: call, share: 0.3, after: {exponential: {mean: 30min}}}
              window: 1h
          expert: {channel: phone, handling: {exponential: {mean: 5min}}}
        agentGroups:
          agents: {skills: {call: 1}, staff: 300, trainees: {share: 1, slower: 1.5, resolves: 0.8}, costPerHour: 2}
          experts: {skills: {expert: 1}, staff: 100, costPerHour: 10}
        """, replications: 400)
    let first = 600.0
    let settled = 0.7 * 0.8
    let (back, up) = ((1 - settled) * 0.3, (1 - settled) * 0.5)
    // A geometric number of calls, each of which may be the last or lead to an expert.
    let calls = 1 / (1 - back)
    let resolved = (settled + up) * calls
    let call = "contactTypes.call"
    try run.expect("\(call).day.offered", isExactly: first * calls)
    try run.expect("\(call).day.returned", isExactly: first * (calls - 1), atMostWide: 0.03)
    try run.expect("\(call).day.handling", isExactly: 90 * 1.5)
    try run.expect("contactTypes.expert.day.returned", isExactly: first * calls * up)
    try run.expect("loops.0.contacts", isExactly: first * calls * up)
    try run.expect("loops.1.contacts", isExactly: first * calls * back, atMostWide: 0.03)
    try run.expect("\(call).issues.resolved", isExactly: first * resolved)
    try run.expect("\(call).issues.lost", isExactly: first * (1 - resolved), atMostWide: 0.03)
    try run.expect("\(call).issues.contactsPerIssue", isExactly: (1 + up) * calls)
    try run.expect("\(call).issues.handOffsPerIssue", isExactly: up * calls)
    // Whatever the end, the calls before it are geometric: the n-th has behind it n calls and n − 1 delays.
    let time = calls * 135 + (calls - 1) * 1800 + up / (settled + up) * 300
    try run.expect("\(call).issues.timeToResolution", isExactly: time)
    try run.expect(
      "\(call).issues.firstContactResolution", isExactly: settled + (1 - settled) * 0.2 + back * exp(-2))
    try run.expect("issues.costPerResolved", isExactly: 24 * (300 * 2 + 100 * 10) / (first * resolved))
  }

  /// What is paid for after the warm-up settles what came in before, as what comes in is settled after the end: the cost of
  /// an issue does not depend on where the warm-up ends.
  @Test(arguments: [2, 3])
  func costOfAnIssueAfterAWarmUp(days: Int) throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 4) + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals: {perHour: 10}
            steps:
              - {name: look, group: agents, handling: {exponential: {mean: 2min}}}
              - {name: decide, group: agents, handling: {exponential: {mean: 2min}}, delay: 18h}
        agentGroups:
          agents: {skills: {ticket: 1}, staff: 2, costPerHour: 10}
        experiment: {warmUp: \(days)d}
        """, replications: 300)
    try run.expect("issues.costPerResolved", isExactly: 2)
  }

  /// Two agents, one of them in training, and no queue: a chain on who is idle, and who has been longer.
  @Test func oneOfTwoInTraining() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: 60}
            handling: {exponential: {mean: 100s}}
            queue: {limit: 0}
            resolution: {firstContact: 0.9}
        agentGroups:
          agents: {skills: {call: 1}, staff: 2, trainees: {share: 0.5, slower: 1.7, resolves: 0.5}}
        experiment: {warmUp: 6h}
        """, replications: 150)
    let means: [Character: Double] = ["s": 100, "t": 170]
    // The idle ones, the longest idle first.
    let chain = MarkovChain(from: "st") { idle in
      var moves: [(String, Double)] = idle.isEmpty ? [] : [(String(idle.dropFirst()), 60.0 / 3600)]
      for (agent, mean) in means where !idle.contains(agent) { moves.append((idle + String(agent), 1 / mean)) }
      return moves
    }
    let shares = chain.stationary()
    let skilled = chain.mean(shares) { $0.contains("s") ? 0 : 1 }
    let trainee = chain.mean(shares) { $0.contains("t") ? 0 : 1 }
    let answered = skilled / 100 + trainee / 170
    let day = "contactTypes.call.day"
    try run.expect("\(day).answered", isExactly: 86_400 * answered)
    try run.expect("\(day).handling", isExactly: (skilled + trainee) / answered)
    try run.expect("agentGroups.agents.day.occupancy", isExactly: (skilled + trainee) / 2)
    try run.expect(
      "contactTypes.call.issues.resolved", isExactly: 86_400 * (skilled / 100 * 0.9 + trainee / 170 * 0.45))
  }

  /// A warm-up of a day and a half: issues, loops and costs are those of the days after it.
  @Test func warmUpOfIssues() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 4, period: "1h") + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: 20}
            handling: 1min
            resolution: {firstContact: 0.8, otherwise: {as: call, after: {exponential: {mean: 10min}}}}
        agentGroups:
          agents: {skills: {call: 1}, staff: 50, costPerHour: 2}
        experiment: {warmUp: 36h}
        """, replications: 500)
    try run.expect("contactTypes.call.day.offered", isExactly: 480 / 0.8)
    try run.expect("contactTypes.call.days.1.offered", isExactly: 240 / 0.8)
    try run.expect("contactTypes.call.issues.opened", isExactly: 480)
    try run.expect("loops.0.contacts", isExactly: 480 * 0.25)
    try run.expect("agentGroups.agents.day.busyHours", isExactly: 480 / 0.8 / 60)
    try run.expect("agentGroups.agents.day.cost", isExactly: 2400)
  }

  /// A fifth of the chats belong elsewhere; of the others nine in ten are settled, and of the tickets half. First contacts
  /// are dealt with where they end: 0.8 · 0.9 + 0.2 · 0.5 of them hold.
  @Test func redirectedChatsComeBackAsTickets() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar() + """
        contactTypes:
          chat:
            channel: chat
            arrivals: {perHour: {"00:00-06:00": 100}}
            handling: {exponential: {mean: 60s}}
            redirect: {as: ticket, share: 0.2}
            resolution: {firstContact: 0.9, otherwise: {as: chat, after: 10min}, window: 1h}
          ticket:
            channel: ticket
            handling: {exponential: {mean: 60s}}
            resolution: {firstContact: 0.5, otherwise: {as: ticket, after: 20min}, window: 1h}
        agentGroups:
          agents: {skills: {chat: 1, ticket: 1}, staff: 300}
        """, replications: 300)
    // Chats of an issue: v = 1 + 0.8 · 0.1 v. Each leads to a ticket with 0.2, and that to two on average.
    let chats = 1 / (1 - 0.08)
    try run.expect("contactTypes.chat.day.offered", isExactly: 600 * chats)
    try run.expect("contactTypes.chat.day.returned", isExactly: 600 * (chats - 1), atMostWide: 0.03)
    try run.expect("contactTypes.ticket.day.offered", isExactly: 600 * chats * 0.4)
    try run.expect("contactTypes.ticket.day.returned", isExactly: 600 * chats * 0.2)
    try run.expect("contactTypes.chat.issues.resolved", isExactly: 600)
    try run.expect("contactTypes.chat.issues.contactsPerIssue", isExactly: chats * 1.4)
    try run.expect("contactTypes.chat.issues.firstContactResolution", isExactly: 0.8 * 0.9 + 0.2 * 0.5)
  }
}
