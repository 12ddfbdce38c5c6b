import ContactCentre
import Foundation
import Simulation

/// Staff per group and period that keeps every promise, as shown by simulation on fresh random streams.
///
/// ```swift
/// let plan = try StaffingPlan.find(StaffingRequest(scenario: scenario, aim: .day))
/// plan.groups[0].periods[18].agents
/// ```
public struct StaffingPlan: Sendable, Equatable {
  /// A group in a period.
  public struct Period: Sendable, Equatable {
    /// Agents on duty (productive).
    public var agents: Int
    /// Heads to schedule so that so many are productive after shrinkage.
    public var scheduled: Int
    /// Load in agents: contacts in hand if nobody had to wait, divided by the hands of an agent (modified offered load).
    public var load: Double
    /// What Erlang C asks for if each period were stationary by itself (SIPP); `nil` where it does not apply.
    public var erlangC: Int?
    /// The same by Erlang A; `nil` where it does not apply or nobody gives up.
    public var erlangA: Int?
  }

  /// A planned group.
  public struct Group: Sendable, Equatable {
    /// The name.
    public var name: String
    /// Parallel to ``StaffingPlan/periods``.
    public var periods: [Period]
    /// Scheduled hours a day, of the days that are counted: those of the run less the warm-up.
    public var hours: Double
    /// Cost a day of these; `nil` when no price is known.
    public var cost: Double?
  }

