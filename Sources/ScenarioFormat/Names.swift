/// Names that other parts of a scenario may refer to.
struct NameList {
  let all: [String]
  private let known: Set<String>
  /// How a message about another name begins and ends, for example “there is no contact type”.
  private let missing: String
  private let place: String
  /// Whether a scenario without any such name has a mistake of its own, so that each reference needs no further one.
  private let isRequired: Bool

  init(_ all: [String], missing: String, place: String = "", isRequired: Bool = false) {
    self.all = all
    self.missing = missing
    self.place = place
    self.isRequired = isRequired
    known = Set(all)
  }

  func contains(_ name: String) -> Bool { known.contains(name) }

  /// Whether a reference is fine, or there is nothing to compare it with.
  func accepts(_ name: String) -> Bool { contains(name) || (isRequired && all.isEmpty) }

  /// What to say about a name that is not in the list.
  func complaint(_ name: String) -> String {
    "\(missing) “\(name.shortened)”\(place)" + NearestName.hintOrList(name, among: all)
  }
}

/// The names of a scenario, taken from the document before it is decoded: parts may refer to what stands further down.
struct Names {
  let contactTypes: NameList
  let agentGroups: NameList
  let hours: NameList
  let dayFactors: NameList

  init(_ root: DocumentNode) {
    contactTypes = NameList(root["contactTypes"].keys, missing: "there is no contact type", isRequired: true)
    agentGroups = NameList(root["agentGroups"].keys, missing: "there is no agent group", isRequired: true)
    hours = NameList(
      (root["calendar"]?["hours"]).keys + ["always"], missing: "there are no opening hours", place: " in the calendar")
    dayFactors = NameList(root["dayFactors"].keys, missing: "there is no factor", place: " in dayFactors")
  }
}

extension DocumentNode? {
  /// The keys of a mapping; none of anything else.
  fileprivate var keys: [String] {
    guard let self, case .map(let entries) = self.value else { return [] }
    return entries.map(\.key)
  }
}

extension Item {
  /// A name out of a list; others are reported with the nearest one.
  func reference(_ names: NameList, _ expected: String) -> String? {
    guard let name = string(expected) else { return nil }
    guard names.accepts(name) else {
      report(names.complaint(name))
      return nil
    }
    return name
  }

  /// The contact type that a contact becomes.
  func contactType(_ names: Names) -> String? { reference(names.contactTypes, "the name of a contact type") }

  /// Reports shares that add up to more than everything.
  func checkSum(_ shares: [Double]) {
    let sum = shares.reduce(0, +)
    if sum > 1 + 1e-9 { report("the shares add up to \((sum * 1e6).rounded() / 1e6); expected at most 1") }
  }

  /// Logs what is allowed but probably not meant.
  func warn(_ message: String) { log.warn(message, at: node.place, path: path) }
}
