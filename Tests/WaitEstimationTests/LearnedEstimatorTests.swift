import Testing
import WaitEstimation

/// What a learned estimator sees of the line when somebody joins, worked by hand, and that it learns.
@Suite struct LearnedEstimatorTests {
  private func feature(_ column: QueueFeatures.Column, _ estimator: LearnedEstimator) -> Double {
    estimator.row[column.rawValue]
  }

  @Test func whoHasCreditStandsBefore() {
    var estimator = LearnedEstimator()
    estimator.hear(LineEvent(.joined, at: 1_000, contact: 1, type: 0))
    #expect(feature(.place, estimator) == 0)
    // Joined as if at 920: before the first.
    estimator.hear(LineEvent(.joined, at: 1_010, contact: 2, type: 0, credit: 90))
    #expect(feature(.place, estimator) == 0)
    #expect(feature(.waiting, estimator) == 1)
    estimator.hear(LineEvent(.joined, at: 1_100, contact: 3, type: 0))
    #expect(feature(.place, estimator) == 2)
    // As if at 1 030: behind the first two, before the third.
    estimator.hear(LineEvent(.joined, at: 1_120, contact: 4, type: 0, credit: 90))
    #expect(feature(.place, estimator) == 2)
    #expect(feature(.waiting, estimator) == 3)
    // One with credit is served, one without gives up: two are left.
    estimator.hear(LineEvent(.started, at: 1_130, contact: 2, type: 0, credit: 90, agent: 1))
    estimator.hear(LineEvent(.left, at: 1_140, contact: 3, type: 0))
    estimator.hear(LineEvent(.joined, at: 1_300, contact: 5, type: 0))
    #expect(feature(.place, estimator) == 2)
    #expect(feature(.busy, estimator) == 1)
    #expect(feature(.oldestService, estimator) == 170)
  }

  /// A class with credit whose caller is passed by somebody of the same type who stood behind: the credit was not given.
  @Test func whoIsPassedHasNoCredit() {
    var passed = LearnedEstimator()
    passed.hear(LineEvent(.joined, at: 1_000, contact: 1, type: 0))
    // As if at 960: before the first.
    passed.hear(LineEvent(.joined, at: 1_050, contact: 2, type: 0, credit: 90))
    passed.hear(LineEvent(.started, at: 1_070, contact: 1, type: 0, agent: 1))
    // As if at 1 005: behind the second with its credit, before it without.
    passed.hear(LineEvent(.joined, at: 1_095, contact: 4, type: 0, credit: 90))
    #expect(feature(.place, passed) == 0)
    #expect(feature(.without, passed) > 0)
    // By the other type it was passed for want of an agent, perhaps.
    var other = LearnedEstimator()
    other.hear(LineEvent(.joined, at: 1_000, contact: 1, type: 1))
    other.hear(LineEvent(.joined, at: 1_050, contact: 2, type: 0, credit: 90))
    other.hear(LineEvent(.started, at: 1_070, contact: 1, type: 1, agent: 1))
    other.hear(LineEvent(.joined, at: 1_095, contact: 4, type: 0, credit: 90))
    #expect(feature(.place, other) == 1)
    #expect(feature(.without, other) == 0)
  }

  /// One agent, services of exactly 100 s, one caller every 40 s in bursts of five: the wait is what those ahead need.
  @Test func aLineWithoutChanceIsLearned() throws {
    var estimator = LearnedEstimator()
    var contact = 0
    var worst = 0.0
    var forecasts = 0
    for burst in 0..<120 {
      let start = Double(burst) * 1_000
      if burst == 100 { estimator.learn(now: start) }
      var events: [(time: Double, event: LineEvent)] = []
      for place in 0..<5 {
        contact += 1
        let joined = start + Double(place) * 10 + 1
        let taken = start + 100 * Double(place) + 20
        events += [
          (joined, LineEvent(.joined, at: joined, contact: contact, type: 0)),
          (taken, LineEvent(.started, at: taken, contact: contact, type: 0, agent: 1)),
          (taken + 100, LineEvent(.finished, at: taken + 100, contact: contact, type: 0, agent: 1)),
        ]
      }
      for (time, event) in events.sorted(by: { ($0.time, $0.event.kind.rawValue) < ($1.time, $1.event.kind.rawValue) })
      {
        guard let forecast = estimator.hear(event) else { continue }
        let wait = start + 20 + 100 * Double((event.contact - 1) % 5) - time
        worst = max(worst, abs(forecast.mean - wait))
        forecasts += 1
      }
    }
    #expect(forecasts == 100)
    #expect(worst < 20)
  }
}
