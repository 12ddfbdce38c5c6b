import ContactCentre

/// Something that a customer can do, with the time that it is expected to take.
public struct Advice: Sendable, Hashable {
  /// What to do.
  public enum Action: String, Sendable, Hashable, CaseIterable {
    /// Stay in the queue.
    case wait
    /// Leave a message, or a voicemail, which is answered later.
    case leaveMessage
    /// Call instead.
    case call
    /// File a ticket.
    case fileTicket
    /// Come back at a better time.
    case comeBack
  }

  /// Where the expected time comes from.
  public enum Basis: String, Sendable, Hashable {
    /// Estimated from the live state.
    case estimate
    /// What the scenario promises; nothing better is known.
    case promise
  }

  /// What to do.
  public var action: Action
  /// The contact type that it is, or becomes.
  public var contactType: String
  /// Expected time until the answer, from the time of the state; when coming back, of the wait after that. `nil` when unknown.
  public var expected: Seconds?
  /// The median of the wait, likewise; `nil` when unknown, as when coming back.
  public var p50: Seconds?
  /// The wait that nine in ten do not exceed, likewise; for a promise its end.
  public var p90: Seconds?
  /// Where these come from; `nil` when they are unknown.
  public var basis: Basis?
  /// When to do it, seconds since 1970; `nil` is now.
  public var at: Seconds?
  /// Until when it is open, seconds since 1970; `nil` for always, or not within a week.
  public var openUntil: Seconds?

  /// Creates a piece of advice.
  public init(
    _ action: Action, contactType: String, expected: Seconds? = nil, p50: Seconds? = nil, p90: Seconds? = nil,
    basis: Basis? = nil,
    at: Seconds? = nil, openUntil: Seconds? = nil
  ) {
    self.action = action
    self.contactType = contactType
    self.expected = expected
    self.p50 = p50
    self.p90 = p90
    self.basis = basis
    self.at = at
    self.openUntil = openUntil
  }
}
