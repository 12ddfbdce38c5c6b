import ContactCentre
import Simulation
import Statistics

/// Plays scenarios for advice.
struct Stage {
  private let request: AdviceRequest
  private let isCancelled: @Sendable () -> Bool
  private let afterEach: @Sendable () -> Void
  /// Contacts that the first look at a change should see, over all replications.
  private static let contactsPerLook = 100_000.0

  init(
    _ request: AdviceRequest, isCancelled: @escaping @Sendable () -> Bool, afterEach: @escaping @Sendable () -> Void
  ) {
    self.request = request
    self.isCancelled = isCancelled
    self.afterEach = afterEach
  }

  /// Replications of the first look.
  func replications(for scenario: Scenario, ideas: Int) throws -> Int {
    let pilot = try play(scenario, label: "", 0..<4, seed: request.seed)
    return min(1_000, max(30, Int(Self.contactsPerLook / max(1, pilot.contacts))))
  }

  /// Plays a scenario.
  func play(_ scenario: Scenario, label: String, _ replications: Range<Int>, seed: UInt64) throws -> AdviceSample {
    var scenario = scenario
    scenario.experiment.seed = seed
    let simulator = try Simulator(scenario, announcements: false)
    guard
      let table = simulator.table(
        replications, threads: request.threads, isCancelled: isCancelled, afterEach: afterEach)
    else { throw PlanningError("stopped before all changes were tried: there is no advice yet") }
    return AdviceSample(simulator, table)
  }
}

/// What advice needs of the replications of one scenario.
struct AdviceSample {
  /// One promise or deadline.
  private struct Kept {
    let name: String
    let target: Double
    let sample: RatioSample
  }

  private let kept: [Kept]
  private let all: RatioSample
  private let sample: ScenarioSample
  /// Contacts offered in a replication.
  let contacts: Double

  init(_ simulator: Simulator, _ table: ReplicationTable) {
    let scenario = simulator.scenario
    func total(_ total: ReplicationTable.Total, _ type: Int, _ replication: Int) -> Double {
      Double(table.total(total, replication: replication, type: type))
    }
    var kept: [Kept] = []
    let periods = simulator.warmUpPeriods..<table.periodCount
    for (number, type) in scenario.contactTypes.enumerated() {
      func add(_ kind: PromiseCell.Kind, target: Double) {
        let cell = PromiseCell(type: number, kind: kind, target: target, periods: periods, probability: nil)
        let pairs = (0..<table.count).map { replication in
          periods.reduce(into: (x: 0.0, y: 0.0)) { sum, period in
            let pair = cell.pair(table, replication: replication, period: period)
            sum = (sum.x + pair.x, sum.y + pair.y)
          }
        }
        kept.append(Kept(name: type.name, target: target, sample: RatioSample(x: pairs.map(\.x), y: pairs.map(\.y))))
      }
      if let promise = type.promise { add(.promise(promise.definition), target: promise.target) }
      if let deadline = type.deadline { add(.deadline, target: deadline.target) }
    }
    self.kept = kept
    all = RatioSample(
      x: (0..<table.count).map { index in kept.reduce(0) { $0 + $1.sample.x[index] } },
      y: (0..<table.count).map { index in kept.reduce(0) { $0 + $1.sample.y[index] } })
    sample = ScenarioSample(label: "", simulator: simulator, table: table)
    let offered = (0..<table.count).reduce(0.0) { sum, replication in
      sum + (0..<table.typeCount).reduce(0.0) { $0 + total(.offered, $1, replication) }
    }
    contacts = offered / Double(max(1, table.count))
  }

  /// Share of all contacts for which promise or deadline is kept.
  var share: Figure { Figure(all.interval()) }

  /// The promises that are missed on average.
  var missed: [String] { kept.filter { ($0.sample.ratio ?? 1) < $0.target }.map(\.name) }

  /// How this differs from another scenario.
  func effect(_ change: Change, from other: AdviceSample) -> Advice.Advised {
    let difference = sample.difference(from: other.sample)
    let (before, after) = (other.missed, missed)
    return Advice.Advised(
      change: change, points: Figure(all.difference(from: other.all)), cost: difference.cost,
      paidHours: difference.paidHours,
      contactTypes: zip(kept, other.kept).map { ($0.name, Figure($0.sample.difference(from: $1.sample))) },
      mends: before.filter { !after.contains($0) }, breaks: after.filter { !before.contains($0) })
  }
}
