import ContactCentre
import Foundation
import Simulation

/// How far a search for a schedule has come.
public struct ScheduleProgress: Sendable {
  /// Schedules that were simulated.
  public var rounds: Int
  /// Cost of the best one that keeps all promises on the streams of the search; `nil` before there is one.
  public var cost: Double?
  /// A cost that no schedule is below, by the programme.
  public var bound: Double
}

/// Shifts that keep every promise at least cost, as shown by simulation on fresh random streams.
///
/// ```swift
/// let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario), timeLimit: 60)
/// plan.groups[0].shifts.map(\.heads)
/// ```
public struct SchedulePlan: Sendable, Equatable {
  /// A scheduled group.
  public struct Group: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The shifts with the heads to schedule on each.
    public var shifts: [Shift]
    /// Productive agents on duty in each period.
    public var agents: [Double]
    /// What staffing per period asks for by itself, for comparison.
    public var requirement: [Int]
  }

  /// Staff per period and service, as of ``StaffingPlan``; its groups hold the agents on duty.
  public var service: StaffingPlan
  /// The scheduled groups.
  public var groups: [Group]
  /// The same with a name for each head.
  public var roster: Roster
  /// Cost of the run, by plan; paid hours when no price is known.
  public var cost: Double
  /// Whether `cost` is money.
  public var isMoney: Bool
  /// A cost that no schedule is below which keeps the promises on the streams of the search by the margin that the final
  /// check wants; the programme proves it from what simulation showed. See ``assumesConcavity``.
  public var bound: Double
  /// The same for schedules that keep the promises on average, without that margin; weaker, as fewer rows are known for it.
  public var boundWithoutMargin: Double
  /// Whether `bound` assumes that service gains less from each further agent.
  public var assumesConcavity: Bool
  /// Whether all cheaper schedules were ruled out.
  public var isProven: Bool
  /// Whether the search was stopped before it was done.
  public var isInterrupted: Bool
  /// Cost of covering what Erlang C asks for in each period (SIPP and set covering); `nil` where it does not apply or no
  /// shifts cover it.
  public var costOfErlangC: Double?
  /// The same by Erlang A.
  public var costOfErlangA: Double?

  /// Relative distance between cost and bound.
  public var gap: Double { cost > 0 ? max(0, (cost - bound) / cost) : 0 }

  /// Finds a schedule for the groups that have patterns.
  /// - Parameters:
  ///   - timeLimit: seconds after which the best schedule so far is taken.
  ///   - gap: relative distance between cost and bound at which it is good enough; `nil` is 0.01 with many possible shifts
  ///     and 0, the best one, with few.
  /// - Throws: ``PlanningError`` that names what cannot be kept or covered; when it was stopped before anything was found.
  public static func find(
    _ request: StaffingRequest, timeLimit: Double = 600, gap: Double? = nil,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (ScheduleProgress) -> Void = { _ in }
  ) throws -> SchedulePlan {
    let began = Date()
    var request = request
    let named = request.groups ?? request.scenario.agentGroups.map(\.name)
    let groups = request.scenario.agentGroups.filter { named.contains($0.name) && !$0.patterns.isEmpty }
    guard !groups.isEmpty else {
      throw PlanningError(
        "\(named.joined(separator: ", ")): no group has “patterns”, the shifts that a schedule may choose from; add them to a group",
        isMistake: true)
    }
    request.groups = groups.map(\.name)
    let problem = try StaffingProblem(request, isCancelled: isCancelled, afterEach: {})
    var search = try ScheduleSearch(problem, began: began, seconds: timeLimit, gap: gap, progress: progress)
    try search.runUntilStopped()
    var round = 1
    var checked: (search: ScheduleSearch, best: [Int], outcome: FreshCheck.Outcome)?
    while let best = search.best {
      let outcome = try search.check(best, round: round)
      checked = (search, best, outcome)
      guard !outcome.open.isEmpty, round < FreshCheck.mostRounds, !search.isOver else { break }
      try search.reject(outcome.open)
      try search.runUntilStopped()
      round += 1
    }
    guard let checked else {
      throw PlanningError(
        "stopped before a schedule that keeps the promises was found; allow more time with --time-limit")
    }
    return SchedulePlan(
      checked.search, checked.best, checked.outcome,
      isInterrupted: isCancelled() || checked.search.isCutShort || search.isOver)
  }

  private init(_ search: ScheduleSearch, _ best: [Int], _ outcome: FreshCheck.Outcome, isInterrupted: Bool) {
    let problem = search.problem
    let agents = search.agents(best)
    service = StaffingPlan(problem, agents.map { $0.map { Int($0.rounded()) } }, outcome)
    groups = problem.planned.enumerated().map { index, group in
      Group(
        name: problem.scenario.agentGroups[group].name, shifts: search.shifts(best)[index], agents: agents[index],
        requirement: search.requirement[index])
    }
    roster = Roster(problem, search.shifts(best))
    cost = search.bestCost
    isMoney = problem.planned.contains { group in
      let described = problem.scenario.agentGroups[group]
      return described.costPerHour != nil || described.patterns.contains { $0.costPerHour != nil }
    }
    bound = min(search.bound, search.bestCost)
    assumesConcavity = search.hasPlanes
    boundWithoutMargin = search.boundWithoutMargin()
    isProven = search.isProven
    self.isInterrupted = isInterrupted
    costOfErlangC = search.coveringCost { problem.sipp($0, period: $1).erlangC }
    costOfErlangA = search.coveringCost { problem.sipp($0, period: $1).erlangA }
  }
}

extension ScheduleSearch {
  /// Searches; stopping it is no failure once there is a schedule.
  mutating func runUntilStopped() throws {
    do {
      try run()
    } catch {
      guard problem.isCancelled(), best != nil else { throw error }
    }
  }

  /// Plays a schedule on fresh streams; shorter for someone who waits for it to stop.
  func check(_ values: [Int], round: Int) throws -> FreshCheck.Outcome {
    let times = problem.isCancelled() ? max(2, care / 4) : max(2, care)
    return try FreshCheck(problem: problem, replications: times * problem.replications).run(
      scenario(values), round: round, pending: Set(problem.cells.indices))
  }

  /// Cost of the shifts that cover a requirement in every period.
  func coveringCost(_ need: (PoolModel, Int) -> Int?) -> Double? {
    var cover = ScheduleProgramme(problem, choices)
    for (index, group) in problem.planned.enumerated() {
      for period in 0..<problem.periodCount {
        guard let agents = need(problem.pools[group], period) else { return nil }
        guard agents == 0 || cover.canCover(index: index, period: period) else { return nil }
        cover.require(agents, index: index, period: period)
      }
    }
    guard case .solved(let values, _, _) = cover.solve(seconds: 3, gap: 0.005) else { return nil }
    return cost(values)
  }
}
