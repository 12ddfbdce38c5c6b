import Foundation
import Testing

/// Constant handling times, and a day that never settles.
@Suite struct WholeCentreServiceTests {
  /// M/D/1: P(W ≤ t) = (1 − ρ) Σ (−λ (t − k D))ᵏ / k! · exp(λ (t − k D)) over k ≤ t / D (Erlang 1909).
  @Test func oneAgentConstantHandling() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: 40}, handling: 60s, promise: {answerWithin: 90s, target: 0.8}}
        agentGroups:
          agent: {skills: {call: 1}, staff: 1}
        experiment: {warmUp: 6h}
        """, replications: 150)
    let (arrival, load) = (40.0 / 3600, 40.0 / 60)
    // Two terms: 90 s are one handling time and a half.
    let within = (1 - load) * (exp(arrival * 90) - arrival * 30 * exp(arrival * 30))
    try run.expect("contactTypes.call.day.wait.answered.mean", isExactly: load * 60 / 2 / (1 - load))
    try run.expect("contactTypes.call.day.serviceLevel.SL1", isExactly: within)
  }

  /// M/D/3: all who are in hand now are gone a handling time later, so the number in the system is a chain in steps of that
  /// length, N′ = max(N − 3, 0) + Poisson(λ D) (Crommelin 1932).
  @Test func threeAgentsConstantHandling() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          call: {channel: phone, arrivals: {perHour: 150}, handling: 60s}
        agentGroups:
          agents: {skills: {call: 1}, staff: 3}
        experiment: {warmUp: 6h}
        """, replications: 150)
    let arrivals = poissonShares(mean: 150.0 / 60, upTo: 40)
    var shares = [1.0] + Array(repeating: 0, count: 160)
    for _ in 0..<2000 {
      var next = Array(repeating: 0.0, count: shares.count)
      for (number, share) in shares.enumerated() where share > 1e-18 {
        for (more, weight) in arrivals.enumerated() {
          next[min(max(number - 3, 0) + more, shares.count - 1)] += share * weight
        }
      }
      shares = next
    }
    let queue = shares.enumerated().reduce(0) { $0 + Double(max(0, $1.offset - 3)) * $1.element }
    try run.expect("contactTypes.call.day.queueLength", isExactly: queue)
    try run.expect("contactTypes.call.day.wait.answered.mean", isExactly: queue / (150.0 / 3600))
  }

  /// M(t)/M/s(t)+M: rates and staff by the hour, solved by uniformization from hour to hour.
  @Test func aDayByTheHour() throws {
    let (perHour, staff) = ([20.0, 60, 110, 120, 150], [1, 2, 3, 4, 5])
    func hours(_ values: [String]) -> String {
      values.enumerated().map { "\"0\($0.offset):00-0\($0.offset + 1):00\": \($0.element)" }.joined(separator: ", ")
    }
    let run = try ExactRun(
      ExactCasesTests.calendar(period: "1h") + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: {\(hours(perHour.map { "\($0)" }))}}
            handling: {exponential: {mean: 2min}}
            patience: {exponential: {mean: 4min}}
        agentGroups:
          agents: {skills: {call: 1}, staff: {\(hours(staff.map { "\($0)" })), "05:00-24:00": 5}}
        """, replications: 4000)
    var number = [0: 1.0]
    for hour in 0..<5 {
      let (agents, arrival) = (staff[hour], perHour[hour] / 3600)
      let chain = MarkovChain(from: 0) { n -> [(Int, Double)] in
        let ends = Double(min(n, agents)) / 120 + Double(max(0, n - agents)) / 240
        return [(n + 1, n < 60 ? arrival : 0), (n - 1, ends)]
      }
      let (end, time) = chain.advance(chain.states.map { number[$0] ?? 0 }, by: 3600)
      let queue = chain.mean(time) { Double(max(0, $0 - agents)) } / 3600
      let busy = chain.mean(time) { Double(min($0, agents)) } / 3600
      let call = "contactTypes.call.periods.\(hour)"
      try run.expect("\(call).offered", isExactly: perHour[hour])
      try run.expect("\(call).queueLength", isExactly: queue, atMostWide: 0.05)
      try run.expect("agentGroups.agents.periods.\(hour).occupancy", isExactly: busy / Double(agents))
      number = Dictionary(uniqueKeysWithValues: zip(chain.states, end))
    }
  }
}
