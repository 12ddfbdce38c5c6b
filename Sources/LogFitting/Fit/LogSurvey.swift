/// A first reading of logs: their days, types and agents. Grows with these, not with the rows.
struct LogSurvey {
  /// Contacts that asked for an agent, by day of arrival.
  private(set) var rowsOfDay: [Int: Int] = [:]
  /// Contacts that a named agent took, by the day on which that was.
  private(set) var workOfDay: [Int: Int] = [:]
  /// Contacts that asked for an agent, by type.
  private(set) var offered: [NameID: Int] = [:]
  /// Contacts answered, by agent and type; without agents that are not recorded.
  private(set) var answered: [NameID: [NameID: Int]] = [:]
  /// Channel of a type, where the log has channels: the first one seen.
  private(set) var channel: [NameID: NameID] = [:]
  /// Contacts that never asked for an agent.
  private(set) var notOffered = 0
  /// Contacts with an issue or customer.
  private(set) var withIssue = 0

  mutating func add(_ contact: LogContact) {
    guard contact.isOffered else {
      notOffered += 1
      return
    }
    rowsOfDay[contact.day, default: 0] += 1
    offered[contact.type, default: 0] += 1
    if contact.issue != nil { withIssue += 1 }
    if let own = contact.channel, channel[contact.type] == nil { channel[contact.type] = own }
    if let agent = contact.agent, contact.outcome == .answered {
      answered[agent, default: [:]][contact.type, default: 0] += 1
      if let from = contact.answered, contact.ended != nil { workOfDay[LogClock.day(from), default: 0] += 1 }
    }
  }

  /// Types, those with the most contacts first.
  var types: [NameID] { offered.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key) }

  /// Days in order.
  var days: [Int] { rowsOfDay.keys.sorted() }
}
