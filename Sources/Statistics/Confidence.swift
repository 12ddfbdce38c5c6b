import CGSL
import Synchronization

/// Confidence intervals of means over independent replications.
public enum Confidence {
  /// The level of every interval that is reported.
  public static let level = 0.95

  /// Quantile of Student's t: the value below which it lies with probability `p`.
  ///
  /// - Parameters:
  ///   - p: Between 0 and 1, both excluded.
  ///   - degreesOfFreedom: At least 1.
  public static func studentQuantile(_ p: Double, degreesOfFreedom: Int) -> Double {
    gsl_cdf_tdist_Pinv(p, Double(degreesOfFreedom))
  }

  /// The factor on the standard error that gives the half width of a two-sided 95 % interval from `count` replications;
  /// `nil` for fewer than two.
  public static func factor(count: Int) -> Double? {
    guard count >= 2 else { return nil }
    // A report asks for the same count some hundred thousand times.
    return lastFactor.withLock { last in
      if last.count != count { last = (count, studentQuantile((1 + level) / 2, degreesOfFreedom: count - 1)) }
      return last.factor
    }
  }

  private static let lastFactor = Mutex((count: 0, factor: 0.0))

  /// Mean of independent values and the half width of its 95 % confidence interval by Student's t.
  ///
  /// The mean is `nil` without values, the half width with fewer than two. Sums run in the order given.
  public static func meanAndHalfWidth(of values: [Double]) -> (mean: Double?, halfWidth: Double?) {
    guard !values.isEmpty else { return (nil, nil) }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    guard let factor = factor(count: values.count) else { return (mean, nil) }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, factor * (squares / (n - 1) / n).squareRoot())
  }
}
