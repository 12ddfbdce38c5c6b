import Foundation
import Testing

/// `waitline validate`, and what bad files get.
@Suite struct ValidateTests {
  @Test(arguments: SimulateTests.examples)
  func examplesAreFine(name: String) throws {
    let result = try Tool.run("validate", "scenarios/\(name).yaml")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("is fine"))
  }

  @Test func everyExampleNamesTheSchema() throws {
    let folder = Tool.root.appendingPathComponent("scenarios")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".yaml") && !$0.hasSuffix("-mapping.yaml")
    }
    #expect(Set(files) == Set(SimulateTests.examples.map { $0 + ".yaml" }))
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      #expect(text.hasPrefix("# yaml-language-server: $schema=schema/scenario.schema.json\n"), "\(file)")
    }
  }

  @Test func aNewScenarioCanBeSimulatedAndIsNotWrittenOver() throws {
    try Tool.withFolder { folder in
      let file = folder.appendingPathComponent("mine.yaml").path
      let written = try Tool.run("new", file)
      #expect(written.status == 0)
      #expect(written.output == "\(file)\nNext: waitline simulate \(file)\n")
      #expect(try Tool.run("validate", file).errors == "")
      let table = try Tool.run("simulate", file, "--replications", "2").output
      #expect(table.contains("chat") && table.contains("phone") && table.contains("ticket"))
      let again = try Tool.run("new", file)
      #expect(again.status == 65)
      #expect(again.errors == "\(file): is there already; name another file\n")
      #expect(try Tool.run("new", folder.appendingPathComponent("no/mine.yaml").path).status == 1)
    }
  }

  @Test func theSchemaIsThatOfTheCode() throws {
    let committed = try String(
      contentsOf: Tool.root.appendingPathComponent("scenarios/schema/scenario.schema.json"), encoding: .utf8)
    #expect(try Tool.run("schema").output == committed)
  }

  @Test func allMistakesComeAtOnceWithTheirLines() throws {
    try Tool.withFolder { folder in
      let file = folder.appendingPathComponent("bad.yaml")
      try """
      version: 1
      calendar: {period: 7min, hours: {office: 09:00-22:00}}
      contactTypes:
        calls:
          channel: phone
          hours: ofice
          arrivals: {perHour: -5}
          handling: {exponential: {mean: 0s}}
          promise: {answerWithin: 30s, target: 1.2}
          pattience: 3min
      agentGroups:
        agents: {skills: {cals: 1}, staff: 3}
      """.write(to: file, atomically: true, encoding: .utf8)
      let result = try Tool.run("simulate", file.path)
      #expect(result.status == 65)
      #expect(result.output == "")
      let lines = result.errors.split(separator: "\n").map(String.init)
      func expectLine(_ number: Int, _ parts: String...) {
        #expect(
          lines.contains { line in line.hasPrefix("\(file.path):\(number): ") && parts.allSatisfy(line.contains) },
          "line \(number) with \(parts) in \(lines)")
      }
      expectLine(2, "calendar.period", "divide the day")
      expectLine(2, "calendar.hours.office", "must be quoted")
      expectLine(6, "contactTypes.calls.hours", "“ofice”", "did you mean “office”?")
      expectLine(7, "contactTypes.calls.arrivals.perHour", "“-5”")
      expectLine(8, "contactTypes.calls.handling.exponential.mean", "above 0")
      expectLine(9, "contactTypes.calls.promise.target", "“1.2”")
      expectLine(10, "unknown key “pattience”", "did you mean “patience”?")
      expectLine(12, "agentGroups.agents.skills.cals", "did you mean “calls”?")
    }
  }

  @Test func filesThatAreNoScenarios() throws {
    try Tool.withFolder { folder in
      func expectRefusal(_ data: Data, _ words: String, lines: Int = 1) throws {
        let file = folder.appendingPathComponent("file.yaml")
        try data.write(to: file)
        let result = try Tool.run("validate", file.path)
        #expect(result.status == 65)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == lines)
      }
      try expectRefusal(Data(), "is empty")
      try expectRefusal(Data([0x7F, 0x45, 0x4C, 0x46, 0, 1, 2]), "binary")
      try expectRefusal(Data(repeating: 0x23, count: 100 << 20), "too large")
      try expectRefusal(Data("just words".utf8), "expected a scenario")
      try expectRefusal(Data("a: [1, 2".utf8), "not YAML")
      try expectRefusal(Data("version: 1\nversion: 1\n".utf8), "given twice", lines: 3)
      let missing = try Tool.run("validate", folder.appendingPathComponent("none.yaml").path)
      #expect(missing.status == 65)
      #expect(missing.errors.contains("no such file"))
    }
  }
}
