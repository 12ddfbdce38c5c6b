import ContactCentre

/// Some agents of a group learn a contact type with a promise; they take it after what they could do before.
enum CrossTraining: IdeaSource {
  static func ideas(_ scenario: Scenario) -> [Idea] {
    scenario.agentGroups.indices.flatMap { index -> [Idea] in
      let group = scenario.agentGroups[index]
      let known = Set(group.skills.map(\.contactType))
      let lacking = scenario.contactTypes.filter {
        $0.promise != nil && !$0.channel.isDeferred && !known.contains($0.name) && $0.steps.isEmpty
      }
      return lacking.flatMap { type in
        [1, 3].compactMap { count in
          split(scenario, index, count: count, learning: type.name).map {
            Idea(change: .crossTrain(group: group.name, count: count, contactType: type.name), scenario: $0)
          }
        }
      }
    }
  }

  /// The group in two: those who learn, at most so many at a time, and the rest. Productive agents and paid time stay what
  /// they are.
  static func split(_ scenario: Scenario, _ index: Int, count: Int, learning type: String) -> Scenario? {
    let group = scenario.agentGroups[index]
    let owner = scenario.agentGroups.flatMap(\.skills).first { $0.contactType == type }
    guard let owner else { return nil }
    var rest = group
    var trained = group
    trained.name = "\(group.name) + \(type)"
    trained.skills.append(
      Skill(
        contactType: type, rank: 1 + (group.skills.map(\.rank).max() ?? 0), concurrency: owner.concurrency,
        slowdown: owner.slowdown))
    if let profile = group.heads {
      // Scheduled heads that leave whole productive ones: the rounding is then the same as before.
      let scheduled = Double(count) / (1 - group.shrinkage)
      for place in profile.values.indices {
        let taken = min(scheduled, profile.values[place])
        trained.heads?.values[place] = taken
        rest.heads?.values[place] -= taken
      }
    }
    if !group.shifts.isEmpty {
      guard group.shrinkage == 0 else { return nil }
      for place in group.shifts.indices {
        let taken = min(count, group.shifts[place].heads)
        trained.shifts[place].heads = taken
        rest.shifts[place].heads -= taken
      }
    }
    var changed = scenario
    changed.agentGroups[index] = rest
    changed.agentGroups.append(trained)
    return changed
  }
}
