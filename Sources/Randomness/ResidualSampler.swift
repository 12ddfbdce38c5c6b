#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Draws what is left of something that has gone on for a while: a contact in hand, the patience of who waits.
public struct ResidualSampler: Sendable {
  private let law: Distribution
  private let sampler: Sampler
  /// Quantiles of the time left at a random moment, P(R ≤ r) = ∫₀ʳ (1 − F) / mean, at the probabilities 1 − (1 − t)³ for
  /// equal steps of t: a long tail needs the finer ones.
  private let equilibrium: [Double]

  private static let steps = 1024
  /// Draws that are tried before the distribution function is inverted.
  private static let tries = 64

  /// Prepares to draw from a law.
  public init(_ law: Distribution) {
    self.law = law
    sampler = Sampler(law)
    equilibrium = Self.equilibriumQuantiles(law)
  }

  /// X − elapsed, given X > elapsed; 0 if the law never lasts as long.
  public func sample(elapsed: Double, _ generator: inout SplitMix64) -> Double {
    if case .exponential = law { return sampler.sample(&generator) }
    for _ in 0..<Self.tries {
      let draw = sampler.sample(&generator)
      if draw > elapsed { return draw - elapsed }
    }
    let before = law.cumulative(elapsed)
    guard before < 1 else { return 0 }
    let target = before + generator.nextUnit() * (1 - before)
    var low = elapsed
    var high = max(2 * elapsed, law.mean)
    while law.cumulative(high) < target, high < 1e12 { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if law.cumulative(middle) < target { low = middle } else { high = middle }
    }
    return high - elapsed
  }

  /// The time left at a random moment in the course of a long one after the other, the age not being known.
  public func sampleAtRandomMoment(_ generator: inout SplitMix64) -> Double {
    if case .exponential = law { return sampler.sample(&generator) }
    let place = (1 - cbrt(1 - generator.nextUnit())) * Double(Self.steps)
    let step = min(Int(place), Self.steps - 1)
    return equilibrium[step] + (equilibrium[step + 1] - equilibrium[step]) * (place - Double(step))
  }

  /// Simpson's rule over a grid that reaches to where nothing is left.
  private static func equilibriumQuantiles(_ law: Distribution) -> [Double] {
    if case .exponential = law { return [] }
    guard law.mean > 0 else { return Array(repeating: 0, count: steps + 1) }
    var reach = law.mean
    while law.cumulative(reach) < 1 - 1e-9, reach < 1e6 * law.mean { reach *= 1.5 }
    // Steps grow from the start: the middle of a law with a long tail needs the finer ones.
    let cells = 8192
    func point(_ cell: Int) -> Double {
      let part = Double(cell) / Double(cells)
      return reach * part * part * part
    }
    var quantiles = [0.0]
    var sum = 0.0
    for cell in 0..<cells {
      let (from, to) = (point(cell), point(cell + 1))
      let middle = law.cumulative((from + to) / 2)
      let left = 6 - law.cumulative(from) - 4 * middle - law.cumulative(to)
      let next = sum + (to - from) / 6 * left / law.mean
      while quantiles.count < steps {
        let beyond = 1 - Double(quantiles.count) / Double(steps)
        let probability = 1 - beyond * beyond * beyond
        guard probability <= next else { break }
        quantiles.append(from + (to - from) * (probability - sum) / (next - sum))
      }
      sum = next
    }
    while quantiles.count <= steps { quantiles.append(reach) }
    return quantiles
  }
}
