import Foundation
import LogFitting
import Testing

/// The real record, where it is at hand: it is not part of Waitline.
@Suite struct BankTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let record =
    ProcessInfo.processInfo.environment["WAITLINE_BANK"]
    ?? root.deletingLastPathComponent().appendingPathComponent("shared/data/anonymous-bank").path

  /// The scenario is what the command makes of January to May, to the last digit; only the comment above it is written by hand.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: record), "no bank data: the record is not part of Waitline"))
  func theScenarioIsTheFittedOne() throws {
    let scenarios = Self.root.appendingPathComponent("scenarios")
    let mapping = try LogMapping.load(path: scenarios.appendingPathComponent("anonymous-bank-mapping.yaml").path)
    let fit = try LogFit(paths: (1...5).map { Self.record + "/1999-0\($0).csv.gz" }, mapping: mapping)
    let file = try String(contentsOf: scenarios.appendingPathComponent("anonymous-bank-1999.yaml"), encoding: .utf8)
    let body = fit.yaml.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
    #expect(file.hasSuffix(body))
    #expect(fit.rows.dirtyRows == 0)
    // The special days are known: a holiday's eve and the holiday, the day of an election, and a day of twice the calls.
    #expect(Set(fit.specialDays.map(\.date)).isSuperset(of: ["1999-05-17", "1999-05-20", "1999-05-23"]))
  }
}
