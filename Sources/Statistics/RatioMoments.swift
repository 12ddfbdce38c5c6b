/// Exact moments of pairs (numerator, denominator) over replications, for ratios such as a service level or an ASA.
///
/// A ratio over replications is the ratio of the sums, never the mean of the ratios: a quiet day must not weigh as much
/// as a busy one. The sums are integers, so that merging in any order, from any number of threads or shards, gives the
/// same bytes.
///
/// ```swift
/// var serviceLevel = RatioMoments()
/// serviceLevel.add(x: 85, y: 100)  // answered in time, offered
/// serviceLevel.add(x: 10, y: 100)
/// serviceLevel.ratio().estimate  // 0.475
/// ```
///
/// - Note: Sums of squares are exact up to 2⁵² for both (142 years in microseconds) and 2²² replications; beyond, they trap.
public struct RatioMoments: Sendable, Equatable {
  /// Replications.
  public private(set) var count: Int = 0
  /// Σx.
  public private(set) var sumX: Int128 = 0
  /// Σy.
  public private(set) var sumY: Int128 = 0
  /// Σx².
  public private(set) var sumXX: Int128 = 0
  /// Σy².
  public private(set) var sumYY: Int128 = 0
  /// Σxy.
  public private(set) var sumXY: Int128 = 0

  /// No replications yet.
  public init() {}

  /// Sums that were taken elsewhere.
  public init(count: Int, sumX: Int128, sumY: Int128, sumXX: Int128, sumYY: Int128, sumXY: Int128) {
    (self.count, self.sumX, self.sumY) = (count, sumX, sumY)
    (self.sumXX, self.sumYY, self.sumXY) = (sumXX, sumYY, sumXY)
  }

  /// Adds the numerator and the denominator of one replication.
  public mutating func add(x: Int64, y: Int64) {
    count += 1
    // Most counts of most periods are 0: nothing to multiply. Products of two numbers of 64 bits fit into 128: unchecked,
    // each is one instruction.
    if x == 0 {
      if y == 0 { return }
      sumY += Int128(y)
      sumYY += Int128(y) &* Int128(y)
      return
    }
    let (x, y) = (Int128(x), Int128(y))
    sumX += x
    sumY += y
    sumXX += x &* x
    sumYY += y &* y
    sumXY += x &* y
  }

  /// Adds some replications that all have the numerator 0 and the same denominator.
  public mutating func add(replicationsWithout n: Int, y: Int64) {
    count += n
    sumY += Int128(n) * Int128(y)
    sumYY += Int128(n) * Int128(y) * Int128(y)
  }

  /// Adds the replications of another shard.
  public mutating func merge(_ other: RatioMoments) {
    count += other.count
    sumX += other.sumX
    sumY += other.sumY
    sumXX += other.sumXX
    sumYY += other.sumYY
    sumXY += other.sumXY
  }

  /// R = Σx / Σy times `scale`, and the half width of its 95 % confidence interval.
  ///
  /// The half width is t · √(Σ(x − R y)² / (n − 1) / n) / ȳ with Student's t of n − 1 degrees of freedom (the delta
  /// method; A. M. Law, “Simulation Modeling and Analysis”, 5th ed., §9.5). The estimate is `nil` when Σy is 0, the half
  /// width also with fewer than two replications.
  public func ratio(scale: Double = 1) -> (estimate: Double?, halfWidth: Double?) {
    guard sumY != 0 else { return (nil, nil) }
    let ratio = sumX.nearestDouble / sumY.nearestDouble
    guard let factor = Confidence.factor(count: count) else { return (ratio * scale, nil) }
    if sumXX == 0 { return (ratio * scale, 0) }
    let n = Double(count)
    let residual = max(0, residualSquares / (n - 1))
    return (ratio * scale, factor * (residual * n).squareRoot() / abs(sumY.nearestDouble) * abs(scale))
  }

  /// Σ(x − R y)². With the centred sums C it is (Σy·Cxx − Σx·Cxy − R (Σy·Cxy − Σx·Cyy)) / (n Σy); the differences are
  /// taken in integers, so that a constant ratio has a half width of 0 and not of a rounding error.
  private var residualSquares: Double {
    let n = Int128(count)
    let xx = DifferenceOfProducts(n, sumXX, minus: sumX, sumX)
    let xy = DifferenceOfProducts(n, sumXY, minus: sumX, sumY)
    let yy = DifferenceOfProducts(n, sumYY, minus: sumY, sumY)
    let (x, y) = (sumX.nearestDouble, sumY.nearestDouble)
    if let xx = xx.exact, let xy = xy.exact, let yy = yy.exact {
      let first = DifferenceOfProducts(sumY, xx, minus: sumX, xy).double
      let second = DifferenceOfProducts(sumY, xy, minus: sumX, yy).double
      return (first - x / y * second) / (Double(count) * y)
    }
    let ratio = x / y
    return (xx.double - 2 * ratio * xy.double + ratio * ratio * yy.double) / Double(count)
  }
}
