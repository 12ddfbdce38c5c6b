import Foundation
import ScenarioFormat
import Testing

/// Files that are not a scenario at all.
@Suite struct DocumentTests {
  @Test func missingFile() {
    let error = #expect(throws: ScenarioErrors.self) { try ScenarioLoader().load(path: "/nowhere/x.yaml") }
    #expect(error?.description == "/nowhere/x.yaml: there is no such file")
  }

  @Test func folder() throws {
    try withFolder([:]) { folder in
      let error = #expect(throws: ScenarioErrors.self) { try ScenarioLoader().load(path: folder) }
      #expect(error?.mistakes.first?.message == "is a folder; expected a file")
    }
  }

  @Test(arguments: ["", "   \n\n", "# only a comment\n", "\u{FEFF}"])
  func emptyFile(text: String) { expectMistake(text, line: nil, path: "", "is empty", "expected a scenario") }

  @Test func emptyDocument() { expectMistake("---\n", line: nil, path: "", "is empty", "expected a scenario") }

  @Test func fileTooLarge() throws {
    try withFolder([:]) { folder in
      let path = folder + "/large.yaml"
      // A file with a hole: 100 MB long, but none on the disk.
      #expect(FileManager.default.createFile(atPath: path, contents: nil))
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.truncate(atOffset: 100 << 20)
      try handle.close()
      let error = #expect(throws: ScenarioErrors.self) { try ScenarioLoader().load(path: path) }
      #expect(error?.mistakes.map(\.message) == ["is too large: more than 16 MB"])
    }
  }

  @Test func textTooLarge() {
    let text = goodText + "#" + String(repeating: "x", count: 16 << 20)
    expectMistake(text, line: nil, path: "", "is too large")
  }

  @Test func endlessFile() {
    let error = #expect(throws: ScenarioErrors.self) { try ScenarioLoader().load(path: "/dev/zero") }
    #expect(error?.mistakes.map(\.message) == ["is too large: more than 16 MB"])
  }

  @Test(arguments: [Data([0x7F, 0x45, 0x4C, 0x46, 0, 1]), Data([0xFF, 0xD8, 0xFF, 0xE0, 0x10])])
  func binaryFile(data: Data) throws {
    try withFolder([:]) { folder in
      try data.write(to: URL(fileURLWithPath: folder + "/binary.yaml"))
      let error = #expect(throws: ScenarioErrors.self) { try ScenarioLoader().load(path: folder + "/binary.yaml") }
      #expect(error?.mistakes.map(\.message) == ["is not text in UTF-8; is it a binary file?"])
    }
  }

  @Test func syntaxErrorHasItsLine() {
    expectMistake("version: 1\nname: [unclosed\ncalendar: {}\n", line: 3, path: "", "this is not YAML")
    expectMistake("version: 1\nname: \"unclosed\n", line: 3, path: "", "this is not YAML")
    expectMistake("version: 1\n\tname: x\n", line: 2, path: "", "this is not YAML")
    expectMistake("version: 1\nname: *nothing\n", line: 2, path: "", "this is not YAML", "alias")
  }

  @Test func controlCharacter() {
    expectMistake("version: 1\nname: a\u{1}b\n", line: 2, path: "", "this is not YAML")
  }

  @Test func severalDocuments() {
    expectMistake(goodText + "---\nversion: 1\n", line: 41, path: "", "second document", "expected one document")
  }

  @Test(arguments: ["just text", "[1, 2]", "42"])
  func notAMapping(text: String) { expectMistake(text, line: 1, path: "", "expected a scenario") }

  @Test func keyThatIsNoName() {
    expectMistake(goodText + "[a, b]: 1\n", line: 40, path: "", "a key must be a name")
  }

  @Test func repeatedKey() {
    expectMistake(
      goodText("    handling: 5min", "    handling: 5min\n    handling: 6min"), line: 25,
      path: "contactTypes.phone.handling", "given twice", "first in line 24")
  }

  @Test func repeatedKeysAreFoundWithAllOtherMistakes() {
    let text = goodText("days: 2", "days: 2\n  \"days\": 3\n  colour: red\n  days: 0")
      .replacingOccurrences(of: "target: 0.9", with: "target: 1.9")
    #expect(
      mistakes(text).map { "\($0.line ?? 0) \($0.path)" } == [
        "7 calendar.days", "8 calendar.colour", "9 calendar.days", "23 contactTypes.chat.general.promise.target",
      ])
  }

  @Test func keysThatDifferForYAMLOnly() {
    expectMistake(
      goodText("skills: {phone: 1}", "skills: {phone: 1, \"phone\": 2}"), line: 31,
      path: "agentGroups.hotline.skills.phone", "given twice")
  }

  @Test func deepNesting() {
    expectMistake(
      "version: " + String(repeating: "[", count: 500) + String(repeating: "]", count: 500), line: 1, path: "",
      "nested more than 100 deep")
    // So deep that the reader itself refuses.
    expectMistake("version: " + String(repeating: "[", count: 1_000_000), line: 1, path: "", "this is not YAML")
  }

  @Test func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    expectMistake(text, line: 1, path: "", "too large once its aliases are written out")
  }

  @Test func aliasBombInKeys() {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...60 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    for key in ["? *a60\n: 1\n", "*a60 : 1\n", "{*a60: 1}: 1\n", "[*a60]: 1\n", "x: {*a60 : 1}\n"] {
      expectMistake(text + key, line: nil, path: "", "a key must be a name")
    }
  }

  @Test func anAliasThatHoldsItselfIsRefused() {
    #expect(mistakes("version: 1\ncontactTypes: &a {b: *a}\n").count > 0)
  }

  @Test func ordinaryAliasesAreFine() throws {
    let text = goodText(
      "handling: {lognormal: {mean: 6min, cv: 1.1}}", "handling: &six {lognormal: {mean: 6min, cv: 1.1}}"
    )
    .replacingOccurrences(of: "handling: 5min", with: "handling: *six")
    #expect(try load(text).scenario.contactTypes[1].handling == .lognormal(mean: 360, cv: 1.1))
  }

  @Test func mergeKeysAreRefused() {
    expectMistake(
      goodText("  phone:\n", "  phone:\n    <<: {}\n"), line: 22, path: "contactTypes.phone.<<", "merge keys",
      "not supported")
  }
}
