import ContactCentre
import Foundation
import Simulation
import Statistics

/// Finds the factor on demand at which each promise breaks.
///
/// All factors are played on the same random streams, so that service falls smoothly with demand, and are kept: promises and
/// the ends of intervals share them. An end of an interval is where the service, less or plus its own 95 % half width, meets
/// the target: the set of factors that a test at the 5 % level does not reject (E. C. Fieller's idea for a ratio).
struct CapacitySearch {
  /// A promise or a deadline of a type, with its cells under the aim.
  struct Asked {
    let type: Int
    let kind: PromiseCell.Kind
    let cells: [Int]
  }

  /// What was seen at a factor.
  private struct Seen {
    let scores: PromiseScores
    /// Share kept over the run, by number of what is asked.
    let overall: [Figure]
  }

  let request: CapacityRequest
  let asked: [Asked]
  let replications: Int
  private let cells: [PromiseCell]
  private let whole: [PromiseCell]
  private let timeline: RunTimeline
  private let isCancelled: @Sendable () -> Bool
  private let afterEach: @Sendable () -> Void
  private var seen: [Int: Seen] = [:]

  /// Factors are powers of this: neighbours differ by half a percent.
  private static let base = 1.005
  private static let least = -600
  private let most: Int
  private static let contactsPerEvaluation = 200_000.0

  init(
    _ request: CapacityRequest, isCancelled: @escaping @Sendable () -> Bool,
    afterEach: @escaping @Sendable () -> Void
  ) throws {
    let scenario = request.scenario
    guard scenario.contactTypes.contains(where: { $0.promise != nil || $0.deadline != nil }) else {
      throw PlanningError(
        "no contact type has a promise or a deadline, so no demand is too much; add a promise to one", isMistake: true)
    }
    let simulator = try Simulator(scenario, announcements: false)
    let cells = PromiseCell.all(
      scenario, types: Set(scenario.contactTypes.indices), aim: request.aim, simulator: simulator)
    var asked: [Asked] = []
    for (number, cell) in cells.enumerated() {
      let isSame =
        asked.last.map { $0.type == cell.type && ($0.kind == .deadline) == (cell.kind == .deadline) } ?? false
      if isSame, let last = asked.last {
        asked[asked.count - 1] = Asked(type: last.type, kind: last.kind, cells: last.cells + [number])
      } else {
        asked.append(Asked(type: cell.type, kind: cell.kind, cells: [number]))
      }
    }
    whole = asked.map { entry in
      let first = cells[entry.cells[0]]
      return PromiseCell(
        type: entry.type, kind: entry.kind, target: first.target,
        periods: simulator.warmUpPeriods..<simulator.countingTimeline.periodCount, probability: nil)
    }
    self.request = request
    self.cells = cells
    self.asked = asked
    timeline = simulator.countingTimeline
    most = max(1, Int((log(request.mostFactor) / log(Self.base)).rounded()))
    self.isCancelled = isCancelled
    self.afterEach = afterEach
    var pilot = scenario
    pilot.experiment.seed = request.seed
    let table = try StaffingProblem.table(
      pilot, 0..<8, threads: request.threads, isCancelled: isCancelled, afterEach: afterEach)
    let offered = (0..<table.count).reduce(0) { sum, replication in
      sum + (0..<table.typeCount).reduce(0) { $0 + table.total(.offered, replication: replication, type: $1) }
    }
    replications =
      request.replications
      ?? min(2_000, max(60, Int(Self.contactsPerEvaluation * 8 / Double(max(1, offered)))))
  }

  /// The factors that are looked at.
  var range: ClosedRange<Double> { factor(Self.least)...factor(most) }

  private func factor(_ step: Int) -> Double { pow(Self.base, Double(step)) }

  private func step(_ factor: Double) -> Int { Int((log(factor) / log(Self.base)).rounded()) }

  /// Factors of the curve of service against demand.
  var curveFactors: [Double] {
    [0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4].filter { $0 <= request.mostFactor * 1.0001 }
  }

