/// What can happen to a contact, for a trace.
public enum TraceEventKind: String, Sendable, CaseIterable {
  /// A customer comes with something new.
  case arrived
  /// Came outside the hours, and becomes another type.
  case diverted
  /// Came outside the hours, and goes away.
  case turnedAway
  /// The queue was full.
  case blocked
  /// Left on hearing the announcement.
  case balked
  /// Accepted the offer to leave a message.
  case message
  /// Its next step cannot begin yet, for example until an approval is given.
  case delayed
  /// Waits.
  case queued
  /// An agent takes it up, or goes on with it.
  case answered
  /// A live contact came between.
  case interrupted
  /// The agent is done with the contact, or with the step.
  case finished
  /// Answered by the broadcast of an answer to another.
  case broadcast
  /// Gave up waiting.
  case abandoned
  /// Will try again.
  case redials
  /// Sent away at closing.
  case cutOff
  /// Belongs elsewhere.
  case redirected
  /// Not settled: comes back, or is escalated.
  case unresolved
  /// The deadline has passed.
  case deadlineMissed
  /// The issue is settled.
  case resolved
  /// The customer is not heard of again.
  case lost
}

/// One event of a trace, in numbers.
struct TraceRow {
  var time: Double
  var kind: TraceEventKind
  /// Serial number of the issue, from 1.
  var issue: Int
  /// The type or step.
  var type: Int32
  var group: Int32
  var agent: Int32
  /// For `queued`, how many waited ahead.
  var detail: Int32
}

/// What happened in a replication.
struct TraceLog {
  var rows: [TraceRow] = []
}

extension Engine {
  /// Writes an event down.
  @inline(never)
  mutating func note(
    _ kind: TraceEventKind, issue: Int32, type: Int32, number: Int, group: Int32 = -1, agent: Int32 = -1,
    detail: Int32 = -1, at time: Double
  ) {
    let row = TraceRow(
      time: time, kind: kind, issue: issue >= 0 ? issues[issue].serial : 0, type: type, group: group, agent: agent,
      detail: detail)
    trace?.rows.append(row)
  }
}
