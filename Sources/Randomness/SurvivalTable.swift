import CGSL

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The quantiles of a law by the probability of exceeding them, as a table: what is left of something of a known age is one
/// uniform number and one look into it.
///
/// X, given that it exceeds a, is the value that is exceeded with probability u · P(X > a), u uniform. The grid halves the
/// probability again and again, each halving in 128 steps, so that the tail is as fine as the middle.
@frozen @usableFromInline struct SurvivalTable: Sendable, BitwiseCopyable {
  @usableFromInline static var steps: Int { 128 }
  @usableFromInline static var halvings: Int { 40 }
  /// Lowest probability of the table.
  @usableFromInline static var least: Double { 0x1p-40 }
  @usableFromInline static var stepBits: UInt64 { 52 - 7 }

  /// Up to this probability of staying below the second grid is taken.
  @usableFromInline static var short: Double { 0x1p-6 }
  @usableFromInline static var shortHalvings: Int { 24 }

  @usableFromInline let values: LawTable
  @usableFromInline let shortValues: LawTable
  /// How much further out the value is for each halving beyond the table.
  @usableFromInline let perHalving: Double

  /// Makes the table of a law; its spread must not be 0.
  init(_ law: Distribution) { self.init { law.exceeded(with: $0, from: $1) } }

  /// Makes the table from the value that is exceeded with a probability, given one that is exceeded with a higher one; it is
  /// asked for falling probabilities from 1 on.
  init(_ exceeded: (Double, Double) -> Double) {
    var values: [Double] = []
    values.reserveCapacity(Self.steps * Self.halvings + 2)
    for index in 0...(Self.steps * Self.halvings + 1) {
      values.append(exceeded(Self.point(index), values.last ?? 0))
    }
    perHalving = max(0, values[Self.steps * Self.halvings] - values[Self.steps * (Self.halvings - 1)])
    self.values = LawTable.of(values)
    var shortValues: [Double] = []
    for index in 0...(Self.steps * Self.shortHalvings + 1) {
      shortValues.append(exceeded(1 - Self.shortPoint(index), 0))
    }
    self.shortValues = LawTable.of(shortValues)
  }

  /// The value that is exceeded with a probability above 0; linear between the points of the table, and beyond it as an
  /// exponential law goes on.
  @inlinable @inline(__always) func value(_ probability: Double) -> Double {
    guard probability >= Self.least else { return far(probability) }
    guard probability < 1 - Self.short else { return near(1 - probability) }
    // Going down from 1, the bits of the double count the steps; what is below them is the way to the next one.
    let below = (1.0).bitPattern &- probability.bitPattern
    let index = Int(below &>> Self.stepBits)
    let part = Double(below & (1 &<< Self.stepBits &- 1)) * (1 / Double(UInt64(1) << Self.stepBits))
    return values.base[index] + (values.base[index &+ 1] - values.base[index]) * part
  }

  /// The value that is not exceeded with a small probability.
  @usableFromInline @inline(never) func near(_ probability: Double) -> Double {
    let last = Self.steps * Self.shortHalvings
    guard probability > Self.shortPoint(last) else { return shortValues.base[last] }
    let below = Self.short.bitPattern &- probability.bitPattern
    let index = Int(below &>> Self.stepBits)
    let part = Double(below & (1 &<< Self.stepBits &- 1)) * (1 / Double(UInt64(1) << Self.stepBits))
    return shortValues.base[index] + (shortValues.base[index &+ 1] - shortValues.base[index]) * part
  }

  /// The value beyond the table.
  @usableFromInline @inline(never) func far(_ probability: Double) -> Double {
    values.base[Self.steps * Self.halvings] + log2(Self.least / probability) * perHalving
  }

  /// The probability with which a value is exceeded: the other way round.
  func probability(_ value: Double) -> Double {
    let last = Self.steps * Self.halvings
    guard value < values.base[last] else {
      return perHalving > 0 ? Self.least * exp2((values.base[last] - value) / perHalving) : 0
    }
    guard value >= values.base[0] else { return 1 }
    if value < shortValues.base[0] { return 1 - shortProbability(value) }
    // The last point at or below the value: where several are equal, all of their probability lies there.
    var (low, high) = (0, last)
    while high - low > 1 {
      let middle = (low + high) / 2
      if values.base[middle] <= value { low = middle } else { high = middle }
    }
    let part = (value - values.base[low]) / (values.base[high] - values.base[low])
    let (above, below) = (Self.point(low), Self.point(high))
    return above + (below - above) * part
  }

