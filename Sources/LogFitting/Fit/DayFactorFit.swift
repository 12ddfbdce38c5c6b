import CGSL

/// How much days differ beyond chance: counts of a day are Poisson with a rate that a factor of the day multiplies.
enum DayFactorFit {
  /// The coefficient of variation of the factor, with the ends of a 95 % interval.
  struct Spread {
    var cv: Double
    var lower: Double
    var upper: Double

    /// A quarter of the interval: what a standard error would be if it were symmetric.
    var standardError: Double { (upper - lower) / 4 }
  }

  /// The cv for which the squared residuals are as large as they should be, (N − m)² / (m + m² cv²) summing to the degrees
  /// of freedom, and those for which they lie at the ends of the χ² law.
  ///
  /// Sources: R. C. Paule, J. Mandel, “Consensus values and weighting factors”, J. Res. Natl. Bur. Stand. 87 (1982) 377–385;
  /// W. Viechtbauer, “Confidence intervals for the amount of heterogeneity in meta-analysis”, Stat. Med. 26 (2007) 37–52.
  static func spread(_ days: [(count: Double, expected: Double)], degreesOfFreedom: Int) -> Spread? {
    let days = days.filter { $0.expected > 0 }
    guard degreesOfFreedom >= 2 else { return nil }
    func sum(_ square: Double) -> Double {
      days.reduce(0) { sum, day in
        let residual = day.count - day.expected
        return sum + residual * residual / (day.expected + day.expected * day.expected * square)
      }
    }
    func solve(_ wanted: Double) -> Double {
      guard sum(0) > wanted else { return 0 }
      var (low, high) = (0.0, 100.0)
      for _ in 0..<100 {
        let middle = (low + high) / 2
        if sum(middle) > wanted { low = middle } else { high = middle }
      }
      return high.squareRoot()
    }
    let freedom = Double(degreesOfFreedom)
    return Spread(
      cv: solve(freedom), lower: solve(gsl_cdf_chisq_Pinv(0.975, freedom)),
      upper: solve(gsl_cdf_chisq_Pinv(0.025, freedom)))
  }

  /// The square of the cv of a factor that types have in common, by the products of their residuals on the same days.
  static func shared(_ days: [[(count: Double, expected: Double)]], correction: Double) -> Estimate? {
    var products: [(of: Double, expected: Double)] = []
    for day in days {
      var (sum, squares, means, meanSquares) = (0.0, 0.0, 0.0, 0.0)
      for type in day {
        let residual = type.count - type.expected
        sum += residual
        squares += residual * residual
        means += type.expected
        meanSquares += type.expected * type.expected
      }
      products.append(((sum * sum - squares) / 2, (means * means - meanSquares) / 2))
    }
    let expected = products.reduce(0) { $0 + $1.expected }
    guard expected > 0, products.count >= 3 else { return nil }
    let square = products.reduce(0) { $0 + $1.of } / expected * correction
    let spread = products.reduce(0) { sum, day in
      let residual = day.of * correction - square * day.expected
      return sum + residual * residual
    }
    return Estimate(square, spread.squareRoot() / expected)
  }
}
