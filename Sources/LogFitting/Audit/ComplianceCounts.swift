import ContactCentre

/// What became of contacts with respect to a promise; contacts count where they arrived.
public struct ComplianceCounts: Sendable, Hashable {
  /// Contacts that asked for an agent.
  public var offered = 0
  /// Those that an agent took (or finished, where the promise is to be done).
  public var answered = 0
  /// Those answered within the time promised; the comparison is ≤.
  public var answeredInTime = 0
  /// Those who gave up.
  public var abandoned = 0
  /// Those who gave up within the time promised.
  public var abandonedInTime = 0
  /// Sum of the waits of those answered, seconds.
  public var waits = 0.0

  /// Nothing.
  public init() {}

  /// Adds others.
  public static func += (counts: inout ComplianceCounts, other: ComplianceCounts) {
    counts.offered += other.offered
    counts.answered += other.answered
    counts.answeredInTime += other.answeredInTime
    counts.abandoned += other.abandoned
    counts.abandonedInTime += other.abandonedInTime
    counts.waits += other.waits
  }

  /// Numerator and denominator of a service level.
  public func parts(_ definition: ServiceLevelDefinition) -> (numerator: Double, denominator: Double) {
    switch definition {
    case .SL1: (Double(answeredInTime), Double(offered))
    case .SL2: (Double(answeredInTime), Double(offered - abandonedInTime))
    case .SL3: (Double(answeredInTime + abandonedInTime), Double(offered))
    case .SL4: (Double(answeredInTime), Double(answered))
    }
  }

  /// The service level; `nil` when there is nothing to divide by.
  public func level(_ definition: ServiceLevelDefinition) -> Double? {
    let (numerator, denominator) = parts(definition)
    return denominator > 0 ? numerator / denominator : nil
  }

  /// Mean wait of those answered, seconds.
  public var meanWait: Double? { answered > 0 ? waits / Double(answered) : nil }
  /// Share of the offered who gave up.
  public var abandonment: Double? { offered > 0 ? Double(abandoned) / Double(offered) : nil }
}

/// A share with its 95 % confidence interval.
public struct ShareEstimate: Sendable, Hashable {
  /// The share; `nil` when nothing was observed.
  public var share: Double?
  /// Half the width of the interval; `nil` with fewer than two days.
  public var halfWidth: Double?
}
