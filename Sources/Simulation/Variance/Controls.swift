import ContactCentre
import Randomness

/// What chance did to the demand of a replication: how much each type’s arrivals and their work deviate from what the
/// scenario makes one expect. The expectations are exact, so that the deviations can correct the figures.
///
/// The deviations are of contacts that come from outside while their type is open. They are drawn once more from the streams
/// of the engine, which are known by the numbers of the contacts: nothing is counted in the engine for them.
struct Controls: Sendable {
  /// A deviation.
  enum Part: Int, CaseIterable {
    /// Of the arrivals expected from the factor of the day, in millionths of a contact.
    case busyness
    /// Of the arrivals from those expected, in millionths of a contact.
    case arrivals
    /// Of the handling and wrap-up times of those that came from their means, microseconds.
    case work
  }

  private let compiled: CompiledScenario
  private let draws: DayDraws
  private let seed: UInt64
  private let days: Int
  /// Times in which each type is open.
  private let open: [[Range<Double>]]
  /// By type and day: arrivals expected at factor 1 while it is open.
  private let expected: [Double]
  /// Mean of the factor of each type.
  private let meanFactors: [Double]
  private let hasFactor: [Bool]
  private let hasDemand: [Bool]
  /// Mean handling and wrap-up time by type, seconds.
  private let meanWork: [Double]

  init(_ scenario: Scenario, _ compiled: CompiledScenario) {
    self.compiled = compiled
    seed = scenario.experiment.seed
    draws = DayDraws(compiled, seed: seed)
    let days = Int(compiled.periodDay.last ?? 0) + 1
    self.days = days
    meanWork = scenario.contactTypes.map { $0.handling.mean + ($0.wrapUp?.mean ?? 0) }
    meanFactors = scenario.contactTypes.map { type in
      let common = scenario.dayFactors.filter { type.arrivals?.sharedDayFactors.contains($0.name) == true }
      return common.reduce(type.arrivals?.dayFactor?.mean ?? 1) { $0 * $1.law.mean }
    }
    hasFactor = scenario.contactTypes.map {
      $0.arrivals?.dayFactor != nil || $0.arrivals?.sharedDayFactors.isEmpty == false
    }
    var open = Array(repeating: [Range<Double>](), count: compiled.types.count)
    var since = Array(repeating: Double?.none, count: compiled.types.count)
    for event in compiled.schedule {
      let type = Int(event.subject)
      switch event.kind {
      case .typeOpens where since[type] == nil: since[type] = event.time
      case .typeCloses:
        if let from = since[type], from < event.time { open[type].append(from..<event.time) }
        since[type] = nil
      default: break
      }
    }
    for type in since.indices {
      if let from = since[type], from < compiled.end { open[type].append(from..<compiled.end) }
    }
    self.open = open
    expected = (0..<compiled.typeCount).flatMap { type in
      var sums = Array(repeating: 0.0, count: days)
      for interval in compiled.rateDay.indices {
        let (from, to) = (compiled.rateStarts[interval], compiled.rateStarts[interval + 1])
        let length = open[type].reduce(0) { $0 + max(0, min($1.upperBound, to) - max($1.lowerBound, from)) }
        sums[Int(compiled.rateDay[interval])] +=
          compiled.arrivalRates[type * compiled.rateDay.count + interval] * length
      }
      return sums
    }
    let everything = expected
    hasDemand = (0..<compiled.typeCount).map { type in
      everything[(type * days)..<((type + 1) * days)].contains { $0 > 0 }
    }
  }

  /// The deviations of a replication, type by type, each ``Part`` in turn.
  func deviations(replication: Int) -> [Int64] {
    let factors = Table(repeating: 1.0, count: compiled.typeCount * days)
    defer { factors.deallocate() }
    draws.draw(replication: replication, into: factors)
    var deviations: [Int64] = []
    for type in 0..<compiled.typeCount {
      guard hasDemand[type] else {
        deviations += [0, 0, 0]
        continue
      }
      var (mean, given) = (0.0, 0.0)
      for day in 0..<days where expected[type * days + day] > 0 {
        mean += meanFactors[type] * expected[type * days + day]
        given += draws.factor(type: type, day: day, replication: replication) * expected[type * days + day]
      }
      let (count, work) = demand(type: type, replication: replication, factors: factors)
      deviations += [
        (given - mean) * 1e6, (Double(count) - given) * 1e6, (work - Double(count) * meanWork[type]) * 1e6,
      ]
      .map { Int64($0.rounded()) }
    }
    return deviations
  }

  /// Arrivals of a type while it is open, and their work: the draws of the engine, once more.
  private func demand(type: Int, replication: Int, factors: Table<Double>) -> (count: Int, work: Double) {
    func stream(_ purpose: Purpose) -> RandomStream {
      RandomStream(seed: seed, replication: replication, subject: type, purpose: purpose.rawValue)
    }
    let (arrivals, handling) = (stream(.arrivals), stream(.handling))
    let row = compiled.types[type]
    let ziggurat = ZigguratTables.shared
    let intervals = compiled.rateDay.count
    var (number, count, work) = (0, 0, 0.0)
    var (interval, time) = (0, compiled.rateStarts[0])
    var nextOpen = 0
    while true {
      var generator = arrivals.generator(at: number)
      var left = ziggurat.exponential(&generator)
      while interval < intervals {
        let rate =
          compiled.arrivalRates[type * intervals + interval] * factors[type * days + Int(compiled.rateDay[interval])]
        let ends = compiled.rateStarts[interval + 1]
        if left < (ends - time) * rate {
          time += left / rate
          break
        }
        left -= (ends - time) * rate
        time = ends
        interval += 1
      }
      guard interval < intervals else { return (count, work) }
      while nextOpen < open[type].count, open[type][nextOpen].upperBound <= time { nextOpen += 1 }
      if nextOpen < open[type].count, open[type][nextOpen].contains(time) {
        count += 1
        var draws = handling.generator(at: number)
        work += row.handling.sample(&draws)
        if row.hasWrapUp { work += row.wrapUp.sample(&draws) }
      }
      number += 1
    }
  }

  /// The controls that correct the figures of a type: its own deviations, and the work of all others together.
  func controls(ofType type: Int, _ deviations: [Int64]) -> [Int64] {
    let width = Part.allCases.count
    var controls = Array(deviations[(type * width)..<((type + 1) * width)])
    if !hasFactor[type] { controls.removeFirst() }
    if compiled.typeCount > 1 { controls.append(work(deviations, but: type)) }
    return controls
  }

  /// The control that corrects the figures of the agent groups: the work of all types.
  func controls(ofGroups deviations: [Int64]) -> [Int64] { [work(deviations, but: nil)] }

  /// How many controls a type has.
  func count(ofType type: Int) -> Int { (hasFactor[type] ? 3 : 2) + (compiled.typeCount > 1 ? 1 : 0) }

  private func work(_ deviations: [Int64], but excluded: Int?) -> Int64 {
    let width = Part.allCases.count
    var sum = 0.0
    for type in 0..<compiled.typeCount where type != excluded {
      let contacts = deviations[type * width] + deviations[type * width + 1]
      sum += Double(contacts) * meanWork[type] + Double(deviations[type * width + 2])
    }
    return Int64(sum.rounded())
  }
}
