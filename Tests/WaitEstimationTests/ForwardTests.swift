import ContactCentre
import Foundation
import Randomness
import Testing
import WaitEstimation

/// When the scenario is played forward, and how it behaves.
@Suite struct ForwardTests {
  private func lognormal(_ agents: Int) throws -> Scenario {
    try centre(
      calls: ", patience: {weibull: {mean: 6min, shape: 1.5}}", agents: "staff: \(agents)"
    ).with { $0.contactTypes[0].handling = .lognormal(mean: 300, cv: 1.2) }
  }

  private func state(_ agents: Int, waiting: Int) -> LiveState {
    var state = allBusy(agents, waiting: waiting)
    state.groups[0].servingFor = (0..<agents).map { Double($0 * 37 % 600) }
    state.queues[0].waitingFor = (0..<waiting).map { Double((waiting - $0) * 9) }
    return state
  }

  @Test func chosenWhereItIsNeeded() throws {
    let exponential = try estimator(centre(), paths: 100)
    #expect(try exponential.estimate(allBusy(10, waiting: 1), contactType: "calls").method == .markov)
    #expect(
      try exponential.estimate(allBusy(10, waiting: 1), contactType: "calls", method: .forward).method == .forward)
    let answer = try estimator(lognormal(10), paths: 100).estimate(state(10, waiting: 1), contactType: "calls")
    #expect(answer.method == .forward)
    #expect(answer.paths == 100)
    #expect(answer.assumptions == [])
  }

  @Test func theSameStateGivesTheSameAnswer() throws {
    let scenario = try lognormal(10)
    let first = try estimator(scenario, paths: 500).estimate(state(10, waiting: 9), contactType: "calls").known()
    let again = try estimator(scenario, paths: 500)
    // In between the engines are used for something else.
    _ = try again.estimate(state(7, waiting: 50), contactType: "calls")
    #expect(try again.estimate(state(10, waiting: 9), contactType: "calls").known() == first)
    let other = scenario.with { $0.experiment.seed += 1 }
    #expect(try estimator(other, paths: 500).estimate(state(10, waiting: 9), contactType: "calls").known() != first)
  }

  /// What was played for one place is the answer at the others, to the last digit.
  @Test func onePlayForAllPlaces() throws {
    let estimator = try estimator(lognormal(10), paths: 300)
    let state = state(10, waiting: 40)
    let memo = ForwardMemo()
    for position in [41, 3, 17, 33, 32, 1] {
      let alone = try estimator.estimate(state, contactType: "calls", position: position).known()
      let shared = try estimator.estimate(state, contactType: "calls", position: position, memo: memo).known()
      #expect(alone == shared, "\(position)")
    }
  }

  @Test func monotoneInPlaceAndInStaff() throws {
    for agents in [5, 8, 12] {
      var before = -1.0
      let memo = ForwardMemo()
      for position in 1...30 {
        let estimator = try estimator(lognormal(agents), paths: 2000)
        let figures = try estimator.estimate(
          allBusy(agents, waiting: 30), contactType: "calls", position: position, memo: memo
        ).known()
        let mean = try #require(figures.mean)
        #expect(mean >= before)
        before = mean
        let more = try WaitEstimator(lognormal(agents + 1), at: monday10).estimate(
          allBusy(agents + 1, waiting: 30), contactType: "calls", position: position
        ).known()
        #expect(try #require(more.mean) < mean * 1.02)
        #expect(more.pWithin30 >= figures.pWithin30 - 0.05)
      }
    }
  }

  @Test func timeThatIsUp() throws {
    var estimator = try WaitEstimator(lognormal(10), at: monday10)
    estimator.budget = ForwardBudget(paths: 50_000_000, mostTime: .milliseconds(20))
    let answer = try estimator.estimate(state(10, waiting: 9), contactType: "calls", method: .forward)
    #expect(try #require(answer.paths) < 50_000_000)
    #expect(try answer.known().mean != nil)
    // Nothing in no time: the next best method answers, and says what it assumes.
    estimator.budget.mostTime = .zero
    let best = try estimator.estimate(state(10, waiting: 9), contactType: "calls")
    #expect(best.method == .markov)
    #expect(best.assumptions == [.exponentialHandling, .exponentialPatience])
    #expect(
      try estimator.estimate(state(10, waiting: 9), contactType: "calls", method: .forward).reason == .tookTooLong)
  }

  /// A list of times names every contact in hand. Nothing listed, or somebody waiting, means full hands.
  @Test func whatIsInHand() throws {
    let scenario = try centre().with {
      $0.contactTypes[0].channel = .chat
      $0.agentGroups[0].skills[0] = Skill(contactType: "calls", concurrency: 2, slowdown: [1, 1.5])
    }
    func mean(_ ages: [Double], waiting: Int = 0, _ method: EstimateMethod?) throws -> Double {
      var state = allBusy(2, waiting: waiting)
      state.groups[0].servingFor = ages
      return try #require(
        try estimator(scenario).estimate(state, contactType: "calls", method: method).known().mean)
    }
    for method in [nil, EstimateMethod.markov] {
      // Two agents with one chat each have room.
      #expect(try mean([10, 20], method) == 0)
      #expect(try mean([10, 20, 30], method) == 0)
      // Four places at two thirds of the speed.
      expectClose(try mean([10, 20, 30, 40], method), 112.5, 0.03)
      expectClose(try mean([], method), 112.5, 0.03)
      // Whoever waits would have been taken: more is in hand than is listed.
      expectClose(try mean([10, 20], waiting: 1, method), 225, 0.03)
    }
  }

  @Test func historyWhereTheStateSaysTooLittle() throws {
    let estimator = try estimator(lognormal(10), paths: 100)
    var state = LiveState(
      time: monday10,
      queues: [
        LiveQueue(contactType: "calls", waiting: 2, waitingFor: [50, 10], recentWaits: [90, 30, 60, 20])
      ])
    let now = try estimator.estimate(state, contactType: "calls")
    #expect(now.method == .history)
    #expect(try now.known().mean == 50)
    // Of those who waited longer than 50 s, what came after.
    #expect(try estimator.estimate(state, contactType: "calls", position: 1).known().mean == 25)
    state.queues[0].waitingFor = []
    #expect(try estimator.estimate(state, contactType: "calls", position: 1).reason == .groupMissing("agents"))
    #expect(
      try estimator.estimate(state, contactType: "calls", position: 1, method: .history).reason == .nothingObserved)
    state.queues[0].recentWaits = []
    #expect(try estimator.estimate(state, contactType: "calls").reason == .groupMissing("agents"))
  }

  /// Other types of the same agents get their own time in the advice.
  @Test func adviceInASharedCentre() throws {
    let scenario = try centre(
      agents: "staff: 2",
      types: "line: {channel: phone, arrivals: {perHour: 1}, handling: {exponential: {mean: 1min}}}",
      groups: "others: {skills: {line: 1}, staff: 1}"
    ).with { $0.agentGroups[0].skills.append(Skill(contactType: "line", rank: 2)) }
    var state = allBusy(2, waiting: 20)
    state.groups.append(LiveGroup(name: "others", onDuty: 1, busy: 1))
    let answer = try estimator(scenario, paths: 2000).estimate(state, contactType: "calls", memo: ForwardMemo())
    let call = try #require(answer.advice.first { $0.action == .call })
    #expect(call.contactType == "line")
    #expect(try #require(call.expected) < 90)
    #expect(try #require(answer.advice.first { $0.action == .wait }?.expected) > 1000)
    #expect(answer.advice.first?.action == .call)
  }
}
