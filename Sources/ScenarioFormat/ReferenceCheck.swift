import ContactCentre

/// Checks that what a scenario names exists, and that its parts fit together.
struct ReferenceCheck {
  private let scenario: Scenario
  private let root: Item
  private let types: [String: ContactType]

  init(scenario: Scenario, root: Item) {
    self.scenario = scenario
    self.root = root
    types = Dictionary(scenario.contactTypes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func run() {
    for type in scenario.contactTypes { check(type) }
    // Without any type the names of all skills would be called unknown, which says nothing.
    guard !types.isEmpty else { return }
    for group in scenario.agentGroups { check(group) }
    checkCircles()
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
    "there is no contact type “\(name.shortened)”" + NearestName.hint(name, among: scenario.contactTypes.map(\.name))
  }

  private func check(_ type: ContactType) {
    let names = scenario.calendar.hours.map(\.name) + ["always"]
    if let hours = type.hours, !names.contains(hours) {
      item("contactTypes", type.name, "hours").report(
        "there are no opening hours “\(hours.shortened)” in the calendar" + NearestName.hint(hours, among: names))
    }
    // The entries are looked up only for a mistake: it takes time.
    let isFine = type.afterHours.allSatisfy { types[$0.becomes] != nil }
    for entry in isFine ? [] : item("contactTypes", type.name, "afterHours").listOrOne() {
      let becomes = entry.node["becomes"].map { entry.child("becomes", $0) }
      guard let becomes, case .scalar(let name, _) = becomes.node.value, types[name] == nil else { continue }
      becomes.report(unknownType(name))
    }
    if let offer = type.announcement?.offer, types[offer.becomes] == nil {
      item("contactTypes", type.name, "announcement", "offer", "becomes").report(unknownType(offer.becomes))
    }
  }

  private func check(_ group: AgentGroup) {
    for skill in group.skills {
      guard let type = types[skill.contactType] else {
        item("agentGroups", group.name, "skills", skill.contactType).report(unknownType(skill.contactType))
        continue
      }
      if skill.concurrency > 1, type.channel == .phone {
        item("agentGroups", group.name, "skills", skill.contactType, "concurrency").report(
          "nobody holds \(skill.concurrency) calls at once; concurrency is for chats")
      }
    }
  }

  private func becomes(_ name: String) -> [String] {
    guard let type = types[name] else { return [] }
    return type.afterHours.map(\.becomes) + (type.announcement?.offer.map { [$0.becomes] } ?? [])
  }

  /// A contact that becomes another at once must not come back to where it was.
  private func checkCircles() {
    var isDone: Set<String> = []
    for start in scenario.contactTypes.map(\.name) where !isDone.contains(start) {
      // A walk in depth with its own stack: a chain of types may be longer than the stack of the program.
      var trail = [start]
      var places = [start: 0]
      var rest = [becomes(start)[...]]
      while let name = trail.last {
        guard let next = rest[trail.count - 1].popFirst() else {
          isDone.insert(name)
          places[name] = nil
          trail.removeLast()
          rest.removeLast()
          continue
        }
        if let place = places[next] {
          let circle = (trail[place...] + [next]).joined(separator: " → ")
          item("contactTypes", next).report("contacts go round in a circle: \(circle); let one of them end it")
        } else if !isDone.contains(next), types[next] != nil {
          places[next] = trail.count
          trail.append(next)
          rest.append(becomes(next)[...])
        }
      }
    }
  }

  private func checkSkills() {
    let answered = Set(scenario.agentGroups.flatMap { $0.skills.map(\.contactType) })
    // Somebody gets contacts from outside, or from a type that gets some.
    var reached = Set(scenario.contactTypes.filter { ($0.arrivals?.perHour.values.max() ?? 0) > 0 }.map(\.name))
    var rest = Array(reached)
    while let name = rest.popLast() {
      for next in becomes(name) where reached.insert(next).inserted { rest.append(next) }
    }
    for type in scenario.contactTypes where reached.contains(type.name) && !answered.contains(type.name) {
      item("contactTypes", type.name).report(
        "no agent group has the skill for “\(type.name)”: nobody would ever answer; add it to the skills of a group")
    }
  }

  private func checkStopping() {
    guard let rule = scenario.experiment.stopping else { return }
    let place = item("experiment", "stopWhen", "of")
    guard let type = types[rule.contactType] else { return place.report(unknownType(rule.contactType)) }
    // A promise that could not be read is a mistake of its own.
    let isPromised = item("contactTypes", type.name).node["promise"] != nil
    if rule.figure == .promise, type.promise == nil, !isPromised {
      place.report("“\(type.name)” makes no promise; watch SL1 … SL4, averageWait or abandonment")
    }
  }
}
