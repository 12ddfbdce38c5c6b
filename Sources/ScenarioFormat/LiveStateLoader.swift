import ContactCentre

/// Reads a live state, as JSON:
///
/// ```json
/// {"time": "2026-01-05T10:00:00Z",
///  "groups": {"agents": {"onDuty": 10, "busy": 10, "servingFor": [12.5, 3]}},
///  "queues": {"calls": {"waiting": 3, "waitingFor": [40, 22, 5]}}}
/// ```
///
/// The lists are optional and in seconds: `servingFor` has an entry for each contact in hand, and a queue may also say how long
/// those had waited who were answered last (`recentWaits`, the latest first). Names must be those of the scenario.
public struct LiveStateLoader: Sendable {
  private let groups: NameList
  private let types: NameList
  private let mostInHand: [String: Int]

  /// The most that may be on duty, or wait.
  private static let most = 1_000_000

  /// Creates a loader for the states of a scenario.
  public init(_ scenario: Scenario) {
    groups = NameList(scenario.agentGroups.map(\.name), missing: "there is no agent group", place: " in the scenario")
    types = NameList(scenario.contactTypes.map(\.name), missing: "there is no contact type", place: " in the scenario")
    mostInHand = Dictionary(
      scenario.agentGroups.map { ($0.name, $0.skills.map(\.concurrency).max() ?? 1) }, uniquingKeysWith: max)
  }

  /// Reads a file.
  /// - Throws: ``ScenarioErrors`` with all mistakes.
  public func load(path: String) throws -> LiveState {
    let log = MistakeLog()
    return try load(parser(path, log).parse(path: path), file: path, log: log)
  }

  /// Reads a text; `fileName` is what mistakes call it.
  /// - Throws: ``ScenarioErrors`` with all mistakes.
  public func load(text: String, fileName: String) throws -> LiveState {
    let log = MistakeLog()
    return try load(parser(fileName, log).parse(text: text), file: fileName, log: log)
  }

  /// What to say of the name of a contact type that the scenario does not have, with the nearest one that it has.
  public func complaint(contactType: String) -> String { types.complaint(contactType) }

  private func parser(_ file: String, _ log: MistakeLog) -> DocumentParser {
    DocumentParser(file: file, log: log, language: "JSON", expected: "a live state with time, groups and queues")
  }

  private func load(_ root: DocumentNode?, file: String, log: MistakeLog) throws -> LiveState {
    guard let root else { throw ScenarioErrors(mistakes: log.sorted) }
    let fields = Item(node: root, path: "", log: log).fields(.liveState)
    var state = LiveState(time: 0)
    if let item = fields["time"] {
      let expected = "a moment with its offset from UTC such as \"2026-01-05T10:00:00Z\""
      if let text = item.string(expected) {
        if let seconds = TimeStamp.seconds(text) {
          state.time = seconds
        } else {
          item.report("found “\(text.shortened)”; expected \(expected)")
        }
      }
    }
    for (name, item) in fields["groups"]?.entries("agent groups by name") ?? [] {
      if let group = group(name, item) { state.groups.append(group) }
    }
    for (name, item) in fields["queues"]?.entries("queues by contact type") ?? [] {
      if let queue = queue(name, item) { state.queues.append(queue) }
    }
    guard log.mistakes.isEmpty else { throw ScenarioErrors(mistakes: log.sorted) }
    return state
  }

  private func group(_ name: String, _ item: Item) -> LiveGroup? {
    guard groups.contains(name) else {
      item.report(groups.complaint(name))
      return nil
    }
    let fields = item.fields(.liveGroup)
    guard let onDuty = count(fields["onDuty"]), let busy = count(fields["busy"]) else { return nil }
    let ages = times(fields["servingFor"])
    let most = max(onDuty, busy) * (mostInHand[name] ?? 1)
    if let list = fields["servingFor"], ages.count > most {
      list.report("found \(ages.count) times; expected at most \(most): one for each contact in hand")
    }
    return LiveGroup(name: name, onDuty: onDuty, busy: busy, servingFor: ages)
  }

  private func queue(_ name: String, _ item: Item) -> LiveQueue? {
    guard types.contains(name) else {
      item.report(types.complaint(name))
      return nil
    }
    let fields = item.fields(.liveQueue)
    guard let waiting = count(fields["waiting"]) else { return nil }
    let ages = times(fields["waitingFor"])
    if let list = fields["waitingFor"], ages.count > waiting {
      list.report("found \(ages.count) times; expected at most \(waiting): one for each who waits")
    }
    return LiveQueue(
      contactType: name, waiting: waiting, waitingFor: ages, recentWaits: times(fields["recentWaits"]))
  }

  private func count(_ item: Item?) -> Int? { item?.integer("a whole number from 0", in: 0...Self.most) }

  private func times(_ item: Item?) -> [Seconds] {
    item?.list("a list of seconds").compactMap { $0.number("seconds, 0 or more") { $0 >= 0 } } ?? []
  }
}

extension Section {
  fileprivate static let liveState = Section(
    name: "liveState", help: "What is known of a contact centre at a moment.",
    keys: [
      Key("time", .text, required: true, "When it was so, ISO 8601 with the offset from UTC."),
      Key("groups", .map(.section("liveGroup")), required: true, "The agents, by group."),
      Key("queues", .map(.section("liveQueue")), "Who waits, by contact type; the others are empty."),
    ])
  fileprivate static let liveGroup = Section(
    name: "liveGroup", help: "The agents of one group.",
    keys: [
      Key("onDuty", .integer(minimum: 0, maximum: nil), required: true, "Agents on duty."),
      Key("busy", .integer(minimum: 0, maximum: nil), required: true, "Agents with a contact in hand."),
      Key(
        "servingFor", .list(.number(minimum: 0, maximum: nil)), "For how long each contact has been handled, seconds."),
    ])
  fileprivate static let liveQueue = Section(
    name: "liveQueue", help: "A queue.",
    keys: [
      Key("waiting", .integer(minimum: 0, maximum: nil), required: true, "How many wait."),
      Key("waitingFor", .list(.number(minimum: 0, maximum: nil)), "For how long each has waited, seconds."),
      Key(
        "recentWaits", .list(.number(minimum: 0, maximum: nil)),
        "How long those had waited who were answered last, seconds; the latest first."),
    ])
}
