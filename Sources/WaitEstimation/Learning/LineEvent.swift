import ContactCentre

/// What a learned estimator hears of a queue, in the order in which it happens.
///
/// A contact is heard of four times at most: it joins the queue, it leaves the queue unanswered, an agent begins with it,
/// it is over. Nothing that happens later is part of an event: a service's length is known when it ends.
public struct LineEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: UInt8, Sendable, Hashable {
    /// An agent finished with the contact.
    case finished
    /// The contact left the queue, if it stood in it, and an agent began with it.
    case started
    /// The contact left the queue unanswered.
    case left
    /// The contact joined the queue.
    case joined
  }

  /// What happened.
  public var kind: Kind
  /// When, seconds since 1970 on the centre's own clock: hours and weekdays are read off it.
  public var time: Seconds
  /// A number of the contact that no other contact has.
  public var contact: Int
  /// A number of the contact type.
  public var type: Int
  /// A number of the priority class; -1 when not known.
  public var priority: Int
  /// Seconds of waiting that the contact was given on joining.
  public var credit: Seconds
  /// A number of the agent; `nil` when there is none or it is not known.
  public var agent: Int?

  /// Creates an event.
  public init(
    _ kind: Kind, at time: Seconds, contact: Int, type: Int, priority: Int = -1, credit: Seconds = 0, agent: Int? = nil
  ) {
    self.kind = kind
    self.time = time
    self.contact = contact
    self.type = type
    self.priority = priority
    self.credit = credit
    self.agent = agent
  }
}
