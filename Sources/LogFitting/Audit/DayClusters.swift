import ContactCentre
import Statistics

/// Shares over days whose contacts are alike: a bad day is bad for all who call on it.
///
/// The ratio estimator with whole days as clusters (Cochran, Sampling Techniques, 3rd ed., 1977, ch. 9 and 6.3): the variance is
/// that of the days' residuals, not of independent contacts, which would make the interval several times too narrow.
enum DayClusters {
  /// The ratio of sums and its 95 % half width by Student's t with one degree less than there are days.
  static func estimate(_ days: [(numerator: Double, denominator: Double)]) -> ShareEstimate {
    let days = days.filter { $0.denominator > 0 }
    let numerator = days.reduce(0) { $0 + $1.numerator }
    let denominator = days.reduce(0) { $0 + $1.denominator }
    guard denominator > 0 else { return ShareEstimate(share: nil, halfWidth: nil) }
    let share = numerator / denominator
    guard let factor = Confidence.factor(count: days.count) else { return ShareEstimate(share: share, halfWidth: nil) }
    let squares = days.reduce(0) { sum, day in
      let residual = day.numerator - share * day.denominator
      return sum + residual * residual
    }
    let count = Double(days.count)
    return ShareEstimate(
      share: share, halfWidth: factor * (squares * count / (count - 1)).squareRoot() / denominator)
  }

  /// The same of a share of contacts, with an interval no narrower than if these were independent: days that happen to be alike
  /// do not make it certain (E. B. Wilson's score interval, as far as it reaches to either side).
  static func share(_ days: [(numerator: Double, denominator: Double)]) -> ShareEstimate {
    var estimate = estimate(days)
    let part = days.reduce(0) { $0 + $1.numerator }
    let all = days.reduce(0) { $0 + $1.denominator }
    guard let share = estimate.share, let halfWidth = estimate.halfWidth,
      let alone = Proportion(Int(part), of: Int(all)).interval()
    else { return estimate }
    estimate.halfWidth = max(halfWidth, share - alone.lowerBound, alone.upperBound - share)
    return estimate
  }

  /// Change of the share in 30 days: least squares over the days' shares weighted by their contacts, with a standard error that
  /// allows each day its own variance (White, Econometrica 48, 1980).
  static func trend(_ days: [(day: Int, numerator: Double, denominator: Double)]) -> ShareEstimate {
    let days = days.filter { $0.denominator > 0 }
    let weight = days.reduce(0) { $0 + $1.denominator }
    guard days.count >= 3, weight > 0, let factor = Confidence.factor(count: days.count - 1) else {
      return ShareEstimate(share: nil, halfWidth: nil)
    }
    let meanDay = days.reduce(0) { $0 + $1.denominator * Double($1.day) } / weight
    let mean = days.reduce(0) { $0 + $1.numerator } / weight
    let spread = days.reduce(0) { $0 + $1.denominator * (Double($1.day) - meanDay) * (Double($1.day) - meanDay) }
    guard spread > 0 else { return ShareEstimate(share: nil, halfWidth: nil) }
    let slope = days.reduce(0) { $0 + (Double($1.day) - meanDay) * $1.numerator } / spread
    let squares = days.reduce(0) { sum, day in
      let distance = Double(day.day) - meanDay
      let residual = day.numerator - day.denominator * (mean + slope * distance)
      return sum + distance * distance * residual * residual
    }
    let count = Double(days.count)
    return ShareEstimate(
      share: 30 * slope, halfWidth: 30 * factor * (squares * count / (count - 2)).squareRoot() / spread)
  }
}
