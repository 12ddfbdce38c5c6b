import Simulation

/// The folder that a run leaves behind.
public enum RunOutput {
  /// Writes `summary.json`, `periods.csv`, `announcements.json` and `report.html`, whole or not at all.
  ///
  /// Files of an earlier run are replaced, or put back if any cannot be; other files in the folder are left alone.
  /// - Parameters:
  ///   - result: what is written.
  ///   - directory: the folder; it and its parents are made when they are missing.
  ///   - language: language of the report.
  /// - Returns: the paths written, as given in `directory`.
  /// - Throws: ``OutputError``, which says what could not be written, where and why.
  public static func write(_ result: SimulationResult, to directory: String, language: Language) throws -> [String] {
    try OutputFolder.write(
      [
        ("summary.json", SummaryJSON.text(result)), ("periods.csv", PeriodsCSV.text(result)),
        ("announcements.json", AnnouncementsJSON.text(result)),
        ("report.html", ReportHTML.text(result, language: language)),
      ], to: directory)
  }
}
