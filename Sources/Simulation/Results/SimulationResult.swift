import ContactCentre

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

/// When a period starts.
public struct PeriodLabel: Sendable, Equatable {
  /// Day of the run, from 0.
  public var day: Int
  /// Local start with offset, for example `2026-11-11T09:00:00+08:00`.
  public var start: String
  /// Local clock time of the start, for example `09:00`.
  public var clock: String

  package init(day: Int, start: String, clock: String) {
    self.day = day
    self.start = start
    self.clock = clock
  }
}

/// An estimate with the half width of its 95 % confidence interval over replications.
///
/// Both are `nil` when nothing was observed; the half width alone when there was a single replication.
public struct Figure: Sendable, Equatable {
  /// The estimate.
  public var mean: Double?
  /// Half width of the 95 % confidence interval.
  public var halfWidth: Double?

  /// Creates a figure.
  public init(mean: Double?, halfWidth: Double?) {
    self.mean = mean
    self.halfWidth = halfWidth
  }

  /// Nothing was observed.
  public static let unknown = Figure(mean: nil, halfWidth: nil)
}

/// The four service levels, side by side; shares from 0 to 1.
public struct ServiceLevelFigures: Sendable, Equatable {
  /// Answered within / offered.
  public var SL1: Figure
  /// Answered within / (offered − abandoned within).
  public var SL2: Figure
  /// (Answered within + abandoned within) / offered.
  public var SL3: Figure
  /// Answered within / answered.
  public var SL4: Figure

  /// The service level of one definition.
  public subscript(definition: ServiceLevelDefinition) -> Figure {
    switch definition {
    case .SL1: SL1
    case .SL2: SL2
    case .SL3: SL3
    case .SL4: SL4
    }
  }

  package init(SL1: Figure, SL2: Figure, SL3: Figure, SL4: Figure) {
    self.SL1 = SL1
    self.SL2 = SL2
    self.SL3 = SL3
    self.SL4 = SL4
  }
}

/// Mean and percentiles of a wait, in seconds.
public struct WaitFigures: Sendable, Equatable {
  /// The mean.
  public var mean: Figure
  /// The median.
  public var p50: Figure
  /// Eight in ten waited at most this long.
  public var p80: Figure
  /// Nine in ten waited at most this long.
  public var p90: Figure
  /// Nineteen in twenty waited at most this long.
  public var p95: Figure

  package init(mean: Figure, p50: Figure, p80: Figure, p90: Figure, p95: Figure) {
    self.mean = mean
    self.p50 = p50
    self.p80 = p80
    self.p90 = p90
    self.p95 = p95
  }
}

/// The figures of a contact type over a day or over a period.
///
/// Counts are of contacts that **arrived** in it, but for `answeredInPeriod` and `queueLength`, which go by the clock.
/// offered = blocked + balked + messages + answered + abandoned + cutOff + unfinished.
public struct ContactFigures: Sendable, Equatable {
  /// Contacts that arrived while open.
  public var offered: Figure
  /// Turned away because the queue was full.
  public var blocked: Figure
  /// Left at once on hearing the announcement.
  public var balked: Figure
  /// Accepted the offer to leave a message instead of waiting.
  public var messages: Figure
  /// Answered by an agent.
  public var answered: Figure
  /// Gave up waiting.
  public var abandoned: Figure
  /// Sent away at closing.
  public var cutOff: Figure
  /// Still waiting when the run ended.
  public var unfinished: Figure
  /// Arrived outside the hours and became another type (not part of offered).
  public var diverted: Figure
  /// Arrived outside the hours and went away (not part of offered).
  public var turnedAway: Figure
  /// Answered by the clock in it, whenever they arrived.
  public var answeredInPeriod: Figure
  /// Part of offered: customers who came back, because the issue was not settled or to try again.
  public var returned: Figure
  /// Part of answered: by the broadcast of an answer to another.
  public var broadcast: Figure
  /// Done by the deadline.
  public var deadlineMet: Figure
  /// Not done when the deadline passed.
  public var deadlineMissed: Figure
  /// Not done when the run ended, and not yet due.
  public var deadlineOpen: Figure
  /// Deadline compliance: met / (met + missed).
  public var deadlineCompliance: Figure
  /// The four service levels.
  public var serviceLevel: ServiceLevelFigures
  /// Wait of those answered; its mean is the ASA.
  public var waitAnswered: WaitFigures
  /// Wait of all who joined: until answered, abandoned or cut off.
  public var waitAll: WaitFigures
  /// Wait of a customer with endless patience: what is announced.
  public var waitVirtual: WaitFigures
  /// Mean handling time (talk, hold and wrap-up) of those answered, seconds.
  public var handling: Figure
  /// Mean number waiting, by the clock.
  public var queueLength: Figure
  /// Waiting when the period ended; over a day, when the day ended. Deferred work only, else 0.
  public var backlog: Figure
  /// How long the oldest of the backlog had waited then, seconds; 0 when nothing waited.
  public var oldest: Figure

