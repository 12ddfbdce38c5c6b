import ContactCentre
import Foundation
import QueueingTheory
import Testing
import WaitEstimation

/// The share of futures in which the wait is over by each time, held against an exact probability: at most 4.5 standard
/// deviations apart, which happens by chance once in 150 000 comparisons.
func expectAgrees(
  _ answer: WaitEstimate, _ times: [Double], _ exact: [Double], sourceLocation: SourceLocation = #_sourceLocation
) throws {
  #expect(answer.method == .forward, sourceLocation: sourceLocation)
  let law = try #require(answer.law, sourceLocation: sourceLocation)
  let paths = Double(try #require(answer.paths, sourceLocation: sourceLocation))
  #expect(paths >= 10_000, sourceLocation: sourceLocation)
  for (time, exact) in zip(times, exact) {
    let deviation = (max(exact * (1 - exact), 1e-4) / paths).squareRoot()
    #expect(
      abs(law.within(time) - exact) < 4.5 * deviation, "P(W ≤ \(time)) is \(law.within(time)), not \(exact)",
      sourceLocation: sourceLocation)
  }
}

func estimator(_ scenario: Scenario, paths: Int = 20_000) throws -> WaitEstimator {
  var estimator = try WaitEstimator(scenario, at: monday10)
  estimator.budget = ForwardBudget(paths: paths, mostTime: nil)
  return estimator
}

/// Playing forward against the exact method, where both can do it.
@Suite struct ForwardAgreementTests {
  private func compare(
    _ scenario: Scenario, _ state: LiveState, position: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let estimator = try estimator(scenario)
    let exact = try estimator.estimate(state, contactType: "calls", position: position, method: .markov)
    let forward = try estimator.estimate(state, contactType: "calls", position: position, method: .forward)
    let law = try #require(exact.law, sourceLocation: sourceLocation)
    let times = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98].map { law.quantile($0) }.filter { $0.isFinite } + [30, 3600]
    try expectAgrees(forward, times, times.map { law.within($0) }, sourceLocation: sourceLocation)
    let (a, b) = (try exact.known(), try forward.known())
    if let mean = a.mean { expectClose(b.mean, mean, 0.03, sourceLocation: sourceLocation) }
    #expect(abs(a.pAbandon - b.pAbandon) < 0.015, sourceLocation: sourceLocation)
    #expect(
      abs(a.pAnsweredBeforeClosing - b.pAnsweredBeforeClosing) < 0.016, sourceLocation: sourceLocation)
  }

  private static let impatient = ", patience: {exponential: {mean: 4min}}"

  @Test func placesInTheQueue() throws {
    for (position, waiting) in [(1, 0), (1, 5), (3, 5), (6, 5), (20, 30), (31, 30)] {
      try compare(centre(), allBusy(10, waiting: waiting), position: position)
      try compare(centre(calls: Self.impatient), allBusy(10, waiting: waiting), position: position)
    }
    var idle = allBusy(10, waiting: 2)
    idle.groups[0].busy = 9
    try compare(centre(calls: Self.impatient), idle)
  }

  @Test func staffComesAndGoes() throws {
    let falls = try centre(
      calls: Self.impatient,
      agents: """
        shifts: [{name: a, start: "09:00", end: "10:02", heads: 4}, {name: b, start: "09:00", end: "18:00", heads: 6}]
        """)
    try compare(falls, allBusy(10, waiting: 12))
    try compare(falls, allBusy(8, waiting: 12))
    let rises = try centre(agents: "staff: {\"09:00-10:30\": 2, \"10:30-18:00\": 9}")
    try compare(rises, allBusy(2, waiting: 14))
    // Nobody is there, and two come in half an hour.
    let later = try centre(calls: Self.impatient, agents: "staff: {\"09:00-10:30\": 0, \"10:30-18:00\": 2}")
    try compare(later, allBusy(0, waiting: 3))
    try compare(later, allBusy(0, waiting: 0))
    try compare(centre(agents: "staff: {\"09:00-10:30\": 0, \"10:30-18:00\": 2}"), allBusy(0, waiting: 3))
  }

  @Test func closing() throws {
    let soon = "{period: 1min, hours: {day: \"09:00-10:01\"}}"
    try compare(
      centre(calls: Self.impatient + ", hours: day, closing: cutOff", calendar: soon), allBusy(10, waiting: 2))
    let servesOut = try centre(
      calls: Self.impatient + ", hours: day", agents: "staff: {\"09:00-10:01\": 10}", calendar: soon)
    try compare(servesOut, allBusy(10, waiting: 5))
    try compare(servesOut, allBusy(10, waiting: 5, at: monday10 + 70), position: 5)
    // Four go before it closes, six serve out.
    let early = try centre(
      calls: ", hours: day",
      agents: """
        shifts: [{name: a, start: "09:00", end: "10:01", heads: 4}, {name: b, start: "09:00", end: "10:03", heads: 6}]
        """, calendar: "{period: 1min, hours: {day: \"09:00-10:03\"}}")
    try compare(early, allBusy(10, waiting: 9))
    // Everybody goes before it closes: whoever is not reached by then never is.
    let never = try centre(
      agents: "staff: {\"09:00-10:01\": 10}", calendar: "{period: 1min, hours: {day: \"09:00-10:02\"}}")
    let law = try #require(
      try estimator(never).estimate(
        allBusy(10, waiting: 0, at: monday10 - 400 * 86_400), contactType: "calls", method: .forward
      ).law)
    #expect(abs(law.within(50_000) - (1 - exp(-2.0))) < 0.016)
  }

  /// In place of a closed form for the wait of who is behind others in a pool of agents who hold several contacts.
  @Test func manyHands() throws {
    var scenario = try centre(calls: Self.impatient)
    scenario.contactTypes[0].channel = .chat
    scenario.agentGroups[0].skills[0] = Skill(contactType: "calls", concurrency: 3, slowdown: [1, 1.25, 1.5])
    // As long as somebody waits all hands are full, and each place works at 1 / 1.5: the exact method is exact.
    try compare(scenario, allBusy(10, waiting: 12))
    try compare(scenario, allBusy(10, waiting: 0))
  }
}

