import Randomness
import Statistics

/// Plays replications of a compiled scenario, one after the other, in buffers that are allocated once.
///
/// Sources of the next event, and nothing else: the schedule (a sorted list), the end of each agent's next contact, the
/// timers, the next arrival of each type. At equal times they come in this order; times are equal that differ by no more than
/// ``simultaneous``.
/// The rules of the business live in extensions: arrivals, waiting, routing, handling, endings, issues, staffing, closing.
///
/// A method is `mutating`, or small and always inlined: one that only borrows the engine and is called would be handed a
/// copy of its 1.1 KB each time.
struct Engine<Rules: RuleSet>: ~Copyable {
  // Flat tables of the scenario.
  let types: Table<TypeRow>
  let groups: Table<GroupRow>
  let skillsOfTypes: Table<SkillRow>
  let skillsOfGroups: Table<SkillRow>
  let slowdowns: Table<Double>
  let endings: Table<EndingRow>
  let ways: Table<WayRow>
  let topicShares: Table<Double>
  let businessIntervals: Table<BusinessInterval>
  let bursts: Table<BurstRow>
  let traceTimes: Table<Double>
  let backlog: [BacklogRow]
  let arrivalRates: Table<Double>
  let rateStarts: Table<Double>
  let rateDay: Table<Int32>
  let rateCount: Int
  let handlingFactors: Table<Double>
  /// Contact types; the rows behind them are steps.
  let typeCount: Int
  let periodStarts: Table<Double>
  let periodDay: Table<Int32>
  let schedule: Table<ScheduleEvent>
  let dayDraws: DayDraws
  let periodCount: Int
  let dayCount: Int
  let warmUpPeriods: Int32
  /// When the run starts, and what is known of that moment; `nil` for an empty start.
  var start: Double
  var startTable: StartTable?
  /// When the warm-up ends.
  let countedFrom: Double
  let end: Double
  let rankBeforeLoad: Bool
  let ordersByDeadline: Bool
  let interruptsDeferred: Bool
  /// Whether a single queue is settled without events.
  let settles: Bool
  let seed: UInt64

  // State of the replication.
  let states: Table<TypeState>
  let groupStates: Table<GroupState>
  let dayFactors: Table<Double>
  let lines: Table<WaitingLine>
  let patience: Table<PatienceRing>
  /// For each of `skillsOfTypes` that helps only after a wait: from when on.
  let overflows: Table<OverflowLine>
  /// For each group a bit for every skill whose line is not empty.
  let someoneWaits: Table<UInt64>
  var pool: AgentPool
  var arrivals: TournamentTree
  /// In place of the tree when there is one type only.
  var onlyArrival = 0.0
  var timers = TimerHeap()
  var issues = IssueTable()
  let burstStates: Table<BurstState>
  var nextScheduled = 0
  /// Index of the running period; `periodCount` once the run has ended and only serving out goes on.
  var period: Int32 = 0
  var periodStart = 0.0
  /// Entries in all lines, those who have given up included.
  var waiting = 0
  /// Whose fate is known already, in a single queue.
  var settled = SettledLine()
  /// Room for those whom one answer reaches together, and for the types of the work that a live contact puts aside.
  var answeredTogether = WaitingLine()
  let putAside: Table<Int32>
  /// Who is followed, and how long each of them waits.
  var following = Following()
  var followedWaits: Table<Double>
  /// The draws of a future that are spread evenly, and by type the laws of what is left.
  var points: ForwardPoints
  var followedPath = 0
  let residualLaws: Table<ResidualLaws>
  var section = 0

  // What is counted.
  let tally: Tally
  let histograms: WaitHistograms
  /// What happened, one after the other, when it is asked for.
  var trace: TraceLog?

  /// Whether to leave the replication; whether it was left; what happened by the clock so far.
  private var isAbandoned: () -> Bool = { false }
  private var isLeft = false
  private var byClock = 0

  let ziggurat = ZigguratTables.shared

  @inline(__always) var isTracing: Bool { Rules.traces }
  /// When the next contact of any type comes from outside.
  @inline(__always) var nextArrival: Double { Rules.hasOneQueue ? onlyArrival : arrivals.earliest }
  /// A type where it is used: there is but one in a single queue, and its tables need not be indexed.
  @inline(__always) func known(_ type: Int32) -> Int32 { Rules.hasOneQueue ? 0 : type }
  /// Whether contacts are followed beyond their first answer.
  @inline(__always) var tracksIssues: Bool { Rules.hasAllRules }
  /// Whether deferred work is done in the order of its deadlines, not of its arrival.
  @inline(__always) var earliestDeadlineFirst: Bool { Rules.hasAllRules && ordersByDeadline }
  /// Whether a live contact may interrupt deferred work.
  @inline(__always) var liveInterruptsDeferred: Bool { Rules.hasAllRules && interruptsDeferred }

