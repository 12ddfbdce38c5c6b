import ContactCentre
import Foundation
import ScenarioFormat
import Testing

/// A small scenario without mistakes; tests replace pieces of it.
let goodText = """
  version: 1
  name: Small centre
  calendar:
    timezone: Asia/Shanghai
    start: "2026-11-11"
    days: 2
    period: 30min
    hours:
      office: "09:00-22:00"
  contactTypes:
    chat.general:
      channel: chat
      hours: office
      afterHours: {becomes: message}
      arrivals: {perHour: 60, dayFactor: {gamma: {cv: 0.15}}}
      handling: {lognormal: {mean: 6min, cv: 1.1}}
      patience: {weibull: {mean: 4min, shape: 1.2}}
      announcement:
        offer: {becomes: message, whenExpectedWaitAbove: 2min, acceptance: 0.35}
      promise: {answerWithin: 30s, target: 0.9, definition: SL1}
    phone:
      channel: phone
      arrivals: {perHour: 10}
      handling: 5min
    message: {channel: deferred, handling: {exponential: {mean: 4min}}}
  agentGroups:
    agents:
      skills: {chat.general: {rank: 1, concurrency: 2, slowdown: [1, 1.25]}, message: 2}
      staff: 12
    hotline:
      skills: {phone: 1}
      shifts:
        - {name: early, start: "09:00", end: "17:30", breaks: ["12:00+45min"], heads: 14}
        - {name: late, start: "13:30", end: "22:00", heads: 16}
  overlays:
    promotion:
      - {set: contactTypes.chat.general.arrivals, multiply: 2.5, between: "20:00-24:00"}
      - {set: contactTypes.chat.general.handling, multiply: 1.5}
  experiment: {seed: 1, replications: {min: 30, max: 2000}, stopWhen: {halfWidth: 0.005, of: chat.general.promise}}

  """

/// The text with one piece replaced; the piece must occur exactly once.
func goodText(_ piece: String, _ replacement: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
  let count = goodText.components(separatedBy: piece).count - 1
  #expect(count == 1, "“\(piece)” occurs \(count) times in the good text", sourceLocation: sourceLocation)
  return goodText.replacingOccurrences(of: piece, with: replacement)
}

/// Loads a text.
func load(
  _ text: String, directory: String = "/", overlays: [String] = [], sets: [String] = []
) throws -> LoadedScenario {
  try ScenarioLoader().load(
    text: text, fileName: "test.yaml", directory: directory, overlays: overlays, sets: sets)
}

/// The mistakes of a text, none when it loads.
func mistakes(
  _ text: String, directory: String = "/", overlays: [String] = [], sets: [String] = []
) -> [Mistake] {
  do {
    _ = try load(text, directory: directory, overlays: overlays, sets: sets)
    return []
  } catch let errors as ScenarioErrors {
    return errors.mistakes
  } catch {
    Issue.record("threw \(error)")
    return []
  }
}

/// Expects exactly one mistake, with its line, its path and words of its message.
func expectMistake(
  _ text: String, line: Int?, path: String, _ words: String..., directory: String = "/", overlays: [String] = [],
  sets: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = mistakes(text, directory: directory, overlays: overlays, sets: sets)
  let all = found.map(\.description).joined(separator: "\n")
  guard found.count == 1, let mistake = found.first else {
    Issue.record("\(found.count) mistakes:\n\(all)", sourceLocation: sourceLocation)
    return
  }
  #expect(mistake.line == line, "\(all)", sourceLocation: sourceLocation)
  #expect(mistake.path == path, "\(all)", sourceLocation: sourceLocation)
  for word in words { #expect(mistake.message.contains(word), "\(all)", sourceLocation: sourceLocation) }
}

/// A small scenario with a ticket type `job`, whose channel, handling or steps and the rest a test writes, on line 5.
func jobText(
  _ entries: String, channel: String = "ticket", handling: String? = "handling: 4min", calendar: String = "",
  more: String = ""
) -> String {
  let parts = ["channel: \(channel)", handling, entries.isEmpty ? nil : entries].compactMap { $0 }
  return """
    version: 1
    calendar: {start: "2026-11-11", days: 2, hours: {office: "09:00-22:00", always: "00:00-24:00"}\(calendar)}
    contactTypes:
      call: {channel: phone, arrivals: {perHour: 10}, handling: 5min, patience: 3min}
      job: {\(parts.joined(separator: ", "))}
    agentGroups:
      agents: {skills: {call: 1, job: 2}, staff: 5}
      experts: {skills: {job: 1}, staff: 2}
      callers: {skills: {call: 1}, staff: 2}
    \(more)
    """
}

/// The type `job` of ``jobText(_:channel:handling:calendar:more:)``, read without a warning.
func job(
  _ entries: String, channel: String = "ticket", handling: String? = "handling: 4min", calendar: String = "",
  more: String = "", sourceLocation: SourceLocation = #_sourceLocation
) throws -> ContactType {
  let loaded = try load(jobText(entries, channel: channel, handling: handling, calendar: calendar, more: more))
  #expect(loaded.warnings == [], sourceLocation: sourceLocation)
  return try #require(loaded.scenario.contactTypes.first { $0.name == "job" }, sourceLocation: sourceLocation)
}

/// Expects exactly one mistake in the type `job`, with words of its message.
func expectMistakeInJob(
  _ entries: String, channel: String = "ticket", handling: String? = "handling: 4min", calendar: String = "",
  more: String = "", at path: String, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = mistakes(jobText(entries, channel: channel, handling: handling, calendar: calendar, more: more))
  let all = found.map(\.description).joined(separator: "\n")
  guard found.count == 1, let mistake = found.first else {
    Issue.record("\(found.count) mistakes for \(entries):\n\(all)", sourceLocation: sourceLocation)
    return
  }
  #expect(mistake.line == 5, "\(all)", sourceLocation: sourceLocation)
  #expect(
    mistake.path == (path.isEmpty ? "contactTypes.job" : "contactTypes.job.\(path)"), "\(all)",
    sourceLocation: sourceLocation)
  for word in words { #expect(mistake.message.contains(word), "\(all)", sourceLocation: sourceLocation) }
}

/// A folder of its own for the files of a test, removed afterwards.
func withFolder<Result>(_ files: [String: String], _ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("waitline-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  for (name, text) in files {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  return try body(folder.path)
}
