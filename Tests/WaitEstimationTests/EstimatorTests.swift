import ContactCentre
import Foundation
import QueueingTheory
import Randomness
import Testing
import WaitEstimation

/// Exact waits from a live state.
@Suite struct EstimatorTests {
  @Test func oneToGo() throws {
    let answer = try WaitEstimator(centre(), at: monday10).estimate(
      allBusy(10, waiting: 3), contactType: "calls", position: 1)
    let figures = try answer.known()
    // Ten agents, five minutes each: half a minute on average.
    expectClose(figures.mean, 30)
    for (value, p) in [(figures.p10, 0.1), (figures.p50, 0.5), (figures.p80, 0.8), (figures.p90, 0.9)] {
      expectClose(value, -30 * log(1 - p))
    }
    expectClose(figures.pWithin30, 1 - exp(-1))
    #expect(figures.pWithinPromise == nil)
    #expect(figures.pAbandon == 0)
    #expect(answer.method == .markov)
    #expect(answer.assumptions == [])
    #expect(answer.ahead == 0)
  }

  @Test func sumsOfExponentialsWithImpatience() throws {
    let scenario = try centre(
      calls: ", patience: {exponential: {mean: 4min}}, promise: {answerWithin: 60s, target: 0.8}")
    let estimator = try WaitEstimator(scenario, at: monday10)
    for position in [1, 2, 6, 31] {
      let figures = try estimator.estimate(allBusy(10, waiting: 40), contactType: "calls", position: position).known()
      let rates = (0..<position).map { 10 / 300.0 + Double($0) / 240 }
      expectClose(figures.mean, rates.reduce(0) { $0 + 1 / $1 })
      expectClose(figures.pAbandon, 1 - rates.reduce(1) { $0 * $1 / ($1 + 1 / 240) })
      // P(W ≤ t) by partial fractions, in as many digits as it has.
      if position <= 6 {
        func within(_ time: Double) -> Double {
          1
            - rates.indices.reduce(0) { sum, i in
              sum + exp(-rates[i] * time)
                * rates.indices.filter { $0 != i }.reduce(1) { $0 * rates[$1] / (rates[$1] - rates[i]) }
            }
        }
        expectClose(figures.pWithin30, within(30))
        expectClose(figures.pWithinPromise, within(60))
        for (value, p) in [(figures.p10, 0.1), (figures.p50, 0.5), (figures.p80, 0.8), (figures.p90, 0.9)] {
          expectClose(within(value ?? 0), p)
        }
      }
    }
  }

  /// A plan that was posted: two agents until 10:30, six then. The 5th in line at 10:29:10, nobody ready within 50 s with
  /// probability e^(−1/3), and so on: Poisson completions at 2/300 a second, then the rest at 6/300 (four come at once).
  @Test func aPostedPlanTakesThePlaceOfTheScenarios() throws {
    let at = monday10 + 1750
    let state = LiveState(
      time: at, groups: [LiveGroup(name: "agents", onDuty: 2, busy: 2)],
      queues: [LiveQueue(contactType: "calls", waiting: 5)])
    func mean(_ plan: [PlannedStaff], staff: String = "2") throws -> Seconds? {
      try WaitEstimator(centre(agents: "staff: \(staff)"), at: at, plans: ["agents": plan]).estimate(
        state, contactType: "calls", position: 5
      ).known().mean
    }
    let more = [PlannedStaff(from: monday10, onDuty: 2), PlannedStaff(from: monday10 + 1800, onDuty: 6)]
    // j done before: 4 − j still ahead when four come, who take as many of the line at once.
    var exact = 0.0
    var weight = exp(-1.0 / 3)
    for done in 0..<5 {
      let behind = max(0, 4 - done - 4 + 1)
      exact += weight * (50 + Double(behind) * 50)
      weight *= 1.0 / 3 / Double(done + 1)
    }
    // Those who are answered before: the fifth completion of a Poisson stream, its mean within the 50 s.
    let step = 0.001
    var time = step / 2
    while time < 50 {
      let x = time / 150
      exact += time * exp(-x) * x * x * x * x / 24 / 150 * step
      time += step
    }
    expectClose(try mean(more), exact, 1e-6)
    // It holds until its next step, whatever the scenario has then.
    expectClose(
      try mean([PlannedStaff(from: monday10, onDuty: 2)], staff: "{\"00:00-10:30\": 6, \"10:30-24:00\": 3}"), 750)
    // Nobody from 10:30 on.
    let none = [PlannedStaff(from: monday10, onDuty: 2), PlannedStaff(from: monday10 + 1800, onDuty: 0)]
    #expect(try mean(none, staff: "6") == nil)
    // Before its first moment the scenario holds: six come at 10:30, and the plan is of noon.
    expectClose(
      try mean([PlannedStaff(from: monday10 + 7200, onDuty: 1)], staff: "{\"00:00-10:30\": 2, \"10:30-24:00\": 6}"),
      exact, 1e-6)
  }

