import ArgumentParser
import ContactCentre
import ScenarioFormat

/// A length of time on the command line, written as in scenario files: `30s`, `5min`, `1h30min`; a plain number is seconds.
struct Duration: ExpressibleByArgument {
  let seconds: Seconds

  init(seconds: Seconds) { self.seconds = seconds }

  init?(argument: String) {
    guard let seconds = DurationArgument.seconds(argument) else { return nil }
    self.seconds = seconds
  }

  /// In the largest unit that needs no fraction.
  var defaultValueDescription: String {
    let units = [(86_400.0, "d"), (3_600, "h"), (60, "min")]
    guard let (length, name) = units.first(where: { seconds.truncatingRemainder(dividingBy: $0.0) == 0 }) else {
      return "\(Int(seconds))s"
    }
    return "\(Int(seconds / length))\(name)"
  }
}

/// A moment on the command line, with its offset from UTC: `2026-01-05T10:00:00Z`.
struct Moment: ExpressibleByArgument {
  /// Seconds since 1970.
  let seconds: Double

  init?(argument: String) {
    guard let seconds = TimeStamp.seconds(argument) else { return nil }
    self.seconds = seconds
  }
}
