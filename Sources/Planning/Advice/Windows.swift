import ContactCentre
import Simulation

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

  /// The weekdays of the run, in its order.
  static func weekdays(_ scenario: Scenario) -> [Weekday] {
    // 1970-01-01 was a Thursday.
    let first = ((CivilDay.number(scenario.calendar.start) + 3) % 7 + 7) % 7
    return (0..<min(7, scenario.calendar.days)).compactMap { Weekday(rawValue: (first + $0) % 7 + 1) }
  }

  /// Heads scheduled at a clock time, the most of any day.
  static func heads(_ group: AgentGroup, at clock: Int, _ scenario: Scenario) -> Double {
    weekdays(scenario).map { heads(group, at: clock, on: $0, scenario) }.max() ?? 0
  }

  /// Heads scheduled at a clock time of a weekday of the run, the most of any such day.
  static func heads(_ group: AgentGroup, at clock: Int, on weekday: Weekday, _ scenario: Scenario) -> Double {
    var most = 0.0
    if let profile = group.heads {
      let place = clock / scenario.calendar.periodSeconds % profile.periodsPerDay
      let first = weekdays(scenario).firstIndex(of: weekday) ?? scenario.calendar.days
      for day in stride(from: first, to: scenario.calendar.days, by: 7) {
        most = max(most, profile.value(day: day, period: place))
      }
    }
    let onShift = group.shifts.filter { shift in
      func contains(_ range: ClockRange, _ clock: Int) -> Bool { range.start <= clock && clock < range.end }
      func isWorking(_ clock: Int) -> Bool {
        contains(shift.time, clock) && !shift.breaks.contains { contains($0, clock) }
      }
      let dayBefore = (weekday.rawValue + 5) % 7
      return shift.isWorked(weekday: weekday.rawValue - 1) && isWorking(clock)
        || shift.isWorked(weekday: dayBefore) && isWorking(clock + 86_400)
    }
    return most + Double(onShift.reduce(0) { $0 + $1.heads })
  }

  /// The weekdays of the run on which a group is on duty at some time of a window.
  static func weekdays(_ group: AgentGroup, _ window: ClockRange, _ scenario: Scenario) -> Set<Weekday> {
    let clocks = stride(from: window.start, to: window.end, by: scenario.calendar.periodSeconds)
    return Set(weekdays(scenario).filter { day in clocks.contains { heads(group, at: $0, on: day, scenario) > 0 } })
  }

  /// Contacts an hour that the group is there for, in a window of the days of the run on average; a type with several groups
  /// counts in each.
  static func demand(_ group: AgentGroup, _ window: ClockRange, _ scenario: Scenario) -> Double {
    let period = scenario.calendar.periodSeconds
    return scenario.contactTypes.reduce(0) { sum, type in
      guard let skill = group.skills.first(where: { $0.contactType == type.name }), skill.after == 0,
        let profile = type.arrivals?.perHour
      else { return sum }
      let places = stride(from: window.start, to: window.end, by: period).map { $0 / period % profile.periodsPerDay }
      let rates = (0..<scenario.calendar.days).flatMap { day in
        places.map { profile.value(day: day, period: $0) * type.handlingFactor(day: day, period: $0) }
      }
      return sum + rates.reduce(0, +) / Double(max(1, rates.count)) * type.handling.mean / 3600
    }
  }
}
