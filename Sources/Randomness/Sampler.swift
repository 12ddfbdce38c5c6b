import CGSL

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Draws from a ``Distribution``: a flat value, made once and used in the inner loop.
///
/// Exponential and normal draws are by ziggurat (``ZigguratTables``); lognormal is exp(μ + σz), Weibull a power of an
/// exponential, and gamma the method of G. Marsaglia and W. W. Tsang, “A simple method for generating gamma variables”,
/// ACM TOMS 26(3), 2000, with their boost for shapes below 1. Empirical laws and piecewise hazards are inverted, a law of
/// phase type is the sum of the stages of a branch.
///
/// Special cases are recognised when the sampler is made: a Weibull of shape 1 and a gamma of cv 1 are exponential, a
/// coefficient of variation of 0 and a mean of 0 are constant.
@frozen public struct Sampler: Sendable {
  /// How the draw is made; the cases decide what the three parameters mean.
  @frozen @usableFromInline enum Kind: UInt8, Sendable {
    /// `a`.
    case constant
    /// `a` = mean.
    case exponential
    /// `a` = μ, `b` = σ.
    case lognormal
    /// `a` = scale, `b` = 1 / shape.
    case weibull
    /// `a` = d = shape − ⅓, `b` = 1 / √(9d), `c` = d × scale.
    case gamma
    /// As `gamma` for shape + 1; the shape is `a` − ⅔.
    case boostedGamma
    /// `a` = minimum, `b` = maximum − minimum.
    case uniform
    /// `a` = number of intervals; the table holds the quantiles.
    case empirical
    /// The table holds cumulated share, stages and mean of a stage for each branch.
    case phaseType
    /// `a` = number of stretches, `b` = mean of the tail; the table holds end, cumulated hazard and hazard of each.
    case piecewiseHazard
  }

  @usableFromInline let kind: Kind
  @usableFromInline let a: Double
  @usableFromInline let b: Double
  @usableFromInline let c: Double
  @usableFromInline let tables: ZigguratTables
  @usableFromInline let figures: LawTable

  /// Prepares to draw from a law. Its parameters are taken to be valid: means and spreads ≥ 0, shapes > 0.
  public init(_ distribution: Distribution) {
    tables = ZigguratTables.shared
    figures = Self.figures(distribution)
    switch distribution {
    case .constant(let value):
      (kind, a, b, c) = (.constant, value, 0, 0)
    case .exponential(let mean):
      (kind, a, b, c) = (.exponential, mean, 0, 0)
    case .lognormal(let mean, let cv):
      if mean > 0, cv > 0 {
        let variance = log1p(cv * cv)
        (kind, a, b, c) = (.lognormal, log(mean) - variance / 2, variance.squareRoot(), 0)
      } else {
        (kind, a, b, c) = (.constant, mean, 0, 0)
      }
    case .weibull(let mean, let shape):
      if shape == 1 {
        (kind, a, b, c) = (.exponential, mean, 0, 0)
      } else {
        // Through the logarithm: the gamma function itself overflows for shapes below 0.006.
        (kind, a, b, c) = (.weibull, mean * exp(-gsl_sf_lngamma(1 + 1 / shape)), 1 / shape, 0)
      }
    case .gamma(let mean, let cv):
      let shape = 1 / (cv * cv)
      if cv == 1 {
        (kind, a, b, c) = (.exponential, mean, 0, 0)
      } else if mean <= 0 || cv <= 0 {
        (kind, a, b, c) = (.constant, mean, 0, 0)
      } else {
        let boosted = shape < 1
        let d = (boosted ? shape + 1 : shape) - 1.0 / 3
        (kind, a, b, c) = (boosted ? .boostedGamma : .gamma, d, 1 / (9 * d).squareRoot(), d * mean / shape)
      }
    case .uniform(let minimum, let maximum):
      (kind, a, b, c) = (.uniform, minimum, maximum - minimum, 0)
    case .empirical(let quantiles): (kind, a, b, c) = (.empirical, Double(quantiles.count - 1), 0, 0)
    case .phaseType(let branches): (kind, a, b, c) = (.phaseType, Double(branches.count), 0, 0)
    case .piecewiseHazard(let pieces):
      (kind, a, b, c) = (.piecewiseHazard, Double(pieces.until.count), pieces.tailMean, 0)
    }
  }

  /// What a law with more than three figures needs to be drawn.
  private static func figures(_ distribution: Distribution) -> LawTable {
    switch distribution {
    case .empirical(let quantiles): return .of(quantiles)
    case .phaseType(let branches):
      var sum = 0.0
      return .of(
        branches.flatMap { branch in
          sum += branch.share
          return [sum, Double(branch.stages), branch.mean / Double(branch.stages)]
        })
    case .piecewiseHazard(let pieces):
      var sum = 0.0
      return .of(
        [0, 0, 0]
          + pieces.stretches.flatMap { piece in
            sum += piece.hazard * piece.length
            return [piece.start + piece.length, sum, piece.hazard]
          })
    default: return .empty
    }
  }

