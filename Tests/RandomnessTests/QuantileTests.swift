import Randomness
import Testing

/// Quantiles undo the cumulative distribution.
@Suite struct QuantileTests {
  @Test(arguments: [
    Distribution.exponential(mean: 3), .lognormal(mean: 2, cv: 1.1), .weibull(mean: 240, shape: 1.2),
    .gamma(mean: 1, cv: 0.12), .gamma(mean: 5, cv: 2), .uniform(minimum: 0.5, maximum: 1.5),
    .empirical(quantiles: [0, 1, 4, 9]),
    .phaseType([PhaseBranch(share: 0.3, mean: 1, stages: 2), PhaseBranch(share: 0.7, mean: 4, stages: 1)]),
  ])
  func undoTheCumulative(law: Distribution) {
    for p in [1e-9, 0.001, 0.1, 0.5, 0.75, 0.99, 1 - 1e-6] {
      #expect(abs(law.cumulative(law.quantile(p)) - p) < 1e-9, "\(law) at \(p)")
    }
  }

  /// The mean of the quantiles at even probabilities is that of the law.
  @Test(arguments: [Distribution.gamma(mean: 1, cv: 0.12), .lognormal(mean: 1, cv: 0.3), .constant(1)])
  func averageToTheMean(law: Distribution) {
    let count = 20_000
    let mean = (0..<count).reduce(0.0) { $0 + law.quantile((Double($1) + 0.5) / Double(count)) } / Double(count)
    #expect(abs(mean - law.mean) < 1e-4)
  }
}
