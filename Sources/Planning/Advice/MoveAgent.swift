import ContactCentre

/// An agent works when most is asked of the group instead of when least is; for groups that are staffed per period.
enum MoveAgent: IdeaSource {
  static func ideas(_ scenario: Scenario) -> [Idea] {
    scenario.agentGroups.indices.flatMap { index -> [Idea] in
      let group = scenario.agentGroups[index]
      guard let profile = group.heads else { return [] }
      let windows = Windows.all(group, scenario).filter { $0.end - $0.start == Windows.length }
      func strain(_ window: ClockRange) -> Double {
        let clocks = stride(from: window.start, to: window.end, by: scenario.calendar.periodSeconds)
        let heads = clocks.map { Windows.heads(group, at: $0, scenario) }
        return Windows.demand(group, window, scenario) / max(1, heads.reduce(0, +) / Double(heads.count))
      }
      guard let slack = windows.min(by: { strain($0) < strain($1) }) else { return [] }
      // From the calmest window to each of the two that are most under strain.
      let busiest = windows.sorted { strain($0) > strain($1) }.prefix(2).filter { $0 != slack }
      return busiest.compactMap { busy in
        var moved = profile
        for place in moved.values.indices {
          let clock = place % moved.periodsPerDay * scenario.calendar.periodSeconds
          if slack.start <= clock, clock < slack.end { moved.values[place] -= 1 }
          if busy.start <= clock, clock < busy.end { moved.values[place] += 1 }
        }
        guard moved.values.allSatisfy({ $0 >= 0 }) else { return nil }
        var changed = scenario
        changed.agentGroups[index].heads = moved
        return Idea(change: .moveAgent(group: group.name, from: slack, to: busy), scenario: changed)
      }
    }
  }
}
