import Simulation

/// The contacts of a simulated replication as a log: a row for each, as `waitline fit`, `audit` and `backtest` read it with
/// `scenarios/waitline-mapping.yaml`.
///
/// RFC 4180 with a heading: `issue`, `contactType`, `arrived`, `queued`, `answered`, `ended` (local times), `outcome`, `agent`.
public enum ContactLogCSV {
  /// The whole file.
  public static func text(_ records: [ContactRecord]) -> String {
    var text = CSVRow.text(["issue", "contactType", "arrived", "queued", "answered", "ended", "outcome", "agent"])
    for record in records {
      text += CSVRow.text([
        String(record.issue), CSVRow.name(record.contactType), record.arrived, record.queued ?? "",
        record.answered ?? "", record.ended ?? "", record.outcome.rawValue, record.agent.map(CSVRow.name) ?? "",
      ])
    }
    return text
  }
}
