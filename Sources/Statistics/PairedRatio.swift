/// Numerators and denominators of one figure, replication by replication, kept so that two scenarios can be compared.
///
/// ```swift
/// let before = RatioSample(x: [85, 80], y: [100, 100])
/// let after = RatioSample(x: [90, 86], y: [100, 100])
/// after.difference(from: before).estimate  // 0.055
/// ```
public struct RatioSample: Sendable, Equatable {
  /// Numerators, one a replication.
  public let x: [Double]
  /// Denominators, one a replication; all 1 for a mean.
  public let y: [Double]

  /// Wraps pairs; both have as many entries as there are replications.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count, "a denominator for each numerator")
    self.x = x
    self.y = y
  }

  /// A quantity that is not a ratio.
  public init(_ values: [Double]) { self.init(x: values, y: Array(repeating: 1, count: values.count)) }

  /// Σx / Σy; `nil` when Σy is 0.
  public var ratio: Double? {
    let total = y.reduce(0, +)
    return total == 0 ? nil : x.reduce(0, +) / total
  }

  /// By how much one replication moves the ratio, (x − R y) / ȳ; their mean is 0.
  private var influences: [Double]? {
    guard let ratio else { return nil }
    let mean = y.reduce(0, +) / Double(y.count)
    return zip(x, y).map { ($0 - ratio * $1) / mean }
  }

  /// The ratio and the half width of its 95 % confidence interval (the delta method, as ``RatioMoments``).
  public func interval() -> (estimate: Double?, halfWidth: Double?) {
    guard let ratio, let influences else { return (nil, nil) }
    return (ratio, Confidence.meanAndHalfWidth(of: influences).halfWidth)
  }

  /// This ratio less another, and the half width of the 95 % confidence interval of the difference.
  ///
  /// Replications are paired in order: with common random numbers the half width is far smaller than those of the two. By the
  /// delta method the difference varies as the mean of the differences of the influences does (A. M. Law, “Simulation
  /// Modeling and Analysis”, 5th ed., §10.2.1 and §11.2). Both are `nil` when a ratio is unknown; the half width also with
  /// fewer than two replications.
  public func difference(from other: RatioSample) -> (estimate: Double?, halfWidth: Double?) {
    guard x.count == other.x.count, let mine = ratio, let others = other.ratio, let own = influences,
      let theirs = other.influences
    else { return (nil, nil) }
    let halfWidth = Confidence.meanAndHalfWidth(of: zip(own, theirs).map { $0 - $1 }).halfWidth
    return (mine - others, halfWidth)
  }

  /// By how much pairing divides the variance of the difference: that of two independent samples over that of the pairs.
  ///
  /// `nil` when a ratio is unknown, when there are fewer than two replications, and when the difference does not vary.
  public func pairingFactor(with other: RatioSample) -> Double? {
    guard x.count == other.x.count, let own = influences, let theirs = other.influences,
      let mine = Confidence.meanAndHalfWidth(of: own).halfWidth,
      let others = Confidence.meanAndHalfWidth(of: theirs).halfWidth,
      let paired = Confidence.meanAndHalfWidth(of: zip(own, theirs).map { $0 - $1 }).halfWidth, paired > 0
    else { return nil }
    return (mine * mine + others * others) / (paired * paired)
  }
}
