import ContactCentre

/// One more agent in a window of the day, on the days on which the group is on duty in it.
enum MoreAgents: IdeaSource {
  static func ideas(_ scenario: Scenario) -> [Idea] {
    scenario.agentGroups.indices.flatMap { index -> [Idea] in
      let group = scenario.agentGroups[index]
      return Windows.all(group, scenario).map { window in
        var changed = scenario
        changed.agentGroups[index].shifts.append(
          Shift(
            name: "one more", time: window, heads: group.headsToSchedule([1])[0],
            weekdays: Windows.weekdays(group, window, scenario), costPerHour: group.usualCostPerHour))
        return Idea(change: .addAgents(group: group.name, count: 1, window: window), scenario: changed)
      }
    }
  }
}