  package init(
    offered: Figure, blocked: Figure, balked: Figure, messages: Figure, answered: Figure, abandoned: Figure,
    cutOff: Figure, unfinished: Figure, diverted: Figure, turnedAway: Figure, answeredInPeriod: Figure,
    serviceLevel: ServiceLevelFigures, waitAnswered: WaitFigures, waitAll: WaitFigures, waitVirtual: WaitFigures,
    handling: Figure, queueLength: Figure, returned: Figure = .unknown, broadcast: Figure = .unknown,
    deadlineMet: Figure = .unknown, deadlineMissed: Figure = .unknown, deadlineOpen: Figure = .unknown,
    deadlineCompliance: Figure = .unknown, backlog: Figure = .unknown, oldest: Figure = .unknown
  ) {
    self.offered = offered
    self.blocked = blocked
    self.balked = balked
    self.messages = messages
    self.answered = answered
    self.abandoned = abandoned
    self.cutOff = cutOff
    self.unfinished = unfinished
    self.diverted = diverted
    self.turnedAway = turnedAway
    self.answeredInPeriod = answeredInPeriod
    self.serviceLevel = serviceLevel
    self.waitAnswered = waitAnswered
    self.waitAll = waitAll
    self.waitVirtual = waitVirtual
    self.handling = handling
    self.queueLength = queueLength
    self.returned = returned
    self.broadcast = broadcast
    self.deadlineMet = deadlineMet
    self.deadlineMissed = deadlineMissed
    self.deadlineOpen = deadlineOpen
    self.deadlineCompliance = deadlineCompliance
    self.backlog = backlog
    self.oldest = oldest
  }
}

/// What a run found out about one contact type.
public struct ContactTypeResult: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The channel.
  public var channel: Channel
  /// The promise; `nil` when none was made.
  public var promise: Promise?
  /// The acceptable waiting time that the service levels are counted with: the promise's, else 30 s.
  public var answerWithin: Double
  /// An average day: counts per 24 hours simulated, ratios weighted by contacts.
  public var day: ContactFigures
  /// Each day of the run, in order.
  public var days: [ContactFigures]
  /// Each period of the run.
  public var periods: [ContactFigures]
  /// P(a whole day meets the promise); `nil` when none was made.
  public var dayMeetsPromise: Figure?
  /// How the waits of those answered are spread, over all days and replications.
  public var waitHistogram: [HistogramBar]
  /// What a queued customer would be told; empty for deferred work.
  public var announcements: [AnnouncementRow]
  /// The deadline; `nil` when none was set.
  public var deadline: Deadline?
  /// The steps that contacts pass through; empty when one agent does all.
  public var steps: [StepResult]
  /// The issues that began with a contact of this type; `nil` when the scenario has no loops.
  public var issues: IssueFigures?

  package init(
    name: String, channel: Channel, promise: Promise?, answerWithin: Double, day: ContactFigures,
    days: [ContactFigures], periods: [ContactFigures], dayMeetsPromise: Figure?, waitHistogram: [HistogramBar],
    announcements: [AnnouncementRow], deadline: Deadline? = nil, steps: [StepResult] = [], issues: IssueFigures? = nil
  ) {
    self.name = name
    self.channel = channel
    self.promise = promise
    self.answerWithin = answerWithin
    self.day = day
    self.days = days
    self.periods = periods
    self.dayMeetsPromise = dayMeetsPromise
    self.waitHistogram = waitHistogram
    self.announcements = announcements
    self.deadline = deadline
    self.steps = steps
    self.issues = issues
  }
}

/// One bar of a histogram: contacts that waited more than the bar before and at most `upTo`.
public struct HistogramBar: Sendable, Equatable {
  /// Upper end in seconds; the first bar, 0, holds those who did not wait; `infinity` in the last.
  public var upTo: Double
  /// Share of the contacts, 0 to 1.
  public var share: Double

  package init(upTo: Double, share: Double) {
    self.upTo = upTo
    self.share = share
  }
}

/// The wait of a customer who joins at a place in the queue in a period.
public struct AnnouncementRow: Sendable, Equatable {
  /// Index into ``SimulationResult/periods``.
  public var period: Int
  /// People waiting ahead on joining.
  public var waitingAhead: Int
  /// Customers seen at this place in this period over all replications.
  public var observations: Int
  /// Mean wait with endless patience, seconds.
  public var mean: Double
  /// Quantiles of the wait, seconds.
  public var p50: Double
  /// 80 % quantile, seconds.
  public var p80: Double
  /// 90 % quantile, seconds.
  public var p90: Double
  /// P(answered within the acceptable waiting time).
  public var withinPromise: Double

  package init(
    period: Int, waitingAhead: Int, observations: Int, mean: Double, p50: Double, p80: Double, p90: Double,
    withinPromise: Double
  ) {
    self.period = period
    self.waitingAhead = waitingAhead
    self.observations = observations
    self.mean = mean
    self.p50 = p50
    self.p80 = p80
    self.p90 = p90
    self.withinPromise = withinPromise
  }
}

/// The figures of an agent group over a day or a period.
public struct GroupFigures: Sendable, Equatable {
  /// Busy / staffed time.
  public var occupancy: Figure
  /// Hours on duty (productive), including overtime to finish the contact in hand.
  public var staffedHours: Figure
  /// Hours with at least one contact in hand.
  public var busyHours: Figure
  /// Hours paid: scheduled heads and overtime.
  public var paidHours: Figure
  /// Cost; `nil` when the cost of an hour is unknown.
  public var cost: Figure?

  package init(occupancy: Figure, staffedHours: Figure, busyHours: Figure, paidHours: Figure, cost: Figure?) {
    self.occupancy = occupancy
    self.staffedHours = staffedHours
    self.busyHours = busyHours
    self.paidHours = paidHours
    self.cost = cost
  }
}

/// What a run found out about one agent group.
public struct AgentGroupResult: Sendable, Equatable {
  /// The name.
  public var name: String
  /// An average day.
  public var day: GroupFigures
  /// Each period of the run.
  public var periods: [GroupFigures]
  /// Productive heads planned in each period of the run.
  public var headsPlanned: [Double]
  /// How the group's working time is divided between contact types, in the order of its skills.
  public var timeByType: [TimeShare]

  package init(
    name: String, day: GroupFigures, periods: [GroupFigures], headsPlanned: [Double], timeByType: [TimeShare] = []
  ) {
    self.name = name
    self.day = day
    self.periods = periods
    self.headsPlanned = headsPlanned
    self.timeByType = timeByType
  }
}
