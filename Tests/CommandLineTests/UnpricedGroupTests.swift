import Foundation
import Testing

/// Centres in which not all who are paid have a price, through the program.
@Suite struct UnpricedGroupTests {
  private static let scenario = """
    version: 1
    calendar: {timezone: UTC, start: "2026-01-05", days: 1, period: 1h}
    contactTypes:
      t:
        channel: ticket
        arrivals: {perHour: 10}
        steps: [{name: look, handling: 2min}]
    agentGroups:
      a: {skills: {t: 1}, staff: 2, costPerHour: 10}
      b: {skills: {t: 2}, staff: 5}
    experiment: {replications: 4}

    """

  private func withFile(_ body: (_ file: String, URL) throws -> Void) throws {
    try Tool.withFolder { folder in
      let file = folder.appendingPathComponent("centre.yaml")
      try Self.scenario.write(to: file, atomically: true, encoding: .utf8)
      try body(file.path, folder)
    }
  }

  @Test func itIsSaidBeforehand() throws {
    try withFile { file, _ in
      let checked = try Tool.run("validate", file)
      #expect(
        checked.status == 0 && checked.errors.contains("agentGroups.b: “b” has no costPerHour, though others have"))
      for set in ["agentGroups.b.staff=0", "agentGroups.b.costPerHour=8"] {
        #expect(try Tool.run("validate", file, "--set", set).errors == "")
      }
    }
  }

  @Test func noCostIsGivenForAll() throws {
    try withFile { file, folder in
      let run = try Tool.json(Tool.run("simulate", file, "--format", "json").output)
      let issues = try #require(run["issues"] as? [String: Any])
      #expect(issues["costPerResolved"] == nil || issues["costPerResolved"] is NSNull)
      let compared = try Tool.json(
        Tool.run("compare", file, "\(file)+agentGroups.b.staff=15", "--replications", "4", "--format", "json").output)
      let difference = try #require((compared["differences"] as? [[String: Any]])?.first)
      #expect(difference["cost"] is NSNull)
      #expect(try Tool.figure(difference, "paidHours") == 240)
      let verdict = try #require(difference["verdict"] as? String)
      #expect(verdict.hasSuffix("has no promise to compare, and no known cost."))
      let swept = try Tool.run(
        "sweep", file, "--over", "agentGroups.b.staff=0,5", "--output", folder.appendingPathComponent("s").path,
        "--format", "csv")
      // Two agents at 10 an hour; with the others nobody knows.
      let rows = swept.output.split(whereSeparator: \.isNewline).dropFirst()
      let costs: [String] = rows.map { row in
        String(row.split(separator: ",", omittingEmptySubsequences: false).suffix(2).first ?? "")
      }
      #expect(costs.count == 2 && Double(costs[0]) == 480 && costs[1] == "", "\(swept.output)")
    }
  }
}
