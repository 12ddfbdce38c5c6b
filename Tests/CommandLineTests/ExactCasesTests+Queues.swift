import Foundation
import Testing

/// Stationary queues: waiting rooms, priorities, balking, messages, overflow.
extension ExactCasesTests {
  /// One type of exponential calls and one group, without the first hours of each replication.
  private static func queue(
    perHour: Int, handling: String, agents: Int, days: Int = 4, type: String = "", groups: String = ""
  ) -> String {
    calendar(days: days) + """
      contactTypes:
        call:
          channel: phone
          arrivals: {perHour: \(perHour)}
          handling: {exponential: {mean: \(handling)}}
          promise: {answerWithin: 30s, target: 0.8}
          \(type)
      agentGroups:
        agents: {skills: {call: 1}, staff: \(agents)}
        \(groups)
      experiment: {warmUp: 4h}
      """
  }

  /// The number in the system, at most so many, with arrivals that depend on it.
  private static func chain(
    agents: Int, service: Double, most: Int, arrival: (Int) -> Double
  ) -> MarkovChain<Int> {
    MarkovChain(from: 0) { n in
      let up = n < most ? arrival(n) : 0
      let down = Double(min(n, agents)) * service
      return [(n + 1, up), (n - 1, down)]
    }
  }

  /// Enough agents for everybody, calls of 3 min that take half as long again from 10:00 to 12:00. What was begun before goes on
  /// as it was: of λ m calls in hand λ m² (1 − e^(−T/m)) of work is done in the next T, of the new ones λ m (T − m (1 − e^(−T/m))).
  @Test func handlingByTimeOfDay() throws {
    let run = try ExactRun(
      Self.queue(
        perHour: 80, handling: "3min", agents: 60, days: 1, type: #"handlingFactor: {"10:00-12:00": 1.5}"#),
      replications: 800)
    let (rate, length) = (80.0 / 3600, 1800.0)
    func old(_ mean: Double) -> Double { rate * mean * mean * (1 - exp(-length / mean)) }
    func new(_ mean: Double) -> Double { rate * mean * (length - mean * (1 - exp(-length / mean))) }
    for (period, before, now) in [(19, 180.0, 180.0), (20, 180, 270), (22, 270, 270), (23, 270, 270), (24, 270, 180)] {
      try run.expect("contactTypes.call.periods.\(period).handling", isExactly: now)
      try run.expect("agentGroups.agents.periods.\(period).busyHours", isExactly: (old(before) + new(now)) / 3600)
    }
  }

  /// Customers who balk above an announced wait, beside others who give up: with k ahead it is Σ 1 / (3μ + j θ) over j ≤ k, here
  /// 40, 73.3, 101.9 s and so on, and 60 % do not join from two ahead on.
  @Test func balkingOnWhatTheyAreTold() throws {
    let run = try ExactRun(
      Self.queue(
        perHour: 100, handling: "2min", agents: 3,
        type: """
          patience: {exponential: {mean: 200s}}
              announcement: {balking: {whenExpectedWaitAbove: 100s, share: 0.6}}
          """), replications: 600)
    let (arrival, service, leaving, agents) = (100.0 / 3600, 1.0 / 120, 1.0 / 200, 3)
    func told(_ ahead: Int) -> Double {
      (0...ahead).reduce(0) { $0 + 1 / (Double(agents) * service + Double($1) * leaving) }
    }
    func balks(_ n: Int) -> Double { n >= agents && told(n - agents) > 100 ? 0.6 : 0 }
    let chain = MarkovChain(from: 0) { n in
      let up = n < 60 ? arrival * (1 - balks(n)) : 0
      return [(n + 1, up), (n - 1, Double(min(n, agents)) * service + Double(max(0, n - agents)) * leaving)]
    }
    let shares = chain.stationary()
    let day = "contactTypes.call.day"
    try run.expect("\(day).balked", isExactly: 2400 * chain.mean(shares, of: balks))
    try run.expect("\(day).queueLength", isExactly: chain.mean(shares) { Double(max(0, $0 - agents)) })
    try run.expect(
      "\(day).abandoned", isExactly: 86_400 * leaving * chain.mean(shares) { Double(max(0, $0 - agents)) },
      atMostWide: 0.03)
  }

  /// M/M/3/7: three agents, four places to wait.
  @Test func finiteWaitingRoom() throws {
    let run = try ExactRun(
      Self.queue(perHour: 80, handling: "3min", agents: 3, type: "queue: {limit: 4}"), replications: 600)
    let (arrival, service, agents, places) = (80.0 / 3600, 1.0 / 180, 3, 4)
    let chain = Self.chain(agents: agents, service: service, most: agents + places) { _ in arrival }
    let shares = chain.stationary()
    let blocked = chain.mean(shares) { $0 == agents + places ? 1 : 0 }
    let queue = chain.mean(shares) { Double(max(0, $0 - agents)) }
    // Whoever finds n ≥ 3 in the system waits for n − 2 ends of service.
    let within = chain.mean(shares) { n in
      if n < agents { return 1 }
      return n == agents + places ? 0 : erlangWithin(30, count: n - agents + 1, rate: Double(agents) * service)
    }
    let day = "contactTypes.call.day"
    try run.expect("\(day).offered", isExactly: 80 * 24)
    try run.expect("\(day).blocked", isExactly: 80 * 24 * blocked)
    try run.expect("\(day).answered", isExactly: 80 * 24 * (1 - blocked))
    try run.expect("\(day).queueLength", isExactly: queue)
    try run.expect("\(day).wait.answered.mean", isExactly: queue / (arrival * (1 - blocked)))
    try run.expect("\(day).serviceLevel.SL1", isExactly: within)
    try run.expect("\(day).serviceLevel.SL4", isExactly: within / (1 - blocked))
    try run.expect("agentGroups.agents.day.occupancy", isExactly: arrival * (1 - blocked) / service / Double(agents))
  }

  /// M/M/1 with two priorities and no interruption (Cobham 1954): W₁ = R / (1 − ρ₁), W₂ = R / ((1 − ρ₁) (1 − ρ)).
  @Test(arguments: [
    ("highestPriorityThenLongestWaiting", "phone", 5, 0, true),
    // The same priority: first come, first served.
    ("highestPriorityThenLongestWaiting", "phone", 5, 5, false),
    ("longestWaiting", "phone", 5, 0, false),
    // The rank decides between equals.
    ("highestPriorityThenBestRank", "phone", 5, 5, true),
    // Deferred work comes after live contacts, whatever its priority.
    ("highestPriorityThenLongestWaiting", "deferred", 5, 9, true),
    ("longestWaiting", "deferred", 0, 9, true),
  ])
  func prioritiesOnOneAgent(order: String, channel: String, first: Int, second: Int, inOrder: Bool) throws {
    let run = try ExactRun(
      Self.calendar(days: 10) + """
        contactTypes:
          first: {channel: phone, priority: \(first), arrivals: {perHour: 20}, handling: {exponential: {mean: 1min}}}
          second: {channel: \(channel), priority: \(second), arrivals: {perHour: 20}, handling: {exponential: {mean: 1min}}}
        agentGroups:
          agent: {skills: {first: 1, second: 2}, staff: 1}
        routing: {contact: \(order)}
        experiment: {warmUp: 12h}
        """, replications: 150)
    let service = 1.0 / 60
    let (firstLoad, load) = (20.0 / 3600 / service, 40.0 / 3600 / service)
    // Mean rest of the contact in hand, met with probability ρ.
    let rest = load / service
    let waits =
      inOrder
      ? [rest / (1 - firstLoad), rest / ((1 - firstLoad) * (1 - load))] : [rest / (1 - load), rest / (1 - load)]
    for (name, wait) in zip(["first", "second"], waits) {
      try run.expect("contactTypes.\(name).day.wait.answered.mean", isExactly: wait)
      try run.expect("contactTypes.\(name).day.queueLength", isExactly: wait * 20 / 3600)
    }
    try run.expect("agentGroups.agent.day.occupancy", isExactly: load)
  }

  /// M/M/4 whose customers balk from the third place on: births λ / 2 there.
  @Test func balkingAboveAnExpectedWait() throws {
    let run = try ExactRun(
      Self.queue(
        perHour: 200, handling: "60s", agents: 4,
        type: "announcement: {balking: {whenExpectedWaitAbove: 40s, share: 0.5}}"), replications: 500)
    let (arrival, service, agents) = (200.0 / 3600, 1.0 / 60, 4)
    // With n in the system the place is n − 3, and the wait announced there (n − 3) · 60 s / 4.
    func balking(_ n: Int) -> Double { Double(n - agents + 1) * 15 > 40 ? 0.5 : 0 }
    let chain = Self.chain(agents: agents, service: service, most: 200) { arrival * (1 - balking($0)) }
    let shares = chain.stationary()
    let balked = chain.mean(shares) { balking($0) }
    try run.expect("contactTypes.call.day.balked", isExactly: 200 * 24 * balked)
    try run.expect("contactTypes.call.day.answered", isExactly: 200 * 24 * (1 - balked))
    try run.expect("contactTypes.call.day.queueLength", isExactly: chain.mean(shares) { Double(max(0, $0 - agents)) })
    try run.expect("agentGroups.agents.day.occupancy", isExactly: arrival * (1 - balked) / service / Double(agents))
  }

  /// Of those who must wait 30 % leave, and of the others 40 % leave a message: births 0.7 · 0.6 λ from state 4 on.
  @Test func balkingThenMessages() throws {
    let run = try ExactRun(
      Self.queue(
        perHour: 200, handling: "60s", agents: 4,
        type: """
          announcement:
                balking: {whenExpectedWaitAbove: 0s, share: 0.3}
                offer: {becomes: message, whenExpectedWaitAbove: 0s, acceptance: 0.4}
            message: {channel: deferred, handling: 10s}
          """, groups: "writers: {skills: {message: 1}, staff: 50}"), replications: 500)
    let (arrival, service, agents) = (200.0 / 3600, 1.0 / 60, 4)
    let chain = Self.chain(agents: agents, service: service, most: 200) { $0 < agents ? arrival : arrival * 0.7 * 0.6 }
    let waiting = chain.mean(chain.stationary()) { $0 < agents ? 0 : 1 }
    let day = "contactTypes.call.day"
    try run.expect("\(day).balked", isExactly: 4800 * waiting * 0.3)
    try run.expect("\(day).messages", isExactly: 4800 * waiting * 0.7 * 0.4)
    try run.expect("\(day).answered", isExactly: 4800 * (1 - waiting * (1 - 0.7 * 0.6)))
    // 50 writers: a message is answered as it comes.
    try run.expect("contactTypes.message.day.offered", isExactly: 4800 * waiting * 0.7 * 0.4)
    try run.expect("contactTypes.message.day.answered", isExactly: 4800 * waiting * 0.7 * 0.4)
    try run.expect("contactTypes.message.day.wait.answered.mean", isExactly: 0)
  }

  /// After 60 s a second group helps, which always has room: the first group sees M/M/4 with a patience of 60 s.
  ///
  /// The density of the wait that the first group offers is v(x) = λ p₃ exp(−(4μ − λ) x) up to 60 s and falls as
  /// exp(−4μ x) beyond, where nobody joins (Baccelli and Hebuterne 1981).
  @Test func overflowAfterAMinute() throws {
    let run = try ExactRun(
      Self.queue(
        perHour: 100, handling: "2min", agents: 4, days: 6,
        groups: "helpers: {skills: {call: {rank: 2, after: 60s}}, staff: 100}"), replications: 400)
    let (arrival, service, agents, after) = (100.0 / 3600, 1.0 / 120, 4, 60.0)
    let capacity = Double(agents) * service
    let slack = capacity - arrival
    // Unnormalised: states 0 … 3 have (λ/μ)ⁿ / n!.
    var states = [1.0]
    for n in 1..<agents { states.append(states[n - 1] * arrival / service / Double(n)) }
    let start = arrival * states[agents - 1]
    func mass(_ x: Double) -> Double { start * (1 - exp(-slack * x)) / slack }
    let beyond = start * exp(-slack * after) / capacity
    let idle = states.reduce(0, +)
    let total = idle + mass(after) + beyond
    let overflow = beyond / total
    let partial = start * (1 - exp(-slack * after) * (1 + slack * after)) / (slack * slack) / total
    let wait = partial + after * overflow
    let busy = states.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / total
    try run.expect("contactTypes.call.day.wait.answered.mean", isExactly: wait)
    try run.expect("contactTypes.call.day.queueLength", isExactly: wait * arrival)
    try run.expect("contactTypes.call.day.serviceLevel.SL1", isExactly: (idle + mass(30)) / total)
    try run.expect("agentGroups.agents.day.occupancy", isExactly: busy / 4 + (mass(after) + beyond) / total)
    try run.expect("agentGroups.helpers.day.occupancy", isExactly: overflow * arrival / service / 100)
  }
}
