import ContactCentre

/// A wait as it is told: a range of whole minutes, rounded up at both ends.
///
/// Half of the customers wait no longer than the lower end, nine in ten no longer than the upper one.
public enum WaitRange: Sendable, Hashable {
  /// Nine in ten wait less than a minute.
  case underAMinute
  /// From … to … minutes; both may be the same.
  case minutes(Int, Int)
  /// Not known, or longer than anybody would announce.
  case unknown

  /// Nobody announces a longer wait than a year.
  public static let most = 525_600

  /// Rounds a wait up: its median and the 90 % quantile, seconds; `nil` and what is no number are unknown.
  ///
  /// An infinite median is told as the longest wait there is.
  public init(p50: Seconds?, p90: Seconds?) {
    guard let p50, let p90, !p50.isNaN, !p90.isNaN else {
      self = .unknown
      return
    }
    if p90 < 60 {
      self = .underAMinute
      return
    }
    let lower = Self.minutes(p50)
    self = .minutes(lower, max(lower, Self.minutes(p90)))
  }

  /// The upper end in minutes; 0 when unknown.
  public var upper: Int {
    switch self {
    case .underAMinute: 1
    case .minutes(_, let upper): upper
    case .unknown: 0
    }
  }

  /// Minutes rounded up, at least 1.
  private static func minutes(_ seconds: Seconds) -> Int {
    // The bound keeps a wait of infinity from overflowing.
    Int(min(max((seconds / 60).rounded(.up), 1), Double(most)))
  }
}
