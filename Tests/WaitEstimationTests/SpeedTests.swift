import ContactCentre
import QueueingTheory
import Randomness
import Testing
import WaitEstimation

/// How long an exact answer takes: the best of many rounds, as the machine has others to serve.
@Suite(.serialized) struct SpeedTests {
  private func microseconds(_ rounds: Int = 60, _ each: Int = 20, _ body: () throws -> Double) rethrows -> Double {
    var best = Double.infinity
    var sum = 0.0
    for _ in 0..<rounds {
      let time = try ContinuousClock().measure { for _ in 0..<each { sum += try body() } }
      best = min(best, time / .microseconds(each))
    }
    #expect(sum > 0)
    return best
  }

  @Test func thirtyAhead() throws {
    let steady = try microseconds {
      let wait = try WaitBehind(ahead: 30, agents: 50, serviceRate: 1 / 300, abandonmentRate: 1 / 240)
      return wait.mean + wait.quantile(0.1) + wait.quantile(0.5) + wait.quantile(0.8) + wait.quantile(0.9)
        + wait.within(30)
    }
    let stepping = try microseconds {
      let wait = try WaitThroughSteps(
        ahead: 30, agents: 50, serviceRate: 1 / 300, abandonmentRate: 1 / 240,
        steps: [StaffStep(time: 60, leaving: 10), StaffStep(time: 120, coming: 5)])
      return wait.mean + wait.quantile(0.1) + wait.quantile(0.5) + wait.quantile(0.8) + wait.quantile(0.9)
        + wait.within(30)
    }
    let scenario = try centre(calls: ", patience: {exponential: {mean: 4min}}", agents: "staff: 50")
    let estimator = try WaitEstimator(scenario, at: monday10)
    let state = allBusy(50, waiting: 40)
    let whole = try microseconds {
      try estimator.estimate(state, contactType: "calls", position: 31, advises: false).known().mean ?? 0
    }
    print(
      "30 ahead: mean, four quantiles and P(≤ 30 s) in \(steady) µs, with two staff steps \(stepping) µs; whole estimate \(whole) µs"
    )
    #expect(steady <= 20)
  }

  /// 1 000 futures with 50 busy and 30 waiting.
  @Test func playingForward() throws {
    let ages = (0..<50).map { Double($0 * 37 % 600) }
    var figures: [String] = []
    let laws: [(String, Distribution)] = [
      ("exponential", .exponential(mean: 300)), ("lognormal", .lognormal(mean: 300, cv: 1.2)),
    ]
    for (name, law) in laws {
      for isShared in [false, true] {
        var scenario = try centre(calls: ", patience: {exponential: {mean: 4min}}", agents: "staff: 50").with {
          $0.contactTypes[0].handling = law
        }
        if isShared {
          scenario.contactTypes.append(scenario.contactTypes[0])
          scenario.contactTypes[1].name = "bills"
          scenario.agentGroups[0].skills.append(Skill(contactType: "bills"))
        }
        var estimator = try WaitEstimator(scenario, at: monday10)
        estimator.budget = ForwardBudget(paths: 1000)
        let state = LiveState(
          time: monday10, groups: [LiveGroup(name: "agents", onDuty: 50, busy: 50, servingFor: ages)],
          queues: [LiveQueue(contactType: "calls", waiting: 30)])
        let time = try microseconds(40, 1) {
          try estimator.estimate(state, contactType: "calls", advises: false, method: .forward).known().mean ?? 0
        }
        figures.append("\(name)\(isShared ? ", two types" : "") \(Int(time)) µs")
        // Machines differ and have others to serve: far above what is measured, to find what has grown out of hand.
        #expect(time < 30_000)
      }
    }
    print("1 000 futures, 50 busy, 30 waiting: \(figures.joined(separator: " · "))")
  }
}
