import ContactCentre

extension Arrivals {
  /// Whether any contact comes from outside.
  fileprivate var isDemand: Bool {
    let lags = lagged.map { $0.share > 0 && ($0.purchasesPerHour.values.max() ?? 0) > 0 } ?? false
    return (perHour.values.max() ?? 0) > 0 || bursts.contains { $0.contacts > 0 } || lags || !trace.isEmpty
  }
}

extension AgentGroup {
  /// The most heads planned at one time, before shrinkage and absence.
  var mostHeads: Int {
    let day = 86_400
    var change = Array(repeating: 0, count: day + 1)
    func add(_ heads: Int, during range: ClockRange) {
      // What lies past midnight is on duty in the early hours of the day.
      for past in [0, day] {
        let start = max(range.start - past, 0)
        let end = min(range.end - past, day)
        guard start < end else { continue }
        change[start] += heads
        change[end] -= heads
      }
    }
    for shift in shifts {
      add(shift.heads, during: shift.time)
      for pause in shift.breaks { add(-shift.heads, during: pause) }
    }
    var byPeriod = [0]
    if let heads {
      byPeriod = (0..<heads.periodsPerDay).map { period in
        stride(from: period, to: heads.values.count, by: heads.periodsPerDay)
          .map { Int(min(heads.values[$0], 1e9)) }.max() ?? 0
      }
    }
    var inShifts = 0
    return (0..<day).map { clock in
      inShifts += change[clock]
      return inShifts + byPeriod[clock * byPeriod.count / day]
    }.max() ?? 0
  }
}

extension ReferenceCheck {
  /// Somebody must be able to do what there is to do.
  func checkStaff() {
    let groups = Dictionary(scenario.agentGroups.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var skilled: [String: [AgentGroup]] = [:]
    for group in scenario.agentGroups {
      for skill in group.skills { skilled[skill.contactType, default: []].append(group) }
    }
    let mostHeads = groups.mapValues(\.mostHeads)
    let reached = reachedTypes()
    for type in scenario.contactTypes {
      checkSteps(type, groups)
      guard reached.contains(type.name) else { continue }
      let anybody = skilled[type.name] ?? []
      if anybody.isEmpty, type.steps.isEmpty || type.steps.contains(where: { $0.group == nil }) {
        item("contactTypes", type.name).report(
          "no agent group has the skill for “\(type.name)”: nobody would ever answer; add it to the skills of a group")
      } else if type.deadline != nil {
        let teams =
          type.steps.isEmpty ? [anybody] : type.steps.map { $0.group.map { [groups[$0]].compactMap { $0 } } ?? anybody }
        for team in teams where !team.isEmpty && team.allSatisfy({ mostHeads[$0.name] == 0 }) {
          let names = Set(team.map(\.name)).sorted().joined(separator: ", ")
          item("contactTypes", type.name, "deadline").warn(
            "nobody of \(names) is ever on duty: no deadline will be kept")
        }
      }
    }
    for group in scenario.agentGroups {
      checkReserve(group, mostHeads[group.name] ?? 0)
      if let heads = group.heads, heads.values.min() ?? 0 > 0, group.shifts.contains(where: { $0.heads > 0 }) {
        item("agentGroups", group.name, "staff").warn(
          "“\(group.name)” has staff at all hours and shifts too: both are on duty; take out the shifts if that is not meant"
        )
      }
    }
    checkCosts(mostHeads)
  }

  /// Warns of a group that is paid nobody knows what, where others have a price: what all cost together is then unknown.
  private func checkCosts(_ mostHeads: [String: Int]) {
    guard scenario.agentGroups.contains(where: { $0.usualCostPerHour != nil }) else { return }
    for group in scenario.agentGroups where !group.knowsItsCost && mostHeads[group.name] ?? 0 > 0 {
      item("agentGroups", group.name).warn(
        "“\(group.name)” has no costPerHour, though others have: no cost of the whole can be given; add it, or leave out all"
      )
    }
  }

  /// The types that contacts come to, from outside, from the backlog or from other types.
  private func reachedTypes() -> Set<String> {
    var reached = Set(scenario.contactTypes.filter { $0.arrivals?.isDemand == true }.map(\.name))
    reached.formUnion(scenario.backlog.filter { $0.count > 0 }.map(\.contactType))
    var rest = Array(reached)
    while let name = rest.popLast() {
      guard let type = types[name] else { continue }
      let followers = type.followedBy.filter { $0.share > 0 }.map(\.type)
      for next in type.turnsInto + followers where reached.insert(next).inserted { rest.append(next) }
    }
    return reached
  }

  /// Who is to do a step must know how.
  private func checkSteps(_ type: ContactType, _ groups: [String: AgentGroup]) {
    for (index, step) in type.steps.enumerated() {
      guard let name = step.group, let group = groups[name],
        !group.skills.contains(where: { $0.contactType == type.name })
      else { continue }
      let steps = item("contactTypes", type.name, "steps")
      guard case .list(let nodes) = steps.node.value, nodes.indices.contains(index) else { continue }
      let entry = Item(node: nodes[index], path: "\(steps.path).\(index)", log: steps.log)
      let place = nodes[index]["group"].map { entry.child("group", $0) } ?? entry
      place.report("“\(name)” has no skill for “\(type.name)”; add it to the skills of the group")
    }
  }

  /// Warns of work that a group never takes, as so many of its agents are never idle at once.
  private func checkReserve(_ group: AgentGroup, _ heads: Int) {
    for skill in group.skills where skill.whenIdle > max(heads, 1) {
      item("agentGroups", group.name, "skills", skill.contactType, "whenIdle").warn(
        "“\(group.name)” never has \(skill.whenIdle) agents (at most \(heads)), so it never takes “\(skill.contactType)”"
      )
    }
  }
}
