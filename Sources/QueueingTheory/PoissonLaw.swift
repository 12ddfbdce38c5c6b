import CGSL

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Poisson probabilities that keep their digits for large means and far tails.
///
/// Single probabilities are by the saddle-point form of C. Loader, “Fast and accurate computation of binomial
/// probabilities” (2000), through GSL's log(1 + x) − x and Γ*; neighbours follow by the ratio mean / n.
struct PoissonLaw {
  let mean: Double

  /// P(n).
  func probability(_ n: Int) -> Double {
    guard mean > 0 else { return n == 0 ? 1 : 0 }
    guard n > 0 else { return exp(-mean) }
    let n = Double(n)
    let distance = (mean - n) / n
    // GSL's function ends at −1, which the distance is rounded to when the mean is minute.
    let exponent = distance > -0.999 ? gsl_sf_log_1plusx_mx(distance) : log(mean / n) - distance
    return exp(n * exponent) / ((2 * Double.pi * n).squareRoot() * gsl_sf_gammastar(n))
  }

  /// P(0), …, P(limit).
  func probabilities(upTo limit: Int) -> [Double] {
    var result = [Double](repeating: 0, count: limit + 1)
    let start = mean < Double(limit) ? Int(mean) : limit
    result[start] = probability(start)
    for n in stride(from: start - 1, through: 0, by: -1) { result[n] = result[n + 1] * Double(n + 1) / mean }
    for n in stride(from: start + 1, through: limit, by: 1) { result[n] = result[n - 1] * mean / Double(n) }
    return result
  }

  /// P(N ≥ n).
  func tail(from n: Int) -> Double {
    guard n > 0 else { return 1 }
    if Double(n) <= mean {
      return 1 - probabilities(upTo: n - 1).reduce(0, +)
    }
    var term = probability(n)
    var sum = 0.0
    var k = Double(n)
    while term > 1e-18 * sum {
      sum += term
      k += 1
      term *= mean / k
    }
    return sum
  }

  /// The probabilities around the mean that matter, and the first number they are for; they add up to 1.
  ///
  /// Both ends are cut where a probability falls below 10⁻²⁰ of the largest: the mass cut off is below 10⁻¹⁶ for any
  /// mean that can be computed with.
  func window() -> (first: Int, weights: [Double]) {
    let mode = Int(mean)
    var below: [Double] = []
    var weight = 1.0
    var n = mode
    while n > 0 {
      weight *= Double(n) / mean
      n -= 1
      if weight < 1e-20 {
        n += 1
        break
      }
      below.append(weight)
    }
    var above: [Double] = []
    weight = 1
    var k = Double(mode)
    while true {
      k += 1
      weight *= mean / k
      if weight < 1e-20 { break }
      above.append(weight)
    }
    let total = below.reversed().reduce(0, +) + 1 + above.reversed().reduce(0, +)
    return (n, (below.reversed() + [1] + above).map { $0 / total })
  }
}
