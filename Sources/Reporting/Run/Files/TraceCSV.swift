import Simulation

/// The trace of a replication: a row for each event, in order of time.
///
/// RFC 4180 with a heading: `time` (local, with offset), `elapsed` (seconds since local midnight of the first day), `issue`
/// (the ticket number: the same for all contacts and steps of one issue), `contactType`, `step`, `event`, `group`, `agent`,
/// `waitingAhead`. Cells that do not apply are empty.
public enum TraceCSV {
  /// The whole file.
  public static func text(_ events: [TraceEvent]) -> String {
    var text = CSVRow.text([
      "time", "elapsed", "issue", "contactType", "step", "event", "group", "agent", "waitingAhead",
    ])
    for event in events {
      text += CSVRow.text([
        event.time, CSVRow.number(event.elapsed), String(event.issue), CSVRow.name(event.contactType),
        event.step.map(CSVRow.name) ?? "", event.event.rawValue, event.group.map(CSVRow.name) ?? "",
        event.agent.map(String.init) ?? "", event.waitingAhead.map(String.init) ?? "",
      ])
    }
    return text
  }
}
