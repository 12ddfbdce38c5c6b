import ContactCentre

/// Infers who is on duty when agents do not report: whoever has a contact in hand, or was seen answering or finishing one
/// lately. Agents who do sign in and out are believed.
public struct DutyRecord: Sendable {
  private struct Agent: Sendable {
    var seen: Seconds
    var inHand = 0
    var signedIn: Bool?
  }

  /// How long after being seen an agent counts as on duty, seconds.
  public let window: Seconds
  private var agents: [Int: Agent] = [:]

  /// Agents count as on duty for some time after they were seen, seconds.
  public init(seenWithin window: Seconds = 900) { self.window = window }

  /// Takes note of an event; those without an agent say nothing.
  public mutating func record(_ event: ContactEvent) {
    guard let number = event.agent else { return }
    var agent = agents[number] ?? Agent(seen: event.time)
    agent.seen = max(agent.seen, event.time)
    switch event.kind {
    case .answered:
      agent.inHand += 1
      // Whoever works is there, whatever was said before.
      if agent.signedIn == false { agent.signedIn = nil }
    case .completed: agent.inHand = max(0, agent.inHand - 1)
    case .signedIn: agent.signedIn = true
    case .signedOut: agent.signedIn = false
    case .enqueued, .abandoned: return
    }
    agents[number] = agent
  }

  /// How many are on duty at a time that is not before the last event.
  public func onDuty(at time: Seconds) -> Int { agents.values.count { isOnDuty($0, at: time) } }

  /// How many have a contact in hand.
  public var busy: Int { agents.values.count { $0.inHand > 0 } }

  private func isOnDuty(_ agent: Agent, at time: Seconds) -> Bool {
    agent.signedIn ?? (agent.inHand > 0 || time - agent.seen <= window)
  }
}
