import ContactCentre

/// Lengths of time on the command line, written as in scenario files: `30s`, `4min`, `1h30min`; a plain number is seconds.
public enum DurationArgument {
  /// The seconds; `nil` for what is not a length of time.
  public static func seconds(_ text: String) -> Seconds? { try? DurationText.seconds(text).get() }
}

/// Ranges of clock times outside scenario files, written as in them: `09:00-22:00`.
public enum ClockArgument {
  /// The range; `nil` for what is not one.
  public static func range(_ text: String) -> ClockRange? { ClockText.range(text) }
}

/// Days of the week outside scenario files, written as in them: `mon-fri`, or `mon-thu,sun`.
public enum WeekdayArgument {
  /// The days, Monday is 0; `nil` for what names none.
  public static func days(_ text: String) -> Set<Int>? {
    var days: Set<Int> = []
    for name in text.lowercased().split(separator: ",", omittingEmptySubsequences: false) {
      if let span = WeekdayText.days(String(name)) {
        days.formUnion(span)
        continue
      }
      // A working week may begin before Monday: sun-thu.
      let ends = name.split(separator: "-").map { WeekdayText.short.firstIndex(of: String($0)) }
      guard ends.count == 2, let first = ends[0], let last = ends[1], first > last else { return nil }
      days.formUnion(first...6)
      days.formUnion(0...last)
    }
    return days.isEmpty ? nil : days
  }
}
