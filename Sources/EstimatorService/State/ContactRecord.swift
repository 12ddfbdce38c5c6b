import ContactCentre

/// One contact: the events that name it, and what follows from them.
///
/// The events are kept in their own order, whenever they arrive; all else is read off them anew. So the order of arrival
/// cannot matter.
struct ContactRecord: Sendable, Hashable, Codable {
  /// An event that names the contact.
  struct Step: Sendable, Hashable, Codable {
    var order: EventOrder
    var kind: QueueEvent.Kind
    var contactType: String?
    var agent: String?
    var group: String?
  }

  /// A stay in a queue.
  struct Leg: Sendable, Hashable {
    /// How it ended.
    enum End: Sendable, Hashable {
      case answered, abandoned
      /// Transferred to another queue.
      case left
      /// Over without an answer that was reported: how long it waited is not known.
      case unknown
    }
    var contactType: String
    var since: Seconds
    var end: End?
    var until: Seconds?
  }

  /// Work on the contact.
  struct Service: Sendable, Hashable {
    var contactType: String?
    var agent: String?
    var group: String?
    var since: Seconds
  }

  /// Where it is now.
  enum Place: Sendable, Hashable {
    case waiting(contactType: String, since: Seconds)
    case inService(Service)
    case gone
  }

  private(set) var steps: [Step] = []
  /// The most events of one contact that are kept.
  static let mostSteps = 1000

  /// Takes an event; `false` when it was known already, or the contact has too many.
  mutating func insert(_ event: QueueEvent) -> Bool {
    guard steps.count < Self.mostSteps, !steps.contains(where: { $0.order.id == event.id }) else { return false }
    let step = Step(
      order: EventOrder(event), kind: event.kind, contactType: event.contactType, agent: event.agent, group: event.group
    )
    let index = steps.firstIndex { step.order < $0.order } ?? steps.count
    steps.insert(step, at: index)
    return true
  }

  /// When the last thing happened to it.
  var lastTime: Seconds { steps.last?.order.time ?? 0 }

  /// Reads the events in order.
  func history() -> (place: Place, legs: [Leg]) {
    var place = Place.gone
    var legs: [Leg] = []
    var contactType: String?
    func close(_ end: Leg.End, at time: Seconds) {
      guard case .waiting = place, let last = legs.indices.last else { return }
      legs[last].end = end
      legs[last].until = time
    }
    func read(_ step: Step) {
      let time = step.order.time
      switch step.kind {
      case .enqueued, .transferred:
        guard let type = step.contactType else { return }
        // Reported twice with two ids: the first counts.
        if case .waiting(type, _) = place { return }
        close(.left, at: time)
        contactType = type
        legs.append(Leg(contactType: type, since: time))
        place = .waiting(contactType: type, since: time)
      case .answered:
        close(.answered, at: time)
        contactType = step.contactType ?? contactType
        place = .inService(Service(contactType: contactType, agent: step.agent, group: step.group, since: time))
      case .abandoned:
        close(.abandoned, at: time)
        place = .gone
      case .completed:
        close(.unknown, at: time)
        place = .gone
      case .agentSignedIn, .agentSignedOut, .agentPaused, .staffPlan: return
      }
    }
    /// Many services stamp whole seconds. Whoever is in hand, transferred and answered at the same moment was answered in the
    /// other queue; as was whoever waited, if the answer names it.
    func comesAfterTransfer(_ answer: Step, _ next: Step) -> Bool {
      guard answer.kind == .answered, next.kind == .transferred, answer.order.time == next.order.time else {
        return false
      }
      if let named = answer.contactType, named != contactType { return named == next.contactType }
      if case .inService = place { return true }
      return false
    }
    var held: Step?
    for (index, step) in steps.enumerated() {
      if held == nil, index + 1 < steps.count, comesAfterTransfer(step, steps[index + 1]) {
        held = step
        continue
      }
      read(step)
      if let answer = held { read(answer) }
      held = nil
    }
    return (place, legs)
  }

  /// The type that it was last known to have.
  var contactType: String? { steps.last { $0.contactType != nil }?.contactType }

  /// The type that it had when something happened.
  func contactType(before order: EventOrder) -> String? {
    steps.last { $0.contactType != nil && $0.order <= order }?.contactType
  }

  /// Who was seen when: those who answered, and were still there when the work ended without naming anybody.
  var sightings: [(agent: String, time: Seconds)] {
    let unnamedEnd = steps.last { $0.kind == .completed && $0.agent == nil }?.order.time
    return steps.compactMap { step in
      guard step.kind == .answered, let agent = step.agent, let unnamedEnd, unnamedEnd >= step.order.time else {
        return nil
      }
      return (agent, unnamedEnd)
    }
  }
}
