/// The days that a scenario covers, in local time of one time zone.
public struct ServiceCalendar: Sendable, Hashable, Codable {
  /// IANA identifier, for example `Asia/Shanghai`.
  public var timeZone: String
  /// The first day simulated, local.
  public var start: LocalDate
  /// How many local days are simulated, at least 1.
  public var days: Int
  /// Length of a period in whole seconds; it divides 24 hours.
  public var periodSeconds: Int
  /// The named opening hours.
  public var hours: [OpeningHours]

  /// Creates a calendar; without hours of its own it knows only `always`.
  public init(
    timeZone: String = "UTC", start: LocalDate, days: Int = 1, periodSeconds: Int = 1800, hours: [OpeningHours] = []
  ) {
    self.timeZone = timeZone
    self.start = start
    self.days = days
    self.periodSeconds = periodSeconds
    self.hours = hours
  }

  /// Periods in a 24-hour day.
  public var periodsPerDay: Int { 86_400 / periodSeconds }
}

/// A calendar day without a time zone.
public struct LocalDate: Sendable, Hashable, Codable {
  /// Year, for example 2026.
  public var year: Int
  /// Month, 1 to 12.
  public var month: Int
  /// Day of the month, 1 to 31.
  public var day: Int

  /// Creates a day from its three numbers.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }
}

/// A day of the week.
public enum Weekday: Int, Sendable, Hashable, Codable, CaseIterable {
  /// The days in ISO order; Monday is 1.
  case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// Named opening hours: for each weekday the ranges in which contacts are accepted.
public struct OpeningHours: Sendable, Hashable, Codable {
  /// The name that contact types refer to.
  public var name: String
  /// Ranges by weekday, Monday first; seven entries, each possibly empty (closed).
  public var byWeekday: [[ClockRange]]

  /// Opening hours with a list of ranges for each weekday, Monday first.
  public init(name: String, byWeekday: [[ClockRange]]) {
    self.name = name
    self.byWeekday = byWeekday
  }

  /// The same ranges on every day.
  public init(name: String, everyDay ranges: [ClockRange]) {
    self.init(name: name, byWeekday: Array(repeating: ranges, count: 7))
  }
}

/// A range of local clock time, from `start` up to but without `end`, in seconds after local midnight.
///
/// A range that ends past 24:00 (`end` > 86 400) crosses midnight and belongs to the day on which it starts.
public struct ClockRange: Sendable, Hashable, Codable {
  /// Seconds after local midnight, 0 to 86 400.
  public var start: Int
  /// Seconds after local midnight of the same day, above `start`, at most 172 800.
  public var end: Int

  /// Creates a range from two clock times in seconds after midnight.
  public init(start: Int, end: Int) {
    self.start = start
    self.end = end
  }
}