  /// A scenario of a Monday says what the staff of a Saturday is, as one of the whole week does.
  @Test func staffByWeekdayHoldsForDaysOutsideTheRun() throws {
    let at = monday10 + 5 * 86_400 + 6_600
    let state = LiveState(
      time: at, groups: [LiveGroup(name: "agents", onDuty: 4, busy: 4)],
      queues: [LiveQueue(contactType: "calls", waiting: 20)])
    func answer(_ calendar: String, saturday: String) throws -> WaitEstimate {
      let staff = "{mon-fri: {\"00:00-12:00\": 6, \"12:00-24:00\": 2}, sat: \(saturday), sun: 1}"
      return try WaitEstimator(centre(agents: "staff: \(staff)", calendar: calendar), at: monday10).estimate(
        state, contactType: "calls", position: 16)
    }
    let saturday = "{\"00:00-12:00\": 4, \"12:00-24:00\": 3}"
    let week = try answer("{days: 7}", saturday: saturday)
    let day = try answer("{days: 1}", saturday: saturday)
    expectClose(try day.known().mean, try #require(week.known().mean))
    #expect(week.assumptions == [] && day.assumptions == [.similarDay])
    // Four all day: 16 services of 300 s at four at once; with one who goes at noon it takes longer.
    expectClose(try answer("{days: 1}", saturday: "4").known().mean, 1200)
    #expect(try #require(day.known().mean) > 1300)
    // Adjusted alike.
    let adjusted = try answer(
      "{days: 1}", saturday: "{values: \(saturday), adjust: [{between: \"12:00-24:00\", add: 1}]}")
    expectClose(try adjusted.known().mean, 1200)
  }

  @Test func whoArrivesNowIsBehindAllWhoWait() throws {
    let estimator = try WaitEstimator(centre(), at: monday10)
    let answer = try estimator.estimate(allBusy(10, waiting: 3), contactType: "calls")
    #expect(answer.position == 4)
    expectClose(try answer.known().mean, 120)
  }

  @Test func idleAgentsMeanNoWait() throws {
    let estimator = try WaitEstimator(centre(), at: monday10)
    var state = allBusy(10, waiting: 0)
    state.groups[0].busy = 9
    let next = try estimator.estimate(state, contactType: "calls").known()
    #expect(next.mean == 0 && next.p90 == 0 && next.pWithin30 == 1 && next.pAbandon == 0)
    // The one who is idle takes the first of those who wait.
    state.queues = [LiveQueue(contactType: "calls", waiting: 2)]
    #expect(try estimator.estimate(state, contactType: "calls", position: 1).known().mean == 0)
    expectClose(try estimator.estimate(state, contactType: "calls", position: 2).known().mean, 30)
  }

  /// Four go at 10:05, two come at 10:10; checked against the distribution written out by hand.
  @Test func shiftsThatEndSlowTheLine() throws {
    let scenario = try centre(
      agents:
        "shifts: [{name: a, start: \"09:00\", end: \"10:05\", heads: 4}, {name: b, start: \"09:00\", end: \"18:00\", heads: 6}]"
    )
    let answer = try WaitEstimator(scenario, at: monday10).estimate(
      allBusy(10, waiting: 9), contactType: "calls", position: 1)
    // Ten agents for 300 s, then six.
    let left = exp(-10 * 300 / 300.0)
    expectClose(try answer.known().mean, 30 * (1 - left) + 50 * left)
    let tenth = try WaitEstimator(scenario, at: monday10).estimate(allBusy(10, waiting: 9), contactType: "calls")
      .known()
    // Erlang with ten stages: rate 1/30 for 300 s, then 1/50.
    func poisson(_ mean: Double, _ n: Int) -> Double { exp(Double(n) * log(mean) - mean - lgamma(Double(n) + 1)) }
    let exact = (0..<10).reduce(0.0) { $0 + poisson(300 / 30.0 + 40 / 50.0, $1) }
    expectClose(1 - (tenth.p50 ?? 0 < 340 ? 1 : 0), 1 - (exact < 0.5 ? 1 : 0))
    var mean = 0.0
    for stage in 0..<10 {
      // Expected stages left at 300 s.
      mean += poisson(10, stage) * Double(10 - stage) * 50
    }
    // Before 300 s: the mean of min(W, 300).
    let early = (0..<10).reduce(0.0) { sum, n in
      sum + 30 * (1 - (0...n).reduce(0) { $0 + poisson(10, $1) })
    }
    expectClose(tenth.mean, early + mean)
  }

  @Test func theDifferenceFromThePlanStays() throws {
    let scenario = try centre(agents: "staff: {\"09:00-10:30\": 10, \"10:30-18:00\": 4}")
    let state = allBusy(8, waiting: 0, at: monday10 + 1790)
    let answer = try WaitEstimator(scenario, at: monday10).estimate(state, contactType: "calls")
    // Eight for ten seconds, then two.
    let left = exp(-8 * 10 / 300.0)
    expectClose(try answer.known().mean, 37.5 * (1 - left) + 150 * left)
    #expect(answer.assumptions == [.staffDiffers(group: "agents", onDuty: 8, planned: 10)])
  }

  @Test func closingCutsOff() throws {
    let scenario = try centre(
      calls: ", hours: day, closing: cutOff, patience: {exponential: {mean: 2min}}",
      calendar: "{hours: {day: \"09:00-10:01\"}}")
    let figures = try WaitEstimator(scenario, at: monday10).estimate(
      allBusy(10, waiting: 0), contactType: "calls"
    ).known()
    let kept = 1 - exp(-2.0)
    expectClose(figures.pAnsweredBeforeClosing, kept)
    // Of those who are answered: an exponential time below 60 s.
    expectClose(figures.mean, 30 - 60 * exp(-2.0) / kept)
    expectClose(figures.p80, -30 * log(0.2))
    #expect(figures.p90 == nil)
    // Given up before either: ∫ e^(−t/30) e^(−t/120) / 120 up to 60 s.
    expectClose(figures.pAbandon, 0.2 * (1 - exp(-2.5)))
  }

  @Test func closingServesOut() throws {
    // The agents' time is over at closing too, but they stay for those who wait.
    let scenario = try centre(
      calls: ", hours: day", agents: "staff: {\"09:00-10:01\": 10}",
      calendar: "{period: 1min, hours: {day: \"09:00-10:01\"}}")
    let estimator = try WaitEstimator(scenario, at: monday10)
    let figures = try estimator.estimate(allBusy(10, waiting: 3), contactType: "calls").known()
    expectClose(figures.mean, 120)
    let poisson = exp(-2.0) * (1 + 2 + 2 + 8 / 6.0)
    expectClose(figures.pAnsweredBeforeClosing, 1 - poisson)
    // After closing: who is in is served, who comes is not let in.
    let late = allBusy(10, waiting: 3, at: monday10 + 70)
    expectClose(try estimator.estimate(late, contactType: "calls", position: 3).known().mean, 90)
    #expect(try estimator.estimate(late, contactType: "calls").reason == .closed)
    // Whoever went before closing is gone.
    let early = try centre(
      calls: ", hours: day", agents: "staff: {\"09:00-10:01\": 10}",
      calendar: "{period: 1min, hours: {day: \"09:00-10:02\"}}")
    #expect(
      try WaitEstimator(early, at: monday10).estimate(allBusy(10, waiting: 0), contactType: "calls").known().p90 != nil)
    expectClose(
      try #require(WaitEstimator(early, at: monday10).estimate(allBusy(10, waiting: 0), contactType: "calls").law)
        .exceeds(1000), exp(-2.0))
  }

