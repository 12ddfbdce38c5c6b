import Foundation
import QueueingTheory
import Testing

/// The wait with k ahead while agents come and go.
@Suite struct WaitThroughStepsTests {
  /// The same customer by the differential equations of all states, in small steps of the classical Runge–Kutta method.
  struct Equations {
    var ahead: Int
    var agents: Int
    var mu: Double
    var theta: Double
    var steps: [StaffStep]
    var rule: LeaverRule

    /// P(still waiting) at some times, which must be multiples of the step width away from the staff's steps.
    func waiting(at times: [Double], width: Double) -> [Double] {
      let most = steps.reduce(1) { $0 + $1.leaving }
      var states = Array(repeating: Array(repeating: 0.0, count: ahead + 1), count: most)
      states[0][ahead] = 1
      var staff = agents
      var rest = steps[...]
      var clock = 0.0
      return times.map { time in
        while true {
          let until = min(time, rest.first?.time ?? .infinity)
          let count = Int(((until - clock) / width).rounded(.up))
          for _ in 0..<count { states = advance(states, by: (until - clock) / Double(count), staff: staff) }
          clock = until
          guard let step = rest.first, step.time <= time else { break }
          (states, staff) = after(step, states, staff: staff)
          rest = rest.dropFirst()
        }
        return states.reduce(0) { $0 + $1.reduce(0, +) }
      }
    }

    private func after(_ step: StaffStep, _ states: [[Double]], staff: Int) -> ([[Double]], Int) {
      var next = states.map { $0.map { _ in 0.0 } }
      let gone = min(step.leaving, staff)
      for (held, row) in states.enumerated() {
        for (place, share) in row.enumerated() where share > 0 {
          var (hold, people) = (rule == .finishContactInHand ? 0 : held + gone, place)
          for _ in 0..<step.coming { if hold > 0 { hold -= 1 } else { people -= 1 } }
          if people >= 0 { next[hold][people] += share }
        }
      }
      return (next, staff - gone + step.coming)
    }

    private func slope(_ states: [[Double]], staff: Int) -> [[Double]] {
      var slope = states.map { $0.map { _ in 0.0 } }
      for held in states.indices {
        for place in states[held].indices {
          let share = states[held][place]
          let busy = rule == .firstToFinish ? staff + held : staff
          let finished = Double(busy) * mu * share
          let gaveUp = Double(place) * theta * share
          slope[held][place] -= finished + gaveUp
          if place > 0 { slope[held][place - 1] += gaveUp }
          if held > 0 { slope[held - 1][place] += finished } else if place > 0 { slope[0][place - 1] += finished }
        }
      }
      return slope
    }

    private func advance(_ states: [[Double]], by time: Double, staff: Int) -> [[Double]] {
      func plus(_ slope: [[Double]], _ factor: Double) -> [[Double]] {
        zip(states, slope).map { row in zip(row.0, row.1).map { $0.0 + factor * $0.1 } }
      }
      let first = slope(states, staff: staff)
      let second = slope(plus(first, time / 2), staff: staff)
      let third = slope(plus(second, time / 2), staff: staff)
      let fourth = slope(plus(third, time), staff: staff)
      var sum = first
      for row in sum.indices {
        for place in sum[row].indices {
          sum[row][place] += 2 * second[row][place] + 2 * third[row][place] + fourth[row][place]
        }
      }
      return plus(sum, time / 6)
    }
  }

  static let plans: [[StaffStep]] = [
    [],
    [StaffStep(time: 100, leaving: 2)],
    [StaffStep(time: 60, leaving: 3), StaffStep(time: 150, leaving: 1, coming: 3), StaffStep(time: 400, coming: 2)],
    [StaffStep(time: 90, leaving: 9), StaffStep(time: 300, coming: 3)],
    [StaffStep(time: 30, coming: 2), StaffStep(time: 50, leaving: 4, coming: 4)],
  ]

  @Test(arguments: LeaverRule.allCases, plans.indices)
  func agreesWithTheDifferentialEquations(rule: LeaverRule, plan: Int) throws {
    for (ahead, theta): (Int, Double) in [(0, 0), (5, 0), (5, 1 / 120), (12, 1 / 300)] {
      let wait = try WaitThroughSteps(
        ahead: ahead, agents: 4, serviceRate: 1 / 180, abandonmentRate: theta, steps: Self.plans[plan], leavers: rule)
      let equations = Equations(
        ahead: ahead, agents: 4, mu: 1 / 180, theta: theta, steps: Self.plans[plan], rule: rule)
      let times = [10.0, 45, 59, 60, 61, 100, 120, 149, 151, 310, 450, 1200]
      for (time, exact) in zip(times, equations.waiting(at: times, width: 0.5)) {
        #expect(abs(wait.exceeds(time) - exact) < 1e-9, "\(rule) \(plan) k=\(ahead) t=\(time)")
      }
    }
  }

  @Test(arguments: [0, 1, 2, 5, 30, 400])
  func withoutStepsItIsTheSumOfExponentials(ahead: Int) throws {
    for theta: Double in [0, 1 / 600, 1 / 40] {
      let steps = try WaitThroughSteps(ahead: ahead, agents: 7, serviceRate: 1 / 300, abandonmentRate: theta)
      let exact = try WaitBehind(ahead: ahead, agents: 7, serviceRate: 1 / 300, abandonmentRate: theta)
      #expect(abs(steps.mean / exact.mean - 1) < 1e-12)
      #expect(steps.neverEnds == 0)
      for p in [0.001, 0.1, 0.5, 0.8, 0.9, 0.999] {
        #expect(abs(steps.quantile(p) / exact.quantile(p) - 1) < 1e-9, "p=\(p)")
      }
      // The tail keeps its digits: also with few ahead, where the Poisson weights are cut early.
      for time in [exact.mean / 100, exact.mean, 5 * exact.mean] where exact.exceeds(time) > 1e-14 {
        #expect(abs(steps.exceeds(time) / exact.exceeds(time) - 1) < 1e-10, "t=\(time)")
        #expect(abs(steps.within(time) - exact.within(time)) < 1e-12, "t=\(time)")
      }
    }
  }

