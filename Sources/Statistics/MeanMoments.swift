/// Exact moments of an integer quantity over replications.
///
/// The sums are integers, so that merging in any order, from any number of threads or shards, gives the same bytes.
/// Express a quantity in whole units small enough, for example a time in microseconds, and scale the mean back.
///
/// ```swift
/// var offered = MeanMoments()
/// for count in [980, 1_013, 1_004] { offered.add(x: Int64(count)) }
/// offered.mean().estimate  // 999
/// ```
///
/// - Note: Sums of squares are exact up to |x| = 2⁵² (142 years in microseconds) and 2²² replications; beyond, they trap.
public struct MeanMoments: Sendable, Equatable {
  /// Replications.
  public private(set) var count: Int = 0
  /// Σx.
  public private(set) var sumX: Int128 = 0
  /// Σx².
  public private(set) var sumXX: Int128 = 0

  /// No replications yet.
  public init() {}

  /// Adds the value of one replication.
  public mutating func add(x: Int64) {
    count += 1
    sumX += Int128(x)
    sumXX += Int128(x) * Int128(x)
  }

  /// Adds the replications of another shard.
  public mutating func merge(_ other: MeanMoments) {
    count += other.count
    sumX += other.sumX
    sumXX += other.sumXX
  }

  /// The mean times `scale`, and the half width of its 95 % confidence interval by Student's t.
  ///
  /// The estimate is `nil` without replications, the half width with fewer than two.
  public func mean(scale: Double = 1) -> (estimate: Double?, halfWidth: Double?) {
    guard count > 0 else { return (nil, nil) }
    let n = Double(count)
    let mean = Double(sumX) / n * scale
    guard let factor = Confidence.factor(count: count) else { return (mean, nil) }
    // n Σx² − (Σx)² = n (n − 1) s², without cancellation because it is in integers.
    let spread = DifferenceOfProducts(Int128(count), sumXX, minus: sumX, sumX).double
    return (mean, factor * (spread / (n - 1)).squareRoot() / n * abs(scale))
  }
}
