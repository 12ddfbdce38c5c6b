import ContactCentre

/// Something that happened in a queue, as it is reported.
public struct ContactEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The contact joined the queue.
    case enqueued
    /// An agent took it.
    case answered
    /// The customer gave up.
    case abandoned
    /// The agent finished it.
    case completed
    /// The agent came on duty, or back from a break.
    case signedIn
    /// The agent went off duty, or into a break.
    case signedOut
  }

  /// What happened.
  public var kind: Kind
  /// When, seconds on any clock.
  public var time: Seconds
  /// The contact; 0 where there is none.
  public var contact: Int
  /// The agent; `nil` where there is none or it is not known.
  public var agent: Int?

  /// Creates an event.
  public init(_ kind: Kind, at time: Seconds, contact: Int = 0, agent: Int? = nil) {
    self.kind = kind
    self.time = time
    self.contact = contact
    self.agent = agent
  }
}
