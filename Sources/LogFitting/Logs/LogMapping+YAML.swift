import ContactCentre
import Foundation
import ScenarioFormat
import Yams

extension LogMapping {
  /// Reads a mapping file.
  ///
  /// ```yaml
  /// version: 1
  /// timezone: Asia/Shanghai
  /// times: iso                     # iso, unixSeconds, unixMilliseconds, clock or secondsOfDay (both need a date column)
  /// columns: {type: kind, arrived: created_at, answered: first_reply, ended: closed_at, outcome: status}
  /// outcomes: {answered: [done], abandoned: [left], blocked: [refused]}
  /// # For work in steps, a row a step: columns: {id: ticket, step: department, ...}
  /// holidays: [2026-01-01, 2026-10-01..2026-10-07]   # no business time passes on these
  /// ```
  /// - Throws: `LogError` with the line of the first mistake.
  public static func load(path: String) throws(LogError) -> LogMapping {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LogError(file: path, message: "there is no such file; expected a mapping in YAML")
    }
    guard data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
      throw LogError(file: path, message: "is not a small text file; expected a mapping in YAML")
    }
    return try parse(text, file: path)
  }

  /// Reads a mapping from text.
  /// - Throws: `LogError` with the line of the first mistake.
  public static func parse(_ text: String, file: String) throws(LogError) -> LogMapping {
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch {
      throw LogError(file: file, message: "is not YAML: \(error)".replacing("\n", with: " "))
    }
    guard let node, node.mapping != nil else {
      throw LogError(file: file, line: 1, message: "expected a mapping with columns: and times:")
    }
    var reader = MappingReader(file: file)
    return try reader.mapping(node)
  }
}

/// Walks the nodes of a mapping file.
private struct MappingReader {
  let file: String

  private static let keys = [
    "version", "name", "timezone", "delimiter", "times", "clockTolerance", "columns", "outcomes", "priorityCredit",
    "scored", "holidays",
  ]

  mutating func mapping(_ node: Node) throws(LogError) -> LogMapping {
    var mapping = LogMapping()
    mapping.file = file
    for (key, value) in try entries(node, keys: Self.keys, of: "a mapping") {
      switch key {
      case "version":
        guard value.int == 1 else { throw wrong(value, "version must be 1") }
      case "name": mapping.name = try text(value)
      case "timezone":
        let zone = try text(value)
        guard TimeZone(identifier: zone) != nil else { throw wrong(value, "no time zone is called “\(zone)”") }
        mapping.timeZone = zone
      case "delimiter":
        let delimiter = try text(value)
        guard let byte = delimiter.utf8.first, delimiter.utf8.count == 1, byte != 0x22 else {
          throw wrong(value, "found “\(delimiter)”; expected one character such as \";\" or \"\\t\"")
        }
        mapping.delimiter = byte
      case "times": mapping.times = try choice(value, LogTimeFormat.self)
      case "clockTolerance": mapping.clockTolerance = try duration(value)
      case "columns":
        for (name, column) in try entries(value, keys: LogMapping.Meaning.allCases.map(\.rawValue), of: "columns") {
          guard let meaning = LogMapping.Meaning(rawValue: name) else { continue }
          mapping.columns[meaning] = try text(column)
        }
      case "outcomes":
        let names = LogOutcome.allCases.map { "\($0)" }
        for (name, words) in try entries(value, keys: names, of: "outcomes") {
          guard let outcome = LogOutcome.allCases.first(where: { "\($0)" == name }) else { continue }
          for word in try texts(words) { mapping.outcomes[word] = outcome }
        }
      case "priorityCredit":
        for (name, credit) in try entries(value, keys: nil, of: "priorityCredit") {
          mapping.priorityCredit[name] = try duration(credit)
        }
      case "holidays":
        for text in try texts(value) {
          guard let days = LogClock.days(text) else {
            throw wrong(
              value,
              "found “\(text)”; expected days such as 2026-01-01, or 2026-10-01..2026-10-07 from the first to the last")
          }
          mapping.holidays.formUnion(days)
        }
      default: mapping.scored = try scored(value)
      }
    }
    try check(mapping, at: node)
    return mapping
  }

  private func check(_ mapping: LogMapping, at node: Node) throws(LogError) {
    for needed in [LogMapping.Meaning.type, .arrived] where mapping.columns[needed] == nil {
      throw wrong(node, "columns.\(needed.rawValue) is missing; every log needs a column for type and for arrived")
    }
    if mapping.columns[.step] != nil, mapping.columns[.id] == nil {
      throw wrong(node, "columns.id is missing; with columns.step it says which rows are the steps of one contact")
    }
    if mapping.columns[.answered] == nil {
      throw wrong(node, "columns.answered is missing; without it there are no waits")
    }
    if mapping.times == .secondsOfDay || mapping.times == .clock, mapping.columns[.date] == nil {
      throw wrong(node, "columns.date is missing; times: \(mapping.times.rawValue) counts from a date")
    }
    if mapping.columns[.outcome] != nil, mapping.outcomes.isEmpty {
      throw wrong(node, "outcomes is missing; expected what the words of the outcome column mean")
    }
  }

  private func scored(_ node: Node) throws(LogError) -> LogMapping.Scored {
    var scored = LogMapping.Scored()
    for (key, value) in try entries(node, keys: ["types", "days", "between"], of: "scored") {
      switch key {
      case "types": scored.types = try texts(value)
      case "days":
        for name in try texts(value) {
          let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
          guard let day = names.firstIndex(of: String(name.lowercased().prefix(3))) else {
            throw wrong(value, "found “\(name)”; expected days such as mon or sunday")
          }
          scored.days.append(day)
        }
      default:
        guard let range = ClockArgument.range(try text(value)) else {
          throw wrong(value, "expected a range of clock times such as \"09:00-22:00\", in quotes")
        }
        scored.between = range
      }
    }
    return scored
  }

  private func entries(_ node: Node, keys: [String]?, of place: String) throws(LogError) -> [(String, Node)] {
    guard let mapping = node.mapping else { throw wrong(node, "\(place): expected keys and values") }
    var entries: [(String, Node)] = []
    for (key, value) in mapping {
      let name = try text(key)
      if let keys, !keys.contains(name) {
        throw wrong(key, "unknown key “\(name)” in \(place); expected \(keys.joined(separator: ", "))")
      }
      if entries.contains(where: { $0.0 == name }) { throw wrong(key, "“\(name)” is given twice") }
      entries.append((name, value))
    }
    return entries
  }

  private func text(_ node: Node) throws(LogError) -> String {
    guard let scalar = node.scalar else { throw wrong(node, "expected a word") }
    return scalar.string
  }

  private func texts(_ node: Node) throws(LogError) -> [String] {
    guard let sequence = node.sequence else { return [try text(node)] }
    var texts: [String] = []
    for element in sequence { texts.append(try text(element)) }
    return texts
  }

  private func duration(_ node: Node) throws(LogError) -> Seconds {
    let text = try text(node)
    guard let seconds = DurationArgument.seconds(text) else {
      throw wrong(node, "found “\(text)”; expected a length of time such as 90s")
    }
    return seconds
  }

  private func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ node: Node, _: Choice.Type
  ) throws(LogError) -> Choice {
    let text = try text(node)
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw wrong(node, "found “\(text)”; expected one of \(names)")
    }
    return choice
  }

  private func wrong(_ node: Node, _ message: String) -> LogError {
    LogError(file: file, line: node.mark?.line, message: message)
  }
}
