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
  /// How the same precision is reached with fewer replications; empty is plain replications.
  public var varianceReduction: [VarianceReduction]

  /// Creates an experiment.
  public init(
    seed: UInt64 = 1, minimumReplications: Int = 30, maximumReplications: Int? = nil, stopping: StoppingRule? = nil,
    warmUp: Seconds = 0, varianceReduction: [VarianceReduction] = []
  ) {
    self.seed = seed
    self.minimumReplications = minimumReplications
    self.maximumReplications = maximumReplications ?? minimumReplications
    self.stopping = stopping
    self.warmUp = warmUp
    self.varianceReduction = varianceReduction
  }
}

/// A way to reach the same precision with fewer replications.
public enum VarianceReduction: String, Sendable, Hashable, Codable, CaseIterable {
  /// Figures are corrected by what chance did to arrivals and work, whose expectations are known.
  case controlVariates
  /// Blocks of replications cover the laws of the day factors evenly, one replication to a stratum.
  case stratification
  /// Blocks of replications take day factors, and in runs of one day the numbers of arrivals, from shifted Sobol points.
  case quasiRandom
}

/// Stop as soon as the 95 % half width of a figure is small enough.
public struct StoppingRule: Sendable, Hashable, Codable {
  /// The half width wanted: in the unit of the figure, or as a share of its mean.
  public var halfWidth: Double
  /// Whether `halfWidth` is a share of the mean.
  public var isRelative: Bool
  /// The contact type whose figure is watched; of `occupancy` the agent group.
  public var contactType: String
  /// The figure watched.
  public var figure: WatchedFigure

  /// Creates a stopping rule.
  public init(halfWidth: Double, isRelative: Bool = false, contactType: String, figure: WatchedFigure = .promise) {
    self.halfWidth = halfWidth
    self.isRelative = isRelative
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
  /// Mean wait of all who joined, and of a customer with endless patience, seconds.
  case waitAll, waitVirtual
  /// Mean handling time, seconds.
  case handling
  /// Mean number waiting.
  case queueLength
  /// Share of deadlines kept, of those decided.
  case deadlineCompliance
  /// P(a whole day meets the promise).
  case dayMeetsPromise
  /// Busy over staffed time of an agent group.
  case occupancy
}
