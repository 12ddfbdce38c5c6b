import Randomness

/// How busy each day of a replication is: a factor for each type, times those that several types have in common.
struct DayDraws: Sendable {
  private let laws: [Sampler?]
  private let shared: [Sampler]
  private let sharedOfTypes: [[Int]]
  private let points: DayPoints?
  private let seed: UInt64
  private let days: Int

  init(_ scenario: CompiledScenario, seed: UInt64) {
    laws = scenario.dayFactors
    shared = scenario.sharedDayFactors
    sharedOfTypes = scenario.sharedDayFactorsOfTypes
    points = scenario.dayPoints
    self.seed = seed
    days = Int(scenario.periodDay.last ?? 0) + 1
  }

  /// Writes what the rates of each day are multiplied by, type by type.
  func draw(replication: Int, into factors: Table<Double>) {
    for type in laws.indices {
      for day in 0..<days { factors[type * days + day] = factor(type: type, day: day, replication: replication) }
    }
    points?.fixCounts(seed: seed, replication: replication, factors: factors)
  }

  /// The factor of a type on a day.
  func factor(type: Int, day: Int, replication: Int) -> Double {
    var factor = 1.0
    if let law = laws[type] {
      factor = draw(law, .own(type), day: day, replication: replication)
    }
    for index in sharedOfTypes[type] {
      factor *= draw(shared[index], .shared(index), day: day, replication: replication)
    }
    return factor
  }

  /// The section of the replications, for the percentiles’ intervals: those of a block stay together.
  @inline(__always) func section(of replication: Int) -> Int {
    replication / (points?.block ?? 1) % WaitHistograms.sections
  }

  private func draw(_ law: Sampler, _ factor: DayPoints.Factor, day: Int, replication: Int) -> Double {
    if let points { return points.factor(factor, day: day, seed: seed, replication: replication) }
    let (subject, purpose): (Int, Purpose) =
      switch factor {
      case .own(let type): (type, .dayFactor)
      case .shared(let index): (index, .sharedDayFactor)
      }
    let stream = RandomStream(seed: seed, replication: replication, subject: subject, purpose: purpose.rawValue)
    var generator = stream.generator(at: day)
    return law.sample(&generator)
  }
}