  init(_ scenario: CompiledScenario, seed: UInt64, keepsPeriods: Bool) {
    self.seed = seed
    trace = Rules.traces ? TraceLog() : nil
    types = Table(scenario.types, spare: scenario.types[0])
    groups = Table(scenario.groups, spare: scenario.groups[0])
    let spareSkill = SkillRow(type: 0, group: 0, rank: 0, order: 0, concurrency: 0, slowdown: 0, after: 0, whenIdle: 0)
    skillsOfTypes = Table(scenario.skillsOfTypes, spare: spareSkill)
    skillsOfGroups = Table(scenario.skillsOfGroups, spare: spareSkill)
    slowdowns = Table(scenario.slowdowns, spare: 1)
    endings = Table(scenario.endings, spare: EndingRow())
    ways = Table(
      scenario.ways, spare: WayRow(becomes: 0, loop: -1, cumulatedShare: 0, after: Sampler(.constant(0))))
    topicShares = Table(scenario.topicShares, spare: 1)
    businessIntervals = Table(scenario.businessIntervals, spare: BusinessInterval(open: 0, close: 0, before: 0))
    bursts = Table(scenario.bursts, spare: BurstRow(type: 0, start: 0, contacts: 0, decay: 1))
    burstStates = Table(repeating: BurstState(), count: bursts.count)
    traceTimes = Table(scenario.traceTimes, spare: 0)
    backlog = scenario.backlog
    arrivalRates = Table(scenario.arrivalRates, spare: 0)
    rateStarts = Table(scenario.rateStarts, spare: 0)
    rateDay = Table(scenario.rateDay, spare: 0)
    rateCount = scenario.rateDay.count
    handlingFactors = Table(scenario.handlingFactors, spare: 1)
    typeCount = scenario.typeCount
    periodStarts = Table(scenario.periodStarts, spare: 0)
    periodDay = Table(scenario.periodDay, spare: 0)
    let never = ScheduleEvent(time: .infinity, kind: .runEnds, subject: 0, count: 0)
    schedule = Table(scenario.schedule + [never], spare: never)
    dayDraws = DayDraws(scenario, seed: seed)
    periodCount = scenario.periodCount
    dayCount = Int(scenario.periodDay.last ?? 0) + 1
    warmUpPeriods = Int32(scenario.warmUpPeriods)
    start = scenario.start
    startTable = scenario.startTable
    countedFrom = scenario.periodStarts[scenario.warmUpPeriods]
    end = scenario.end
    rankBeforeLoad = scenario.rankBeforeLoad
    ordersByDeadline = scenario.earliestDeadlineFirst
    interruptsDeferred = scenario.liveInterruptsDeferred
    settles = scenario.singleQueue == .settled
    followedWaits = Table(repeating: .infinity, count: 1)
    points = ForwardPoints(seed: seed)
    residualLaws = Table(repeating: ResidualLaws.none, count: Rules.follows ? types.count : 0)
    states = Table(repeating: TypeState(), count: types.count)
    groupStates = Table(repeating: GroupState(), count: groups.count)
    dayFactors = Table(repeating: 1, count: typeCount * dayCount)
    lines = Table((0..<types.count).map { _ in WaitingLine() }, spare: WaitingLine())
    patience = Table((0..<types.count).map { _ in PatienceRing() }, spare: PatienceRing())
    overflows = Table(
      scenario.overflowCount == 0 ? [] : (0..<scenario.overflowCount).map { _ in OverflowLine() }, spare: OverflowLine()
    )
    someoneWaits = Table(repeating: 0, count: scenario.groups.reduce(0) { $0 + $1.words })
    pool = AgentPool(groups: scenario.groups, shiftAgents: scenario.shiftAgents)
    putAside = Table(repeating: 0, count: pool.handsPerAgent)
    arrivals = TournamentTree(places: typeCount)
    tally = Tally(
      types: types.count, contactTypes: typeCount, groups: groups.count, periods: periodCount,
      loops: scenario.loops.count)
    histograms = WaitHistograms(types: typeCount, periods: periodCount, keepsPeriods: keepsPeriods)
  }