  /// One draw, in the unit of the law.
  @inlinable @inline(__always) public func sample(_ generator: inout SplitMix64) -> Double {
    // The laws of nearly all scenarios are put into the caller's code, a call would cost as much as the draw.
    switch kind {
    case .exponential: return a * tables.exponential(&generator)
    case .lognormal: return exp(a + b * tables.normal(&generator))
    case .constant: return a
    default:
      let (draw, state) = Self.sampleOther(
        kind: kind, a: a, b: b, c: c, tables: tables, figures: figures, state: generator.state)
      generator.state = state
      return draw
    }
  }

  /// A draw of a law that takes more work; all by value, so that nothing of the caller has to be put into memory.
  @usableFromInline @inline(never)
  static func sampleOther(
    kind: Kind, a: Double, b: Double, c: Double, tables: ZigguratTables, figures: LawTable, state: UInt64
  ) -> (draw: Double, state: UInt64) {
    var generator = SplitMix64(state: state)
    let draw: Double =
      switch kind {
      case .constant: a
      case .exponential: a * tables.exponential(&generator)
      case .lognormal: exp(a + b * tables.normal(&generator))
      case .weibull: a * pow(tables.exponential(&generator), b)
      case .gamma: c * Self.gammaCube(&generator, d: a, c: b, tables: tables)
      case .boostedGamma:
        // U^(1/shape) with U = exp(−E).
        c * Self.gammaCube(&generator, d: a, c: b, tables: tables)
          * exp(-tables.exponential(&generator) / (a - 2.0 / 3))
      case .uniform: a + b * generator.nextUnit()
      case .empirical: empirical(&generator, intervals: a, quantiles: figures.base)
      case .phaseType: phaseType(&generator, branches: Int(a), figures: figures.base, tables: tables)
      case .piecewiseHazard:
        piecewiseHazard(tables.exponential(&generator), stretches: Int(a), tailMean: b, figures: figures.base)
      }
    return (draw, generator.state)
  }

  private static func empirical(
    _ generator: inout SplitMix64, intervals: Double, quantiles: UnsafePointer<Double>
  ) -> Double {
    let place = generator.nextUnit() * intervals
    let interval = min(Int(place), Int(intervals) - 1)
    return quantiles[interval] + (quantiles[interval + 1] - quantiles[interval]) * (place - Double(interval))
  }

  private static func phaseType(
    _ generator: inout SplitMix64, branches: Int, figures: UnsafePointer<Double>, tables: ZigguratTables
  ) -> Double {
    let chance = generator.nextUnit()
    var branch = 0
    while branch < branches - 1, chance >= figures[3 * branch] { branch += 1 }
    var sum = 0.0
    for _ in 0..<Int(figures[3 * branch + 1]) { sum += tables.exponential(&generator) }
    return sum * figures[3 * branch + 2]
  }

  /// Where the cumulated hazard reaches an exponential draw.
  private static func piecewiseHazard(
    _ draw: Double, stretches: Int, tailMean: Double, figures: UnsafePointer<Double>
  ) -> Double {
    for stretch in 0..<stretches {
      let before = figures + 3 * stretch
      if draw < before[4] { return before[0] + (draw - before[1]) / before[5] }
    }
    return figures[3 * stretches] + (draw - figures[3 * stretches + 1]) * tailMean
  }

  /// An exponential draw with mean 1.
  @inlinable @inline(__always) public static func exponential(_ generator: inout SplitMix64, tables: ZigguratTables)
    -> Double
  {
    tables.exponential(&generator)
  }

  /// A standard normal draw.
  @inlinable @inline(__always) public static func normal(_ generator: inout SplitMix64, tables: ZigguratTables)
    -> Double
  {
    tables.normal(&generator)
  }

  /// v of Marsaglia and Tsang: d·v is gamma with shape d + ⅓ and scale 1.
  private static func gammaCube(
    _ generator: inout SplitMix64, d: Double, c: Double, tables: ZigguratTables
  ) -> Double {
    while true {
      let z = tables.normal(&generator)
      let root = 1 + c * z
      if root <= 0 { continue }
      let v = root * root * root
      let u = generator.nextUnit()
      let square = z * z
      if u < 1 - 0.0331 * square * square { return v }
      if log(u) < 0.5 * square + d * (1 - v + log(v)) { return v }
    }
  }
}