  @Test func patienceAlreadyShown() throws {
    // Patience is 100 s, no more and no less; the customer has waited 40.
    let scenario = try centre(calls: ", patience: 100s")
    var state = allBusy(10, waiting: 1)
    state.queues = [LiveQueue(contactType: "calls", waiting: 1, waitingFor: [40])]
    let answer = try WaitEstimator(scenario, at: monday10).estimate(
      state, contactType: "calls", position: 1, method: .markov)
    expectClose(try answer.known().pAbandon, exp(-2.0), 2e-3)
    #expect(answer.assumptions == [.exponentialPatience])
  }

  @Test func whatIsAssumedIsSaid() throws {
    let scenario = try centre(calls: ", wrapUp: 30s, patience: {weibull: {mean: 4min, shape: 2}}")
    let answer = try WaitEstimator(scenario, at: monday10).estimate(
      allBusy(10, waiting: 3), contactType: "calls", method: .markov)
    #expect(answer.assumptions == [.exponentialHandling, .exponentialPatience])
    let steps: [Double] = [0, 1, 2, 3].map { 1 / (10 / 330 + $0 / 240) }
    expectClose(try answer.known().mean, steps.reduce(0, +))
    // 2027 has its days too; the scenario's are taken for them.
    let later = allBusy(10, waiting: 3, at: monday10 + 400 * 86_400)
    #expect(
      try WaitEstimator(centre(), at: later.time).estimate(later, contactType: "calls").assumptions == [.similarDay])
  }

  @Test func chatsInParallel() throws {
    var scenario = try centre()
    scenario.contactTypes[0].channel = .chat
    scenario.agentGroups[0].skills[0] = Skill(contactType: "calls", concurrency: 3, slowdown: [1, 1.25, 1.5])
    let answer = try WaitEstimator(scenario, at: monday10).estimate(
      allBusy(10, waiting: 1), contactType: "calls", method: .markov)
    // Thirty places, each half as fast again as slow.
    expectClose(try answer.known().mean, 2 * 450 / 30.0)
    #expect(answer.assumptions == [.fullHands])
    var state = allBusy(10, waiting: 0)
    state.groups[0].servingFor = Array(repeating: 60, count: 29)
    for method in [nil, EstimateMethod.markov] {
      #expect(
        try WaitEstimator(scenario, at: monday10).estimate(state, contactType: "calls", method: method).known().mean
          == 0)
    }
  }

  @Test func whatIsNotKnownIsNotInvented() throws {
    let estimator = try WaitEstimator(centre(), at: monday10)
    #expect(
      try estimator.estimate(LiveState(time: monday10), contactType: "calls").reason == .groupMissing("agents"))
    #expect(try estimator.estimate(allBusy(1, waiting: 0), contactType: "none").reason == .nobodyAnswers)
    #expect(
      try estimator.estimate(allBusy(1, waiting: 0), contactType: "calls", now: monday10 + 601).reason == .stale)
    let aged = try estimator.estimate(allBusy(1, waiting: 0), contactType: "calls", now: monday10 + 12)
    #expect(aged.age == 12)
    #expect(aged.reason == nil)
    let shared = try centre(
      types: "chats: {channel: chat, handling: 3min}", groups: "both: {skills: {calls: 2, chats: 1}, staff: 1}")
    // The agents who share the work are missing, and the exact method cannot do it.
    #expect(
      try WaitEstimator(shared, at: monday10).estimate(allBusy(1, waiting: 0), contactType: "calls").reason
        == .groupMissing("both"))
    let answer = try WaitEstimator(shared, at: monday10).estimate(
      allBusy(1, waiting: 0), contactType: "calls", method: .markov)
    guard case .beyondMarkov(let why)? = answer.reason else {
      return #expect(Bool(false), "\(String(describing: answer.reason))")
    }
    #expect(why.contains("“both” answers “chats” too"))
    // Nobody is there and nobody comes: known, and endless.
    let alone = try WaitEstimator(centre(agents: "staff: 0"), at: monday10).estimate(
      allBusy(0, waiting: 0), contactType: "calls")
    #expect(alone.unknownReason == .nobodyOnDuty)
    let never = try alone.known()
    #expect(never.mean == nil && never.p10 == nil && never.pAnsweredBeforeClosing == 0)
  }

  @Test func monotoneInPlaceAndInStaff() throws {
    let scenario = try centre(
      calls: ", patience: {exponential: {mean: 4min}}", agents: "staff: {\"09:00-10:30\": 10, \"10:30-18:00\": 4}")
    let estimator = try WaitEstimator(scenario, at: monday10)
    for agents in 5...12 {
      for position in 1...25 {
        let time = monday10 + 1500
        func mean(_ agents: Int, _ position: Int) throws -> Double {
          try #require(
            estimator.estimate(
              allBusy(agents, waiting: 30, at: time), contactType: "calls", position: position, advises: false
            ).known().mean)
        }
        #expect(try mean(agents, position) < mean(agents, position + 1))
        #expect(try mean(agents + 1, position) < mean(agents, position))
      }
    }
  }

  @Test func staffRowsAndShiftsMakeTheSamePlan() throws {
    let rows = try centre(agents: "staff: {\"09:00-10:30\": 10, \"10:30-12:00\": 4, \"12:00-18:00\": 7}")
    let shifts = try centre(
      agents: """
        shifts: [{name: a, start: "09:00", end: "18:00", heads: 4}, {name: b, start: "09:00", end: "10:30", heads: 6}, \
        {name: c, start: "09:00", end: "18:00", breaks: ["09:00-12:00"], heads: 3}]
        """)
    for position in [1, 40, 90] {
      let means = try [rows, shifts].map {
        try WaitEstimator($0, at: monday10).estimate(
          allBusy(10, waiting: 100), contactType: "calls", position: position
        ).known().mean
      }
      expectClose(means[0], means[1] ?? 0)
    }
  }
}
