import ContactCentre

/// One agent: what was last said of duty and group, and when the agent was last seen at work.
///
/// Each value is a greatest one over the events, so that the order of arrival cannot matter.
struct AgentRecord: Sendable, Hashable, Codable {
  /// A value with the place of the event that said it.
  struct Said<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    var order: EventOrder
    var value: Value
  }

  private(set) var sign: Said<QueueEvent.Kind>?
  private(set) var group: Said<String>?
  /// The contact that was answered last.
  private(set) var lastContact: Said<String>?
  private(set) var lastSeen: Seconds = -.greatestFiniteMagnitude

  /// Takes note of an event that names the agent.
  mutating func record(_ event: QueueEvent) {
    let order = EventOrder(event)
    func newer<Value>(_ said: Said<Value>?, _ value: Value) -> Said<Value> {
      if let said, said.order > order { return said }
      return Said(order: order, value: value)
    }
    if let name = event.group { group = newer(group, name) }
    switch event.kind {
    case .agentSignedIn, .agentSignedOut, .agentPaused: sign = newer(sign, event.kind)
    case .answered: if let contact = event.contact { lastContact = newer(lastContact, contact) }
    case .enqueued, .abandoned, .completed, .transferred, .staffPlan: break
    }
    // Signing in, answering and finishing are signs of life.
    if event.kind != .abandoned { see(at: event.time) }
  }

  /// Takes note that the agent was at work at a time.
  mutating func see(at time: Seconds) { lastSeen = max(lastSeen, time) }

  /// Whether the agent ever reported coming or going.
  var reports: Bool { sign != nil }

  /// Whether the agent is on duty at a time.
  ///
  /// Who signed in is, until signing out or a break, but for one who was not seen for too long. Who went is not, unless a
  /// contact was answered later. Of others it is inferred: whoever has a contact in hand, or was seen lately.
  func isOnDuty(at time: Seconds, hasContact: Bool, rules: DutyRules) -> Bool {
    switch sign?.value {
    case .agentSignedIn where hasContact || time - lastSeen <= rules.believedFor: return true
    case .agentSignedOut, .agentPaused:
      guard let sign, let lastContact, lastContact.order.time > sign.order.time else { return false }
    default: break
    }
    return hasContact || time - lastSeen <= rules.seenWithin
  }
}

/// For how long signs of life count.
public struct DutyRules: Sendable, Hashable, Codable {
  /// An agent who does not report is taken to be on duty for so long after being seen at work, seconds.
  public var seenWithin: Seconds
  /// An agent who signed in and never out is believed for so long after being seen last, seconds.
  public var believedFor: Seconds

  /// Creates rules; by default 15 minutes and 16 hours.
  public init(seenWithin: Seconds = 900, believedFor: Seconds = 57_600) {
    self.seenWithin = seenWithin
    self.believedFor = believedFor
  }
}
