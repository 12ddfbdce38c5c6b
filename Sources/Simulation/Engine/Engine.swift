import Randomness
import Statistics

/// Plays replications of a compiled scenario, one after the other, in buffers that are allocated once.
///
/// Sources of the next event, and nothing else: the schedule (a sorted list), the timers of overflow, the end of each
/// agent's next contact, the next arrival of each type. At equal times they come in this order.
/// The rules of the business live in extensions: arrivals, waiting, routing, handling, staffing, closing.
struct Engine: ~Copyable {
  // Flat tables of the scenario.
  let types: Table<TypeRow>
  let groups: Table<GroupRow>
  let skillsOfTypes: Table<SkillRow>
  let skillsOfGroups: Table<SkillRow>
  let slowdowns: Table<Double>
  let diversions: Table<DiversionRow>
  let arrivalRates: Table<Double>
  let periodStarts: Table<Double>
  let periodDay: Table<Int32>
  let schedule: Table<ScheduleEvent>
  let dayFactorLaws: [Sampler?]
  let periodCount: Int
  let dayCount: Int
  let warmUpPeriods: Int32
  let end: Double
  let rankBeforeLoad: Bool
  let seed: UInt64

  // State of the replication.
  let states: Table<TypeState>
  let groupStates: Table<GroupState>
  let dayFactors: Table<Double>
  let lines: Table<WaitingLine>
  let patienceTimers: Table<TimerHeap>
  var pool: AgentPool
  var arrivals: TournamentTree
  var overflowTimers = TimerHeap()
  var nextScheduled = 0
  /// Index of the running period; `periodCount` once the run has ended and only serving out goes on.
  var period: Int32 = 0
  var periodStart = 0.0
  /// Entries in all lines, those who have given up included.
  var waiting = 0
  var section = 0

  // What is counted.
  let tally: Tally
  let histograms: WaitHistograms

  let ziggurat = ZigguratTables.shared

  init(_ scenario: CompiledScenario, seed: UInt64, keepsPeriods: Bool) {
    self.seed = seed
    types = Table(scenario.types, spare: scenario.types[0])
    groups = Table(scenario.groups, spare: scenario.groups[0])
    let spareSkill = SkillRow(type: 0, group: 0, rank: 0, order: 0, concurrency: 0, slowdown: 0, after: 0)
    skillsOfTypes = Table(scenario.skillsOfTypes, spare: spareSkill)
    skillsOfGroups = Table(scenario.skillsOfGroups, spare: spareSkill)
    slowdowns = Table(scenario.slowdowns, spare: 1)
    diversions = Table(scenario.diversions, spare: DiversionRow(becomes: 0, cumulatedShare: 0))
    arrivalRates = Table(scenario.arrivalRates, spare: 0)
    periodStarts = Table(scenario.periodStarts, spare: 0)
    periodDay = Table(scenario.periodDay, spare: 0)
    let never = ScheduleEvent(time: .infinity, kind: .runEnds, subject: 0, count: 0)
    schedule = Table(scenario.schedule + [never], spare: never)
    dayFactorLaws = scenario.dayFactors
    periodCount = scenario.periodCount
    dayCount = Int(scenario.periodDay.last ?? 0) + 1
    warmUpPeriods = Int32(scenario.warmUpPeriods)
    end = scenario.end
    rankBeforeLoad = scenario.rankBeforeLoad
    states = Table(repeating: TypeState(), count: types.count)
    groupStates = Table(repeating: GroupState(), count: groups.count)
    dayFactors = Table(repeating: 1, count: types.count * dayCount)
    lines = Table((0..<types.count).map { _ in WaitingLine() }, spare: WaitingLine())
    patienceTimers = Table((0..<types.count).map { _ in TimerHeap() }, spare: TimerHeap())
    pool = AgentPool(groups: scenario.groups, shiftAgents: scenario.shiftAgents)
    arrivals = TournamentTree(places: types.count)
    tally = Tally(types: types.count, groups: groups.count, periods: periodCount)
    histograms = WaitHistograms(types: types.count, periods: periodCount, keepsPeriods: keepsPeriods)
  }

