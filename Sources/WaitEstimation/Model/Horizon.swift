import ContactCentre
import Foundation
import Simulation

/// The calendar and the plan of a scenario around a real moment: who is to come and go, and when it opens and closes.
///
/// The axis is seconds elapsed since local midnight of the day of that moment. A day that the scenario does not have is
/// taken to be like its day with the same weekday, or failing that like its next one in turn.
package struct Horizon: Sendable {
  /// What a day that is laid out is like.
  struct Likeness: Sendable, Hashable {
    /// Day of the scenario.
    var day: Int
    /// Monday is 0; `nil` for a day of the scenario itself, of which it says more than a weekday does.
    var weekday: Int?
  }

  /// How many days are laid out: a week, and the day after it.
  private static let days = 9

  package let timeline: RunTimeline
  /// The day of the scenario that each day here is like.
  let likeness: [Likeness]
  /// Whether the first day is one of the scenario itself.
  let isInScenario: Bool
  /// The scenario made ready to be played forward through these days.
  let forward: LazyForwardModel
  /// Midnight of the first day, seconds since 1970.
  package let midnight: Seconds
  private let changes: [String: [Change]]
  /// When named hours are open, from two days before.
  private let intervals: [String: [(open: Seconds, close: Seconds)]]

  /// Agents of a group come and go.
  private struct Change: Sendable {
    var time: Seconds
    var leaving = 0
    var coming = 0
  }

  /// Lays out the days from a moment on.
  /// - Parameter plans: by group, who is planned to be on duty instead of what the scenario has, from the first moment of the
  ///   plan on.
  /// - Throws: `SimulationError` when the time zone is unknown on this machine.
  package init(_ scenario: Scenario, unixTime: Seconds, plans: [String: [PlannedStaff]] = [:]) throws {
    guard let zone = TimeZone(identifier: scenario.calendar.timeZone) else {
      throw SimulationError("the time zone “\(scenario.calendar.timeZone)” is unknown on this machine")
    }
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: unixTime))
    let today = Int(((unixTime + Double(offset)) / 86_400).rounded(.down))
    var calendar = scenario.calendar
    calendar.start = CivilDay.date(today)
    calendar.days = Self.days
    let timeline = try RunTimeline(calendar)
    let first = today - CivilDay.number(scenario.calendar.start)
    let likeness = (0..<Self.days).map { day in
      Likeness(
        day: Self.likeness(of: first + day, days: scenario.calendar.days),
        weekday: (0..<scenario.calendar.days).contains(first + day) ? nil : timeline.weekday(day: day))
    }
    self.timeline = timeline
    self.likeness = likeness
    isInScenario = (0..<scenario.calendar.days).contains(first)
    let midnight = unixTime - timeline.elapsed(unixTime: unixTime)
    self.midnight = midnight
    intervals = Dictionary(
      scenario.calendar.hours.map { ($0.name, timeline.openIntervals($0, days: -2..<Self.days, to: timeline.end)) },
      uniquingKeysWith: { first, _ in first })
    let changes = scenario.agentGroups.map { group in
      let own = Self.changes(of: group, timeline: timeline, likeness: likeness)
      return plans[group.name].map { Self.changes(own, planned: $0, midnight: midnight) } ?? own
    }
    self.changes = Dictionary(
      zip(scenario.agentGroups.map(\.name), changes), uniquingKeysWith: { first, _ in first })
    forward = LazyForwardModel { [calendar] in
      try ForwardModel(
        scenario.described(forDays: likeness, calendar: calendar), timeline: timeline,
        staff: changes.map { $0.map { .init(time: $0.time, leaving: $0.leaving, coming: $0.coming) } })
    }
  }

  /// Whether a moment is on the first day.
  package func isToday(_ unixTime: Seconds) -> Bool {
    let elapsed = unixTime - midnight
    return elapsed >= 0 && elapsed < timeline.dayStarts[1]
  }

  private static func likeness(of day: Int, days: Int) -> Int {
    if (0..<days).contains(day) { return day }
    let weekday = ((day % 7) + 7) % 7
    return weekday < days ? weekday : ((day % days) + days) % days
  }

  /// What a profile of the scenario says for a period here.
  func value(_ profile: PeriodProfile, period: Int) -> Double {
    profile.value(like: likeness[timeline.periodDay[period]], period: timeline.periodOfDay[period])
  }

  /// Who comes and goes by a plan that takes the place of another one from its first moment on.
  private static func changes(_ own: [Change], planned: [PlannedStaff], midnight: Seconds) -> [Change] {
    let planned = planned.sorted { $0.from < $1.from }
    guard let first = planned.first else { return own }
    var changes = own.filter { $0.time < first.from - midnight }
    var present = changes.reduce(0) { $0 + $1.coming - $1.leaving }
    for step in planned where step.onDuty != present {
      changes.append(
        Change(
          time: step.from - midnight, leaving: max(0, present - step.onDuty), coming: max(0, step.onDuty - present)))
      present = step.onDuty
    }
    return changes
  }

  private static func changes(of group: AgentGroup, timeline: RunTimeline, likeness: [Likeness]) -> [Change] {
    var byTime: [Seconds: Change] = [:]
    func change(_ time: Seconds, leaving: Int = 0, coming: Int = 0) {
      guard leaving > 0 || coming > 0 else { return }
      byTime[time, default: Change(time: time)].leaving += leaving
      byTime[time, default: Change(time: time)].coming += coming
    }
    if let profile = group.heads {
      var present = 0
      for period in 0..<timeline.periodCount {
        let heads = group.productive(
          profile.value(like: likeness[timeline.periodDay[period]], period: timeline.periodOfDay[period]))
        change(timeline.periodStarts[period], leaving: max(0, present - heads), coming: max(0, heads - present))
        present = heads
      }
    }
    for (shift, heads) in zip(group.shifts, group.productiveOfShifts) {
      // A shift of the day before the first may reach over midnight.
      for day in -1..<Self.days where shift.isWorked(weekday: timeline.weekday(day: day)) {
        var from = shift.time.start
        for pause in shift.breaks.sorted(by: { $0.start < $1.start }) + [
          ClockRange(start: shift.time.end, end: shift.time.end)
        ] {
          let start = timeline.elapsed(day: day, clockSeconds: from)
          let end = timeline.elapsed(day: day, clockSeconds: pause.start)
          if end > start {
            change(start, coming: heads)
            change(end, leaving: heads)
          }
          from = pause.end
        }
      }
    }
    return byTime.values.sorted { $0.time < $1.time }
  }

  /// How many of a group are on duty by plan at a time.
  func planned(_ group: String, at time: Seconds) -> Int {
    changes[group, default: []].prefix { $0.time <= time }.reduce(0) { $0 + $1.coming - $1.leaving }
  }

  /// Who comes and goes after a time, over several groups, with times from then on.
  func steps(of groups: [String], after time: Seconds) -> [(time: Seconds, leaving: Int, coming: Int)] {
    var byTime: [Seconds: (leaving: Int, coming: Int)] = [:]
    for group in groups {
      for change in changes[group, default: []] where change.time > time {
        byTime[change.time, default: (0, 0)].leaving += change.leaving
        byTime[change.time, default: (0, 0)].coming += change.coming
      }
    }
    return byTime.sorted { $0.key < $1.key }.map { ($0.key - time, $0.value.leaving, $0.value.coming) }
  }
}

