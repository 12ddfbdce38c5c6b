import ContactCentre

/// The windows of the day that staff is added in, and who is there.
enum Windows {
  /// Four hours: the shortest shift that is usually worked.
  static let length = 4 * 3600

  /// The windows of a day in which a group is on duty, cut to when it is.
  static func all(_ group: AgentGroup, _ scenario: Scenario) -> [ClockRange] {
    let period = scenario.calendar.periodSeconds
    return stride(from: 0, to: 86_400, by: length).compactMap { start in
      let present = stride(from: start, to: start + length, by: period).filter { heads(group, at: $0, scenario) > 0 }
      guard let first = present.first, let last = present.last else { return nil }
      return ClockRange(start: first, end: last + period)
    }
  }

  /// Heads scheduled at a clock time, the most of any day.
  static func heads(_ group: AgentGroup, at clock: Int, _ scenario: Scenario) -> Double {
    var most = 0.0
    if let profile = group.heads {
      let place = clock / scenario.calendar.periodSeconds % profile.periodsPerDay
      most =
        stride(from: place, to: profile.values.count, by: profile.periodsPerDay).map { profile.values[$0] }.max() ?? 0
    }
    let onShift = group.shifts.filter { shift in
      func contains(_ range: ClockRange) -> Bool {
        range.start <= clock && clock < range.end || range.start <= clock + 86_400 && clock + 86_400 < range.end
      }
      return contains(shift.time) && !shift.breaks.contains(where: contains)
    }
    return most + Double(onShift.reduce(0) { $0 + $1.heads })
  }

  /// Contacts an hour that the group is there for, in a window; a type with several groups counts in each.
  static func demand(_ group: AgentGroup, _ window: ClockRange, _ scenario: Scenario) -> Double {
    let period = scenario.calendar.periodSeconds
    return scenario.contactTypes.reduce(0) { sum, type in
      guard let skill = group.skills.first(where: { $0.contactType == type.name }), skill.after == 0,
        let profile = type.arrivals?.perHour
      else { return sum }
      let clocks = stride(from: window.start, to: window.end, by: period)
      let rates = clocks.map { clock in
        let place = clock / period % profile.periodsPerDay
        return profile.value(day: 0, period: place) * type.handlingFactor(day: 0, period: place)
      }
      return sum + rates.reduce(0, +) / Double(max(1, rates.count)) * type.handling.mean / 3600
    }
  }
}
