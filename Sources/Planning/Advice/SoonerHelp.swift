import ContactCentre

/// A group that helps after a while helps in half the time, or at once.
enum SoonerHelp: IdeaSource {
  static func ideas(_ scenario: Scenario) -> [Idea] {
    scenario.agentGroups.indices.flatMap { index -> [Idea] in
      let group = scenario.agentGroups[index]
      return group.skills.indices.filter { group.skills[$0].after > 0 }.flatMap { place in
        let skill = group.skills[place]
        return [skill.after / 2, 0].map { after in
          var changed = scenario
          changed.agentGroups[index].skills[place].after = after
          return Idea(
            change: .helpSooner(group: group.name, contactType: skill.contactType, from: skill.after, to: after),
            scenario: changed)
        }
      }
    }
  }
}
