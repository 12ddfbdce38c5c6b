import ContactCentre
import Testing
import WaitEstimation

/// What is shown is rounded up, counts down and does not flap.
@Suite struct SteadyAnnouncementTests {
  @Test func rangesAreRoundedUp() {
    #expect(WaitRange(p50: 61, p90: 240) == .minutes(2, 4))
    #expect(WaitRange(p50: 61, p90: 240.01) == .minutes(2, 5))
    #expect(WaitRange(p50: 10, p90: 60) == .minutes(1, 1))
    #expect(WaitRange(p50: 10, p90: 59.9) == .underAMinute)
    #expect(WaitRange(p50: 10, p90: nil) == .unknown)
    #expect(WaitRange(p50: .nan, p90: 100) == .unknown)
    #expect(WaitRange(p50: .infinity, p90: .infinity) == .minutes(WaitRange.most, WaitRange.most))
  }

  @Test func countsDownWhileNothingHappens() {
    var shown = SteadyAnnouncement()
    var told: [WaitRange] = []
    // The estimate of a memoryless wait does not shrink by itself: what is shown does.
    for time in stride(from: 0.0, through: 300, by: 60) {
      told.append(shown.update(p50: 115, p90: 290, version: 1, at: time))
    }
    #expect(told.prefix(5) == [.minutes(2, 5), .minutes(1, 4), .minutes(1, 3), .minutes(1, 2), .underAMinute])
    // The announced end has passed and the customer still waits: an honest new one.
    #expect(told[5] == .minutes(2, 5))
  }

  /// Asked 80 s after the state was as it was: that time has been waited. Once all of it has passed it says nothing any more.
  @Test func whatHasPassedSinceTheStateIsTakenOff() {
    func first(at time: Double) -> WaitRange {
      var shown = SteadyAnnouncement()
      return shown.update(p50: 115, p90: 290, version: 1, at: time, of: 0)
    }
    #expect(first(at: 0) == .minutes(2, 5))
    #expect(first(at: 80) == .minutes(1, 4))
    #expect(first(at: 200) == WaitRange(p50: 0, p90: 90))
    #expect(first(at: 300) == .minutes(2, 5))
  }

  @Test func aSmallChangeIsNoNews() {
    var shown = SteadyAnnouncement()
    #expect(shown.update(p50: 119, p90: 239, version: 1, at: 0) == .minutes(2, 4))
    // Over the edge of a minute and back again with each event: not shown.
    var last = WaitRange.minutes(2, 4)
    for version in 2...40 {
      let noise = version % 2 == 0 ? 4.0 : -4.0
      let range = shown.update(p50: 120 + noise, p90: 240 + noise, version: version, at: Double(version) / 100)
      #expect(range == last)
      last = range
    }
    #expect(shown.update(p50: 125, p90: 245, version: 41, at: 2) == .minutes(2, 4))
  }

  @Test func news() {
    var shown = SteadyAnnouncement()
    shown.update(p50: 119, p90: 239, version: 1, at: 0)
    // Half of the agents have gone.
    #expect(shown.update(p50: 240, p90: 480, version: 2, at: 10) == .minutes(4, 8))
    // Not without an event, however.
    #expect(shown.update(p50: 30, p90: 100, version: 2, at: 11) == .minutes(4, 8))
    #expect(shown.update(p50: 30, p90: 100, version: 3, at: 12) == .minutes(1, 2))
    #expect(shown.update(p50: nil, p90: nil, version: 3, at: 13) == .minutes(1, 2))
    #expect(shown.update(p50: nil, p90: nil, version: 4, at: 14) == .unknown)
    #expect(shown.update(p50: 30, p90: 50, version: 5, at: 15) == .underAMinute)
  }

  /// Over many random refreshes: never longer than before unless the state changed or the end has passed.
  @Test func neverLongerWithoutAReason() {
    var generator = SplitMix(state: 3)
    for _ in 0..<200 {
      var shown = SteadyAnnouncement()
      var version = 0
      var before: (range: WaitRange, ends: Double, version: Int)?
      for step in 0..<100 {
        let time = Double(step) * 7
        if generator.next() < 0.2 { version += 1 }
        let p50 = 30 + 300 * generator.next()
        let p90 = p50 * (1.3 + generator.next())
        let range = shown.update(p50: p50, p90: p90, version: version, at: time)
        if let before, before.version == version, time < before.ends { #expect(range.upper <= before.range.upper) }
        let ends = before.map { range.upper > $0.range.upper || $0.version != version ? time + p90 : $0.ends }
        before = (range, min(ends ?? time + p90, time + Double(range.upper) * 60 - 60), version)
      }
    }
  }
}

/// Numbers between 0 and 1.
struct SplitMix {
  var state: UInt64
  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((z ^ (z >> 31)) >> 11) + 1) * 0x1p-53
  }
}