  /// Plays a factor, or remembers it.
  private mutating func look(_ step: Int) throws -> Seen {
    if let found = seen[step] { return found }
    let scenario = try request.scenario.withDemand(times: factor(step))
    let found = try look(scenario)
    seen[step] = found
    return found
  }

  private func look(_ scenario: Scenario) throws -> Seen {
    var scenario = scenario
    scenario.experiment.seed = request.seed
    let table = try StaffingProblem.table(
      scenario, 0..<replications, threads: request.threads, isCancelled: isCancelled, afterEach: afterEach)
    return Seen(
      scores: PromiseScores(cells, table), overall: PromiseScores(whole, table, figures: true).ratio)
  }

  /// Service at a factor of the curve.
  mutating func point(_ factor: Double) throws -> CapacityPlan.CurvePoint {
    let found = factor == 1 ? try look(0) : try look(request.scenario.withDemand(times: factor))
    return CapacityPlan.CurvePoint(factor: factor, levels: found.overall)
  }

  /// How far a promise carries.
  mutating func limit(_ entry: Asked) throws -> CapacityPlan.Limit {
    let present = try look(0)
    let number = asked.firstIndex { $0.cells == entry.cells } ?? 0
    let type = request.scenario.contactTypes[entry.type]
    let half = Confidence.studentQuantile(0.975, degreesOfFreedom: max(1, replications - 1))
    let middle = try crossing(entry, errors: 0)
    let lower = try crossing(entry, errors: -half)
    let upper = try crossing(entry, errors: half)
    var place = ""
    if entry.cells.count > 1, let at = middle.factor {
      let scores = try look(step(at) + 1).scores
      if let worst = entry.cells.filter({ scores.isObserved[$0] }).min(by: { scores.slack[$0] < scores.slack[$1] }) {
        let label = timeline.labels[cells[worst].periods.lowerBound]
        place = cells[worst].periods.count == 1 ? label.start : String(label.start.prefix(10))
      }
    }
    return CapacityPlan.Limit(
      contactType: type.name, promise: entry.kind == .deadline ? nil : type.promise,
      target: cells[entry.cells[0]].target, now: present.overall[number],
      factor: .init(
        estimate: middle.factor, lower: lower.factor ?? (lower.isKeptAtLeast ? range.upperBound : nil),
        upper: upper.factor ?? (upper.isKeptAtLeast ? nil : range.lowerBound), isKeptAtLeast: middle.isKeptAtLeast),
      place: place)
  }

  /// The least slack of the cells, moved by so many standard errors.
  private mutating func margin(_ entry: Asked, _ step: Int, errors: Double) throws -> Double {
    let scores = try look(step).scores
    return entry.cells.filter { scores.isObserved[$0] }.map { scores.slack[$0] + errors * scores.error[$0] }.min() ?? 0
  }

  /// The factor up to which the moved slack is not below 0, between two steps by a straight line; `nil` outside the range.
  private mutating func crossing(_ entry: Asked, errors: Double) throws -> (factor: Double?, isKeptAtLeast: Bool) {
    var kept = 0
    var broken = 0
    var stride = 10
    if try margin(entry, 0, errors: errors) >= 0 {
      repeat {
        kept = broken
        guard broken < most else { return (nil, true) }
        broken = min(most, broken + stride)
        stride *= 2
      } while try margin(entry, broken, errors: errors) >= 0
    } else {
      repeat {
        broken = kept
        guard kept > Self.least else { return (nil, false) }
        kept = max(Self.least, kept - stride)
        stride *= 2
      } while try margin(entry, kept, errors: errors) < 0
    }
    while broken - kept > 1 {
      let middle = (kept + broken) / 2
      if try margin(entry, middle, errors: errors) >= 0 { kept = middle } else { broken = middle }
    }
    let (above, below) = (try margin(entry, kept, errors: errors), try margin(entry, broken, errors: errors))
    let share = above - below > 0 ? above / (above - below) : 0
    return (factor(kept) + share * (factor(broken) - factor(kept)), true)
  }
}
