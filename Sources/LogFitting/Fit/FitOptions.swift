import ContactCentre

/// How a scenario is fitted to logs.
public struct FitOptions: Sendable, Hashable {
  /// Length of a period, seconds; divides 24 hours.
  public var periodSeconds = 1800
  /// The time within which an answer counts as in time, for the comparison; written as a promise.
  public var answerWithin: Seconds = 30
  /// The share promised, 0 to 1.
  public var target = 0.8
  /// An agent who takes no contact for longer is not on duty in between.
  public var longestIdle: Seconds = 1800
  /// An agent who lets somebody wait for longer after a contact is on a break; for less, in wrap-up.
  public var longestWrapUp: Seconds = 120
  /// A contact of the same issue or customer within this time after an answered one is a return; `nil` looks for none.
  public var returnWindow: Seconds?
  /// Replications of the fitted week that is compared with the record.
  public var replications = 100

  /// The usual ones.
  public init() {}
}

/// A figure with its standard error.
public struct Estimate: Sendable, Hashable {
  /// The figure.
  public var value: Double
  /// Its standard error; `nil` when the record is too short to tell.
  public var standardError: Double?

  /// Creates an estimate.
  public init(_ value: Double, _ standardError: Double? = nil) {
    self.value = value
    self.standardError = standardError
  }
}
