import ContactCentre
import Foundation

/// What time it is for the service.
public enum ServiceClock: String, Sendable, CaseIterable {
  /// The clock of this machine.
  case wall
  /// The newest event: for playing back what happened, at any pace.
  case events
}

/// Notices when the clock of the machine is set.
package struct ClockWatch: Sendable {
  /// A difference from the clock that cannot be set, beyond this, is a jump, seconds.
  static let most: Seconds = 5
  private var wall: Seconds
  private var steady: ContinuousClock.Instant

  package init(wall: Seconds = Date().timeIntervalSince1970, steady: ContinuousClock.Instant = .now) {
    (self.wall, self.steady) = (wall, steady)
  }

  /// By how much the clock was set since the last time, seconds; `nil` when it was not.
  package mutating func jump(
    wall: Seconds = Date().timeIntervalSince1970, steady: ContinuousClock.Instant = .now
  ) -> Seconds? {
    let passed = (steady - self.steady) / .seconds(1)
    let jump = wall - self.wall - passed
    (self.wall, self.steady) = (wall, steady)
    return abs(jump) > Self.most ? jump : nil
  }
}
