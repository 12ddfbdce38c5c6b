import ContactCentre

/// What one waiting customer is shown: it counts down, and does not flap.
///
/// While nothing happens in the centre the announced end stays where it is and the minutes count down to it. When something
/// happened the new estimate is taken over only if it differs by more than what rounding and noise explain: a minute and an
/// eighth of the wait that is shown. The one other reason for a longer wait is that the announced end has passed.
///
/// ```swift
/// var announcement = SteadyAnnouncement()
/// announcement.update(p50: 130, p90: 260, version: 1, at: 0)   // 3–5 minutes
/// announcement.update(p50: 122, p90: 248, version: 2, at: 20)  // still 3–5 minutes: counted down, not jumped
/// ```
public struct SteadyAnnouncement: Sendable, Hashable {
  /// Where the ends of the range lie on the clock.
  private var lowerEnd: Seconds?
  private var upperEnd: Seconds?
  private var version: Int?
  /// What is shown now.
  public private(set) var range = WaitRange.unknown

  /// Nothing was shown yet.
  public init() {}

  /// Takes a fresh estimate, and says what to show.
  ///
  /// - Parameters:
  ///   - p50: median of the remaining wait, seconds; `nil` when it is not known.
  ///   - p90: its 90 % quantile.
  ///   - version: number of the state of the centre: the same as before when nothing has happened since.
  ///   - time: seconds on any clock.
  ///   - moment: when the estimate was true, on the same clock: what has passed since then has been waited. `nil` is now.
  /// - Returns: the range to show.
  @discardableResult
  public mutating func update(
    p50: Seconds?, p90: Seconds?, version: Int, at time: Seconds, of moment: Seconds? = nil
  ) -> WaitRange {
    let age = max(0, time - (moment ?? time))
    // An estimate whose end has passed says nothing of what is left: it counts from now.
    let passed = p90.map { $0 > age } ?? false ? age : 0
    let (p50, p90) = (p50.map { max(0, $0 - passed) }, p90.map { $0 - passed })
    defer { self.version = version }
    guard let p50, let p90, p50.isFinite, p90.isFinite else {
      // Known before: nothing has happened, so it still is.
      if self.version == version { return count(to: time) }
      (lowerEnd, upperEnd, range) = (nil, nil, .unknown)
      return range
    }
    guard let lowerEnd, let upperEnd else {
      (self.lowerEnd, self.upperEnd) = (time + p50, time + p90)
      range = WaitRange(p50: p50, p90: p90)
      return range
    }
    if self.version != version || time >= upperEnd {
      let shown = max(0, upperEnd - time)
      let margin = 60 + shown / 8
      if time >= upperEnd || abs(p90 - shown) > margin || abs(p50 - max(0, lowerEnd - time)) > margin {
        (self.lowerEnd, self.upperEnd) = (time + p50, time + p90)
        range = WaitRange(p50: p50, p90: p90)
        return range
      }
    }
    return count(to: time)
  }

  /// What is left of what was shown. The clock alone never lengthens it.
  private mutating func count(to time: Seconds) -> WaitRange {
    guard let lowerEnd, let upperEnd else { return range }
    let left = WaitRange(p50: max(0, lowerEnd - time), p90: max(0, upperEnd - time))
    range = range == .unknown ? left : Self.shorter(left, range)
    return range
  }

  /// The lesser of two at both ends.
  private static func shorter(_ first: WaitRange, _ second: WaitRange) -> WaitRange {
    guard case .minutes(let a, let b) = first, case .minutes(let c, let d) = second else {
      return first == .underAMinute || second == .underAMinute ? .underAMinute : first
    }
    return .minutes(min(a, c), min(b, d))
  }
}
