import WaitEstimation

/// What a live service hears, in the order in which it hears it.
///
/// A contact is heard of four times at most: it joins the queue, it leaves the queue unanswered, an agent begins with it,
/// it is over. Nothing that happens later is part of an event: a service's length is known when it ends.
public struct LogEvent: Sendable, Hashable {
  /// What happened. The order of the cases is the order of events at the same second.
  public enum Kind: UInt8, Sendable, Hashable {
    /// An agent finished with the contact.
    case finished
    /// The contact left the queue and an agent began with it.
    case started
    /// The contact left the queue unanswered.
    case left
    /// The contact joined the queue.
    case joined
  }

  /// Seconds since 1970 on the local clock.
  public var time: Double
  /// What happened.
  public var kind: Kind
  /// Index of the contact.
  public var contact: Int32

  /// The events of contacts by time, kind and contact.
  ///
  /// A log of two clocks may let the agent begin a second before the caller leaves the queue; a caller is taken to leave
  /// and begin at once, at the later of the two, or a service that "has begun" would betray the end of a wait. Who joins
  /// and leaves in the same second never stands in the line.
  public static func all(of contacts: [LogContact]) -> [LogEvent] {
    var events: [LogEvent] = []
    events.reserveCapacity(contacts.count * 3)
    for (index, contact) in contacts.enumerated() {
      let number = Int32(index)
      if let queued = contact.queued, contact.dequeued != queued {
        events.append(LogEvent(time: queued, kind: .joined, contact: number))
      }
      if let answered = contact.answered {
        let start = max(answered, contact.dequeued ?? answered)
        events.append(LogEvent(time: start, kind: .started, contact: number))
        if let ended = contact.ended {
          events.append(LogEvent(time: max(ended, start), kind: .finished, contact: number))
        }
      } else if let queued = contact.queued, let dequeued = contact.dequeued, dequeued != queued {
        events.append(LogEvent(time: dequeued, kind: .left, contact: number))
      }
    }
    events.sort { ($0.time, order($0, contacts), $0.contact) < ($1.time, order($1, contacts), $1.contact) }
    return events
  }

  /// The finish of a service that began in the same second comes behind its start.
  private static func order(_ event: LogEvent, _ contacts: [LogContact]) -> UInt8 {
    guard event.kind == .finished else { return event.kind.rawValue }
    let contact = contacts[Int(event.contact)]
    let start = max(contact.answered ?? event.time, contact.dequeued ?? event.time)
    return start == event.time ? LogEvent.Kind.started.rawValue : event.kind.rawValue
  }

  /// The event as an estimator hears it. The agent is known once the service begins, not before.
  func heard(of contact: LogContact, credits: ClassCredits) -> LineEvent {
    let kinds: [Kind: LineEvent.Kind] = [.finished: .finished, .started: .started, .left: .left, .joined: .joined]
    return LineEvent(
      kinds[kind] ?? .joined, at: time, contact: Int(self.contact), type: Int(contact.type),
      credit: credits.credit(of: contact),
      agent: kind == .started || kind == .finished ? contact.agent.map(Int.init) : nil)
  }
}