  /// The small probability with which a value is not exceeded.
  private func shortProbability(_ value: Double) -> Double {
    let last = Self.steps * Self.shortHalvings
    guard value > shortValues.base[last] else { return 0 }
    // The first point at or below the value.
    var (low, high) = (0, last)
    while high - low > 1 {
      let middle = (low + high) / 2
      if shortValues.base[middle] > value { low = middle } else { high = middle }
    }
    let (above, below) = (shortValues.base[low], shortValues.base[high])
    let part = above > below ? (above - value) / (above - below) : 0
    return Self.shortPoint(low) + (Self.shortPoint(high) - Self.shortPoint(low)) * part
  }

  /// The probability of a point of the second grid.
  private static func shortPoint(_ index: Int) -> Double {
    Double(bitPattern: short.bitPattern - UInt64(index) << stepBits)
  }

  /// The probability of a point of the table.
  private static func point(_ index: Int) -> Double {
    Double(bitPattern: (1.0).bitPattern - UInt64(index) << stepBits)
  }
}

extension Distribution {
  /// P(X > x); exact far out too.
  func survival(_ x: Double) -> Double {
    switch self {
    case .exponential(let mean): return mean > 0 ? (x > 0 ? exp(-x / mean) : 1) : (x >= 0 ? 0 : 1)
    case .lognormal(let mean, let cv) where mean > 0 && cv > 0:
      guard x > 0 else { return 1 }
      let variance = log1p(cv * cv)
      return gsl_cdf_lognormal_Q(x, log(mean) - variance / 2, variance.squareRoot())
    case .weibull(let mean, let shape):
      return x > 0 ? gsl_cdf_weibull_Q(x, mean * exp(-gsl_sf_lngamma(1 + 1 / shape)), shape) : 1
    case .gamma(let mean, let cv) where mean > 0 && cv > 0:
      return x > 0 ? gsl_cdf_gamma_Q(x, 1 / (cv * cv), mean * cv * cv) : 1
    case .phaseType(let branches):
      guard x > 0 else { return 1 }
      return branches.reduce(0) {
        $0 + $1.share * gsl_cdf_gamma_Q(x, Double($1.stages), $1.mean / Double($1.stages))
      }
    default: return 1 - cumulative(x)
    }
  }

  /// The value that is exceeded with a probability above 0.
  /// - Parameter low: a value that is exceeded with a higher one.
  func exceeded(with probability: Double, from low: Double) -> Double {
    switch self {
    case .constant(let value): return value
    case .exponential(let mean): return -mean * log(probability)
    case .uniform(let minimum, let maximum): return maximum - probability * (maximum - minimum)
    case .lognormal(let mean, let cv):
      guard probability < 1 else { return 0 }
      let variance = log1p(cv * cv)
      return exp(log(mean) - variance / 2 + variance.squareRoot() * gsl_cdf_ugaussian_Qinv(probability))
    case .weibull(let mean, let shape):
      return mean * exp(-gsl_sf_lngamma(1 + 1 / shape)) * pow(-log(probability), 1 / shape)
    case .empirical(let quantiles):
      let place = (1 - probability) * Double(quantiles.count - 1)
      let index = min(Int(place), quantiles.count - 2)
      return quantiles[index] + (quantiles[index + 1] - quantiles[index]) * (place - Double(index))
    case .gamma, .phaseType, .piecewiseHazard: return probability < 1 ? root(of: probability, from: low) : 0
    }
  }

  /// Halves the logarithm of a bracket: the inverses of the library do not converge for all shapes.
  private func root(of probability: Double, from low: Double) -> Double {
    var low = low
    var high = max(2 * low, 1e-12 * mean)
    while survival(high) > probability {
      low = high
      high *= 2
    }
    for _ in 0..<50 where high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if survival(middle) > probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
