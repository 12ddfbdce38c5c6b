import CGSL

extension Distribution {
  /// The value that is not exceeded with probability `p`, from 0 to 1, both excluded.
  ///
  /// By the quantile functions of the GNU Scientific Library where there are any, else by bisection on ``cumulative(_:)``.
  public func quantile(_ p: Double) -> Double {
    switch self {
    case .constant(let value): return value
    case .exponential(let mean): return mean > 0 ? gsl_cdf_exponential_Pinv(p, mean) : 0
    case .lognormal(let mean, let cv):
      guard mean > 0, cv > 0 else { return mean }
      let variance = gsl_log1p(cv * cv)
      return gsl_cdf_lognormal_Pinv(p, gsl_sf_log(mean) - variance / 2, variance.squareRoot())
    case .weibull(let mean, let shape):
      guard mean > 0 else { return mean }
      return gsl_cdf_weibull_Pinv(p, mean / gsl_sf_gamma(1 + 1 / shape), shape)
    case .gamma(let mean, let cv):
      guard mean > 0, cv > 0 else { return mean }
      return gsl_cdf_gamma_Pinv(p, 1 / (cv * cv), mean * cv * cv)
    case .uniform(let minimum, let maximum): return minimum + p * (maximum - minimum)
    case .empirical(let quantiles):
      let place = p * Double(quantiles.count - 1)
      let below = min(Int(place), quantiles.count - 2)
      return quantiles[below] + (place - Double(below)) * (quantiles[below + 1] - quantiles[below])
    case .phaseType, .piecewiseHazard: return bisected(p)
    }
  }

  private func bisected(_ p: Double) -> Double {
    var (low, high) = (0.0, max(mean, 1e-9))
    while cumulative(high) < p, high < 1e300 { (low, high) = (high, 2 * high) }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return high }
      if cumulative(middle) < p { low = middle } else { high = middle }
    }
  }
}
