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
