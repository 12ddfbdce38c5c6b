import CGSL
import Foundation
import Statistics
import Testing

/// A tiny generator, so that these tests stand on nothing else of the package.
struct Congruential: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
  mutating func unit() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }
  mutating func normal() -> Double { gsl_cdf_ugaussian_Pinv(unit()) }
}

@Suite struct MeanMomentsTests {
  @Test func aSmallCaseIsExact() throws {
    var moments = MeanMoments()
    for x: Int64 in [2, 4, 4, 4, 5, 5, 7, 9] { moments.add(x: x) }
    let (mean, halfWidth) = moments.mean()
    #expect(mean == 5)
    // s² = 32/7; t(0.975, 7) = 2.3646242515927853 (published tables: 2.365).
    let expected: Double = 2.3646242515927853 * (32.0 / 7 / 8).squareRoot()
    #expect(abs(try #require(halfWidth) - expected) < 1e-13)
    let scaled = moments.mean(scale: 1e-3)
    #expect(scaled.estimate == 0.005)
  }

  @Test func withoutReplicationsThereIsNoMeanAndWithOneNoHalfWidth() {
    var moments = MeanMoments()
    #expect(moments.mean().estimate == nil)
    #expect(moments.mean().halfWidth == nil)
    moments.add(x: -3)
    #expect(moments.mean().estimate == -3)
    #expect(moments.mean().halfWidth == nil)
  }

  @Test func aHugeMeanDoesNotSwallowTheSpread() throws {
    var moments = MeanMoments()
    let base: Int64 = 4_000_000_000_000_000
    for x in [base, base + 1, base + 2] { moments.add(x: x) }
    // s = 1 exactly; t(0.975, 2) = 4.302652729749464.
    #expect(abs(try #require(moments.mean().halfWidth) - 4.302652729749464 / 3.0.squareRoot()) < 1e-12)
  }

  @Test func agreesWithTheDoublesOfConfidence() throws {
    let values: [Int64] = [17, -5, 33, 8, 0, 91]
    var moments = MeanMoments()
    for x in values { moments.add(x: x) }
    let expected = Confidence.meanAndHalfWidth(of: values.map(Double.init))
    #expect(moments.mean().estimate == expected.mean)
    #expect(abs(try #require(moments.mean().halfWidth) - (try #require(expected.halfWidth))) < 1e-12)
  }
}

@Suite struct RatioMomentsTests {
  @Test func theRatioIsOfTheSums() throws {
    var moments = RatioMoments()
    for (x, y): (Int64, Int64) in [(85, 100), (10, 300), (5, 10)] { moments.add(x: x, y: y) }
    let (ratio, halfWidth) = moments.ratio()
    let r = 100.0 / 410
    #expect(ratio == r)
    let residuals: [Double] = [85 - r * 100, 10 - r * 300, 5 - r * 10]
    let residual = residuals.reduce(0) { $0 + $1 * $1 }
    let expected = 4.302652729749464 * (residual / 2 / 3).squareRoot() / (410.0 / 3)
    #expect(abs(try #require(halfWidth) - expected) < 1e-13)
  }

  @Test func aConstantRatioHasNoWidth() {
    var moments = RatioMoments()
    for y: Int64 in [3, 123_456_789, 999_999_999_999] { moments.add(x: y / 3 * 7, y: y / 3 * 21) }
    #expect(moments.ratio().estimate == 7.0 / 21)
    #expect(moments.ratio().halfWidth == 0)
  }

  @Test func nothingObservedGivesNothing() {
    var moments = RatioMoments()
    #expect(moments.ratio().estimate == nil)
    moments.add(x: 0, y: 0)
    moments.add(x: 0, y: 0)
    #expect(moments.ratio().estimate == nil)
    #expect(moments.ratio().halfWidth == nil)
    moments = RatioMoments()
    moments.add(x: 1, y: 2)
    #expect(moments.ratio().estimate == 0.5)
    #expect(moments.ratio().halfWidth == nil)
  }

  @Test func mergingInAnyOrderGivesTheSame() {
    var generator = Congruential(state: 11)
    let pairs = (0..<500).map { _ in
      (
        Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &generator),
        Int64.random(in: 0...1_000_000, using: &generator)
      )
    }
    var whole = RatioMoments()
    var means = MeanMoments()
    for (x, y) in pairs { whole.add(x: x, y: y); means.add(x: x) }
    for shards in [1, 2, 3, 7] {
      var parts = Array(repeating: RatioMoments(), count: shards)
      var meanParts = Array(repeating: MeanMoments(), count: shards)
      for (index, (x, y)) in pairs.enumerated() {
        parts[index % shards].add(x: x, y: y)
        meanParts[index % shards].add(x: x)
      }
      parts.shuffle(using: &generator)
      #expect(parts.reduce(into: RatioMoments()) { $0.merge($1) } == whole)
      #expect(meanParts.reversed().reduce(into: MeanMoments()) { $0.merge($1) } == means)
    }
  }

  @Test func intervalsCoverTheTruthAsOftenAsTheySay() {
    // 2 000 experiments of 30 replications: the mean of a normal, and a ratio of 0.8 with correlated parts.
    var generator = Congruential(state: 2_026)
    var means = 0
    var ratios = 0
    let experiments = 2_000
    for _ in 0..<experiments {
      var mean = MeanMoments()
      var ratio = RatioMoments()
      for _ in 0..<30 {
        mean.add(x: Int64((1e6 + 1e5 * generator.normal()).rounded()))
        let offered = 1000 + 100 * generator.normal()
        ratio.add(x: Int64((0.8 * offered + 20 * generator.normal()).rounded()), y: Int64(offered.rounded()))
      }
      if let (estimate, halfWidth) = both(mean.mean()), abs(estimate - 1e6) <= halfWidth { means += 1 }
      if let (estimate, halfWidth) = both(ratio.ratio()), abs(estimate - 0.8) <= halfWidth { ratios += 1 }
    }
    // 95 % ± 3.29 standard errors of a share over 2 000.
    let tolerance = 3.29 * (0.95 * 0.05 / Double(experiments)).squareRoot()
    #expect(abs(Double(means) / Double(experiments) - 0.95) < tolerance)
    #expect(abs(Double(ratios) / Double(experiments) - 0.95) < tolerance)
  }

  private func both(_ figure: (estimate: Double?, halfWidth: Double?)) -> (Double, Double)? {
    guard let estimate = figure.estimate, let halfWidth = figure.halfWidth else { return nil }
    return (estimate, halfWidth)
  }
}

@Suite struct ConfidenceTests {
  @Test(arguments: [
    (1, 12.706204736174705), (2, 4.302652729749464), (29, 2.045229642132703), (1999, 1.961151420170562),
  ])
  func quantilesOfStudentsT(_ degreesOfFreedom: Int, _ expected: Double) {
    #expect(abs(Confidence.studentQuantile(0.975, degreesOfFreedom: degreesOfFreedom) / expected - 1) < 1e-12)
  }

  @Test func meansOfFewValues() throws {
    #expect(Confidence.meanAndHalfWidth(of: []).mean == nil)
    #expect(Confidence.meanAndHalfWidth(of: [7]).mean == 7)
    #expect(Confidence.meanAndHalfWidth(of: [7]).halfWidth == nil)
    let (mean, halfWidth) = Confidence.meanAndHalfWidth(of: [1, 2, 3])
    #expect(mean == 2)
    #expect(abs(try #require(halfWidth) - 4.302652729749464 / 3.0.squareRoot()) < 1e-12)
  }
}
