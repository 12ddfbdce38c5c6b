import Foundation
import Testing

/// `waitline simulate`, end to end.
@Suite struct SimulateTests {
  /// Every scenario of the folder of examples.
  static let examples = try! FileManager.default
    .contentsOfDirectory(atPath: Tool.root.appendingPathComponent("scenarios").path)
    .filter { $0.hasSuffix(".yaml") && !$0.hasSuffix("-mapping.yaml") }.map { String($0.dropLast(5)) }.sorted()

  /// What the examples print must not change unnoticed. WAITLINE_RECORD=1 writes the files anew.
  @Test(arguments: examples)
  func examplesPrintWhatTheyDid(name: String) throws {
    let result = try Tool.run("simulate", "scenarios/\(name).yaml", "--replications", "12", "--threads", "2")
    #expect(result.status == 0)
    #expect(result.errors == "", "no progress bar and no warnings when piped")
    let golden = Tool.root.appendingPathComponent("Tests/CommandLineTests/Golden/\(name).txt")
    if ProcessInfo.processInfo.environment["WAITLINE_RECORD"] != nil {
      try result.output.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(result.output == (try String(contentsOf: golden, encoding: .utf8)))
  }

  @Test func filesAreTheSameBytesForAnyThreads() throws {
    try Tool.withFolder { folder in
      var files: [[Data]] = []
      for threads in ["1", "2", "7", "2"] {
        let run = folder.appendingPathComponent("run-\(files.count)")
        let result = try Tool.run(
          "simulate", "scenarios/card-platform.yaml", "--overlay", "promotion", "--replications", "9", "--threads",
          threads, "--output", run.path)
        #expect(result.status == 0)
        files.append(
          try ["summary.json", "periods.csv", "announcements.json", "report.html"].map {
            try Data(contentsOf: run.appendingPathComponent($0))
          })
      }
      #expect(files.dropFirst().allSatisfy { $0 == files[0] })
    }
  }

  @Test func jsonHasTheDocumentedKeys() throws {
    let result = try Tool.run("simulate", "scenarios/erlang-a.yaml", "--replications", "20", "--format", "json")
    let json = try Tool.json(result.output)
    #expect(json["replications"] as? Int == 20)
    let type = try #require(((json["contactTypes"] as? [String: Any])?.values.first) as? [String: Any])
    let day = try #require(type["day"] as? [String: Any])
    for key in [
      "offered", "blocked", "balked", "messages", "answered", "abandoned", "cutOff", "unfinished", "diverted",
      "turnedAway", "answeredInPeriod", "handling", "queueLength",
    ] {
      let figure = try #require(day[key] as? [String: Any], "\(key)")
      #expect(figure["mean"] != nil && figure["halfWidth"] != nil)
    }
    for level in ["SL1", "SL2", "SL3", "SL4"] { _ = try Tool.figure(day, "serviceLevel", level) }
    for wait in ["answered", "all", "virtual"] {
      for key in ["mean", "p50", "p80", "p90", "p95"] { _ = try Tool.figure(day, "wait", wait, key) }
    }
    let periods = try #require(type["periods"] as? [[String: Any]])
    #expect(periods.count == 96)
    #expect(periods[18]["clock"] as? String == "09:00")
    _ = try Tool.figure(periods[40], "serviceLevel", "SL1")
  }

  @Test func changesFromTheCommandLineTakeEffect() throws {
    func summary(_ extra: [String]) throws -> [String: Any] {
      let arguments = ["simulate", "scenarios/erlang-a.yaml", "--replications", "10", "--format", "json"]
      return try Tool.json(Tool.finish(Tool.start(arguments + extra)).output)
    }
    let before = try summary([])
    let after = try summary(["--set", "agentGroups.agents.staff=30", "--seed", "5"])
    #expect(after["seed"] as? Int == 5)
    let groups = { (json: [String: Any]) in (json["agentGroups"] as? [String: Any])?["agents"] as? [String: Any] ?? [:]
    }
    #expect(try Tool.figure(groups(after), "day", "occupancy") < Tool.figure(groups(before), "day", "occupancy") - 0.2)
  }

  @Test func ctrlCKeepsWhatIsFinished() throws {
    try Tool.withFolder { folder in
      let started = try Tool.start([
        "simulate", "scenarios/card-platform.yaml", "--replications", "900000", "--format", "json", "--output",
        folder.appendingPathComponent("run").path,
      ])
      Tool.interrupt(started.process, after: 2)
      // A program that does not stop fails the test instead of holding it up.
      let deadline = Date().addingTimeInterval(60)
      while started.process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.1) }
      if started.process.isRunning { kill(started.process.processIdentifier, SIGKILL) }
      let result = try Tool.finish(started)
      #expect(result.status == 130)
      let json = try Tool.json(result.output)
      #expect(json["ended"] as? String == "interrupted")
      let replications = try #require(json["replications"] as? Int)
      #expect(replications > 0 && replications < 900_000)
      let file = folder.appendingPathComponent("run/summary.json")
      #expect(try String(contentsOf: file, encoding: .utf8) == result.output)
    }
  }

  @Test func outputsAppearWholeOrNotAtAll() throws {
    try Tool.withFolder { folder in
      let blocked = folder.appendingPathComponent("file")
      try "in the way".write(to: blocked, atomically: true, encoding: .utf8)
      let result = try Tool.run(
        "simulate", "scenarios/erlang-a.yaml", "--replications", "2", "--output",
        blocked.appendingPathComponent("run").path)
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("error: "))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["file"])
    }
  }

  @Test func wrongUsageIsSixtyFour() throws {
    #expect(try Tool.run("simulate").status == 64)
    #expect(try Tool.run("simulate", "scenarios/erlang-a.yaml", "--replications", "0").status == 64)
    #expect(try Tool.run("simulate", "scenarios/erlang-a.yaml", "--format", "xml").status == 64)
    #expect(try Tool.run("simulate", "scenarios/erlang-a.yaml", "--threads", "0").status == 64)
    #expect(try Tool.run("simulat").status == 64)
    #expect(try Tool.run("--help").status == 0)
    #expect(try Tool.run("--version").output.isEmpty == false)
  }

  /// A negative number behind an option is its value, not another option: the message says what is wrong with it.
  @Test(arguments: [
    (["simulate", "scenarios/erlang-a.yaml", "--replications", "-5"], "--replications must be at least 1."),
    (["schedule", "scenarios/shift-patterns.yaml", "--gap", "-3%"], "--gap: found “-3%”"),
    (["capacity", "scenarios/erlang-a.yaml", "--levels", "-0.2,0.3"], "--levels: found “-0.2,0.3”"),
    (["erlang", "--arrivals-per-hour", "60", "--handling", "-.5min"], "The value '-.5min' is invalid for '--handling"),
  ])
  func negativeNumbersAreValues(command: [String], message: String) throws {
    let run = try Tool.run(command)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("Error: " + message), "\(run.errors)")
  }
}
