/// A first reading of logs: their days, types and agents. Grows with these, not with the rows.
struct LogSurvey {
  /// Contacts that asked for an agent, by day of arrival.
  private(set) var rowsOfDay: [Int: Int] = [:]
  /// Contacts that a named agent took, by the day on which that was.
  private(set) var workOfDay: [Int: Int] = [:]
  /// Contacts that asked for an agent, by type.
  private(set) var offered: [NameID: Int] = [:]
  /// Steps of a type that passes through several, in order of their first row.
  private(set) var steps: [NameID: [NameID]] = [:]
  private var seenSteps: Set<NameID> = []
  private var rowsWithoutStep: Set<NameID> = []
  /// Contacts answered, by agent and work (a type, or a step of one); without agents that are not recorded.
  private(set) var answered: [NameID: [NameID: Int]] = [:]
  /// Channel of a type, where the log has channels: the first one seen.
  private(set) var channel: [NameID: NameID] = [:]
  /// How long they take by the time of the day.
  private(set) var handlingHours: HandlingHours
  /// Contacts that never asked for an agent.
  private(set) var notOffered = 0
  /// Contacts with an issue or customer.
  private(set) var withIssue = 0

  init(periodSeconds: Int) { handlingHours = HandlingHours(periodSeconds: periodSeconds) }

  mutating func add(_ contact: LogContact) {
    guard contact.isOffered else {
      notOffered += 1
      return
    }
    handlingHours.add(contact)
    rowsOfDay[contact.day, default: 0] += 1
    offered[contact.type, default: 0] += 1
    if contact.issue != nil { withIssue += 1 }
    if contact.isStep, seenSteps.insert(contact.work).inserted { steps[contact.type, default: []].append(contact.work) }
    if !contact.isStep { rowsWithoutStep.insert(contact.type) }
    if let own = contact.channel, channel[contact.type] == nil { channel[contact.type] = own }
    if let agent = contact.agent, contact.outcome == .answered {
      answered[agent, default: [:]][contact.work, default: 0] += 1
      if let from = contact.answered, contact.ended != nil { workOfDay[LogClock.day(from), default: 0] += 1 }
    }
  }

  /// Types, those with the most contacts first.
  var types: [NameID] { offered.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) }

  /// Whether a work of `works` has rows: a type that passes through steps may have none of its own.
  func hasRows(_ work: NameID) -> Bool { seenSteps.contains(work) || rowsWithoutStep.contains(work) }

  /// Whether a type has rows with a step and rows without.
  func isMixed(_ type: NameID) -> Bool { steps[type] != nil && rowsWithoutStep.contains(type) }

  /// What agents do: the types, then the steps of those that have any.
  var works: [NameID] { types + types.flatMap { steps[$0] ?? [] } }

  /// Days in order.
  var days: [Int] { rowsOfDay.keys.sorted() }
}
