import Foundation
import ScenarioFormat
import Testing

/// A loader that reads nothing outside one folder, and changes that come along.
@Suite struct ConfinedTests {
  private let folder: URL
  private let inner: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("waitline-\(UUID().uuidString)")
    inner = folder.appendingPathComponent("scenarios")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try "time,perHour\n09:00,60\n".write(
      to: folder.appendingPathComponent("secret.csv"), atomically: true, encoding: .utf8)
    try goodText.write(to: inner.appendingPathComponent("good.yaml"), atomically: true, encoding: .utf8)
    try goodText.write(to: folder.appendingPathComponent("outside.yaml"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      at: inner.appendingPathComponent("link.csv"), withDestinationURL: folder.appendingPathComponent("secret.csv"))
  }

  private func mistakes(_ file: String) -> [String] {
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = goodText.replacingOccurrences(
      of: "perHour: 60,", with: "perHour: {file: \(file)},")
    do {
      _ = try ScenarioLoader(within: inner.path).load(
        text: text, fileName: inner.path + "/mine.yaml", directory: inner.path, changes: "[]")
      return []
    } catch {
      return (error as? ScenarioErrors)?.mistakes.map(\.message) ?? []
    }
  }

  @Test func filesOutsideAreNotRead() {
    let found = mistakes("../secret.csv")
    #expect(found.count == 1 && found[0].contains("lies outside"))
  }

  @Test func norByAnAbsolutePath() {
    let found = mistakes(folder.path + "/secret.csv")
    #expect(found.count == 1 && found[0].contains("lies outside"))
  }

  @Test func norByALinkThatLeadsOut() {
    let found = mistakes("link.csv")
    #expect(found.count == 1 && found[0].contains("lies outside"))
  }

  @Test func norAsTheBaseOfAPlan() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: ScenarioErrors.self) {
      try ScenarioLoader(within: inner.path).load(
        text: "version: 1\nbase: ../outside.yaml\n", fileName: inner.path + "/plan.yaml", directory: inner.path)
    }
    // The same plan on a file inside is read.
    let loaded = try ScenarioLoader(within: inner.path).load(
      text: "version: 1\nbase: good.yaml\n", fileName: inner.path + "/plan.yaml", directory: inner.path)
    #expect(loaded.scenario.name == "Small centre")
  }

  @Test func changesComeLast() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = inner.appendingPathComponent("good.yaml").path
    let loaded = try ScenarioLoader().load(
      path: path,
      changes:
        #"[{"set": "agentGroups.agents.staff", "to": 5, "between": "09:00-10:00"}, {"set": "agentGroups.agents.skills.chat.general", "to": {"concurrency": 1}}]"#
    )
    let group = try #require(loaded.scenario.agentGroups.first { $0.name == "agents" })
    #expect(group.heads?.value(day: 0, period: 18) == 5)
    #expect(group.heads?.value(day: 0, period: 20) == 12)
    #expect(group.skills.first?.concurrency == 1)
    // A plan takes them too, after its own.
    let plan = try ScenarioLoader().load(
      text: "version: 1\nbase: good.yaml\nchanges: [{set: agentGroups.agents.staff, to: 3}]\n",
      fileName: inner.path + "/plan.yaml", directory: inner.path,
      changes: #"[{"set": "agentGroups.agents.staff", "add": 1}]"#)
    #expect(plan.scenario.agentGroups.first?.heads?.value(day: 0, period: 0) == 4)
  }

  @Test func badChangesAreReported() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = inner.appendingPathComponent("good.yaml").path
    for changes in ["{}", #"[{"set": "nowhere", "to": 1}]"#, #"[{"to": 1}]"#, "[1]"] {
      #expect(throws: ScenarioErrors.self) { try ScenarioLoader().load(path: path, changes: changes) }
    }
  }
}
