import CGSL
import Foundation
import Randomness
import Testing

/// A law, and its distribution function written independently of the sampler, through GSL.
struct Law: Sendable, CustomTestStringConvertible {
  let name: String
  let distribution: Distribution
  let variance: Double
  let cdf: @Sendable (Double) -> Double
  var testDescription: String { name }

  static func lognormal(mean: Double, cv: Double) -> Law {
    let sigma2 = log(1 + cv * cv)
    let mu = log(mean) - sigma2 / 2
    return Law(
      name: "lognormal cv \(cv)", distribution: .lognormal(mean: mean, cv: cv), variance: mean * mean * cv * cv,
      cdf: { gsl_cdf_lognormal_P($0, mu, sigma2.squareRoot()) })
  }

  static func weibull(mean: Double, shape: Double) -> Law {
    let scale = mean / gsl_sf_gamma(1 + 1 / shape)
    return Law(
      name: "weibull shape \(shape)", distribution: .weibull(mean: mean, shape: shape),
      variance: scale * scale * gsl_sf_gamma(1 + 2 / shape) - mean * mean,
      cdf: { gsl_cdf_weibull_P($0, scale, shape) })
  }

  static func gamma(mean: Double, cv: Double) -> Law {
    Law(
      name: "gamma cv \(cv)", distribution: .gamma(mean: mean, cv: cv), variance: mean * mean * cv * cv,
      cdf: { gsl_cdf_gamma_P($0, 1 / (cv * cv), mean * cv * cv) })
  }

  /// Uniform on three equally likely intervals.
  static let empirical = Law(
    name: "empirical", distribution: .empirical(quantiles: [10, 40, 100, 400]), variance: 25_300 - 115 * 115,
    cdf: { x in
      switch x {
      case ..<10: 0
      case ..<40: (x - 10) / 90
      case ..<100: (1 + (x - 40) / 60) / 3
      case ..<400: (2 + (x - 100) / 300) / 3
      default: 1
      }
    })

  static let phaseType = Law(
    name: "phase type",
    distribution: .phaseType([PhaseBranch(share: 0.3, mean: 20), PhaseBranch(share: 0.7, mean: 300, stages: 3)]),
    // E X² of an Erlang law of k stages is m² (k + 1) / k.
    variance: 0.3 * 800 + 0.7 * 120_000 - 216 * 216,
    cdf: { 0.3 * gsl_cdf_exponential_P($0, 20) + 0.7 * gsl_cdf_gamma_P($0, 3, 100) })

  /// Half leave in the first minute, nobody in the second, then an exponential tail.
  static let piecewiseHazard = Law(
    name: "piecewise hazard",
    distribution: .piecewiseHazard(HazardPieces(until: [60, 120], leave: [0.5, 0], tailMean: 90)),
    variance: {
      // E X² = 2 ∫ t S(t) dt, piece by piece; S = exp(−ht), ½ and ½ exp(−(t − 120) / 90).
      let h = 0.6931471805599453 / 60
      let first = (1 - 0.5 * (1 + h * 60)) / (h * h)
      let second = 0.5 * (120 * 120 - 60 * 60) / 2
      let third = 0.5 * (120 * 90 + 90 * 90)
      let mean = 0.5 / h + 30 + 45
      return 2 * (first + second + third) - mean * mean
    }(),
    cdf: { x in
      if x <= 60 { return 1 - exp2(-x / 60) }
      return x <= 120 ? 0.5 : 1 - 0.5 * exp(-(x - 120) / 90)
    })

  static let all: [Law] = [
    empirical, phaseType, piecewiseHazard,
    Law(
      name: "exponential", distribution: .exponential(mean: 240), variance: 240 * 240,
      cdf: { gsl_cdf_exponential_P($0, 240) }),
    Law(
      name: "uniform", distribution: .uniform(minimum: 5, maximum: 65), variance: 300,
      cdf: { gsl_cdf_flat_P($0, 5, 65) }),
    .lognormal(mean: 360, cv: 1.1), .lognormal(mean: 60, cv: 0.2),
    .weibull(mean: 240, shape: 1.2), .weibull(mean: 180, shape: 0.7), .weibull(mean: 180, shape: 1),
    .gamma(mean: 1, cv: 0.15), .gamma(mean: 300, cv: 0.9), .gamma(mean: 300, cv: 1), .gamma(mean: 300, cv: 1.6),
  ]
}

/// Seeds are fixed: these tests are the same on every run. Thresholds are the 0.1 % points of the statistics.
@Suite struct SamplerTests {
  static let draws = 1_000_000

  static func sample(_ distribution: Distribution, seed: UInt64 = 20_26) -> [Double] {
    let sampler = Sampler(distribution)
    var generator = RandomStream(seed: seed, replication: 0, subject: 0, purpose: 0).generator(at: 0)
    return (0..<draws).map { _ in sampler.sample(&generator) }
  }

  @Test(arguments: Law.all) func followsItsLaw(_ law: Law) {
    let sample = Self.sample(law.distribution)
    #expect(kolmogorovStatistic(sample, cdf: law.cdf) < 1.95)
    #expect(chiSquare(sample, cells: 1000, cdf: law.cdf) < gsl_cdf_chisq_Qinv(0.001, 999))
  }

