/// What is known of a contact centre at a moment: who is on duty, who is busy, and who waits.
///
/// A pure value; names refer to a ``Scenario``. What is not listed is not known, but for queues: there nobody waits.
public struct LiveState: Sendable, Hashable, Codable {
  /// When it was so: seconds since 1970-01-01 00:00 UTC.
  public var time: Seconds
  /// The agent groups that are known of.
  public var groups: [LiveGroup]
  /// The queues in which somebody waits, or of which something else is known.
  public var queues: [LiveQueue]

  /// Creates a state.
  public init(time: Seconds, groups: [LiveGroup] = [], queues: [LiveQueue] = []) {
    self.time = time
    self.groups = groups
    self.queues = queues
  }

  /// A group by its name.
  public func group(_ name: String) -> LiveGroup? { groups.first { $0.name == name } }

  /// A queue by its contact type.
  public func queue(_ contactType: String) -> LiveQueue? { queues.first { $0.contactType == contactType } }

  /// How many wait for a contact type.
  public func waiting(_ contactType: String) -> Int { queue(contactType)?.waiting ?? 0 }

  /// Whether somebody waits whom an agent of a group with room in hand would have taken already.
  public func waitsFor(_ group: AgentGroup) -> Bool {
    group.skills.contains { skill in
      guard skill.whenIdle <= 1, let queue = queue(skill.contactType), queue.waiting > 0 else { return false }
      return skill.after == 0 || queue.waitingFor.first.map { $0 >= skill.after } ?? false
    }
  }
}

/// The agents of one group at a moment.
public struct LiveGroup: Sendable, Hashable, Codable {
  /// Name of the group.
  public var name: String
  /// Agents on duty.
  public var onDuty: Int
  /// Agents who have a contact in hand, those included whose time is over; may be more than are on duty.
  public var busy: Int
  /// For how long each contact in hand has been handled, one entry a contact; empty when that is not known.
  public var servingFor: [Seconds]
  /// The contacts in hand of each busy agent, where that is known; empty when it is not.
  public var inHand: [[LiveContact]]

  /// Creates a group's state.
  public init(
    name: String, onDuty: Int, busy: Int, servingFor: [Seconds] = [], inHand: [[LiveContact]] = []
  ) {
    self.name = name
    self.onDuty = onDuty
    self.busy = busy
    self.servingFor = servingFor
    self.inHand = inHand
  }
}

extension LiveGroup {
  /// Reads a state; lists that are left out are empty.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      name: try container.decode(String.self, forKey: .name), onDuty: try container.decode(Int.self, forKey: .onDuty),
      busy: try container.decode(Int.self, forKey: .busy),
      servingFor: try container.decodeIfPresent([Seconds].self, forKey: .servingFor) ?? [],
      inHand: try container.decodeIfPresent([[LiveContact]].self, forKey: .inHand) ?? [])
  }
}

/// A contact in the hands of an agent.
public struct LiveContact: Sendable, Hashable, Codable {
  /// Its type; `nil` when that is not known.
  public var contactType: String?
  /// For how long it has been handled.
  public var servingFor: Seconds

  /// Creates a contact in hand.
  public init(contactType: String?, servingFor: Seconds) {
    self.contactType = contactType
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
  /// How long those had waited who were answered last, the latest first; empty when that is not known.
  public var recentWaits: [Seconds]

  /// Creates a queue's state; `waitingFor` is put in order.
  public init(contactType: String, waiting: Int, waitingFor: [Seconds] = [], recentWaits: [Seconds] = []) {
    self.contactType = contactType
    self.waiting = waiting
    self.waitingFor = waitingFor.sorted(by: >)
    self.recentWaits = recentWaits
  }
}

extension LiveQueue {
  /// Reads a state; lists that are left out are empty.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      contactType: try container.decode(String.self, forKey: .contactType),
      waiting: try container.decode(Int.self, forKey: .waiting),
      waitingFor: try container.decodeIfPresent([Seconds].self, forKey: .waitingFor) ?? [],
      recentWaits: try container.decodeIfPresent([Seconds].self, forKey: .recentWaits) ?? [])
  }
}
