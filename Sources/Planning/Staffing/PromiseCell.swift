import ContactCentre
import Simulation
import Statistics

/// One thing that a plan has to keep: a promise or a deadline of a contact type, in a period or over a day.
///
/// All of them are of the form E[x − target · y] ≥ 0, where x / y is a service level: counts that add up over periods.
struct PromiseCell: Sendable {
  enum Kind: Sendable, Equatable {
    /// A promise on the wait.
    case promise(ServiceLevelDefinition)
    /// A deadline, of those decided.
    case deadline
  }

  let type: Int
  let kind: Kind
  let target: Double
  /// The periods of the run in which the contacts arrive that it is about.
  let periods: Range<Int>
  /// P(it is kept in a replication) that is wanted; `nil` when it is to be kept on average.
  let probability: Double?

  /// Numerator and denominator in one period of a replication.
  @inline(__always)
  func pair(_ table: ReplicationTable, replication: Int, period: Int) -> (x: Double, y: Double) {
    func count(_ column: ReplicationTable.Column) -> Int {
      table.count(column, replication: replication, type: type, period: period)
    }
    switch kind {
    case .deadline:
      let met = count(.deadlineMet)
      return (Double(met), Double(met + count(.deadlineMissed)))
    case .promise(.SL1): return (Double(count(.answeredWithin)), Double(count(.offered)))
    case .promise(.SL2): return (Double(count(.answeredWithin)), Double(count(.offered) - count(.abandonedWithin)))
    case .promise(.SL3):
      return (Double(count(.answeredWithin) + count(.abandonedWithin)), Double(count(.offered)))
    case .promise(.SL4): return (Double(count(.answeredWithin)), Double(count(.answered)))
    }
  }

  /// The same of a whole replication.
  func pair(_ table: ReplicationTable, replication: Int) -> (x: Double, y: Double) {
    var (x, y) = (0.0, 0.0)
    for period in periods {
      let pair = pair(table, replication: replication, period: period)
      x += pair.x
      y += pair.y
    }
    return (x, y)
  }

  /// Everything that the promises of some types ask for under an aim.
  static func all(
    _ scenario: Scenario, types: Set<Int>, aim: StaffingAim, simulator: Simulator
  ) -> [PromiseCell] {
    let timeline = simulator.countingTimeline
    let first = simulator.warmUpPeriods
    let days = (0..<scenario.calendar.days).compactMap { day -> Range<Int>? in
      let periods = (first..<timeline.periodCount).filter { timeline.periodDay[$0] == day }
      guard let from = periods.first, let to = periods.last else { return nil }
      return from..<to + 1
    }
    let probability: Double? = if case .probability(let share) = aim { share } else { nil }
    var cells: [PromiseCell] = []
    for (number, type) in scenario.contactTypes.enumerated() where types.contains(number) {
      if let promise = type.promise {
        let kind = Kind.promise(promise.definition)
        let ranges = aim == .everyPeriod ? (first..<timeline.periodCount).map { $0..<$0 + 1 } : days
        cells += ranges.map {
          PromiseCell(type: number, kind: kind, target: promise.target, periods: $0, probability: probability)
        }
      }
      if let deadline = type.deadline {
        // Work that keeps is done when there is time: its promise is one of the day, whatever the aim.
        cells += days.map {
          PromiseCell(type: number, kind: .deadline, target: deadline.target, periods: $0, probability: probability)
        }
      }
    }
    return cells
  }
}

/// How well the promises were kept in some replications.
struct PromiseScores: Sendable {
  /// Σ(x − target · y) / replications of each cell, or with a probability the share of replications that kept it, less the
  /// one wanted. At or above 0 is kept.
  let slack: [Double]
  /// Standard error of each.
  let error: [Double]
  /// x / y of each cell; `nil` when nothing came.
  let ratio: [Figure]
  /// Share of the replications with a contact that kept it.
  let kept: [Figure]
  /// Whether anything came at all.
  let isObserved: [Bool]
  /// Contacts a replication that it is about: the mean of y.
  let weight: [Double]
  /// x − target · y by cell and replication, for cells with a probability; empty for the others.
  let perReplication: [[Double]]
  let replications: Int

  init(_ cells: [PromiseCell], _ table: ReplicationTable, figures: Bool = false) {
    replications = table.count
    var slack: [Double] = []
    var error: [Double] = []
    var ratio: [Figure] = []
    var kept: [Figure] = []
    var observed: [Bool] = []
    var weights: [Double] = []
    var rows: [[Double]] = []
    let n = Double(table.count)
    for cell in cells {
      var values = Array(repeating: 0.0, count: table.count)
      var xs = figures ? values : []
      var ys = figures ? values : []
      var weight = 0.0
      var met = 0.0
      var days = 0.0
      for replication in 0..<table.count {
        let (x, y) = cell.pair(table, replication: replication)
        values[replication] = x - cell.target * y
        weight += y
        if y > 0 {
          days += 1
          // As the simulator does: the quotient, not the product.
          if x / y >= cell.target { met += 1 }
        } else {
          values[replication] = 0
        }
        if figures {
          xs[replication] = x
          ys[replication] = y
        }
      }
      observed.append(weight > 0)
      weights.append(weight / n)
      let share = days > 0 ? met / days : 1
      if let probability = cell.probability {
        slack.append(share - probability)
        // Never 0: that all of a few days were kept does not prove that all would be.
        let cautious = (met + 1) / (days + 2)
        error.append((cautious * (1 - cautious) / max(1, days)).squareRoot())
        rows.append(values)
      } else {
        let mean = values.reduce(0, +) / n
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        slack.append(mean)
        // Never below that of contacts on target that are late independently of each other: that all of a few were in time
        // does not prove that nearly all would be.
        let independent = cell.target * (1 - cell.target) * weight / n
        error.append(table.count > 1 ? (max(squares / (n - 1), independent) / n).squareRoot() : .infinity)
        rows.append([])
      }
      ratio.append(figures ? Figure(RatioSample(x: xs, y: ys).interval()) : .unknown)
      if figures, days > 0 {
        let half = Confidence.factor(count: table.count).map { $0 * (share * (1 - share) / days).squareRoot() }
        kept.append(Figure(mean: share, halfWidth: half))
      } else {
        kept.append(.unknown)
      }
    }
    self.slack = slack
    self.error = error
    self.ratio = ratio
    self.kept = kept
    isObserved = observed
    weight = weights
    perReplication = rows
  }

  /// Whether a cell was kept in these replications.
  func isKept(_ cell: Int) -> Bool { !isObserved[cell] || slack[cell] >= -1e-12 }

  /// Whether all were.
  var areKept: Bool { slack.indices.allSatisfy(isKept) }
}
