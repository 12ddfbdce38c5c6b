import Simulation

/// The contacts of a simulated replication as a log: a row for each, and for work in steps a row for each step, as
/// `waitline fit`, `audit` and `backtest` read it with `scenarios/waitline-mapping.yaml`.
///
/// RFC 4180 with a heading: `issue`, `contact`, `contactType`, `step`, `arrived`, `queued`, `answered`, `ended` (local times
/// with offset), `outcome`, `agent`.
public enum ContactLogCSV {
  /// The whole file.
  public static func text(_ records: [ContactRecord]) -> String {
    var text = CSVRow.text([
      "issue", "contact", "contactType", "step", "arrived", "queued", "answered", "ended", "outcome", "agent",
    ])
    for record in records {
      text += CSVRow.text([
        String(record.issue), String(record.contact), CSVRow.name(record.contactType),
        record.step.map(CSVRow.name) ?? "", record.arrived, record.queued ?? "",
        record.answered ?? "", record.ended ?? "", record.outcome.rawValue, record.agent.map(CSVRow.name) ?? "",
      ])
    }
    return text
  }
}
