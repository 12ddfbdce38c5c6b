/// What is known of a contact centre at a moment: who is on duty, who is busy, and who waits.
///
/// A pure value; names refer to a ``Scenario``. What is not listed is not known, but for queues: there nobody waits.
public struct LiveState: Sendable, Hashable, Codable {
  /// When it was so: seconds since 1970-01-01 00:00 UTC.
  public var time: Seconds
  /// The agent groups that are known of.
  public var groups: [LiveGroup]
  /// The queues in which somebody waits.
  public var queues: [LiveQueue]

  /// Creates a state.
  public init(time: Seconds, groups: [LiveGroup] = [], queues: [LiveQueue] = []) {
    self.time = time
    self.groups = groups
    self.queues = queues
  }

  /// A group by its name.
  public func group(_ name: String) -> LiveGroup? { groups.first { $0.name == name } }

  /// How many wait for a contact type.
  public func waiting(_ contactType: String) -> Int { queues.first { $0.contactType == contactType }?.waiting ?? 0 }
}

/// The agents of one group at a moment.
public struct LiveGroup: Sendable, Hashable, Codable {
  /// Name of the group.
  public var name: String
  /// Agents on duty.
  public var onDuty: Int
  /// Agents who have a contact in hand, those included whose time is over; may be more than are on duty.
  public var busy: Int
  /// For how long each contact in hand has been handled; empty when that is not known.
  public var servingFor: [Seconds]

  /// Creates a group's state.
  public init(name: String, onDuty: Int, busy: Int, servingFor: [Seconds] = []) {
    self.name = name
    self.onDuty = onDuty
    self.busy = busy
    self.servingFor = servingFor
  }
}

/// A queue at a moment.
public struct LiveQueue: Sendable, Hashable, Codable {
  /// Name of the contact type.
  public var contactType: String
  /// How many wait.
  public var waiting: Int
  /// How long each has waited, the longest first; empty when that is not known.
  public var waitingFor: [Seconds]

  /// Creates a queue's state; `waitingFor` is put in order.
  public init(contactType: String, waiting: Int, waitingFor: [Seconds] = []) {
    self.contactType = contactType
    self.waiting = waiting
    self.waitingFor = waitingFor.sorted(by: >)
  }
}
