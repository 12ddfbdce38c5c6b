import ContactCentre

/// Opening hours end an hour later, and those who are on duty at closing stay for it.
enum LongerHours: IdeaSource {
  static func ideas(_ scenario: Scenario) -> [Idea] {
    scenario.calendar.hours.indices.flatMap { number -> [Idea] in
      let hours = scenario.calendar.hours[number]
      let types = Set(scenario.contactTypes.filter { $0.hours == hours.name && $0.arrivals != nil }.map(\.name))
      let closings = Set(hours.byWeekday.compactMap { $0.map(\.end).max() })
      // Days that close at different times, or at midnight, have no single hour to add.
      guard !types.isEmpty, closings.count == 1, let closing = closings.first, closing + 3600 <= 86_400 else {
        return []
      }
      var changed = scenario
      for day in hours.byWeekday.indices {
        for place in hours.byWeekday[day].indices where hours.byWeekday[day][place].end == closing {
          changed.calendar.hours[number].byWeekday[day][place].end = closing + 3600
        }
      }
      for (index, group) in scenario.agentGroups.enumerated()
      where group.skills.contains(where: { types.contains($0.contactType) && $0.after == 0 }) {
        stay(&changed.agentGroups[index], group, hours, from: closing, scenario)
      }
      return [Idea(change: .openLonger(hours: hours.name, from: closing, to: closing + 3600), scenario: changed)]
    }
  }

  /// Period by period, on each day that closes then, as many stay as had gone by then.
  private static func stay(
    _ changed: inout AgentGroup, _ group: AgentGroup, _ hours: OpeningHours, from closing: Int, _ scenario: Scenario
  ) {
    let days = Windows.weekdays(scenario).filter { day in
      hours.byWeekday[day.rawValue - 1].contains { $0.end == closing }
    }
    for start in stride(from: closing, to: closing + 3600, by: min(3600, scenario.calendar.periodSeconds)) {
      let end = min(closing + 3600, start + scenario.calendar.periodSeconds)
      let missing = Dictionary(grouping: days) { day in
        let before = Windows.heads(group, at: closing - 1, on: day, scenario)
        return Int((before - Windows.heads(group, at: start, on: day, scenario)).rounded())
      }
      for (heads, weekdays) in missing.sorted(by: { $0.key < $1.key }) where heads > 0 {
        changed.shifts.append(
          Shift(
            name: "longer", time: ClockRange(start: start, end: end), heads: heads, weekdays: Set(weekdays),
            costPerHour: group.usualCostPerHour))
      }
    }
  }
}
