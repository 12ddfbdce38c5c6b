/// How a scenario is run: the seed, how often, and when the answer is precise enough.
public struct Experiment: Sendable, Hashable, Codable {
  /// Seed of all random streams: same scenario, seed and version give the same bytes.
  public var seed: UInt64
  /// At least this many replications.
  public var minimumReplications: Int
  /// At most this many replications.
  public var maximumReplications: Int
  /// Stop between the two when a figure is known well enough; `nil` runs `minimumReplications`.
  public var stopping: StoppingRule?
  /// For stationary runs: contacts that arrive earlier than this after the start are not counted. Whole periods.
  public var warmUp: Seconds

  /// Creates an experiment.
  public init(
    seed: UInt64 = 1, minimumReplications: Int = 30, maximumReplications: Int? = nil, stopping: StoppingRule? = nil,
    warmUp: Seconds = 0
  ) {
    self.seed = seed
    self.minimumReplications = minimumReplications
    self.maximumReplications = maximumReplications ?? minimumReplications
    self.stopping = stopping
    self.warmUp = warmUp
  }
}

/// Stop as soon as the 95 % half width of a figure is small enough.
public struct StoppingRule: Sendable, Hashable, Codable {
  /// The half width wanted, in the unit of the figure.
  public var halfWidth: Double
  /// The contact type whose figure is watched.
  public var contactType: String
  /// The figure watched.
  public var figure: WatchedFigure

  /// Creates a stopping rule.
  public init(halfWidth: Double, contactType: String, figure: WatchedFigure = .promise) {
    self.halfWidth = halfWidth
    self.contactType = contactType
    self.figure = figure
  }
}

/// A figure of a contact type that a run can be stopped on.
public enum WatchedFigure: String, Sendable, Hashable, Codable, CaseIterable {
  /// The service level that the type promises.
  case promise
  /// One of the four service levels.
  case SL1, SL2, SL3, SL4
  /// Mean wait of those answered (ASA), seconds.
  case averageWait
  /// Share of offered contacts that abandon.
  case abandonment
}
