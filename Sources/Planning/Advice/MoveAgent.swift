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
        let moved = move(profile, from: slack, to: busy, scenario.calendar.periodSeconds)
        guard moved != profile else { return nil }
        var changed = scenario
        changed.agentGroups[index].heads = moved
        return Idea(change: .moveAgent(group: group.name, from: slack, to: busy), scenario: changed)
      }
    }
  }

  /// An agent fewer in one window and one more in another, on each day on which the first has one to spare and the group is
  /// on duty in the second.
  private static func move(
    _ profile: PeriodProfile, from: ClockRange, to: ClockRange, _ periodSeconds: Int
  ) -> PeriodProfile {
    var moved = profile
    for day in stride(from: 0, to: profile.values.count, by: profile.periodsPerDay) {
      func places(_ window: ClockRange) -> Range<Int> {
        day + window.start / periodSeconds..<day + window.end / periodSeconds
      }
      guard profile.values[places(from)].allSatisfy({ $0 >= 1 }), profile.values[places(to)].contains(where: { $0 > 0 })
      else { continue }
      for place in places(from) { moved.values[place] -= 1 }
      for place in places(to) { moved.values[place] += 1 }
    }
    return moved
  }
}
