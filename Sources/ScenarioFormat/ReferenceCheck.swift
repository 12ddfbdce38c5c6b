import ContactCentre

/// Checks that what a scenario names exists, and that its parts fit together.
struct ReferenceCheck {
  let scenario: Scenario
  let root: Item

  private var typeNames: [String] { scenario.contactTypes.map(\.name) }

  func run() {
    for type in scenario.contactTypes { check(type) }
    for group in scenario.agentGroups { check(group) }
    checkCycles()
    checkSkills()
    checkStopping()
  }

  /// The item at a path of keys; the nearest one that exists.
  private func item(_ keys: String...) -> Item {
    var item = root
    for key in keys {
      guard let node = item.node[key] else { break }
      item = item.child(key, node)
    }
    return item
  }

  private func unknownType(_ name: String) -> String {
    "there is no contact type “\(name)”" + NearestName.hint(name, among: typeNames)
  }

  private func check(_ type: ContactType) {
    let names = scenario.calendar.hours.map(\.name)
    if let hours = type.hours, hours != "always", !names.contains(hours) {
      item("contactTypes", type.name, "hours").report(
        "there are no opening hours “\(hours)” in the calendar" + NearestName.hint(hours, among: names + ["always"]))
    }
    for diversion in type.afterHours where !typeNames.contains(diversion.becomes) {
      item("contactTypes", type.name, "afterHours").report(unknownType(diversion.becomes))
    }
    if let offer = type.announcement?.offer, !typeNames.contains(offer.becomes) {
      item("contactTypes", type.name, "announcement", "offer", "becomes").report(unknownType(offer.becomes))
    }
  }

  private func check(_ group: AgentGroup) {
    for skill in group.skills {
      guard let type = scenario.contactTypes.first(where: { $0.name == skill.contactType }) else {
        item("agentGroups", group.name, "skills", skill.contactType).report(unknownType(skill.contactType))
        continue
      }
      if skill.concurrency > 1, type.channel == .phone {
        item("agentGroups", group.name, "skills", skill.contactType, "concurrency").report(
          "nobody holds \(skill.concurrency) calls at once; concurrency is for chats")
      }
    }
  }

  /// A contact that becomes another at once must not come back to where it was.
  private func checkCycles() {
    var becomes: [String: [String]] = [:]
    for type in scenario.contactTypes {
      becomes[type.name] =
        type.afterHours.map(\.becomes) + (type.announcement?.offer.map { [$0.becomes] } ?? [])
    }
    var isDone: Set<String> = []
    func visit(_ name: String, _ trail: [String]) {
      if let start = trail.firstIndex(of: name) {
        let cycle = trail[start...] + [name]
        item("contactTypes", name).report("contacts go round in a circle: \(cycle.joined(separator: " → "))")
        return
      }
      guard isDone.insert(name).inserted else { return }
      for next in becomes[name] ?? [] { visit(next, trail + [name]) }
    }
    // Every type is a start of its own, so that a circle is found wherever it is entered.
    for name in typeNames { visit(name, []) }
  }

  private func checkSkills() {
    let answered = Set(scenario.agentGroups.flatMap { $0.skills.map(\.contactType) })
    var reached = Set(scenario.contactTypes.filter { ($0.arrivals?.perHour.values.max() ?? 0) > 0 }.map(\.name))
    for type in scenario.contactTypes {
      reached.formUnion(type.afterHours.map(\.becomes))
      if let offer = type.announcement?.offer { reached.insert(offer.becomes) }
    }
    for type in scenario.contactTypes where reached.contains(type.name) && !answered.contains(type.name) {
      item("contactTypes", type.name).report(
        "no agent group has the skill for “\(type.name)”: nobody would ever answer")
    }
  }

  private func checkStopping() {
    guard let rule = scenario.experiment.stopping else { return }
    let place = item("experiment", "stopWhen", "of")
    guard let type = scenario.contactTypes.first(where: { $0.name == rule.contactType }) else {
      return place.report(unknownType(rule.contactType))
    }
    if rule.figure == .promise, type.promise == nil { place.report("“\(type.name)” makes no promise") }
  }
}
