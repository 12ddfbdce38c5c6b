import ContactCentre

/// Something that the logs do not tell, and what the scenario has in its place.
public enum FitNote: Sendable, Hashable {
  /// Of a type with an issue or customer in the logs nobody looked for returns and redials: no window was given.
  case noReturnWindow
  /// The logs name no issue or customer: returns and redials are in the rates.
  case noIssues
  /// Agents have up to so many contacts of a type of work that keeps open at once, the mean from the first touch to the end is
  /// so many seconds: what lies between is not all work (nights, other departments, the customer), and the logs say no more.
  case openForLong(type: String, atOnce: Int, mean: Seconds)
  /// Such a share of the contacts of a type began with another step than the one with which all begin in the scenario.
  case otherFirstSteps(type: String, share: Double, step: String)
  /// Of a type such a share went straight to an agent, of the others in the same periods only so many did: it comes when agents
  /// are free. In the scenario it comes at any time.
  case comesWhenFree(type: String, share: Double, others: Double)
  /// So many wrap-ups of a type outlast the limit above which they are taken for breaks that their mean is unknown.
  case wrapUpTooLong(type: String, limit: Seconds)
  /// In so many periods contacts were answered though hardly anybody was seen; one agent is planned there.
  case hardlyAnybody(periods: Int)
  /// A type had contacts of which next to nobody gave up: patience is unknown, and in the scenario endless.
  case nobodyGaveUp(type: String)

  /// In a sentence.
  public var text: String {
    switch self {
    case .noReturnWindow:
      "Returns and redials: not looked for, they are in the rates; --return-window finds them by the issue or customer."
    case .noIssues:
      "Returns and redials: the logs name no issue or customer (columns.issue), so that they are in the rates."
    case .openForLong(let type, let atOnce, let mean):
      "Work on \(type): an agent has up to \(atOnce) open at once, for \(ScenarioText.time(mean)) on average from the first touch "
        + "to the end. Nights, steps of other departments and waiting for the customer lie in between; how long the work takes "
        + "is not in the logs. Replace the handling, and do not trust the comparison of what the same agents do."
    case .otherFirstSteps(let type, let share, let step):
      "Steps of \(type): \(ScenarioText.percent(share)) began with another one; in the scenario all begin with \(step)."
    case .comesWhenFree(let type, let share, let others):
      "Arrivals of \(type): \(ScenarioText.percent(share)) went straight to an agent, of the others in the same periods "
        + "\(ScenarioText.percent(others)). It comes when an agent is free (calls back, or dialled); in the scenario it comes at "
        + "any time, so that its waits and abandonment are too high there."
    case .wrapUpTooLong(let type, let limit):
      "Wrap-up of \(type): too many last longer than \(ScenarioText.time(limit)), which counts as a break, so that their mean is "
        + "unknown; in the scenario it is a guess. --longest-wrap-up moves the limit."
    case .hardlyAnybody(let periods):
      "Staff: in \(periods) periods of the week contacts were answered though hardly anybody was seen; one agent is planned there."
    case .nobodyGaveUp(let type):
      "Patience of \(type): too few gave up to tell; in the scenario nobody does."
    }
  }
}
