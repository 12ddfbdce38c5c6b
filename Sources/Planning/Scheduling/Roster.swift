import ContactCentre

/// Who works when: a schedule with a name for each head.
///
/// Each person works one shift on the same weekdays of every week. Names are given out in the order of the group's `people`
/// to the shifts in the order of the schedule; heads beyond them are numbered.
public struct Roster: Sendable, Equatable {
  /// One person.
  public struct Person: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The agent group.
    public var group: String
    /// The shift; its heads are one.
    public var shift: Shift
    /// Whether the shift starts on each day of the run.
    public var isAtWork: [Bool]
    /// Paid hours a week; of the days of the run where it is shorter.
    public var hoursPerWeek: Double
  }

  /// The dates of the run.
  public var dates: [String]
  /// Everybody, group by group.
  public var people: [Person]

  init(_ problem: StaffingProblem, _ shifts: [[Shift]]) {
    let days = problem.scenario.calendar.days
    dates = (0..<days).map { day in
      problem.timeline.periodDay.firstIndex(of: day).map { String(problem.timeline.labels[$0].start.prefix(10)) } ?? ""
    }
    let weekdays = (0..<days).map { problem.timeline.weekday(day: $0) }
    people = zip(problem.planned, shifts).flatMap { group, shifts -> [Person] in
      let described = problem.scenario.agentGroups[group]
      let heads = shifts.flatMap { shift in
        var own = shift
        own.heads = 1
        return Array(repeating: own, count: shift.heads)
      }
      return heads.enumerated().map { number, shift in
        let isAtWork = weekdays.map { shift.isWorked(weekday: $0) }
        let worked = days < 7 ? isAtWork.count { $0 } : shift.weekdays.count
        return Person(
          name: number < described.people.count ? described.people[number] : "\(described.name) \(number + 1)",
          group: described.name, shift: shift, isAtWork: isAtWork,
          hoursPerWeek: Double(worked * (shift.time.end - shift.time.start)) / 3600)
      }
    }
  }
}