  deinit {
    types.deallocate()
    groups.deallocate()
    skillsOfTypes.deallocate()
    skillsOfGroups.deallocate()
    slowdowns.deallocate()
    endings.deallocate()
    ways.deallocate()
    topicShares.deallocate()
    businessIntervals.deallocate()
    bursts.deallocate()
    burstStates.deallocate()
    traceTimes.deallocate()
    rateStarts.deallocate()
    rateDay.deallocate()
    arrivalRates.deallocate()
    handlingFactors.deallocate()
    periodStarts.deallocate()
    periodDay.deallocate()
    schedule.deallocate()
    followedWaits.deallocate()
    points.deallocate()
    residualLaws.deallocate()
    states.deallocate()
    groupStates.deallocate()
    dayFactors.deallocate()
    for line in 0..<lines.count { lines[line].deallocate() }
    lines.deallocate()
    for ring in 0..<patience.count { patience[ring].deallocate() }
    patience.deallocate()
    for line in 0..<overflows.count { overflows[line].deallocate() }
    overflows.deallocate()
    someoneWaits.deallocate()
    pool.deallocate()
    settled.deallocate()
    answeredTogether.deallocate()
    putAside.deallocate()
    arrivals.deallocate()
    timers.deallocate()
    issues.deallocate()
    tally.deallocate()
    histograms.deallocate()
  }

  /// Plays one replication; afterwards ``tally`` holds its counts and ``histograms`` has its waits added.
  /// - Parameter isAbandoned: asked now and then, whether to leave it unfinished.
  /// - Returns: `false` when it was.
  mutating func run(replication: Int, isAbandoned: @escaping () -> Bool = { false }) -> Bool {
    self.isAbandoned = isAbandoned
    isLeft = false
    reset(replication: replication)
    while playNext() {}
    if isLeft { return false }
    settleThoseLeft()
    return true
  }

  /// The next thing happens.
  /// - Returns: `false` when nothing more comes, nobody serves out, and the last contact in hand is finished.
  @inline(__always)
  mutating func playNext() -> Bool {
    // Each source is ahead of the ones below by what counts as the same time.
    let scheduled = schedule[nextScheduled].time - 3 * Self.simultaneous
    let timer = timers.earliest - Self.simultaneous
    let byTheClock = min(scheduled, timer)
    if canRecur { recur(until: scheduled) }
    let handlingEnds = pool.ends.earliest - 2 * Self.simultaneous
    let arrival = nextArrival
    if handlingEnds < scheduled && handlingEnds <= timer && handlingEnds <= arrival {
      finishContact(at: pool.ends.earliest)
    } else if arrival < byTheClock {
      arrive(at: arrival)
    } else if byTheClock == .infinity {
      return false
    } else if scheduled <= timer {
      perform(schedule[nextScheduled])
      nextScheduled += 1
      return !looksUp(every: 16)
    } else {
      fire(at: timers.earliest)
      return !looksUp(every: 1 << 16)
    }
    return true
  }

  /// Seconds by which times that are the same may differ in floating point: an agent who works from 9:00 for 10.2 s three times over
  /// is free at the very time at which the call of 9:00:30.6 comes, and 13 000 sums later still is.
  @inline(__always) static var simultaneous: Double { 0x1p-24 }

  /// Whether the customer's patience has ended before a time: whoever is reached at its very end is still there.
  @inline(__always) func hasGivenUp(_ contact: WaitingContact, by time: Double) -> Bool {
    contact.givesUp < time - Self.simultaneous
  }

  /// Whether the replication is to be left. Only timers can go on without end: looking costs contacts nothing.
  private mutating func looksUp(every count: Int) -> Bool {
    byClock &+= 1
    guard byClock % count == 0, isAbandoned() else { return false }
    isLeft = true
    return true
  }

  /// Something of the schedule is due.
  private mutating func perform(_ event: ScheduleEvent) {
    switch event.kind {
    case .periodStarts: startPeriod(event.subject, at: event.time)
    case .typeOpens: states[event.subject].isOpen = true
    case .typeCloses: close(type: event.subject, at: event.time)
    case .headsCome: headsCome(event.count, group: event.subject, at: event.time)
    case .headsLeave: headsLeave(event.count, group: event.subject, at: event.time)
    case .dayBegins: groupStates[event.subject].day = event.count
    case .absencesDrawn: drawAbsences(group: event.subject, at: event.time)
    case .shiftStarts: shiftStarts(agent: event.subject, day: event.count, at: event.time)
    case .shiftEnds: shiftEnds(agent: event.subject, paidUntil: event.paidUntil, at: event.time)
    case .runEnds: endRun(at: event.time)
    }
  }
}
