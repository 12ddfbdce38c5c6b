/// Largest distance between the empirical distribution of a sample and a continuous law, times √n (Kolmogorov).
///
/// Under the law it is above 1.95 with probability 0.001 (Kolmogorov's limit distribution).
func kolmogorovStatistic(_ sample: [Double], cdf: (Double) -> Double) -> Double {
  let sorted = sample.sorted()
  let n = Double(sorted.count)
  var distance = 0.0
  for (index, x) in sorted.enumerated() {
    let p = cdf(x)
    distance = max(distance, p - Double(index) / n, Double(index + 1) / n - p)
  }
  return distance * n.squareRoot()
}

/// Pearson's χ² of a sample over cells that are equally likely under a law.
func chiSquare(_ sample: [Double], cells: Int, cdf: (Double) -> Double) -> Double {
  var counts = [Int](repeating: 0, count: cells)
  for x in sample { counts[min(Int(cdf(x) * Double(cells)), cells - 1)] += 1 }
  let expected = Double(sample.count) / Double(cells)
  return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
}

/// Mean and variance of a sample.
func moments(_ sample: [Double]) -> (mean: Double, variance: Double) {
  let n = Double(sample.count)
  let mean = sample.reduce(0, +) / n
  return (mean, sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1))
}

/// Pearson's correlation of two samples of the same length.
func correlation(_ x: [Double], _ y: [Double]) -> Double {
  let (mx, vx) = moments(x)
  let (my, vy) = moments(y)
  let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / Double(x.count - 1)
  return covariance / (vx * vy).squareRoot()
}
