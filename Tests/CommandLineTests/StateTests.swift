import Foundation
import Testing

/// Runs from a live state, through the program.
@Suite struct StateTests {
  private static let scenario =
    ExactCasesTests.calendar() + """
      contactTypes:
        calls: {channel: phone, handling: 100s}
      agentGroups:
        agents: {skills: {calls: 1}, staff: 2}
      """

  private func run(_ state: String, _ body: (Tool.Outcome) throws -> Void) throws {
    try Tool.withFolder { folder in
      let scenario = folder.appendingPathComponent("scenario.yaml")
      let file = folder.appendingPathComponent("state.json")
      try Self.scenario.write(to: scenario, atomically: true, encoding: .utf8)
      try state.write(to: file, atomically: true, encoding: .utf8)
      try body(
        try Tool.run(
          "simulate", scenario.path, "--state", file.path, "--replications", "2", "--format", "json", in: folder))
    }
  }

  /// Two agents 40 and 80 s into calls of 100 s, three callers who have waited 30, 20 and 10 s: answered after 20, 60 and
  /// 120 s more.
  @Test func theRunGoesOnFromTheState() throws {
    let state = """
      {"time": "2026-01-05T10:00:00Z", "groups": {"agents": {"onDuty": 2, "busy": 2, "servingFor": [40, 80]}},
       "queues": {"calls": {"waiting": 3, "waitingFor": [30, 20, 10]}}}
      """
    try run(state) { outcome in
      #expect(outcome.status == 0, "\(outcome.errors)")
      let run = ExactRun(summary: try Tool.json(outcome.output))
      try run.expect("contactTypes.calls.day.offered", isExactly: 3)
      try run.expect("contactTypes.calls.day.answered", isExactly: 3)
      try run.expect("contactTypes.calls.day.wait.answered.mean", isExactly: 260.0 / 3)
      try run.expect("agentGroups.agents.day.busyHours", isExactly: 380.0 / 3600)
    }
  }

  @Test func mistakesInAStateAreSaid() throws {
    try run(#"{"time": "2026-01-05T10:00:00Z", "groups": {"agent": {"onDuty": 2, "busy": 2}}}"#) { outcome in
      #expect(outcome.status == 65)
      #expect(outcome.errors.contains("agents"))
    }
    try run(#"{"time": "2027-01-05T10:00:00Z", "groups": {"agents": {"onDuty": 2, "busy": 2}}}"#) { outcome in
      #expect(outcome.status != 0)
      #expect(outcome.errors.contains("calendar.start"))
    }
    try run("{") { outcome in #expect(outcome.status == 65) }
  }
}
