import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Draws what is left of something that has gone on for a while: a contact in hand, the patience of who waits.
///
/// A plain value without references, however long its tables are: it is used where counting references would cost more than
/// the draw.
@frozen public struct ResidualSampler: Sendable, BitwiseCopyable {
  @usableFromInline let sampler: Sampler
  @usableFromInline let manner: Manner
  /// Quantiles of the time left at a random moment, P(R ≤ r) = ∫₀ʳ (1 − F) / mean, at the probabilities 1 − (1 − t)³ for
  /// equal steps of t: a long tail needs the finer ones.
  @usableFromInline let equilibrium: LawTable

  @usableFromInline static var steps: Int { 1024 }

  /// How what is left is drawn.
  @frozen @usableFromInline enum Manner: Sendable, BitwiseCopyable {
    /// As if it had just begun.
    case exponential(mean: Double)
    /// Always as long.
    case fixed(Double)
    case table(SurvivalTable)
  }

  /// Prepares to draw from a law.
  public init(_ law: Distribution) {
    sampler = Sampler(law)
    if case .exponential(let mean) = law, mean > 0 {
      manner = .exponential(mean: mean)
    } else if law.cumulative(law.mean) == 1, law.cumulative(law.mean.nextDown) == 0 {
      manner = .fixed(law.mean)
    } else {
      manner = .table(SurvivalTable(law))
    }
    equilibrium = LawTable.of(Self.equilibriumQuantiles(law))
  }

  private struct Key: Hashable {
    var first: Distribution
    var second: Distribution?
  }
  private static let known = Mutex<[Key: ResidualSampler]>([:])

  /// The same as ``init(_:then:)``, from what was prepared before: the tables of a law take some hundredths of a second.
  public static func prepared(_ first: Distribution, then second: Distribution? = nil) -> ResidualSampler {
    let key = Key(first: first, second: second)
    if let found = known.withLock({ $0[key] }) { return found }
    let fresh = ResidualSampler(first, then: second)
    known.withLock { $0[key] = fresh }
    return fresh
  }

  /// Prepares to draw from the law of one thing and another that follows it, as the work on a contact and its wrap-up.
  public init(_ first: Distribution, then second: Distribution?) {
    guard let second, second.mean > 0 else {
      self.init(first)
      return
    }
    let sum = SumOfTwo(first, second)
    guard sum.hasSpread else {
      self.init(.constant(first.mean + second.mean))
      return
    }
    self.init(
      Sampler(first), .table(SurvivalTable(sum.exceeded)),
      LawTable.of(Self.equilibriumQuantiles(mean: first.mean + second.mean, sum.cumulative)))
  }

  private init(_ sampler: Sampler, _ manner: Manner, _ equilibrium: LawTable) {
    (self.sampler, self.manner, self.equilibrium) = (sampler, manner, equilibrium)
  }

  /// X − elapsed, given X > elapsed; 0 if the law never lasts as long.
  public func sample(elapsed: Double, _ generator: inout SplitMix64) -> Double {
    sample(elapsed: elapsed, survival: survival(elapsed), &generator)
  }

  /// P(X > elapsed): worked out once for an age from which many draws are made.
  public func survival(_ elapsed: Double) -> Double {
    switch manner {
    case .exponential(let mean): exp(-max(0, elapsed) / mean)
    case .fixed(let value): elapsed < value ? 1 : 0
    case .table(let table): table.probability(elapsed)
    }
  }

  /// X − elapsed, given X > elapsed, where `survival` is P(X > elapsed); 0 if the law never lasts as long.
  public func sample(elapsed: Double, survival: Double, _ generator: inout SplitMix64) -> Double {
    switch manner {
    case .exponential: return sampler.sample(&generator)
    case .fixed(let value): return max(0, value - elapsed)
    case .table(let table):
      let probability = survival * generator.nextUnit()
      return probability > 0 ? max(0, table.value(probability) - elapsed) : 0
    }
  }

  /// What is left by a uniform number u in (0, 1]: the longer, the less it is. So numbers that are spread evenly give what
  /// is left spread evenly.
  ///
  /// - Parameters:
  ///   - elapsed: how long it has gone on; 0 for a new one.
  ///   - survival: P(X > elapsed).
  @inlinable @inline(__always) public func left(elapsed: Double, survival: Double, at unit: Double) -> Double {
    switch manner {
    case .exponential(let mean): return -mean * log(unit)
    case .fixed(let value): return max(0, value - elapsed)
    case .table(let table):
      let probability = survival * unit
      return probability > 0 ? max(0, table.value(probability) - elapsed) : 0
    }
  }

  /// The time left at a random moment in the course of a long one after the other, the age not being known.
  public func sampleAtRandomMoment(_ generator: inout SplitMix64) -> Double {
    if case .exponential = manner { return sampler.sample(&generator) }
    return leftAtRandomMoment(at: generator.nextUnit())
  }

  /// The same by a uniform number in (0, 1].
  public func leftAtRandomMoment(at unit: Double) -> Double {
    if case .exponential(let mean) = manner { return -mean * log(unit) }
    let place = (1 - cbrt(1 - unit)) * Double(Self.steps)
    let step = min(Int(place), Self.steps - 1)
    return equilibrium.base[step]
      + (equilibrium.base[step + 1] - equilibrium.base[step]) * (place - Double(step))
  }

  private static func equilibriumQuantiles(_ law: Distribution) -> [Double] {
    if case .exponential = law { return [0] }
    guard law.mean > 0 else { return Array(repeating: 0, count: steps + 1) }
    return equilibriumQuantiles(mean: law.mean, law.cumulative)
  }

  /// Simpson's rule over a grid that reaches to where nothing is left.
  private static func equilibriumQuantiles(mean: Double, _ cumulative: (Double) -> Double) -> [Double] {
    var reach = mean
    while cumulative(reach) < 1 - 1e-9, reach < 1e6 * mean { reach *= 1.5 }
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
      let middle = cumulative((from + to) / 2)
      let left = 6 - cumulative(from) - 4 * middle - cumulative(to)
      let next = sum + (to - from) / 6 * left / mean
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
