import ContactCentre

/// Checks that the parts of a scenario fit together.
struct ReferenceCheck {
  let scenario: Scenario
  let types: [String: ContactType]
  private let root: Item

  init(scenario: Scenario, root: Item) {
    self.scenario = scenario
    self.root = root
    types = Dictionary(scenario.contactTypes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func run() {
    // Without any type all else would be called wrong too, which says nothing.
    guard !types.isEmpty else { return }
    for group in scenario.agentGroups { checkConcurrency(group) }
    checkCircles()
    checkReturns()
    checkStaff()
    checkDuty()
    checkStopping()
  }

  /// The item at a path of keys; the nearest one that exists.
  func item(_ keys: String...) -> Item {
    var item = root
    for key in keys {
      guard let node = item.node[key] else { break }
      item = item.child(key, node)
    }
    return item
  }

  private func checkConcurrency(_ group: AgentGroup) {
    for skill in group.skills where skill.concurrency > 1 && types[skill.contactType]?.channel == .phone {
      item("agentGroups", group.name, "skills", skill.contactType, "concurrency").report(
        "nobody holds \(skill.concurrency) calls at once; concurrency is for chats")
    }
  }

  private func checkStopping() {
    guard let rule = scenario.experiment.stopping else { return }
    let place = item("experiment", "stopWhen", "of")
    if rule.figure == .occupancy {
      if !scenario.agentGroups.contains(where: { $0.name == rule.contactType }) {
        let names = NameList(scenario.agentGroups.map(\.name), missing: "there is no agent group")
        place.report(names.complaint(rule.contactType))
      }
      return
    }
    guard let type = types[rule.contactType] else {
      let names = NameList(scenario.contactTypes.map(\.name), missing: "there is no contact type")
      return place.report(names.complaint(rule.contactType))
    }
    // A promise that could not be read is a mistake of its own.
    let isPromised = item("contactTypes", type.name).node["promise"] != nil
    if rule.figure == .promise || rule.figure == .dayMeetsPromise, type.promise == nil, !isPromised {
      place.report("“\(type.name)” makes no promise; watch SL1 … SL4, averageWait or abandonment")
    }
  }
}
