import ContactCentre
import Foundation

/// A scenario that was read, and what there was to say about it.
public struct LoadedScenario: Sendable {
  /// The scenario, with overlays and changes applied.
  public var scenario: Scenario
  /// Names of the overlays in the file, in its order.
  public var overlaysDefined: [String]
  /// Names of the overlays applied, in order.
  public var overlaysApplied: [String]
  /// What is allowed but probably not meant.
  public var warnings: [Mistake]
  /// Paths of all files that it was read from: its own, those it builds on, and the CSV files that it names.
  public var files: [String]
}

/// Reads scenario files.
///
/// ```swift
/// let loaded = try ScenarioLoader().load(path: "scenarios/card-platform.yaml", overlays: ["promotion"])
/// loaded.scenario.contactTypes.count
/// ```
public struct ScenarioLoader: Sendable {
  private let folder: String?

  /// Creates a loader.
  /// - Parameter folder: the folder that scenarios and the files they name must lie in; `nil` is anywhere.
  public init(within folder: String? = nil) { self.folder = folder }

  /// Reads a file, applies overlays and then changes, and checks everything.
  /// - Parameters:
  ///   - overlays: names of overlays of the file, applied in this order.
  ///   - sets: changes such as `agentGroups.hotline.staff=12`, applied after the overlays.
  ///   - changes: a list of changes as in an overlay, YAML or JSON, applied last.
  /// - Throws: ``ScenarioErrors`` with all mistakes.
  public func load(
    path: String, overlays: [String] = [], sets: [String] = [], changes: String? = nil
  ) throws -> LoadedScenario {
    let log = MistakeLog(within: folder)
    log.note(read: path)
    let root = DocumentParser(file: path, log: log).parse(path: path)
    let url = URL(fileURLWithPath: path)
    return try load(
      root, file: path, directory: url.deletingLastPathComponent().path,
      name: url.deletingPathExtension().lastPathComponent, overlays: overlays, sets: sets, changes: changes, log: log)
  }

  /// Reads a text; `fileName` is what mistakes call it, `directory` is where CSV files are looked for.
  /// - Throws: ``ScenarioErrors`` with all mistakes.
  public func load(
    text: String, fileName: String, directory: String, overlays: [String] = [], sets: [String] = [],
    changes: String? = nil
  ) throws -> LoadedScenario {
    let log = MistakeLog(within: folder)
    let root = DocumentParser(file: fileName, log: log).parse(text: text)
    return try load(
      root, file: fileName, directory: directory, name: fileName, overlays: overlays, sets: sets, changes: changes,
      log: log)
  }

  private func load(
    _ parsed: DocumentNode?, file: String, directory: String, name: String, overlays: [String], sets: [String],
    changes: String?, log: MistakeLog, rehearses: Bool = true
  ) throws -> LoadedScenario {
    guard let parsed else { throw ScenarioErrors(mistakes: log.sorted) }
    if let plan = PlanFile(parsed, file: file, directory: directory, log: log) {
      guard log.mistakes.isEmpty else { throw ScenarioErrors(mistakes: log.sorted) }
      let url = URL(fileURLWithPath: plan.base)
      log.note(read: plan.base)
      var base = DocumentParser(file: plan.base, log: log).parse(path: plan.base)
      plan.apply(to: &base, loader: self, log: log)
      return try load(
        base, file: plan.base, directory: url.deletingLastPathComponent().path,
        name: plan.name ?? url.deletingPathExtension().lastPathComponent, overlays: overlays, sets: sets,
        changes: changes, log: log, rehearses: false)
    }
    var root = parsed
    if case .null = root.value {
      log.report(
        "is empty; expected a scenario with version, contactTypes and agentGroups", at: Place(file: file, line: nil),
        path: "")
      throw ScenarioErrors(mistakes: log.sorted)
    }
    guard case .map = root.value else {
      log.report(
        "found \(root.kind); expected a scenario: a mapping with version, contactTypes, agentGroups", at: root.place,
        path: "")
      throw ScenarioErrors(mistakes: log.sorted)
    }
    let defined = Item(node: root, path: "", log: log).overlays()
    apply(overlays, of: defined, to: &root, file: file, log: log, triesOthers: rehearses)
    for set in sets { apply(set: set, to: &root, log: log) }
    if let changes { apply(changes: changes, to: &root, log: log) }
    let item = Item(node: root, path: "", log: log)
    let decoder = ScenarioDecoder(directory: directory, defaultName: name)
    let scenario = decoder.decode(item)
    ReferenceCheck(scenario: scenario, root: item).run()
    // What an overlay breaks should show before the day that it is made for: when the file is checked as it is.
    if rehearses, log.mistakes.isEmpty, overlays.isEmpty, sets.isEmpty, changes == nil {
      defined.forEach(rehearse)
    }
    guard log.mistakes.isEmpty else { throw ScenarioErrors(mistakes: log.sorted) }

    func rehearse(_ overlay: (name: String, operations: [OverlayOperation])) {
      var copy = root
      for operation in overlay.operations { operation.apply(to: &copy) }
      let rehearsal = MistakeLog(within: folder)
      let item = Item(node: copy, path: "", log: rehearsal)
      ReferenceCheck(scenario: decoder.decode(item), root: item).run()
      for mistake in rehearsal.mistakes {
        log.report(
          "with overlay “\(overlay.name)”: \(mistake.message)", at: Place(file: mistake.file, line: mistake.line),
          path: mistake.path)
      }
    }
    return LoadedScenario(
      scenario: scenario, overlaysDefined: defined.map(\.name), overlaysApplied: overlays, warnings: log.warnings,
      files: log.filesRead)
  }

