import EstimatorService
import Testing
import WaitEstimation

/// What is displayed stays until it is clearly wrong.
@Suite struct SteadyFiguresTests {
  @Test func aProbabilityMovesByMoreThanFivePointsOrNotAtAll() {
    var steady = SteadyProbability()
    #expect(steady.update(0.621) == 0.62)
    #expect(steady.update(0.57) == 0.62)
    #expect(steady.update(0.67) == 0.62)
    #expect(steady.update(0.56) == 0.56)
    // Certainty is told at once, and so is that nothing is known.
    #expect(steady.update(0.998) == 1)
    #expect(steady.update(0.97) == 1)
    #expect(steady.update(nil) == nil)
    #expect(steady.update(0.97) == 0.97)
  }

  @Test func aMomentIsRoundedUpAndStays() {
    var steady = SteadyMoment()
    // 25 min ahead: to the next five minutes.
    #expect(steady.update(1510, now: 0) == 1800)
    #expect(steady.update(1900, now: 60) == 1800)
    #expect(steady.update(1501, now: 60) == 1800)
    // 300 s or an eighth of what is left.
    #expect(steady.update(2130, now: 60) == 2400)
    // It has passed, and it is still not done.
    #expect(steady.update(2500, now: 2401) == 2700)
    #expect(steady.update(nil, now: 2401) == nil)
    // Far off by quarters of an hour, then by hours.
    #expect(steady.update(10_000, now: 0) == 10_800)
    var late = SteadyMoment()
    #expect(late.update(100_000, now: 0) == 100_800)
  }

  /// 1 000 estimates of the same wait with noise of half a minute: the range is shown once, and never changed.
  @Test func noiseIsNotShown() {
    var steady = SteadyWait()
    var state: UInt64 = 1
    var shown: Set<WaitRange> = []
    for _ in 0..<1000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let noise = Double(state >> 40) / Double(1 << 24) * 60 - 30
      shown.insert(steady.update(p50: 150 + noise, p90: 260 + noise))
    }
    #expect(shown.count == 1)
    // It does not count down either, and what is clearly different is shown at once.
    #expect(steady.update(p50: 400, p90: 700) == .minutes(7, 12))
    #expect(steady.update(p50: nil, p90: nil) == .unknown)
  }
}
