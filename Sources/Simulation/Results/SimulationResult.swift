/// Everything a run found out: the figures that `summary.json`, `periods.csv` and `report.html` are written from.
public struct SimulationResult: Sendable, Equatable {
  /// Name of the scenario.
  public var scenario: String
  /// Names of the overlays that were applied, in order.
  public var overlays: [String]
  /// Seed of the random streams.
  public var seed: UInt64
  /// Replications that were finished.
  public var replications: Int
  /// Why the run ended.
  public var ended: RunEnd
  /// IANA time zone of the clock times below.
  public var timeZone: String
  /// First day simulated, `yyyy-mm-dd`.
  public var start: String
  /// Days simulated in each replication.
  public var days: Int
  /// Seconds deleted at the start of each replication as warm-up; 0 for a terminating day.
  public var warmUpSeconds: Double
  /// Length of a period in seconds.
  public var periodSeconds: Int
  /// The periods of the run, in order; the `periods` of types and groups are parallel to it.
  public var periods: [PeriodLabel]
  /// Contact types in the order of the scenario.
  public var contactTypes: [ContactTypeResult]
  /// Agent groups in the order of the scenario.
  public var agentGroups: [AgentGroupResult]
  /// Customers' issues, over all contact types; `nil` when the scenario has no loops.
  public var issues: IssueFigures?
  /// What each loop adds to demand.
  public var loops: [LoopResult]
  /// What variance reduction brought; `nil` for plain replications.
  public var varianceReduction: VarianceReductionResult?
  /// How precise the figure is that the run was to be stopped on; `nil` without such a rule.
  public var precision: PrecisionResult?

  package init(
    scenario: String, overlays: [String], seed: UInt64, replications: Int, ended: RunEnd, timeZone: String,
    start: String, days: Int, warmUpSeconds: Double, periodSeconds: Int, periods: [PeriodLabel],
    contactTypes: [ContactTypeResult], agentGroups: [AgentGroupResult], issues: IssueFigures? = nil,
    loops: [LoopResult] = [], varianceReduction: VarianceReductionResult? = nil, precision: PrecisionResult? = nil
  ) {
    self.varianceReduction = varianceReduction
    self.precision = precision
    self.scenario = scenario
    self.overlays = overlays
    self.seed = seed
    self.replications = replications
    self.ended = ended
    self.timeZone = timeZone
    self.start = start
    self.days = days
    self.warmUpSeconds = warmUpSeconds
    self.periodSeconds = periodSeconds
    self.periods = periods
    self.contactTypes = contactTypes
    self.agentGroups = agentGroups
    self.issues = issues
    self.loops = loops
  }
}

/// Why a run ended.
public enum RunEnd: String, Sendable, Equatable {
  /// All replications that were asked for are done.
  case replicationsDone
  /// The figure watched is as precise as was asked for.
  case precisionReached
  /// The most replications allowed were not enough for the precision asked for.
  case precisionNotReached
  /// Somebody stopped it; what was finished is kept.
  case interrupted
}

/// When a period starts, and how long it is.
public struct PeriodLabel: Sendable, Equatable {
  /// Day of the run, from 0.
  public var day: Int
  /// Local start with offset, for example `2026-11-11T09:00:00+08:00`.
  public var start: String
  /// Local clock time of the start, for example `09:00`.
  public var clock: String
  /// Length in seconds: shorter for the first period of a run that begins within it, and where the clocks cut a day short; a
  /// whole day on which they change has 23 or 25 hours.
  public var seconds: Double

  package init(day: Int, start: String, clock: String, seconds: Double) {
    self.day = day
    self.start = start
    self.clock = clock
    self.seconds = seconds
  }
}