  /// A contact type with a promise or a deadline.
  public struct ContactTypeService: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The promise; `nil` when there is only a deadline.
    public var promise: Promise?
    /// The deadline.
    public var deadline: Deadline?
    /// The promised service level of the contacts that arrived in each period.
    public var periods: [Figure]
    /// Periods with so few contacts that they were judged together: what each shows by itself is mostly chance.
    public var rarePeriods: Set<Int>
    /// The same for each day.
    public var days: [Figure]
    /// The same over the run: of all its contacts, so that a day counts by what arrives on it.
    public var run: Figure
    /// P(the day meets the promise), for each day.
    public var dayMeetsPromise: [Figure]
    /// Share of deadlines kept, for each day; empty without a deadline.
    public var deadlines: [Figure]
  }

  /// The periods of a type in which few contacts come.
  public struct RarePeriods: Sendable, Equatable {
    /// The contact type.
    public var contactType: String
    /// How many periods.
    public var periods: Int
    /// Whether enough contacts came in all of them together; else they were in time on average in the final check, and no more
    /// can be said.
    public var isEnough: Bool
  }

  /// Name of the scenario.
  public var scenario: String
  /// When a promise counted as kept.
  public var aim: StaffingAim
  /// The periods of the run.
  public var periods: [PeriodLabel]
  /// Seconds of a period.
  public var periodSeconds: Int
  /// Days of the run.
  public var days: Int
  /// The groups that were planned.
  public var groups: [Group]
  /// What it achieves, on fresh streams.
  public var contactTypes: [ContactTypeService]
  /// Whether every promise was shown to be kept.
  public var isShown: Bool
  /// With what confidence, all promises together.
  public var confidence: Double
  /// Replications of the final check.
  public var replications: Int
  /// Whether it was stopped: the best so far, whose check is not at its end.
  public var isInterrupted: Bool
  /// Promises that were not shown to be kept, in words.
  public var open: [String]
  /// Types with periods in which too few contacts came to show anything: these periods were judged together.
  public var judgedTogether: [RarePeriods]
  /// Types whose promises are up to groups that were not planned.
  public var notPlanned: [String]
  /// Types without promise or deadline: nothing was planned for them.
  public var unpromised: [String]

  /// Scheduled hours a day, all groups.
  public var hours: Double { groups.reduce(0) { $0 + $1.hours } }
  /// Cost a day, all groups; `nil` unless all prices are known.
  public var cost: Double? {
    groups.reduce(0 as Double?) { sum, group in sum.flatMap { before in group.cost.map { before + $0 } } }
  }

  /// Finds a plan.
  /// - Parameters:
  ///   - isCancelled: asked after each replication; once there is a plan, cancelling returns the best so far.
  ///   - afterEach: told after each replication, from any thread.
  /// - Throws: ``PlanningError`` that says which promise cannot be kept and what would make it possible, or that it was
  ///   cancelled before there was a plan; `SimulationError` for a scenario that cannot be run.
  public static func find(
    _ request: StaffingRequest, isCancelled: @escaping @Sendable () -> Bool = { false },
    afterEach: @escaping @Sendable () -> Void = {}
  ) throws -> StaffingPlan {
    let problem = try StaffingProblem(request, isCancelled: isCancelled, afterEach: afterEach)
    let search = try StaffingSearch.best(of: problem)
    var proof = StaffingProof(search)
    do {
      try proof.run()
    } catch {
      guard isCancelled() else { throw error }
    }
    return proof.plan
  }

  init(
    _ problem: StaffingProblem, _ heads: HeadPlan, _ outcome: FreshCheck.Outcome, isInterrupted: Bool = false
  ) {
    self.isInterrupted = isInterrupted
    scenario = problem.scenario.name
    aim = problem.aim
    periods = problem.timeline.labels
    periodSeconds = problem.scenario.calendar.periodSeconds
    self.days = problem.scenario.calendar.days
    groups = problem.planned.enumerated().map { index, group in
      let described = problem.scenario.agentGroups[group]
      let pool = problem.pools[group]
      let rows = (0..<problem.periodCount).map { period in
        let sipp = problem.sipp(pool, period: period)
        let load = pool.types.reduce(0) { $0 + problem.loads[period][$1.type] * $1.share } / Double(pool.hands)
        return Period(
          agents: heads[index][period],
          scheduled: StaffingProblem.scheduled(heads[index][period], shrinkage: described.shrinkage), load: load,
          erlangC: sipp.erlangC, erlangA: sipp.erlangA)
      }
      let seconds = problem.countedPeriods.reduce(0) { $0 + Double(rows[$1].scheduled) * problem.length($1) }
      let hours = seconds / 3600 / problem.countedDays
      return Group(name: described.name, periods: rows, hours: hours, cost: described.costPerHour.map { $0 * hours })
    }
    contactTypes = Self.services(problem, outcome)
    isShown = outcome.open.isEmpty
    confidence = FreshCheck.confidence
    replications = outcome.replications
    open = outcome.open.map { number in
      let cell = problem.cells[number]
      return "\(problem.scenario.contactTypes[cell.type].name) \(problem.label(cell))"
    }
    judgedTogether = problem.scenario.contactTypes.enumerated().compactMap { number, type in
      let count = outcome.together.count { problem.cells[$0].type == number }
      return count == 0
        ? nil : RarePeriods(contactType: type.name, periods: count, isEnough: !outcome.tooFew.contains(number))
    }
    notPlanned = problem.notPlanned.map { problem.scenario.contactTypes[$0].name }
    unpromised = problem.scenario.contactTypes.filter { $0.promise == nil && $0.deadline == nil }.map(\.name)
  }

  private static func services(_ problem: StaffingProblem, _ outcome: FreshCheck.Outcome) -> [ContactTypeService] {
    let days = dayCells(problem)
    let dayScores = PromiseScores(days, outcome.table, figures: true)
    let periodScores = PromiseScores(problem.periodCells, outcome.table, figures: true)
    /// Of the cells of days one after the other.
    func ofRun(_ days: [PromiseCell]) -> Figure {
      guard let first = days.first, let last = days.last else { return .unknown }
      let run = PromiseCell(
        type: first.type, kind: first.kind, target: first.target,
        periods: first.periods.lowerBound..<last.periods.upperBound, probability: nil)
      return PromiseScores([run], outcome.table, figures: true).ratio[0]
    }
    return problem.scenario.contactTypes.enumerated().compactMap { number, type in
      guard type.promise != nil || type.deadline != nil, !problem.notPlanned.contains(number) else { return nil }
      var periods = Array(repeating: Figure.unknown, count: problem.periodCount)
      for (index, cell) in problem.periodCells.enumerated() where cell.type == number && cell.kind != .deadline {
        periods[cell.periods.lowerBound] = periodScores.ratio[index]
      }
      func ofDays(_ isDeadline: Bool, _ figures: [Figure]) -> [Figure] {
        days.indices.filter { days[$0].type == number && (days[$0].kind == .deadline) == isDeadline }.map {
          figures[$0]
        }
      }
      return ContactTypeService(
        name: type.name, promise: type.promise, deadline: type.deadline, periods: periods,
        rarePeriods: Set(
          outcome.together.filter { problem.cells[$0].type == number && problem.cells[$0].periods.count == 1 }
            .map { problem.cells[$0].periods.lowerBound }),
        days: ofDays(false, dayScores.ratio), run: ofRun(days.filter { $0.type == number && $0.kind != .deadline }),
        dayMeetsPromise: ofDays(false, dayScores.kept),
        deadlines: ofDays(true, dayScores.ratio))
    }
  }

  private static func dayCells(_ problem: StaffingProblem) -> [PromiseCell] {
    guard problem.aim == .everyPeriod else { return problem.cells }
    var cells: [PromiseCell] = []
    for cell in problem.cells {
      let day = problem.timeline.periodDay[cell.periods.lowerBound]
      if let last = cells.last, last.type == cell.type, last.kind == cell.kind, cell.kind != .deadline,
        problem.timeline.periodDay[last.periods.lowerBound] == day
      {
        cells[cells.count - 1] = PromiseCell(
          type: cell.type, kind: cell.kind, target: cell.target,
          periods: last.periods.lowerBound..<cell.periods.upperBound, probability: nil)
      } else {
        cells.append(cell)
      }
    }
    return cells
  }
}
