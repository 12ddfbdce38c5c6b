import Foundation
import Randomness
import Testing

/// What is left of something that has gone on for a while.
@Suite struct ResidualSamplerTests {
  static let laws: [Distribution] = [
    .exponential(mean: 60), .lognormal(mean: 240, cv: 1.2), .lognormal(mean: 100, cv: 2.5), .gamma(mean: 90, cv: 0.4),
    .gamma(mean: 90, cv: 1.6), .weibull(mean: 150, shape: 0.7), .weibull(mean: 150, shape: 2),
    .uniform(minimum: 20, maximum: 80), Law.empirical.distribution, Law.phaseType.distribution,
    Law.piecewiseHazard.distribution, .constant(50),
  ]

  /// Shares below the quartiles of the exact law, by the largest difference from it (Kolmogorov’s distance at some points).
  private func expect(
    _ draws: [Double], follow exact: (Double) -> Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let sorted = draws.sorted()
    for part in [0.05, 0.25, 0.5, 0.75, 0.95, 0.999] {
      let value = sorted[Int(part * Double(sorted.count))]
      let deviation = (part * (1 - part) / Double(sorted.count)).squareRoot()
      #expect(
        abs(exact(value) - part) < 4 * deviation + 1e-9, "\(part): \(exact(value))", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: laws.dropLast())
  func givenTheAge(law: Distribution) {
    let sampler = ResidualSampler(law)
    var generator = SplitMix64(state: 5)
    // Far into the tail too, where drawing again and again would take too long.
    for part in [0.0, 0.3, 0.9, 0.9999] {
      var age = 0.0
      var step = law.mean
      while step > 1e-9 { if law.cumulative(age + step) <= part { age += step } else { step /= 2 } }
      let survival = 1 - law.cumulative(age)
      let draws = (0..<20_000).map { _ in sampler.sample(elapsed: age, &generator) }
      expect(draws) { (law.cumulative(age + $0) - law.cumulative(age)) / survival }
    }
  }

  @Test(arguments: laws)
  func atARandomMoment(law: Distribution) {
    let sampler = ResidualSampler(law)
    var generator = SplitMix64(state: 6)
    let draws = (0..<20_000).map { _ in sampler.sampleAtRandomMoment(&generator) }
    // ∫₀ʳ (1 − F) / mean by the midpoint rule.
    expect(draws) { value in
      let cells = 20_000
      var sum = 0.0
      for cell in 0..<cells { sum += 1 - law.cumulative(value * (Double(cell) + 0.5) / Double(cells)) }
      return sum * value / Double(cells) / law.mean
    }
  }

  @Test func whatIsOverIsOver() {
    var generator = SplitMix64(state: 7)
    #expect(ResidualSampler(.constant(50)).sample(elapsed: 20, &generator) == 30)
    #expect(ResidualSampler(.constant(50)).sample(elapsed: 60, &generator) == 0)
    #expect(ResidualSampler(.uniform(minimum: 1, maximum: 2)).sample(elapsed: 5, &generator) == 0)
  }
}

/// The work on a contact and its wrap-up, as one.
@Suite struct SumOfTwoTests {
  /// Two exponential laws alike are an Erlang law, with P(X > a) and what is left written out.
  @Test func twoAlikeAreErlang() {
    let sum = ResidualSampler(.exponential(mean: 60), then: .exponential(mean: 60))
    for elapsed in [1.0, 30, 100, 300, 900] {
      let rate = elapsed / 60
      let survival = (1 + rate) * exp(-rate)
      #expect(abs(sum.survival(elapsed) / survival - 1) < 3e-3, "\(elapsed)")
      // E(X − a | X > a) = (2 + a / 60) / (1 + a / 60) × 60.
      let count = 4096
      let mean =
        (0..<count).reduce(0.0) {
          $0 + sum.left(elapsed: elapsed, survival: survival, at: (Double($1) + 0.5) / Double(count))
        } / Double(count)
      #expect(abs(mean / (60 * (2 + rate) / (1 + rate)) - 1) < 5e-3, "\(elapsed)")
    }
    // At a random moment E X² / (2 E X) = 90 s are left.
    let count = 4096
    let mean =
      (0..<count).reduce(0.0) { $0 + sum.leftAtRandomMoment(at: (Double($1) + 0.5) / Double(count)) } / Double(count)
    #expect(abs(mean / 90 - 1) < 5e-3)
  }

  @Test func aFixedPartShifts() {
    let sum = ResidualSampler(.constant(50), then: .exponential(mean: 100))
    #expect(sum.survival(40) == 1)
    #expect(abs(sum.survival(150) - exp(-1)) < 1e-3)
    #expect(abs(sum.left(elapsed: 0, survival: 1, at: exp(-1)) - 150) < 0.2)
    let fixed = ResidualSampler(.constant(50), then: .constant(20))
    #expect(fixed.left(elapsed: 30, survival: 1, at: 0.3) == 40)
    let alone = ResidualSampler(.uniform(minimum: 10, maximum: 30), then: .constant(0))
    #expect(abs(alone.left(elapsed: 0, survival: 1, at: 0.5) - 20) < 1e-9)
  }
}
