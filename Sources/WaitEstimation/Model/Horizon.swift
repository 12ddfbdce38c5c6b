import ContactCentre
import Foundation
import Simulation

/// The calendar and the plan of a scenario around a real moment: who is to come and go, and when it opens and closes.
///
/// The axis is seconds elapsed since local midnight of the day of that moment. A day that the scenario does not have is
/// taken to be like its day with the same weekday, or failing that like its next one in turn.
package struct Horizon: Sendable {
  /// How many days are laid out: a week, and the day after it.
  private static let days = 9

  package let timeline: RunTimeline
  /// The day of the scenario that each day here is like.
  let scenarioDay: [Int]
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
  /// - Throws: `SimulationError` when the time zone is unknown on this machine.
  package init(_ scenario: Scenario, unixTime: Seconds) throws {
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
    let scenarioDay = (0..<Self.days).map { Self.likeness(of: first + $0, days: scenario.calendar.days) }
    self.timeline = timeline
    self.scenarioDay = scenarioDay
    isInScenario = (0..<scenario.calendar.days).contains(first)
    midnight = unixTime - timeline.elapsed(unixTime: unixTime)
    intervals = Dictionary(
      scenario.calendar.hours.map { ($0.name, timeline.openIntervals($0, days: -2..<Self.days, to: timeline.end)) },
      uniquingKeysWith: { first, _ in first })
    let changes = scenario.agentGroups.map { Self.changes(of: $0, timeline: timeline, scenarioDay: scenarioDay) }
    self.changes = Dictionary(
      zip(scenario.agentGroups.map(\.name), changes), uniquingKeysWith: { first, _ in first })
    forward = LazyForwardModel { [calendar] in
      try ForwardModel(
        scenario.described(forDays: scenarioDay, calendar: calendar), timeline: timeline,
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
    profile.value(day: scenarioDay[timeline.periodDay[period]], period: timeline.periodOfDay[period])
  }

  private static func changes(of group: AgentGroup, timeline: RunTimeline, scenarioDay: [Int]) -> [Change] {
    var byTime: [Seconds: Change] = [:]
    func change(_ time: Seconds, leaving: Int = 0, coming: Int = 0) {
      guard leaving > 0 || coming > 0 else { return }
      byTime[time, default: Change(time: time)].leaving += leaving
      byTime[time, default: Change(time: time)].coming += coming
    }
    func productive(_ heads: Double) -> Int { Int((heads * (1 - group.shrinkage)).rounded()) }
    if let profile = group.heads {
      var present = 0
      for period in 0..<timeline.periodCount {
        let heads = productive(
          profile.value(day: scenarioDay[timeline.periodDay[period]], period: timeline.periodOfDay[period]))
        change(timeline.periodStarts[period], leaving: max(0, present - heads), coming: max(0, heads - present))
        present = heads
      }
    }
    for shift in group.shifts {
      let heads = productive(Double(shift.heads))
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
