import ContactCentre

/// An estimate with the half width of its 95 % confidence interval over replications.
///
/// Both are `nil` when nothing was observed; the half width alone when there was a single replication.
public struct Figure: Sendable, Equatable {
  /// The estimate.
  public var mean: Double?
  /// Half width of the 95 % confidence interval.
  public var halfWidth: Double?

  /// Creates a figure.
  public init(mean: Double?, halfWidth: Double?) {
    self.mean = mean
    self.halfWidth = halfWidth
  }

  /// Nothing was observed.
  public static let unknown = Figure(mean: nil, halfWidth: nil)
}

/// The four service levels, side by side; shares from 0 to 1.
public struct ServiceLevelFigures: Sendable, Equatable {
  /// Answered within / offered.
  public var SL1: Figure
  /// Answered within / (offered − abandoned within).
  public var SL2: Figure
  /// (Answered within + abandoned within) / offered.
  public var SL3: Figure
  /// Answered within / answered.
  public var SL4: Figure

  /// The service level of one definition.
  public subscript(definition: ServiceLevelDefinition) -> Figure {
    switch definition {
    case .SL1: SL1
    case .SL2: SL2
    case .SL3: SL3
    case .SL4: SL4
    }
  }

  package init(SL1: Figure, SL2: Figure, SL3: Figure, SL4: Figure) {
    self.SL1 = SL1
    self.SL2 = SL2
    self.SL3 = SL3
    self.SL4 = SL4
  }
}

/// Mean and percentiles of a wait, in seconds.
public struct WaitFigures: Sendable, Equatable {
  /// The mean.
  public var mean: Figure
  /// The median.
  public var p50: Figure
  /// Eight in ten waited at most this long.
  public var p80: Figure
  /// Nine in ten waited at most this long.
  public var p90: Figure
  /// Nineteen in twenty waited at most this long.
  public var p95: Figure

  package init(mean: Figure, p50: Figure, p80: Figure, p90: Figure, p95: Figure) {
    self.mean = mean
    self.p50 = p50
    self.p80 = p80
    self.p90 = p90
    self.p95 = p95
  }
}
