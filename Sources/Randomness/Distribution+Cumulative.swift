import CGSL

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Distribution {
  /// P(X ≤ x), by the cumulative distribution functions of the GNU Scientific Library.
  public func cumulative(_ x: Double) -> Double {
    switch self {
    case .constant(let value): return x >= value ? 1 : 0
    case .exponential(let mean): return mean > 0 ? (x > 0 ? -expm1(-x / mean) : 0) : (x >= 0 ? 1 : 0)
    case .lognormal(let mean, let cv):
      guard mean > 0, cv > 0 else { return x >= mean ? 1 : 0 }
      guard x > 0 else { return 0 }
      let variance = log1p(cv * cv)
      return gsl_cdf_lognormal_P(x, log(mean) - variance / 2, variance.squareRoot())
    case .weibull(let mean, let shape):
      guard x > 0 else { return 0 }
      return gsl_cdf_weibull_P(x, mean * exp(-gsl_sf_lngamma(1 + 1 / shape)), shape)
    case .gamma(let mean, let cv):
      guard mean > 0, cv > 0 else { return x >= mean ? 1 : 0 }
      return x > 0 ? gsl_cdf_gamma_P(x, 1 / (cv * cv), mean * cv * cv) : 0
    case .uniform(let minimum, let maximum):
      guard maximum > minimum else { return x >= minimum ? 1 : 0 }
      return min(1, max(0, (x - minimum) / (maximum - minimum)))
    case .empirical(let quantiles):
      guard let first = quantiles.first, let last = quantiles.last, x >= first else { return 0 }
      if x >= last { return 1 }
      // The last quantile at or below x: where several are equal, all of their probability lies there.
      var (low, high) = (0, quantiles.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if quantiles[middle] <= x { low = middle } else { high = middle }
      }
      let part = (x - quantiles[low]) / (quantiles[high] - quantiles[low])
      return (Double(low) + part) / Double(quantiles.count - 1)
    case .phaseType(let branches):
      guard x > 0 else { return 0 }
      return branches.reduce(0) {
        $0 + $1.share * gsl_cdf_gamma_P(x, Double($1.stages), $1.mean / Double($1.stages))
      }
    case .piecewiseHazard(let pieces): return pieces.cumulative(x)
    }
  }
}
