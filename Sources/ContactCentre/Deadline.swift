/// A promise on work that keeps: done within a time, for a share of contacts.
///
/// A contact whose deadline passes counts as missed when it passes, whether or not it is ever answered; exactly at the
/// deadline is in time.
public struct Deadline: Sendable, Hashable, Codable {
  /// The time allowed.
  public var within: Seconds
  /// The clock that the time runs on.
  public var clock: DeadlineClock
  /// Name of the opening hours that business time runs in; `nil` on the wall clock and for always open.
  public var hours: String?
  /// What has to happen in time.
  public var until: DeadlineEnd
  /// Name of the step with whose end the clock starts; `nil` is the arrival.
  public var fromStep: String?
  /// The share promised, 0 to 1.
  public var target: Double

  /// Creates a deadline.
  public init(
    within: Seconds, clock: DeadlineClock = .wall, hours: String? = nil, until: DeadlineEnd = .answered,
    fromStep: String? = nil, target: Double = 1
  ) {
    self.within = within
    self.clock = clock
    self.hours = hours
    self.until = until
    self.fromStep = fromStep
    self.target = target
  }
}

/// The clock of a deadline.
public enum DeadlineClock: String, Sendable, Hashable, Codable, CaseIterable {
  /// All hours count.
  case wall
  /// Only opening hours count.
  case business
}

/// What a deadline is a deadline for.
public enum DeadlineEnd: String, Sendable, Hashable, Codable, CaseIterable {
  /// An agent begins to work on the contact.
  case answered
  /// The work is done; with several steps, the last one.
  case resolved
}
