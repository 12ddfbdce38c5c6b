import ContactCentre

/// Something that happened in the contact centre, as the queue service reports it.
///
/// The id is the reporter's own and unique: reporting an event again changes nothing.
public struct QueueEvent: Sendable, Hashable, Codable {
  /// What happened.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A contact joined a queue. Needs contact and contact type.
    case enqueued
    /// An agent took a contact. Needs the contact; names the agent, the group or both where they are known.
    case answered
    /// The customer gave up. Needs the contact.
    case abandoned
    /// The work on a contact is done. Needs the contact.
    case completed
    /// A contact was put into another queue. Needs the contact and the new contact type.
    case transferred
    /// An agent came on duty, or back from a break. Needs the agent.
    case agentSignedIn
    /// An agent went off duty. Needs the agent.
    case agentSignedOut
    /// An agent takes a break; ends with ``agentSignedIn``. Needs the agent.
    case agentPaused
    /// Who is planned to be on duty, where agents do not report. Needs the group and the plan.
    case staffPlan
  }

  /// How many are planned from a moment on.
  public typealias PlannedStaff = ContactCentre.PlannedStaff

  /// The id of the event.
  public var id: String
  /// When it happened, seconds since 1970.
  public var time: Seconds
  /// What happened.
  public var kind: Kind
  /// The contact; `nil` for what agents do.
  public var contact: String?
  /// Name of the contact type.
  public var contactType: String?
  /// The agent.
  public var agent: String?
  /// Name of the agent group.
  public var group: String?
  /// The plan, in order of time; empty but for ``Kind/staffPlan``.
  public var plan: [PlannedStaff]

  /// Creates an event; what the kind does not need may be left out.
  public init(
    _ kind: Kind, id: String, time: Seconds, contact: String? = nil, contactType: String? = nil, agent: String? = nil,
    group: String? = nil, plan: [PlannedStaff] = []
  ) {
    self.kind = kind
    self.id = id
    self.time = time
    self.contact = contact
    self.contactType = contactType
    self.agent = agent
    self.group = group
    self.plan = plan.sorted { $0.from < $1.from }
  }
}

/// Where an event stands among all: by time; of two at the same moment by kind, then by id.
struct EventOrder: Sendable, Hashable, Codable, Comparable {
  var time: Seconds
  var rank: Int
  var id: String

  init(_ event: QueueEvent) {
    time = event.time
    id = event.id
    rank =
      switch event.kind {
      // Who goes and comes at the same moment has moved to another group.
      case .agentSignedOut: -1
      case .enqueued, .agentSignedIn, .staffPlan: 0
      case .answered, .agentPaused: 1
      case .transferred: 2
      case .abandoned: 3
      case .completed: 4
      }
  }

  static func < (first: EventOrder, second: EventOrder) -> Bool {
    (first.time, first.rank, first.id) < (second.time, second.rank, second.id)
  }
}