extension PeriodProfile {
  /// The value in a period of a day outside the scenario: that of its weekday where one is given.
  func value(like day: Horizon.Likeness, period: Int) -> Double {
    day.weekday.flatMap { value(weekday: $0, period: period) } ?? value(day: day.day, period: period)
  }
}

// Opening and closing.
extension Horizon {
  /// Whether a type is open at a time, and when that changes: times from then on, `nil` for not within a week.
  package enum Opening: Sendable, Equatable {
    case open(closesIn: Seconds?)
    /// `closedSince` is negative; `nil` if it was not open since yesterday.
    case closed(closedSince: Seconds?, opensIn: Seconds?)
  }

  /// Whether named opening hours are open at a time.
  package func opening(_ name: String?, at time: Seconds) -> Opening {
    guard let intervals = name.flatMap({ intervals[$0] }) else { return .open(closesIn: nil) }
    let end = timeline.end
    if let now = intervals.first(where: { $0.open <= time && time < $0.close }) {
      return .open(closesIn: now.close < end ? now.close - time : nil)
    }
    let before = intervals.last { $0.close <= time }
    let next = intervals.first { $0.open > time }
    return .closed(closedSince: before.map { $0.close - time }, opensIn: next.map { $0.open - time })
  }

  /// When a length of business time from a moment on is over; `nil` if not within a week.
  func businessTime(_ length: Seconds, hours name: String?, from time: Seconds) -> Seconds? {
    guard let intervals = name.flatMap({ intervals[$0] }) else { return length }
    var rest = length
    for interval in intervals where interval.close > time {
      let open = max(time, interval.open)
      if rest <= interval.close - open { return open + rest - time }
      rest -= interval.close - open
    }
    return nil
  }
}