  func apply(
    _ wanted: [String], of defined: [(name: String, operations: [OverlayOperation])], to root: inout DocumentNode,
    file: String, log: MistakeLog, triesOthers: Bool = true
  ) {
    // The paths of those that are not wanted are tried too.
    for overlay in defined where triesOthers && !wanted.contains(overlay.name) {
      var copy = root
      for operation in overlay.operations { operation.apply(to: &copy) }
    }
    for name in wanted {
      guard let overlay = defined.first(where: { $0.name == name }) else {
        log.report(
          "there is no overlay “\(name)”" + NearestName.hintOrList(name, among: defined.map(\.name)),
          at: Place(file: file, line: nil), path: "overlays")
        continue
      }
      for operation in overlay.operations { operation.apply(to: &root) }
    }
  }

  /// Applies a list of changes, as an overlay holds.
  private func apply(changes text: String, to root: inout DocumentNode, log: MistakeLog) {
    var parser = DocumentParser(file: "changes", log: log)
    parser.expected = "a list of changes"
    guard let node = parser.parse(text: text) else { return }
    let operations = Item(node: node, path: "changes", log: log).list("a list of changes")
    for operation in operations.compactMap({ OverlayOperation($0) }) { operation.apply(to: &root) }
  }

  /// Applies `path=value`.
  func apply(set text: String, to root: inout DocumentNode, log: MistakeLog) {
    let place = Place(file: "--set", line: nil)
    guard let equals = text.firstIndex(of: "=") else {
      return log.report("found “\(text)”; expected path=value", at: place, path: "")
    }
    let path = String(text[..<equals]).trimming()
    guard let found = DocumentPath(path, in: root, mayAddLast: true) else {
      return log.report(
        "“\(path)” matches nothing in the scenario" + DocumentPath.hint(path, in: root), at: place, path: "")
    }
    let written = String(text[text.index(after: equals)...]).trimming()
    guard !written.isEmpty else {
      return log.report("has no value; expected path=value", at: place, path: path)
    }
    let own = MistakeLog()
    let parsed = DocumentParser(file: place.file, log: own).parse(text: written)
    // A line of the command line says nothing; the path does.
    for mistake in own.mistakes { log.report(mistake.message, at: place, path: path) }
    guard var value = parsed, own.mistakes.isEmpty else { return }
    value.takePlace(place)
    root.change(found.steps[...]) { _ in value }
  }
}

extension Item {
  /// The overlays of a document with their operations.
  func overlays() -> [(name: String, operations: [OverlayOperation])] {
    guard let node = node["overlays"] else { return [] }
    if case .null = node.value { return [] }
    return child("overlays", node).entries("overlays by name").map { name, item in
      (name, item.list("a list of changes").compactMap { OverlayOperation($0) })
    }
  }
}

extension DocumentNode {
  /// What comes from the command line: its own place, and quoted, as the shell took the quotes away.
  fileprivate mutating func takePlace(_ place: Place) {
    self.place = place
    switch value {
    case .null: break
    case .scalar(let text, _): value = .scalar(text, isQuoted: true)
    case .list(var items):
      for index in items.indices { items[index].takePlace(place) }
      value = .list(items)
    case .map(var entries):
      for index in entries.indices { entries[index].node.takePlace(place) }
      value = .map(entries)
    }
  }
}
