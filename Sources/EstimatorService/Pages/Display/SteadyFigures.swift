import ContactCentre
import WaitEstimation

// Each holds what is shown until it is clearly wrong, so that the display does not flap.

/// A wait that does not count down: of the next who joins, or of another line.
package struct SteadyWait: Sendable, Hashable {
  private var announcement = SteadyAnnouncement()
  private var count = 0

  /// Nothing was shown yet.
  package init() {}

  /// Takes a fresh estimate, and says what to show.
  package mutating func update(p50: Seconds?, p90: Seconds?) -> WaitRange {
    count += 1
    // The clock stands still: only the hysteresis is wanted.
    return announcement.update(p50: p50, p90: p90, version: count, at: 0)
  }
}

/// A probability in whole percent.
package struct SteadyProbability: Sendable, Hashable {
  /// A difference up to this is not shown.
  package static let margin = 0.05
  private var shown: Double?

  /// Nothing was shown yet.
  package init() {}

  /// Takes a fresh one, and says what to show; certainty is always shown.
  package mutating func update(_ fresh: Double?) -> Double? {
    let rounded = fresh.map { ($0 * 100).rounded() / 100 }
    if let rounded, let shown, rounded > 0, rounded < 1, abs(rounded - shown) <= Self.margin + 1e-9 { return shown }
    shown = rounded
    return rounded
  }
}

/// A moment by which something is answered, rounded up as people tell the time.
package struct SteadyMoment: Sendable, Hashable {
  private var shown: Seconds?

  /// Nothing was shown yet.
  package init() {}

  /// Takes a fresh one, and says what to show.
  package mutating func update(_ fresh: Seconds?, now: Seconds) -> Seconds? {
    guard let fresh else {
      shown = nil
      return nil
    }
    let left = max(0, fresh - now)
    if let shown, shown >= now, abs(fresh - shown) <= max(300, left / 8) { return shown }
    let step: Seconds = left <= 7200 ? 300 : left <= 86_400 ? 900 : 3600
    let rounded = (fresh / step).rounded(.up) * step
    shown = rounded
    return rounded
  }
}
