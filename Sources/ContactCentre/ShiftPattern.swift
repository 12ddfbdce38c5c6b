/// A kind of shift that a group may be given: legal starts, lengths and breaks.
///
/// A schedule chooses from all shifts that a pattern allows; a scenario with patterns can still be simulated only with the
/// staff or the shifts that it has.
public struct ShiftPattern: Sendable, Hashable, Codable {
  /// What the planner calls it.
  public var name: String
  /// The earliest and the latest start, seconds after local midnight.
  public var starts: ClosedRange<Int>
  /// Seconds between possible starts.
  public var every: Int
  /// The possible lengths from start to end, breaks included, seconds.
  public var lengths: [Int]
  /// Breaks, in order.
  public var breaks: [PatternBreak]
  /// Cost of a paid hour; `nil` is that of the group.
  public var costPerHour: Double?
  /// The most heads on this pattern at all starts together; `nil` is no limit.
  public var most: Int?
  /// On which days of the week a person works it.
  public var week: PatternWeek

  /// Creates a pattern.
  public init(
    name: String, starts: ClosedRange<Int>, every: Int, lengths: [Int], breaks: [PatternBreak] = [],
    costPerHour: Double? = nil, most: Int? = nil, week: PatternWeek = PatternWeek()
  ) {
    self.name = name
    self.starts = starts
    self.every = every
    self.lengths = lengths
    self.breaks = breaks
    self.costPerHour = costPerHour
    self.most = most
    self.week = week
  }

  /// All shifts that the pattern allows, with no heads yet: each start with each length, each placing of its breaks, and
  /// each choice of weekdays.
  public var shifts: [Shift] {
    stride(from: starts.lowerBound, through: starts.upperBound, by: every).flatMap { start in
      lengths.flatMap { length in
        let tours = week.tours(hoursPerDay: Double(length) / 3600)
        return placings(of: breaks[...], start: start, from: start, end: start + length).flatMap { pauses in
          tours.map { days in
            Shift(
              name: name, time: ClockRange(start: start, end: start + length), breaks: pauses, heads: 0, weekdays: days,
              costPerHour: costPerHour)
          }
        }
      }
    }
  }

  /// The placings of the breaks that are left, each behind the one before.
  private func placings(of left: ArraySlice<PatternBreak>, start: Int, from: Int, end: Int) -> [[ClockRange]] {
    guard let next = left.first else { return [[]] }
    return stride(from: next.after.lowerBound, through: next.after.upperBound, by: every).flatMap { after in
      let pause = ClockRange(start: start + after, end: start + after + next.length)
      guard pause.start >= from, pause.end <= end else { return [[ClockRange]]() }
      return placings(of: left.dropFirst(), start: start, from: pause.end, end: end).map { [pause] + $0 }
    }
  }
}

/// A break of a ``ShiftPattern``; it is paid, as the breaks of shifts are.
public struct PatternBreak: Sendable, Hashable, Codable {
  /// How long after the start of the shift it may begin, seconds; on the grid of the pattern's starts.
  public var after: ClosedRange<Int>
  /// How long it takes, seconds.
  public var length: Int

  /// Creates a break.
  public init(after: ClosedRange<Int>, length: Int) {
    self.after = after
    self.length = length
  }
}
