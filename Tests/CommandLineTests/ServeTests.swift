import Foundation
import Testing

/// `waitline serve` as its clients see it.
@Suite(.serialized) struct ServeTests {
  @Test func fromEventsToEstimates() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      // Nothing is known yet, and no number is invented.
      let unknown = try await server.get("/v1/queues/calls/estimate")
      #expect(unknown.status == 200 && unknown.json["status"] as? String == "unknown" && unknown.json["mean"] is NSNull)
      var events = [EventText.plan(3)]
      for contact in 1...3 {
        events.append(EventText.event("enqueued", "\(contact)", 0))
        events.append(EventText.event("answered", "\(contact)", 0))
      }
      events += (4...6).map { EventText.event("enqueued", "\($0)", Double($0)) }
      #expect(try await server.report(events).number("accepted") == 10)
      // Three busy agents, 2 min each: the rate is 1/40 s, and each of those ahead leaves at 1/240 s.
      func mean(_ position: Int) -> Double {
        (0..<position).reduce(0.0) { (sum: Double, ahead: Int) -> Double in
          sum + 1 / (0.025 + Double(ahead) / 240)
        }
      }
      for position in 1...4 {
        let answer = try await server.get("/v1/queues/calls/estimate?position=\(position)")
        #expect(abs((answer.number("mean") ?? 0) - mean(position)) < 1e-9)
      }
      let arriving = try await server.get("/v1/queues/calls/estimate")
      #expect(arriving.number("position") == 4)
      let fifth = try await server.get("/v1/queues/calls/estimate?contact=5")
      #expect(fifth.number("position") == 2 && fifth.number("waited") == 1)
      let announced = try #require(fifth.json["announcement"] as? [String: Any])
      #expect(announced["waitingAhead"] as? Int == 1)
      #expect((announced["text"] as? [String: String])?["en"]?.hasPrefix("Waiting ahead: 1, expected wait: ") == true)
      // The same as without a server.
      let state = folder.folder.appendingPathComponent("state.json")
      try
        #"{"time": "2026-01-05T10:00:06Z", "groups": {"agents": {"onDuty": 3, "busy": 3}}, "queues": {"calls": {"waiting": 3, "waitingFor": [2, 1, 0]}}}"#
        .write(to: state, atomically: true, encoding: .utf8)
      let alone = try Tool.json(
        Tool.run(
          "estimate", "--scenario", folder.scenario.path, "--state", state.path, "--contact-type", "calls",
          "--position",
          "2"
        ).output)
      for key in ["mean", "pWithin30", "pAbandon", "pAnsweredBeforeClosing"] {
        #expect(alone[key] as? Double == fifth.json[key] as? Double)
      }
      #expect((alone["quantiles"] as? NSDictionary) == (fifth.json["quantiles"] as? NSDictionary))
      let stateless = try await server.post(
        "/v1/estimates",
        #"{"state": {"time": "2026-01-05T10:00:06Z", "groups": {"agents": {"onDuty": 3, "busy": 3}}, "queues": {"calls": {"waiting": 3}}}, "customers": [{"contactType": "calls", "position": 2}, {"contactType": "calls"}]}"#
      )
      let both = try #require(stateless.json["estimates"] as? [[String: Any]])
      #expect(both.count == 2 && both[0]["mean"] as? Double == alone["mean"] as? Double)
      #expect(both[1]["position"] as? Int == 4)
      #expect(server.stop() == 0)
    }
  }

  @Test func identicalQuestionsAreWorkedOutOnce() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      _ = try await server.report([EventText.plan(3), EventText.event("enqueued", "1", 1)])
      func workedOut() async throws -> String? {
        try await server.get("/metrics").text.split(separator: "\n").first { $0.contains(#"from="model""#) }.map(
          String.init)
      }
      let first = try await server.get("/v1/queues/calls/estimate?position=2")
      let before = try await workedOut()
      for _ in 0..<5 { #expect(try await server.get("/v1/queues/calls/estimate?position=2").text == first.text) }
      #expect(try await workedOut() == before)
      _ = try await server.report([EventText.event("enqueued", "2", 2)])
      #expect(try await server.get("/v1/queues/calls/estimate?position=2").number("stateVersion") == 3)
      #expect(try await workedOut() != before)
    }
  }

  @Test func lateEventsAndWrongOnes() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", "--window", "60s", scenario: folder.scenario)
      _ = try await server.report([EventText.event("completed", "1", 100), EventText.event("enqueued", "2", 100)])
      // Out of order, but within the window; then too late, and what the scenario does not have.
      let answer = try await server.report([
        EventText.event("answered", "1", 60), EventText.event("enqueued", "1", 50),
        EventText.event("enqueued", "3", 30),
        #"{"id": "x", "type": "enqueued", "time": "\#(EventText.moment(99))", "contact": "4", "contactType": "fax"}"#,
      ])
      #expect(answer.status == 200 && answer.number("accepted") == 2)
      let rejected = try #require(answer.json["rejected"] as? [[String: Any]])
      #expect(rejected.map { $0["index"] as? Int } == [2, 3])
      #expect(rejected.map { $0["code"] as? String } == ["tooLate", "unknownContactType"])
      let compliance = try await server.get("/v1/compliance").text
      #expect(compliance.contains(#""offered": 1, "answered": 1, "answeredInTime": 1"#))
      // A batch with a mistake is not taken in part, and all mistakes are told.
      let bad = try await server.report([
        EventText.event("enqueued", "5", 101), #"{"id": "", "type": "lost", "time": "now"}"#,
      ])
      #expect(bad.status == 400 && bad.headers["content-type"] == "application/problem+json")
      #expect((bad.json["mistakes"] as? [String])?.first?.contains("events[1].type: found “lost”") == true)
      #expect(try await server.get("/v1/queues/calls/estimate?contact=5").status == 404)
      for (body, status) in [("", 400), ("{", 400), (#"{"events": 3}"#, 400), (#"{"events": []}"#, 200)] {
        #expect(try await server.post("/v1/events", body).status == status, "\(body)")
      }
    }
  }

  @Test func byTheWallClock() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer(scenario: folder.scenario)
      let fresh = try await server.get("/v1/queues/calls/estimate")
      #expect((fresh.json["unknown"] as? String)?.contains("says nothing of the group “agents”") == true)
      #expect((fresh.number("age") ?? 1e9) < 60)
      // That Monday is not now: either long ago or far ahead on this machine.
      let answer = try await server.report([EventText.event("enqueued", "1", 0)])
      #expect(answer.number("accepted") == 0)
      let now = ISO8601DateFormatter().string(from: Date())
      let taken = try await server.post(
        "/v1/events",
        #"{"events": [{"id": "1", "type": "enqueued", "time": "\#(now)", "contact": "1", "contactType": "calls"}]}"#)
      #expect(taken.number("accepted") == 1)
    }
  }

  @Test func streamCountsDownAndEnds() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      _ = try await server.report([
        EventText.plan(1), EventText.event("enqueued", "1", 1), EventText.event("answered", "1", 1),
        EventText.event("enqueued", "2", 2), EventText.event("enqueued", "3", 3),
      ])
      #expect(try await server.get("/v1/contacts/9/stream").status == 404)
      async let stream = server.get("/v1/contacts/3/stream")
      for _ in 0..<600 where !(try await server.get("/metrics").text.contains("\nwaitline_streams 1\n")) {
        try await Task.sleep(for: .milliseconds(50))
      }
      try await Task.sleep(for: .milliseconds(1500))
      _ = try await server.report([EventText.event("completed", "1", 60), EventText.event("answered", "2", 60)])
      try await Task.sleep(for: .milliseconds(1500))
      _ = try await server.report([EventText.event("completed", "2", 70), EventText.event("answered", "3", 70)])
      let answer = try await stream
      #expect(answer.headers["content-type"] == "text/event-stream")
      let parts = answer.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
      #expect(parts.count == 3)
      #expect(parts.first?.hasPrefix("event: wait\ndata: {\"waitingAhead\": 1, ") == true)
      #expect(parts.dropFirst().first?.contains("\"waitingAhead\": 0") == true)
      #expect(parts.last == "event: end\ndata: {\"outcome\": \"answered\"}")
      // A stream in progress does not hold the server up.
      _ = try await server.report([EventText.event("enqueued", "4", 71)])
      async let open = server.get("/v1/contacts/4/stream")
      try await Task.sleep(for: .milliseconds(400))
      let start = Date()
      #expect(server.stop() == 0)
      #expect(Date().timeIntervalSince(start) < 8)
      _ = try? await open
    }
  }

  @Test func scenarioIsLoadedAgain() async throws {
    try await ServerFolder.with { folder in
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      _ = try await server.report(
        [EventText.plan(3)] + (1...4).map { EventText.event("enqueued", "\($0)", 1) }
          + (1...3).map { EventText.event("answered", "\($0)", 1) })
      func mean() async throws -> Double? {
        try await server.get("/v1/queues/calls/estimate?position=1").number("mean")
      }
      #expect(abs((try await mean() ?? 0) - 40) < 1e-9)
      // A file with a mistake changes nothing; the next good one does.
      try "version: 1\nnonsense: [".write(to: folder.scenario, atomically: true, encoding: .utf8)
      kill(server.process.processIdentifier, SIGHUP)
      for _ in 0..<600 where !server.log.contains("not loaded again") { try await Task.sleep(for: .milliseconds(100)) }
      #expect(server.log.contains("the scenario was not loaded again, the old one stays"))
      #expect(abs((try await mean() ?? 0) - 40) < 1e-9)
      try ServerFolder.text.replacingOccurrences(of: "mean: 2min", with: "mean: 4min")
        .write(to: folder.scenario, atomically: true, encoding: .utf8)
      for _ in 0..<600 where (try await mean() ?? 0) < 50 { try await Task.sleep(for: .milliseconds(100)) }
      #expect(abs((try await mean() ?? 0) - 80) < 1e-9)
    }
  }

  /// A table of volumes beside the scenario is part of it.
  @Test func whatTheScenarioNamesIsWatchedToo() async throws {
    try await ServerFolder.with { folder in
      let volumes = folder.folder.appendingPathComponent("volumes.csv")
      func write(_ perHour: Int) throws {
        let rows = (0..<48).map { String(format: "%02d:%02d,%d", $0 / 2, $0 % 2 * 30, perHour) }
        try (["time,calls"] + rows).joined(separator: "\n").write(to: volumes, atomically: true, encoding: .utf8)
      }
      try write(100)
      try ServerFolder.text.replacingOccurrences(
        of: "perHour: 100", with: "perHour: {file: volumes.csv, column: calls}"
      )
      .write(to: folder.scenario, atomically: true, encoding: .utf8)
      let server = try RunningServer("--clock", "events", scenario: folder.scenario)
      try await Task.sleep(for: .milliseconds(300))
      #expect(!server.log.contains("loaded again"))
      try write(120)
      for _ in 0..<600 where !server.log.contains("loaded again") { try await Task.sleep(for: .milliseconds(100)) }
      #expect(server.log.contains("the scenario was loaded again"))
    }
  }

  @Test func wrongUse() throws {
    #expect(try Tool.run("serve").status == 64)
    #expect(try Tool.run("serve", "none.yaml").status == 65)
    #expect(try Tool.run("serve", "scenarios/erlang-a.yaml", "--port", "70000").status == 64)
    #expect(try Tool.run("serve", "--new-token", "read").status == 64)
    #expect(try Tool.run("serve", "scenarios/erlang-a.yaml", "--window", "soon").status == 64)
    let open = try Tool.run("serve", "scenarios/erlang-a.yaml", "--host", "0.0.0.0", "--port", "0")
    #expect(open.status == 1 && open.errors.contains("can be reached from other machines: give --tokens a file"))
  }
}
