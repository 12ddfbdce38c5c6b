/// On which days of the week a person works a kind of shift.
///
/// Each person works the same shift on the same weekdays, week after week.
public struct PatternWeek: Sendable, Hashable, Codable {
  /// The weekdays on which the shift may start.
  public var weekdays: Set<Weekday>
  /// How many of them a person works; several are a choice, none is all of them.
  public var days: [Int]
  /// Whether the days off lie together, Sunday next to Monday.
  public var hasDaysOffTogether: Bool
  /// Paid hours a week of each person.
  public var hours: ClosedRange<Double>

  /// Creates a week; without arguments it is worked every day.
  public init(
    weekdays: Set<Weekday> = Set(Weekday.allCases), days: [Int] = [], hasDaysOffTogether: Bool = false,
    hours: ClosedRange<Double> = 0...168
  ) {
    self.weekdays = weekdays
    self.days = days
    self.hasDaysOffTogether = hasDaysOffTogether
    self.hours = hours
  }

  /// The sets of weekdays that a person may work a shift of so many paid hours, in a fixed order.
  public func tours(hoursPerDay: Double) -> [Set<Weekday>] {
    let allowed = Weekday.allCases.filter(weekdays.contains)
    let counts = days.isEmpty ? [allowed.count] : days
    return Set(counts).sorted().flatMap { count -> [Set<Weekday>] in
      let paid = hoursPerDay * Double(count)
      guard paid >= hours.lowerBound - 1e-9, paid <= hours.upperBound + 1e-9 else { return [] }
      return Self.choices(count, from: allowed[...]).filter { !hasDaysOffTogether || Self.isOneSpell($0) }
    }
  }

  /// All choices of so many days.
  private static func choices(_ count: Int, from days: ArraySlice<Weekday>) -> [Set<Weekday>] {
    guard count > 0 else { return [[]] }
    guard days.count >= count, let first = days.first else { return [] }
    return choices(count - 1, from: days.dropFirst()).map { $0.union([first]) }
      + choices(count, from: days.dropFirst())
  }

  /// Whether the days off follow one another around the week: at most one of them comes after a day of work.
  private static func isOneSpell(_ worked: Set<Weekday>) -> Bool {
    let all = Weekday.allCases
    let beginnings = all.indices.count { day in
      !worked.contains(all[day]) && worked.contains(all[(day + all.count - 1) % all.count])
    }
    return beginnings <= 1
  }
}