/// Work that takes longer when it begins at some times.
@Suite struct HandlingFactorForecastTests {
  private static let twice = #", handlingFactor: {"10:00-10:30": 2}"#

  /// The same factor all day is another mean; one that varies is beyond the exact method, which says so.
  @Test func theExactMethodKnowsOneFactorOnly() throws {
    let steady = try estimator(centre(calls: ", handlingFactor: 2")).estimate(
      allBusy(10, waiting: 4), contactType: "calls", method: .markov)
    // Five ends of service, each after 600 s / 10 on average.
    expectClose(try steady.known().mean, 5 * 60)
    let varied = try estimator(centre(calls: Self.twice)).estimate(
      allBusy(10, waiting: 4), contactType: "calls", method: .markov)
    #expect(varied.reason?.description.contains("takes longer at some times") == true)
  }

  /// At 10:00 exponential work in hand was begun before, at the usual speed; what begins now takes twice as long. With one agent
  /// the wait of who has one ahead is the sum of what is left, 300 s on average, and of 600 s.
  @Test func whatBeginsLaterTakesItsOwnTime() throws {
    let scenario = try centre(calls: Self.twice, agents: "staff: 1")
    for events in [false, true] {
      var state = allBusy(1, waiting: 1, at: monday10 + 1)
      state.groups[0].servingFor = [40]
      // Another type without arrivals is played by events.
      let played =
        events
        ? try centre(
          calls: Self.twice, agents: "staff: 1", types: "other: {channel: deferred, handling: 1min}",
          groups: "others: {skills: {other: 1}, staff: 1}") : scenario
      let answer = try estimator(played).estimate(state, contactType: "calls", method: .forward)
      let (slow, fast) = (1.0 / 600, 1.0 / 300)
      func within(_ time: Double) -> Double {
        1 - (fast * exp(-slow * time) - slow * exp(-fast * time)) / (fast - slow)
      }
      let times = [60.0, 300, 600, 900]
      try expectAgrees(answer, times, times.map(within))
    }
  }

  /// Begun in the half hour of long work and looked at after it: what is left is long too.
  @Test func whatWasBegunThenIsLong() throws {
    let scenario = try centre(calls: Self.twice, agents: "staff: 1")
    var state = allBusy(1, waiting: 0, at: monday10 + 1801)
    state.groups[0].servingFor = [40]
    let answer = try estimator(scenario).estimate(state, contactType: "calls", method: .forward)
    let times = [60.0, 300, 600, 1200]
    try expectAgrees(answer, times, times.map { 1 - exp(-$0 / 600) })
  }
}
