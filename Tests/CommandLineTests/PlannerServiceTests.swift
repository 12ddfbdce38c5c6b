import Foundation
import Testing

/// What the planner's page asks of the service: the right numbers, nothing outside the folder, nothing without end.
@Suite(.serialized) struct PlannerServiceTests {
  private func ask(
    _ server: RunningServer, _ address: String, _ more: String = "", scenario: String = #"{"file": "scenario.yaml"}"#
  ) async throws -> RunningServer.Answer {
    try await server.post("/v1/planner/\(address)", #"{"scenario": \#(scenario)\#(more.isEmpty ? "" : ", " + more)}"#)
  }

  private func figure(_ json: Any?, _ path: String...) -> Double? {
    var value = json
    for key in path { value = (value as? [String: Any])?[key] }
    return (value as? NSNumber)?.doubleValue
  }

  @Test func picturesAreTheRunsOfTheCommandLine() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      let change = #""changes": [{"set": "contactTypes.calls.arrivals", "multiply": 1.3}], "replications": 6"#
      let picture = try await ask(server, "picture", change).json
      let run = try Tool.run(
        "simulate", folder.scenario.path, "--replications", "6", "--format", "json", "--set",
        "contactTypes.calls.arrivals.perHour=130")
      let summary = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      let level = figure(summary, "contactTypes", "calls", "day", "serviceLevel", "SL1", "mean")
      #expect(level != nil && figure(picture["changed"], "contactTypes", "calls", "compliance", "mean") == level)
      // The paired difference is that of the means, and its interval is narrower than either.
      let saved = try #require(figure(picture["saved"], "contactTypes", "calls", "compliance", "mean"))
      let difference = try #require(figure(picture["difference"], "contactTypes", "calls", "SL1", "mean"))
      #expect(abs(difference - (try #require(level) - saved)) < 1e-9)
      // Asked again, the same.
      #expect(
        try await ask(server, "picture", change).json["html"] as? [String: String] == picture["html"]
          as? [String: String])
      #expect(server.stop() == 0)
    }
  }

  @Test func onlyScenariosOfTheFolder() async throws {
    try await ServerFolder.with { folder in
      let outside = folder.folder.deletingLastPathComponent().appendingPathComponent("outside-\(UUID()).yaml")
      try ServerFolder.text.write(to: outside, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(at: outside) }
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      for name in [
        "../\(outside.lastPathComponent)", outside.path, "..%2fscenario.yaml", ".hidden.yaml", "none.yaml", "",
      ] {
        #expect(try await ask(server, "controls", scenario: #"{"file": "\#(name)"}"#).status == 404)
      }
      // What comes along reads nothing outside either, and is not told where the folder is.
      for path in ["../\(outside.lastPathComponent)", outside.path] {
        let text = #"{"text": "version: 1\nbase: \#(path)\n"}"#
        let answer = try await ask(server, "controls", scenario: text)
        #expect(
          answer.status == 422 && answer.text.contains("lies outside") && !answer.text.contains(folder.folder.path))
      }
      #expect(server.stop() == 0)
    }
  }

  /// A scenario that hardly ever ends: callers who try again each millisecond. Nobody else waits for it, and the server still stops.
  @Test func oneThatHardlyEnds() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      let text =
        #"version: 1\ncalendar: {start: \"2026-01-05\"}\ncontactTypes:\n  call: {channel: phone, arrivals: {perHour: 100}, "#
        + #"handling: 5min, queue: {limit: 0}, redial: {share: 1, after: 0.001s}}\n"#
        + #"agentGroups:\n  a: {skills: {call: 1}, staff: 1}\n"#
      let answer = try await ask(
        server, "picture", #""replications": 4"#, scenario: #"{"text": "\#(text)"}"#)
      #expect(answer.status == 422 && answer.text.contains("takes longer than the page waits"), "\(answer.text)")
      #expect(try await ask(server, "picture", #""replications": 4"#).status == 200)
      #expect(server.stop() == 0)
    }
  }

  @Test func nothingWithoutEnd() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      for more in [
        #""replications": 0"#, #""replications": 2001"#, #""replication": -1"#, #""timeLimit": 601"#,
        #""language": "fr""#,
        #""other": 1"#, #""changes": {}"#, #""aim": "always""#, #""kind": "x""#, #""format": "exe""#,
      ] { #expect(try await ask(server, "picture", more).status == 400, "\(more)") }
      let tooMany = #""changes": [{"set": "contactTypes.calls.arrivals", "multiply": 1000}]"#
      for address in ["picture", "trace", "file", "jobs"] {
        #expect(try await ask(server, address, tooMany).status == 422)
      }
      let long = #""changes": [{"set": "calendar.period", "to": "1min"}, {"set": "calendar.days", "to": 366}]"#
      #expect(try await ask(server, "picture", long).status == 422)
      #expect(try await ask(server, "picture", #""changes": [{"set": "nowhere", "to": 1}]"#).status == 422)
      // Searches: at most four at once, each can be stopped.
      let many = #""timeLimit": 30, "changes": [{"set": "calendar.days", "to": 20}]"#
      var ids: [String] = []
      var refused = 0
      for _ in 0..<6 {
        let answer = try await ask(server, "jobs", many)
        if let id = answer.json["id"] as? String { ids.append(id) } else { refused += answer.status == 429 ? 1 : 0 }
      }
      #expect(ids.count == 4 && refused == 2)
      for id in ids { #expect(try await server.post("/v1/planner/jobs/\(id)/cancel", "{}").status == 200) }
      var open = ids
      for _ in 0..<600 where !open.isEmpty {
        var still: [String] = []
        for id in open {
          let state = try await server.get("/v1/planner/jobs/\(id)").json["state"] as? String ?? ""
          if ["waiting", "running"].contains(state) { still.append(id) }
        }
        open = still
        try await Task.sleep(for: .milliseconds(50))
      }
      #expect(open.isEmpty)
      #expect(try await server.get("/v1/planner/jobs/unknown").status == 404)
      #expect(server.stop() == 0)
    }
  }

  @Test func offWhereOthersAreServedUnlessAskedFor() async throws {
    try await ServerFolder.with { folder in
      let file = folder.folder.appendingPathComponent("tokens").path
      let read = try Tool.run("serve", "--new-token", "read", "--tokens", file).output
        .trimmingCharacters(in: .whitespacesAndNewlines)
      _ = try Tool.run("serve", "--new-token", "events", "--tokens", file)
      let off = try RunningServer("--host", "0.0.0.0", "--tokens", file, scenario: folder.scenario)
      off.token = read
      #expect(try await off.get("/v1/planner/scenarios").status == 404)
      #expect(try await off.get("/").text.contains("--scenarios"))
      #expect(off.stop() == 0)
      let on = try RunningServer(
        "--host", "0.0.0.0", "--tokens", file, "--scenarios", folder.folder.path, scenario: folder.scenario)
      #expect(try await on.get("/v1/planner/scenarios").status == 401)
      on.token = read
      let list = try await on.get("/v1/planner/scenarios").json["scenarios"] as? [[String: String]]
      #expect(list == [["file": "scenario.yaml"]])
      #expect(on.stop() == 0)
      let wrong = try Tool.run("serve", folder.scenario.path, "--scenarios", folder.scenario.path)
      #expect(wrong.status == 64 && wrong.errors.contains("expected a folder"))
    }
  }
}