  @Test func oneAheadByHand() throws {
    // W is the sum of two exponentials with rates 2μ + θ and 2μ.
    let (a, b) = (2 / 300.0 + 1 / 100, 2 / 300.0)
    let wait = try WaitThroughSteps(ahead: 1, agents: 2, serviceRate: 1 / 300, abandonmentRate: 1 / 100)
    for time in [1.0, 30, 600, 3000] {
      let exact = (a * exp(-b * time) - b * exp(-a * time)) / (a - b)
      #expect(abs(wait.exceeds(time) / exact - 1) < 1e-11)
    }
    // E e^(−rW) is the product of rate / (rate + r).
    let r = 1 / 240.0
    #expect(abs(r * wait.discounted(rate: r) - (1 - a / (a + r) * b / (b + r))) < 1e-13)
  }

  @Test func nobodyThereUntilTheMorning() throws {
    // Two agents until 100, nobody until 1 000, then one: who waits next is answered at once.
    let steps = [StaffStep(time: 100, leaving: 5), StaffStep(time: 1000, coming: 1)]
    let next = try WaitThroughSteps(ahead: 0, agents: 2, serviceRate: 1 / 200, steps: steps)
    #expect(abs(next.exceeds(500) - exp(-1)) < 1e-14)
    #expect(next.exceeds(1000) == 0)
    #expect(next.quantile(0.9) == 1000)
    expectClose(next.quantile(0.5), 100 * log(2))
    expectClose(next.mean, 100 * (1 - exp(-1)) + 900 * exp(-1))
    // The second in line waits for the newcomer's first contact too.
    let second = try WaitThroughSteps(ahead: 1, agents: 2, serviceRate: 1 / 200, steps: steps)
    expectClose(second.exceeds(1000), exp(-1))
    expectClose(second.exceeds(1200), exp(-2))
  }

  @Test func whoeverIsNeverAnswered() throws {
    let wait = try WaitThroughSteps(
      ahead: 0, agents: 2, serviceRate: 1 / 200, steps: [StaffStep(time: 100, leaving: 2)])
    expectClose(wait.neverEnds, exp(-1))
    #expect(wait.mean == .infinity)
    #expect(wait.quantile(0.7) == .infinity)
    expectClose(wait.quantile(0.5), 100 * log(2))
    expectClose(wait.discounted(rate: 0, to: 300), 100 * (1 - exp(-1)) + 200 * exp(-1))
    let none = try WaitThroughSteps(ahead: 3, agents: 0, serviceRate: 1 / 200, abandonmentRate: 1 / 60)
    #expect(none.neverEnds == 1)
    #expect(none.quantile(0.1) == .infinity)
    let gone = try WaitThroughSteps(
      ahead: 0, agents: 2, serviceRate: 1 / 200, steps: [StaffStep(time: 100, leaving: 2)], leavers: .firstToFinish)
    expectClose(gone.neverEnds, exp(-1))
  }

  /// More ahead or fewer agents: never a shorter wait.
  @Test func monotoneInPlaceAndInStaff() throws {
    for rule in LeaverRule.allCases {
      for plan in Self.plans {
        func wait(_ ahead: Int, _ agents: Int) throws -> WaitThroughSteps {
          try WaitThroughSteps(
            ahead: ahead, agents: agents, serviceRate: 1 / 120, abandonmentRate: 1 / 400, steps: plan, leavers: rule)
        }
        for time in [5.0, 70, 160, 500, 2000] {
          for ahead in 0..<12 {
            #expect(try wait(ahead, 3).exceeds(time) <= wait(ahead + 1, 3).exceeds(time) + 1e-13)
            if rule == .finishContactInHand, plan.allSatisfy({ $0.leaving <= 3 }) {
              #expect(try wait(ahead, 4).exceeds(time) <= wait(ahead, 3).exceeds(time) + 1e-13)
            }
          }
        }
      }
    }
  }

  @Test func quantilesInvertTheDistribution() throws {
    let wait = try WaitThroughSteps(
      ahead: 9, agents: 4, serviceRate: 1 / 180, abandonmentRate: 1 / 300, steps: Self.plans[2])
    for p in [0.01, 0.1, 0.3, 0.5, 0.8, 0.9, 0.99] {
      let time = wait.quantile(p)
      #expect(wait.within(time) >= p - 1e-12)
      #expect(wait.within(time * (1 - 1e-9)) <= p)
    }
  }

  @Test func nonsenseIsRefused() {
    func refuses(_ steps: [StaffStep], agents: Int = 1, ahead: Int = 0) -> Bool {
      (try? WaitThroughSteps(ahead: ahead, agents: agents, serviceRate: 1, steps: steps)) == nil
    }
    #expect(refuses([StaffStep(time: 0, leaving: 1)]))
    #expect(refuses([StaffStep(time: 5, coming: 1), StaffStep(time: 4, coming: 1)]))
    #expect(refuses([StaffStep(time: 5, coming: -1)]))
    #expect(refuses([], agents: -1))
    #expect(refuses([], ahead: -1))
  }
}