  @Test(arguments: Law.all) func keepsTheMeanAndTheSpread(_ law: Law) {
    let (mean, variance) = moments(Self.sample(law.distribution, seed: 5))
    let n = Double(Self.draws)
    // 3.91 standard errors: 0.1 % over the fourteen laws together (Bonferroni).
    #expect(abs(mean - law.distribution.mean) < 3.91 * (law.variance / n).squareRoot())
    // The fourth moments differ; 2 % is 0.1 % or less for the heaviest tail here (lognormal, cv 1.1) and wide for the rest.
    #expect(abs(variance / law.variance - 1) < 0.02 * max(1, law.variance.squareRoot() / law.distribution.mean))
  }

  @Test func drawsOneByContactFollowTheLawToo() {
    // As the engine draws: a fresh generator for every contact.
    let stream = RandomStream(seed: 3, replication: 11, subject: 2, purpose: 1)
    let sampler = Sampler(.exponential(mean: 1))
    let sample = (0..<Self.draws).map { number in
      var generator = stream.generator(at: number)
      return sampler.sample(&generator)
    }
    #expect(kolmogorovStatistic(sample) { gsl_cdf_exponential_P($0, 1) } < 1.95)
    #expect(abs(correlation(Array(sample.dropLast()), Array(sample.dropFirst()))) < 3.29e-3)
  }

  @Test func constantsAndDegenerateLawsAreConstant() {
    var generator = SplitMix64(state: 9)
    #expect(Sampler(.constant(42)).sample(&generator) == 42)
    #expect(Sampler(.lognormal(mean: 42, cv: 0)).sample(&generator) == 42)
    #expect(Sampler(.gamma(mean: 42, cv: 0)).sample(&generator) == 42)
    #expect(Sampler(.lognormal(mean: 0, cv: 1)).sample(&generator) == 0)
    #expect(Sampler(.gamma(mean: 0, cv: 0.5)).sample(&generator) == 0)
    #expect(Sampler(.exponential(mean: 0)).sample(&generator) == 0)
  }

  @Test func durationsAreNeverNegativeOrNaN() {
    for law in Law.all { #expect(Self.sample(law.distribution, seed: 8).allSatisfy { $0 >= 0 && $0.isFinite }) }
    // A gamma with a tiny shape underflows towards 0 but stays a number.
    #expect(Self.sample(.gamma(mean: 1, cv: 30)).allSatisfy { $0 >= 0 && $0.isFinite })
  }
}

@Suite struct ZigguratTests {
  static let draws = 4_000_000

  @Test func theNormalFollowsItsLaw() {
    let tables = ZigguratTables.shared
    var generator = RandomStream(seed: 1, replication: 0, subject: 0, purpose: 0).generator(at: 0)
    let sample = (0..<1_000_000).map { _ in tables.normal(&generator) }
    #expect(kolmogorovStatistic(sample, cdf: { gsl_cdf_ugaussian_P($0) }) < 1.95)
    #expect(chiSquare(sample, cells: 4096, cdf: { gsl_cdf_ugaussian_P($0) }) < gsl_cdf_chisq_Qinv(0.001, 4095))
  }

  @Test func theTailOfTheExponentialIsExact() {
    let tables = ZigguratTables.shared
    var generator = SplitMix64(state: 77)
    var excesses: [Double] = []
    for _ in 0..<Self.draws {
      let x = tables.exponential(&generator)
      if x > ZigguratTables.exponentialBase { excesses.append(x - ZigguratTables.exponentialBase) }
    }
    let p = exp(-ZigguratTables.exponentialBase)
    let expected = p * Double(Self.draws)
    #expect(expected > 1800)
    #expect(abs(Double(excesses.count) - expected) < 3.29 * (expected * (1 - p)).squareRoot())
    #expect(kolmogorovStatistic(excesses) { gsl_cdf_exponential_P($0, 1) } < 1.95)
  }

  @Test func theTailsOfTheNormalAreExactOnBothSides() {
    let tables = ZigguratTables.shared
    var generator = SplitMix64(state: 78)
    let base = ZigguratTables.normalBase
    var beyond: [Double] = []
    for _ in 0..<Self.draws {
      let z = tables.normal(&generator)
      if abs(z) > base { beyond.append(z) }
    }
    let p = 2 * gsl_cdf_ugaussian_Q(base)
    let expected = p * Double(Self.draws)
    #expect(expected > 1000)
    #expect(abs(Double(beyond.count) - expected) < 3.29 * expected.squareRoot())
    let positive = Double(beyond.count { $0 > 0 })
    #expect(abs(positive - Double(beyond.count) / 2) < 3.29 * (Double(beyond.count) / 4).squareRoot())
    #expect(kolmogorovStatistic(beyond.map { abs($0) }) { 1 - 2 * gsl_cdf_ugaussian_Q($0) / p } < 1.95)
  }

  @Test func layerAndPlaceAreIndependent() {
    // The fault of the original ziggurat: radii of successive normals in 3 dimensions betray shared bits.
    let tables = ZigguratTables.shared
    var generator = SplitMix64(state: 4)
    let squares = (0..<1_000_000).map { _ in
      let (x, y, z) = (tables.normal(&generator), tables.normal(&generator), tables.normal(&generator))
      return x * x + y * y + z * z
    }
    #expect(chiSquare(squares, cells: 1000, cdf: { gsl_cdf_chisq_P($0, 3) }) < gsl_cdf_chisq_Qinv(0.001, 999))
  }
}
