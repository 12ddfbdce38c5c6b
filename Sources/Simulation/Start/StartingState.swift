import ContactCentre

/// What is known of a contact centre at a moment, from which a run goes on: who is on duty, what they have in hand, and who
/// waits.
///
/// ```swift
/// let state = StartingState(
///   time: 36_000, groups: [GroupAtStart(name: "agents", onDuty: 3, inHand: [[ContactAtStart(elapsed: 45)], []])],
///   queues: [QueueAtStart(contactType: "calls", waited: [40, 22, 5])])
/// let rest = try Simulator(scenario, from: state).run()
/// ```
///
/// What comes back later from before that moment (returns, redials, approvals) is not known and does not come.
public struct StartingState: Sendable, Hashable, Codable {
  /// When the run starts: seconds elapsed since local midnight of the scenario's first day.
  public var time: Seconds
  /// The groups that are known of; the others are on duty as planned, with empty hands.
  public var groups: [GroupAtStart]
  /// The queues in which somebody waits.
  public var queues: [QueueAtStart]

  /// Creates a state.
  public init(time: Seconds, groups: [GroupAtStart] = [], queues: [QueueAtStart] = []) {
    self.time = time
    self.groups = groups
    self.queues = queues
  }
}

/// The agents of a group at the start.
public struct GroupAtStart: Sendable, Hashable, Codable {
  /// Name of the group.
  public var name: String
  /// Agents on duty now. Whoever comes or goes later does so as planned, on top of this number.
  public var onDuty: Int
  /// The contacts in hand of each agent who has any; may be more agents than are on duty: the others finish and go.
  public var inHand: [[ContactAtStart]]
  /// Whether those who have a contact in hand have no room for another, so that what is not listed is not known.
  public var handsAreFull: Bool

  /// Creates a group's state.
  public init(name: String, onDuty: Int, inHand: [[ContactAtStart]] = [], handsAreFull: Bool = false) {
    self.name = name
    self.onDuty = onDuty
    self.inHand = inHand
    self.handsAreFull = handsAreFull
  }
}

/// A contact in the hands of an agent at the start.
public struct ContactAtStart: Sendable, Hashable, Codable {
  /// Its type; `nil` when that is not known: one of those that the group answers, in proportion to the work they bring.
  public var contactType: String?
  /// For how long it has been handled; `nil` when that is not known: as long as a contact found at a random moment.
  public var elapsed: Seconds?

  /// Creates a contact in hand.
  public init(contactType: String? = nil, elapsed: Seconds? = nil) {
    self.contactType = contactType
    self.elapsed = elapsed
  }
}

/// A queue at the start.
public struct QueueAtStart: Sendable, Hashable, Codable {
  /// Name of the contact type.
  public var contactType: String
  /// How long each has waited, the next to be answered first.
  public var waited: [Seconds]

  /// Creates a queue.
  public init(contactType: String, waited: [Seconds]) {
    self.contactType = contactType
    self.waited = waited
  }
}
