/// Days and clock times of seconds since 1970 on a local clock.
enum WeekClock {
  /// Day number since 1970-01-01.
  static func day(_ time: Double) -> Int { Int((time / 86_400).rounded(.down)) }

  /// Seconds after midnight.
  static func secondOfDay(_ time: Double) -> Double { time - Double(day(time)) * 86_400 }

  /// Day of the week of a day number; Monday is 0.
  static func weekday(day: Int) -> Int { (day % 7 + 7 + 3) % 7 }
}