  deinit {
    types.deallocate()
    groups.deallocate()
    skillsOfTypes.deallocate()
    skillsOfGroups.deallocate()
    slowdowns.deallocate()
    diversions.deallocate()
    arrivalRates.deallocate()
    periodStarts.deallocate()
    periodDay.deallocate()
    schedule.deallocate()
    states.deallocate()
    groupStates.deallocate()
    dayFactors.deallocate()
    for line in 0..<lines.count { lines[line].deallocate() }
    lines.deallocate()
    for heap in 0..<patienceTimers.count { patienceTimers[heap].deallocate() }
    patienceTimers.deallocate()
    pool.deallocate()
    arrivals.deallocate()
    overflowTimers.deallocate()
    tally.deallocate()
    histograms.deallocate()
  }

  /// Plays one replication; afterwards ``tally`` holds its counts and ``histograms`` has its waits added.
  mutating func run(replication: Int) {
    reset(replication: replication)
    while true {
      let scheduled = schedule[nextScheduled].time
      let byTheClock = min(scheduled, overflowTimers.earliest)
      let handlingEnds = pool.ends.earliest
      let arrival = arrivals.earliest
      if handlingEnds < byTheClock && handlingEnds <= arrival {
        finishContact(at: handlingEnds)
      } else if arrival < byTheClock {
        arrive(at: arrival)
      } else if byTheClock == .infinity {
        // Nothing more comes, nobody serves out, and the last contact in hand is finished.
        break
      } else if scheduled <= byTheClock {
        perform(schedule[nextScheduled])
        nextScheduled += 1
      } else {
        overflow(at: byTheClock)
      }
    }
    settleThoseLeft()
  }

  private mutating func reset(replication: Int) {
    section = replication % WaitHistograms.sections
    tally.reset()
    pool.reset()
    arrivals.reset()
    overflowTimers.removeAll()
    nextScheduled = 0
    period = 0
    periodStart = 0
    waiting = 0
    for group in 0..<groups.count {
      groupStates[group] = GroupState()
      groupStates[group].leavers =
        RandomStream(
          seed: seed, replication: replication, subject: group, purpose: Purpose.leavers.rawValue
        ).key
    }
    for type in 0..<types.count {
      lines[type].removeAll()
      patienceTimers[type].removeAll()
      states[type] = TypeState()
      func key(_ purpose: Purpose) -> UInt64 {
        RandomStream(seed: seed, replication: replication, subject: type, purpose: purpose.rawValue).key
      }
      states[type].arrivalKey = key(.arrivals)
      states[type].handlingKey = key(.handling)
      states[type].patienceKey = key(.patience)
      states[type].choiceKey = key(.choices)
      drawDayFactors(type: type, key: key(.dayFactor))
      planNextArrival(type: Int32(type), after: 0)
    }
  }

  /// What a random stream is for; each has numbers of its own.
  enum Purpose: Int {
    case arrivals, handling, patience, choices, dayFactor, leavers
  }

  /// Something of the schedule is due.
  private mutating func perform(_ event: ScheduleEvent) {
    switch event.kind {
    case .periodStarts: startPeriod(event.subject, at: event.time)
    case .typeOpens: states[event.subject].isOpen = true
    case .typeCloses: close(type: event.subject, at: event.time)
    case .headsCome: headsCome(event.count, group: event.subject, at: event.time)
    case .headsLeave: headsLeave(event.count, group: event.subject, at: event.time)
    case .shiftStarts: shiftStarts(agent: event.subject, at: event.time)
    case .shiftEnds: shiftEnds(agent: event.subject, paidUntil: event.paidUntil, at: event.time)
    case .runEnds: endRun(at: event.time)
    }
  }
}

/// What is known of a contact type while a replication runs.
struct TypeState {
  var isOpen = false
  /// When it last closed: whoever was on duty then serves out.
  var closedAt = 0.0
  /// Contacts so far, from all sources; numbers the next one.
  var contacts = 0
  /// Arrivals from outside so far.
  var arrived = 0
  /// Period up to which the next arrival has been looked for.
  var arrivalPeriod = 0
  /// Entries of the line known to have given up, as of `noticedUntil`.
  var expired = 0
  var noticedUntil = 0.0
  /// Contacts handled at once by those on duty, for the announced wait.
  var parallel = 0.0
  var arrivalKey: UInt64 = 0
  var handlingKey: UInt64 = 0
  var patienceKey: UInt64 = 0
  var choiceKey: UInt64 = 0
}

/// What is known of an agent group while a replication runs.
struct GroupState {
  /// Agents on duty, and those who finish a contact after their time.
  var present = 0
  var leaving = 0
  /// Up to when their time has been counted.
  var countedUntil = 0.0
  var leavers: UInt64 = 0
  var drawn = 0
}
