import CGSL
import ContactCentre
import Foundation
import Randomness

/// Days spread evenly over the laws of their factors: each block of replications covers every law from its quiet to its busy
/// end, so that chance cannot make a whole block quiet.
///
/// Stratification cuts each law into as many strata of equal probability as a block has replications and puts one replication
/// into each, at random within the stratum; factors of different days and types are matched at random (Latin hypercube: M. D.
/// McKay, R. J. Beckman, W. J. Conover, Technometrics 21, 1979). Quasi-random numbers are the points of I. M. Sobol, shifted
/// at random for each block (digital shift) and moved at random within their strata, which also spread the combinations evenly; in a run of one day they set the number
/// of arrivals of each type too. Every replication by itself has the law of the scenario, so that means are without bias;
/// the replications of a block depend on each other, and intervals are made of blocks.
struct DayPoints: Sendable {
  /// A factor: of one type, or common to several.
  enum Factor: Hashable {
    case own(Int)
    case shared(Int)
  }

  /// Replications in a block: a power of two.
  let block: Int
  private let days: Int
  private let own: [Distribution?]
  private let shared: [Distribution]
  /// The first dimension of each factor; its days follow.
  private let dimensions: [Factor: Int]
  /// The first of the dimensions of arrival counts; `nil` when those stay random.
  private let countDimension: Int?
  /// Expected arrivals of each type at factor 1.
  private let expected: [Double]
  /// Sobol’s points as fractions of 2³⁰, point by point; empty for strata.
  private let points: [UInt32]
  private let sobolDimensions: Int

  /// The most dimensions of GSL’s Sobol sequence; what is beyond is stratified.
  private static let mostSobolDimensions = 40
  private static let mostReplicationsInBlock = 64
  private static let fewestBlocks = 20

  /// Replications in a block: as many as leave 20 blocks for the interval, a power of two, 2 to 64.
  static func block(replications: Int) -> Int {
    var block = 2
    while block < mostReplicationsInBlock, 2 * block * fewestBlocks <= replications { block *= 2 }
    return block
  }

  init(_ scenario: Scenario, _ compiled: CompiledScenario, isQuasiRandom: Bool) {
    block = Self.block(replications: scenario.experiment.minimumReplications)
    days = Int(compiled.periodDay.last ?? 0) + 1
    own = scenario.contactTypes.map { $0.arrivals?.dayFactor }
    shared = scenario.dayFactors.map(\.law)
    var dimensions: [Factor: Int] = [:]
    var next = 0
    // What several types have in common matters most, and the first dimensions are the best.
    for index in shared.indices {
      dimensions[.shared(index)] = next
      next += days
    }
    for (type, law) in own.enumerated() where law != nil {
      dimensions[.own(type)] = next
      next += days
    }
    self.dimensions = dimensions
    expected = (0..<compiled.typeCount).map { type in
      compiled.rateDay.indices.reduce(0) {
        $0 + compiled.arrivalRates[type * compiled.rateDay.count + $1]
          * (compiled.rateStarts[$1 + 1] - compiled.rateStarts[$1])
      }
    }
    countDimension = isQuasiRandom && days == 1 ? next : nil
    if countDimension != nil { next += compiled.typeCount }
    sobolDimensions = isQuasiRandom ? min(next, Self.mostSobolDimensions) : 0
    points = Self.sobol(count: block, dimensions: sobolDimensions)
  }

  /// The first points of Sobol’s sequence, the origin included.
  private static func sobol(count: Int, dimensions: Int) -> [UInt32] {
    guard dimensions > 0, let generator = waitline_sobol(UInt32(dimensions)) else { return [] }
    defer { gsl_qrng_free(generator) }
    var points = Array(repeating: UInt32(0), count: dimensions)
    var point = Array(repeating: 0.0, count: dimensions)
    // GSL begins with the second one.
    for _ in 1..<max(1, count) {
      gsl_qrng_get(generator, &point)
      points += point.map { UInt32($0 * 0x1p30) }
    }
    return points
  }

  /// The factor on a day.
  func factor(_ factor: Factor, day: Int, seed: UInt64, replication: Int) -> Double {
    let law: Distribution? =
      switch factor {
      case .own(let type): own[type]
      case .shared(let index): shared[index]
      }
    guard let law, let first = dimensions[factor] else { return 1 }
    return law.quantile(coordinate(first + day, seed: seed, replication: replication))
  }

  /// A coordinate of the replication’s point: between 0 and 1, both excluded.
  func coordinate(_ dimension: Int, seed: UInt64, replication: Int) -> Double {
    let (number, place) = (replication / block, replication % block)
    let stream = RandomStream(seed: seed, replication: number, subject: dimension, purpose: Purpose.strata.rawValue)
    var jitter = stream.generator(at: 1 + place)
    // nextUnit is never 0, but may be 1.
    let within = min(jitter.nextUnit(), 1 - 0x1p-53)
    if dimension < sobolDimensions {
      // The leading bits say which stratum; within it each point falls on its own, not all at the same place.
      let shifted = points[place * sobolDimensions + dimension] ^ UInt32(shift(dimension, seed, number) >> 34)
      return (Double((Int(shifted) * block) >> 30) + within) / Double(block)
    }
    return (Double(stratum(place, stream)) + within) / Double(block)
  }

  private func shift(_ dimension: Int, _ seed: UInt64, _ number: Int) -> UInt64 {
    var generator = RandomStream(seed: seed, replication: number, subject: dimension, purpose: Purpose.shift.rawValue)
      .generator(at: 0)
    return generator.next()
  }

  /// The stratum of a place, by a permutation of the block (R. A. Fisher and F. Yates).
  private func stratum(_ place: Int, _ stream: RandomStream) -> Int {
    var order = Array(0..<block)
    for last in stride(from: block - 1, to: 0, by: -1) {
      var generator = stream.generator(at: 1 + block + last)
      // Of 2⁶⁴ values one in 2⁵⁸ prefers a place: nothing that could be seen.
      order.swapAt(last, Int(generator.next() % UInt64(last + 1)))
    }
    return order[place]
  }

  /// Makes the engine count as many arrivals as the point says.
  ///
  /// Given their number N the arrivals of a day are spread as N independent ones. The engine steps through the rates in
  /// unit-exponential steps S₁, S₂, …, of which Sₖ / Sₙ₊₁ are spread like that: so the rates are scaled to add up to Sₙ₊₁.
  func fixCounts(seed: UInt64, replication: Int, factors: Table<Double>) {
    guard let countDimension else { return }
    for type in expected.indices where expected[type] > 0 && factors[type] > 0 {
      let u = coordinate(countDimension + type, seed: seed, replication: replication)
      let count = Self.poissonQuantile(u, mean: expected[type] * factors[type])
      let stream = RandomStream(
        seed: seed, replication: replication, subject: type, purpose: Purpose.arrivals.rawValue)
      var sum = 0.0
      for number in 0...count {
        var generator = stream.generator(at: number)
        sum += ZigguratTables.shared.exponential(&generator)
      }
      // A little less, so that rounding does not let the next one in.
      factors[type] = sum * (1 - 1e-12) / expected[type]
    }
  }

  /// The least number that a Poisson variable does not exceed with probability `p`.
  static func poissonQuantile(_ p: Double, mean: Double) -> Int {
    var count = max(0, Int(mean + mean.squareRoot() * gsl_cdf_ugaussian_Pinv(p)))
    while count > 0, gsl_cdf_poisson_P(UInt32(count - 1), mean) >= p { count -= 1 }
    while gsl_cdf_poisson_P(UInt32(count), mean) < p { count += 1 }
    return count
  }
}
