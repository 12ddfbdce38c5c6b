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
    // Heads only rise when a shift starts, a break ends, or a period begins.
    let day = 86_400
    let shiftTimes = shifts.flatMap { [$0.time.start] + $0.breaks.map(\.end) }.map { $0 % day }
    let perDay = heads?.periodsPerDay ?? 1
    let periods = heads.map { heads in
      (0..<perDay).map { period in
        stride(from: period, to: heads.values.count, by: perDay).map { heads.values[$0] }.max() ?? 0
      }
    }
    func inShifts(_ clock: Int) -> Int {
      shifts.reduce(0) { sum, shift in
        // A shift over midnight is still on duty on the next day.
        let onDuty = [clock, clock + day].filter { shift.time.contains($0) }
        return onDuty.contains { time in !shift.breaks.contains { $0.contains(time) } } ? sum + shift.heads : sum
      }
    }
    let starts = Set(shiftTimes + (0..<perDay).map { $0 * (day / perDay) })
    return starts.map { clock in
      inShifts(clock) + Int(min(periods?[clock * perDay / day] ?? 0, 1e9))
    }.max() ?? 0
  }
}

extension ClockRange {
  fileprivate func contains(_ clock: Int) -> Bool { start <= clock && clock < end }
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
    for group in scenario.agentGroups { checkReserve(group, mostHeads[group.name] ?? 0) }
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
