/// When a promise counts as kept.
public enum StaffingAim: Sendable, Equatable {
  /// Expected service level at or above the target in every period, of the contacts that arrive in it.
  case everyPeriod
  /// Expected service level at or above the target over each whole day.
  case day
  /// P(a whole day meets the promise) at or above this probability.
  case probability(Double)

  /// Reads `every-period`, `day` or `probability=0.9`; `nil` for anything else.
  public init?(_ text: String) {
    switch text {
    case "every-period": self = .everyPeriod
    case "day": self = .day
    default:
      let parts = text.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "probability", let share = Double(parts[1]), share > 0, share < 1 else {
        return nil
      }
      self = .probability(share)
    }
  }

  /// As it is written on the command line.
  public var text: String {
    switch self {
    case .everyPeriod: "every-period"
    case .day: "day"
    case .probability(let share): "probability=\(share)"
    }
  }
}
