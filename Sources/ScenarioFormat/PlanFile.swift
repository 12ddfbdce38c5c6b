import Foundation

/// A file that changes another scenario instead of describing one: what `waitline staff` and `waitline schedule` write.
///
/// ```yaml
/// version: 1
/// base: ../../scenarios/card-platform.yaml
/// with: [promotion]
/// changes:
///   - {set: agentGroups.hotline.staff, to: 12}
/// ```
/// It can be used wherever a scenario can, and is read as its base with the changes applied.
struct PlanFile {
  /// Path of the scenario that is changed.
  let base: String
  /// What the result is called; `nil` keeps the name of the base.
  let name: String?
  private let overlays: [String]
  private let sets: [String]
  private let changes: [OverlayOperation]
  private let title: DocumentNode?

  /// Reads a plan; `nil` for a document that is none. Mistakes are logged.
  init?(_ root: DocumentNode, file: String, directory: String, log: MistakeLog) {
    guard root["base"] != nil else { return nil }
    let fields = Item(node: root, path: "", log: log).fields(.plan)
    fields["version"].map { _ = $0.integer("version 1 of the format", in: 1...1) }
    let path = fields["base"]?.string("the path of a scenario") ?? ""
    // As it would be written from where the program runs, so that mistakes name a file that can be opened.
    let folder = file.contains("/") ? String(file[...(file.lastIndex(of: "/") ?? file.startIndex)]) : ""
    base = path.hasPrefix("/") ? path : folder + path
    title = fields["name"]?.node
    name = fields["name"]?.string()
    overlays = fields["with"]?.list("a list of overlays").compactMap { $0.string("the name of an overlay") } ?? []
    sets = fields["sets"]?.list("a list of changes such as path=value").compactMap { $0.string("path=value") } ?? []
    changes = fields["changes"]?.list("a list of changes").compactMap { OverlayOperation($0) } ?? []
    if URL(fileURLWithPath: base).standardizedFileURL == URL(fileURLWithPath: file).standardizedFileURL {
      fields["base"]?.report("is this file itself; expected another scenario")
    }
  }

  /// Applies the overlays, then the single values, then the changes.
  func apply(to base: inout DocumentNode?, loader: ScenarioLoader, log: MistakeLog) {
    guard var root = base, case .map(var entries) = root.value else { return }
    guard root["base"] == nil else {
      log.report("is itself a plan; expected a scenario with contactTypes", at: root.place, path: "base")
      base = nil
      return
    }
    if let title {
      entries.removeAll { $0.key == "name" }
      root.value = .map(entries + [("name", title)])
    }
    if !overlays.isEmpty {
      loader.apply(
        overlays, of: Item(node: root, path: "", log: log).overlays(), to: &root, file: self.base, log: log,
        triesOthers: false)
    }
    for set in sets { loader.apply(set: set, to: &root, log: log) }
    for change in changes { change.apply(to: &root) }
    base = root
  }
}

extension Section {
  static let plan = Section(
    name: "plan", help: "Changes to another scenario, as the planning commands write them.",
    keys: [
      Key("version", .integer(minimum: 1, maximum: 1), required: true, "Version of the format: 1."),
      Key("base", .text, required: true, "Path of the scenario that is changed, seen from this file."),
      Key("name", .text, "What the result is called in reports; the name of the base when left out."),
      Key("with", .list(.text), "Overlays of the base that are applied first, in order."),
      Key("sets", .list(.text), "Single values, path=value, applied next."),
      Key("changes", .list(.section("overlay")), "Changes, as in an overlay, applied last."),
    ])
}
