import ContactCentre
import Foundation
import Planning
import Testing

/// P(a whole day keeps its promise) against enumeration: the exact law of how many were offered and how many answered at once.
@Suite struct DayProbabilityTests {
  /// A day of two hours that keeps its promise with a probability wanted.
  struct Case: Sendable {
    var perHour: [Double]
    var handling = 300.0
    var patience = 240.0
    var target: Double
    var wanted: Double

    /// P(answered at once / offered ≥ target), of days on which anybody calls, by uniformization on (present, offered, at once).
    func probability(_ agents: [Int]) -> Double {
      let (most, capacity) = (44, 14)
      let width = most + 1
      var now = Array(repeating: 0.0, count: (capacity + 1) * width * width)
      func at(_ present: Int, _ offered: Int, _ good: Int) -> Int { (present * width + offered) * width + good }
      now[0] = 1
      for (rate, agents) in zip(perHour, agents) {
        let arrival = rate / 3600
        func leave(_ present: Int) -> Double {
          Double(min(present, agents)) / handling + Double(max(0, present - agents)) / patience
        }
        let fastest = arrival + (0...capacity).map(leave).reduce(0, max)
        let jumps = fastest * 3600
        var after = Array(repeating: 0.0, count: now.count)
        var term = exp(-jumps)
        var k = 0.0
        var sum = 0.0
        while sum < 1 - 1e-11 {
          for index in now.indices where now[index] > 0 { after[index] += term * now[index] }
          sum += term
          var next = Array(repeating: 0.0, count: now.count)
          for present in 0...capacity {
            let leaving = leave(present)
            for offered in 0...most {
              for good in 0...offered {
                let mass = now[at(present, offered, good)]
                guard mass > 1e-15 else { continue }
                let (up, down) = (present < capacity && offered < most ? arrival / fastest : 0, leaving / fastest)
                next[at(present, offered, good)] += mass * (1 - up - down)
                if present > 0 { next[at(present - 1, offered, good)] += mass * down }
                if up > 0 { next[at(present + 1, offered + 1, good + (present < agents ? 1 : 0))] += mass * up }
              }
            }
          }
          now = next
          k += 1
          term *= jumps / k
        }
        now = after
      }
      var (kept, all) = (0.0, 0.0)
      for present in 0...capacity {
        for offered in 1...most {
          for good in 0...offered {
            let mass = now[at(present, offered, good)]
            all += mass
            if Double(good) / Double(offered) >= target { kept += mass }
          }
        }
      }
      return kept / all
    }
  }

  static let cases = [
    Case(perHour: [6, 12], target: 0.8, wanted: 0.8),
    Case(perHour: [5, 15], target: 0.7, wanted: 0.9),
    Case(perHour: [8, 12], target: 0.9, wanted: 0.6),
  ]

  @Test(arguments: cases.indices) func `as few agents as enumeration finds, by exact evaluation`(index: Int) throws {
    let test = Self.cases[index]
    let day = SmallDay(perHour: test.perHour, handling: test.handling, patience: test.patience, target: test.target)
    let plan = try StaffingPlan.find(StaffingRequest(scenario: day.scenario, aim: .probability(test.wanted)))
    let agents = Array(plan.groups[0].periods.map(\.agents).prefix(2))
    let reached = test.probability(agents)
    #expect(plan.isShown)
    #expect(reached >= test.wanted, "\(agents) reach \(reached)")
    // The check says what is so.
    let seen = try #require(plan.contactTypes[0].dayMeetsPromise[0].mean)
    #expect(abs(seen - reached) < 0.015, "\(seen) against \(reached)")
    // Nobody less would do, wherever they are; plans within half a point of what is wanted may be kept or not by chance.
    let fewer = agents.reduce(0, +) - 1
    for first in 0...fewer {
      let other = test.probability([first, fewer - first])
      #expect(other < test.wanted + 0.005, "\([first, fewer - first]) reach \(other), found \(agents)")
    }
  }
}
