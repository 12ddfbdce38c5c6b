import ContactCentre

/// Something that happened to a contact in a traced replication.
public struct TraceEvent: Sendable, Equatable {
  /// Seconds since local midnight of the first day.
  public var elapsed: Double
  /// Local time with offset, to the millisecond.
  public var time: String
  /// Ticket number: the same for all contacts and steps of one issue, from 1.
  public var issue: Int
  /// Name of the contact type.
  public var contactType: String
  /// Name of the step; `nil` for types without.
  public var step: String?
  /// What happened.
  public var event: TraceEventKind
  /// Name of the agent group, when an agent is concerned, and which of its agents, from 0.
  public var group: String?
  /// The agent; numbers are used again when agents have gone.
  public var agent: Int?
  /// How many waited ahead, when it joins a queue.
  public var waitingAhead: Int?
}

/// Puts names and clock times to a trace.
struct TraceText {
  let scenario: Scenario
  let compiled: CompiledScenario
  let timeline: RunTimeline

  /// The events in order of time.
  ///
  /// The engine notices that a customer has given up, or that a deadline has passed, when it next matters; here such events
  /// take their place.
  func events(_ rows: [TraceRow]) -> [TraceEvent] {
    let names = Names(scenario)
    return rows.enumerated().sorted {
      (Timer.units($0.element.time), $0.offset) < (Timer.units($1.element.time), $1.offset)
    }.map { _, row in
      let type = scenario.contactTypes[Int(names.parent(of: row.type))]
      let step =
        Int(row.type) - compiled.typeCount < 0 ? nil : Int(row.type - names.firstStep(of: names.parent(of: row.type)))
      return TraceEvent(
        elapsed: row.time, time: timeline.text(at: row.time), issue: row.issue, contactType: type.name,
        step: step.map { type.steps[$0].name }, event: row.kind,
        group: row.group < 0 ? nil : scenario.agentGroups[Int(row.group)].name,
        agent: row.agent < 0 ? nil : Int(row.agent), waitingAhead: row.detail < 0 ? nil : Int(row.detail))
    }
  }
}
