import ContactCentre
import Foundation
import Simulation
import Statistics

/// Finds the factor on demand at which each promise breaks.
///
/// All factors are played on the same random streams, so that service falls smoothly with demand, and are kept: promises and
/// the ends of intervals share them. An end of an interval is where the service, less or plus its own half width, meets the
/// target: the set of factors that a test at the 5 % level does not reject (E. C. Fieller's idea for a ratio). Where there is
/// more than one period to keep, all are shown to be kept when each is by itself, so that the lower end has single half widths;
/// that one of many looks broken proves less, so that the upper end shares the error out (C. E. Bonferroni). The estimate makes
/// up for taking the worst of them; see ``LeastSlack``.
struct CapacitySearch {
  /// A promise or a deadline of a type, with its cells under the aim.
  struct Asked {
    /// Its place among all that is asked.
    let number: Int
    let type: Int
    let kind: PromiseCell.Kind
    let cells: [Int]
  }

  /// What was seen at a factor.
  private struct Seen {
    let scores: PromiseScores
    /// Share kept over the run, by number of what is asked.
    let overall: [Figure]
    /// Standard errors by which the least slack is too low, by number of what is asked.
    let lifts: [Double]
  }

  /// What is looked for: the factor at which a promise breaks, or an end of its interval.
  private enum Point {
    case lower, estimate, upper
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
        asked[asked.count - 1] = Asked(
          number: last.number, type: last.type, kind: last.kind, cells: last.cells + [number])
      } else {
        asked.append(Asked(number: asked.count, type: cell.type, kind: cell.kind, cells: [number]))
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
    let scores = PromiseScores(cells, table)
    let least = LeastSlack(cells, scores, table)
    return Seen(
      scores: scores, overall: PromiseScores(whole, table, figures: true).ratio,
      lifts: asked.map { least.lift($0.cells) })
  }

  /// Service at a factor of the curve.
  mutating func point(_ factor: Double) throws -> CapacityPlan.CurvePoint {
    let found = factor == 1 ? try look(0) : try look(request.scenario.withDemand(times: factor))
    return CapacityPlan.CurvePoint(factor: factor, levels: found.overall)
  }

  /// How far a promise carries.
  mutating func limit(_ entry: Asked) throws -> CapacityPlan.Limit {
    let present = try look(0)
    let type = request.scenario.contactTypes[entry.type]
    let middle = try crossing(entry, .estimate)
    let lower = try crossing(entry, .lower)
    let upper = try crossing(entry, .upper)
    var place = ""
    if entry.cells.count > 1, let at = middle.factor,
      let worst = try slacks(entry, step(at) + 1, .estimate).min(by: { $0.slack < $1.slack })
    {
      let label = timeline.labels[cells[worst.cell].periods.lowerBound]
      place = cells[worst.cell].periods.count == 1 ? label.start : String(label.start.prefix(10))
    }
    return CapacityPlan.Limit(
      contactType: type.name, promise: entry.kind == .deadline ? nil : type.promise,
      target: cells[entry.cells[0]].target, now: present.overall[entry.number],
      factor: .init(
        estimate: middle.factor, lower: lower.factor ?? (lower.isKeptAtLeast ? range.upperBound : nil),
        upper: upper.factor ?? (upper.isKeptAtLeast ? nil : range.lowerBound), isKeptAtLeast: middle.isKeptAtLeast),
      place: place)
  }

  /// The slack of each cell that was observed, moved by so many standard errors as the point asks for.
  private mutating func slacks(_ entry: Asked, _ step: Int, _ point: Point) throws -> [(slack: Double, cell: Int)] {
    let seen = try look(step)
    let observed = entry.cells.filter { seen.scores.isObserved[$0] }
    let errors =
      switch point {
      case .lower: -quantile(cells: 1)
      case .estimate: seen.lifts[entry.number]
      case .upper: quantile(cells: observed.count)
      }
    return observed.map { (seen.scores.slack[$0] + errors * seen.scores.error[$0], $0) }
  }

  /// Standard errors that none of so many cells is off by, on one side, with probability 0.975.
  private func quantile(cells: Int) -> Double {
    Confidence.studentQuantile(1 - 0.025 / Double(max(1, cells)), degreesOfFreedom: max(1, replications - 1))
  }

  /// The least moved slack of the cells.
  private mutating func margin(_ entry: Asked, _ step: Int, _ point: Point) throws -> Double {
    try slacks(entry, step, point).map(\.slack).min() ?? 0
  }

  /// The factor up to which the moved slack is not below 0, between two steps by a straight line; `nil` outside the range.
  private mutating func crossing(_ entry: Asked, _ point: Point) throws -> (factor: Double?, isKeptAtLeast: Bool) {
    var kept = 0
    var broken = 0
    var stride = 10
    if try margin(entry, 0, point) >= 0 {
      repeat {
        kept = broken
        guard broken < most else { return (nil, true) }
        broken = min(most, broken + stride)
        stride *= 2
      } while try margin(entry, broken, point) >= 0
    } else {
      repeat {
        broken = kept
        guard kept > Self.least else { return (nil, false) }
        kept = max(Self.least, kept - stride)
        stride *= 2
      } while try margin(entry, kept, point) < 0
    }
    while broken - kept > 1 {
      let middle = (kept + broken) / 2
      if try margin(entry, middle, point) >= 0 { kept = middle } else { broken = middle }
    }
    let (above, below) = (try margin(entry, kept, point), try margin(entry, broken, point))
    let share = above - below > 0 ? above / (above - below) : 0
    return (factor(kept) + share * (factor(broken) - factor(kept)), true)
  }
}
