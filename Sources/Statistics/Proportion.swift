import CGSL

/// So many of so many.
///
/// ```swift
/// Proportion(8, of: 10).interval()  // 0.49…0.94
/// ```
public struct Proportion: Sendable, Hashable {
  /// Those that count.
  public var part: Int
  /// All.
  public var all: Int

  /// So many of so many.
  public init(_ part: Int, of all: Int) { (self.part, self.all) = (part, all) }

  /// The share; `nil` of none.
  public var value: Double? { all > 0 ? Double(part) / Double(all) : nil }

  /// Where the share behind it lies, were these draws independent: the score interval, which is right also for few and for
  /// shares near 0 and 1 (E. B. Wilson, 1927). `nil` of none.
  public func interval(confidence: Double = 0.95) -> ClosedRange<Double>? {
    guard let share = value else { return nil }
    let z = gsl_cdf_ugaussian_Pinv(0.5 + confidence / 2)
    let count = Double(all)
    let (centre, scale) = (share + z * z / (2 * count), 1 + z * z / count)
    let reach = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    // It holds the share itself; rounding must not put it outside.
    return max(0, min(share, (centre - reach) / scale))...min(1, max(share, (centre + reach) / scale))
  }
}
