import ContactCentre
import Simulation
import Statistics

/// What the replications of one scenario counted, ready to be paired with another's.
struct ScenarioSample {
  let label: String
  let scenario: Scenario
  private let types: [[ComparedMeasure: RatioSample]]
  private let cost: RatioSample?
  private let paidHours: RatioSample

  init(label: String, simulator: Simulator, table: ReplicationTable) {
    self.label = label
    scenario = simulator.scenario
    let timeline = simulator.countingTimeline
    let counted = timeline.end - timeline.periodStarts[simulator.warmUpPeriods]
    let days = Double(scenario.calendar.days) * counted / timeline.end
    types = scenario.contactTypes.enumerated().map { number, type in
      Self.samples(type, number: number, simulator: simulator, table: table, days: days)
    }
    let groups = scenario.agentGroups
    let planned = simulator.paidSecondsByPlan
    func perDay(_ fixed: Double, overtime weight: (AgentGroup) -> Double) -> RatioSample {
      RatioSample(
        (0..<table.count).map { replication in
          let overtime = groups.enumerated().reduce(0) {
            $0 + Double(table.overtime(replication: replication, group: $1.offset)) * 1e-6 * weight($1.element)
          }
          return (fixed + overtime) / 3600 / days
        })
    }
    paidHours = perDay(planned.reduce(0, +)) { _ in 1 }
    let price = zip(planned, groups).reduce(0) { $0 + $1.0 * ($1.1.costPerHour ?? 0) }
    let cost = price + 3600 * simulator.surchargesByPlan.reduce(0, +)
    self.cost = simulator.costIsKnown ? perDay(cost) { $0.usualCostPerHour ?? 0 } : nil
  }

  private static func samples(
    _ type: ContactType, number: Int, simulator: Simulator, table: ReplicationTable, days: Double
  ) -> [ComparedMeasure: RatioSample] {
    func total(_ total: ReplicationTable.Total) -> [Double] {
      (0..<table.count).map { Double(table.total(total, replication: $0, type: number)) }
    }
    let (offered, answered, within) = (total(.offered), total(.answered), total(.answeredWithin))
    let (abandoned, abandonedWithin) = (total(.abandoned), total(.abandonedWithin))
    let (met, missed) = (total(.deadlineMet), total(.deadlineMissed))
    var samples: [ComparedMeasure: RatioSample] = [
      .offered: RatioSample(offered.map { $0 / days }), .answered: RatioSample(answered.map { $0 / days }),
      .SL1: RatioSample(x: within, y: offered),
      .SL2: RatioSample(x: within, y: zip(offered, abandonedWithin).map { $0 - $1 }),
      .SL3: RatioSample(x: zip(within, abandonedWithin).map { $0 + $1 }, y: offered),
      .SL4: RatioSample(x: within, y: answered),
      .averageWait: RatioSample(x: total(.waitAnswered).map { $0 * 1e-6 }, y: answered),
      .abandonment: RatioSample(x: abandoned, y: offered),
    ]
    if type.deadline != nil {
      samples[.deadlineCompliance] = RatioSample(x: met, y: zip(met, missed).map { $0 + $1 })
    }
    if let promise = type.promise {
      let met = (0..<table.count).map { replication in
        daysMet(promise, type: number, replication: replication, simulator: simulator, table: table)
      }
      samples[.dayMeetsPromise] = RatioSample(x: met.map(\.met), y: met.map(\.all))
    }
    return samples
  }

  /// Days of a replication that met the promise, of those with a contact.
  private static func daysMet(
    _ promise: Promise, type: Int, replication: Int, simulator: Simulator, table: ReplicationTable
  ) -> (met: Double, all: Double) {
    var result = (met: 0.0, all: 0.0)
    for day in 0..<simulator.scenario.calendar.days {
      var counts = ServiceCounts()
      for period in simulator.warmUpPeriods..<table.periodCount
      where simulator.countingTimeline.periodDay[period] == day {
        counts.add(table, replication: replication, type: type, period: period)
      }
      let (x, y) = counts.pair(promise.definition)
      guard y > 0 else { continue }
      result.all += 1
      // The quotient, as the simulator does: 7 of 25 is the double nearest to 0.28, and so is the target.
      if Double(x) / Double(y) >= promise.target { result.met += 1 }
    }
    return result
  }

  var summary: ComparedScenario {
    ComparedScenario(
      label: label, scenario: scenario.name, days: scenario.calendar.days,
      contactTypes: zip(scenario.contactTypes, types).map { type, samples in
        ComparedType(
          name: type.name, promise: type.promise,
          answerWithin: type.promise?.answerWithin ?? ContactTypeResult.usualAnswerWithin,
          hasDeadline: type.deadline != nil, isDeferred: type.channel.isDeferred && type.promise == nil,
          figures: samples.mapValues { Figure($0.interval()) })
      }, cost: cost.map { Figure($0.interval()) }, paidHours: Figure(paidHours.interval()))
  }

  func difference(from other: ScenarioSample) -> ScenarioDifference {
    var rows: [(name: String, figures: [ComparedMeasure: Figure])] = []
    var factors: [(name: String, factors: [ComparedMeasure: Double])] = []
    for (number, type) in other.scenario.contactTypes.enumerated() {
      guard let own = scenario.contactTypes.firstIndex(where: { $0.name == type.name }) else { continue }
      var figures: [ComparedMeasure: Figure] = [:]
      for (measure, sample) in other.types[number] {
        if let mine = types[own][measure] { figures[measure] = Figure(mine.difference(from: sample)) }
      }
      rows.append((type.name, figures))
      factors.append(
        (
          type.name,
          other.types[number].reduce(into: [:]) { $0[$1.key] = types[own][$1.key]?.pairingFactor(with: $1.value) }
        ))
    }
    var costs: Figure?
    if let cost, let before = other.cost { costs = Figure(cost.difference(from: before)) }
    return ScenarioDifference(
      label: label, baseline: other.label, contactTypes: rows, varianceFactors: factors,
      cost: costs,
      paidHours: Figure(paidHours.difference(from: other.paidHours)))
  }
}

/// The counts that service levels are made of.
struct ServiceCounts {
  var offered = 0
  var answered = 0
  var answeredWithin = 0
  var abandonedWithin = 0

  mutating func add(_ table: ReplicationTable, replication: Int, type: Int, period: Int) {
    offered += table.count(.offered, replication: replication, type: type, period: period)
    answered += table.count(.answered, replication: replication, type: type, period: period)
    answeredWithin += table.count(.answeredWithin, replication: replication, type: type, period: period)
    abandonedWithin += table.count(.abandonedWithin, replication: replication, type: type, period: period)
  }

  /// Numerator and denominator of a service level.
  func pair(_ definition: ServiceLevelDefinition) -> (x: Int, y: Int) {
    switch definition {
    case .SL1: (answeredWithin, offered)
    case .SL2: (answeredWithin, offered - abandonedWithin)
    case .SL3: (answeredWithin + abandonedWithin, offered)
    case .SL4: (answeredWithin, answered)
    }
  }
}

extension Figure {
  init(_ interval: (estimate: Double?, halfWidth: Double?)) {
    self.init(mean: interval.estimate, halfWidth: interval.halfWidth)
  }
}
