/// What a second reading of logs counts, day by day in their order. Grows with days, types and agents, not with the rows:
/// a day's contacts are held only until all of them are there.
struct FitTally {
  let types: [NameID]
  /// What agents do: the types, then the steps of those that have any, as in the survey; the type of each, and whether it is a
  /// step, or what rows without a step are among those with one.
  let works: [NameID]
  let typeOf: [Int]
  let isStep: [Bool]
  let groups: SkillGroups
  let options: FitOptions
  let periods: Int

  /// New contacts (no returns) by day: types × periods.
  private(set) var arrivals: [Int: [Int]] = [:]
  /// What happened, by day: types × periods.
  private(set) var observed: [Int: [ComplianceCounts]] = [:]
  /// Seconds on duty, by day: groups × periods.
  private(set) var duty: [Int: [Double]] = [:]
  /// Handling by work, waits until giving up and wrap-ups by type, for both halves of the days.
  private(set) var handling, patience, wrapUps: [[DurationCounts]]
  /// How work passes through its steps.
  private(set) var steps: StepTally
  /// Sum and number of handling times by work and day.
  private(set) var handlingOfDay: [[Int: (sum: Double, count: Double)]]
  private(set) var concurrency: ConcurrencyTally
  private(set) var returns: ReturnTally
  /// Seconds of waiting that those who queued were given on joining, by type.
  private(set) var credits: [(sum: Double, squares: Double, count: Double)]
  private let classCredits: ClassCredits
  /// Live contacts taken with other work in hand.
  private(set) var interruptions: InterruptionTally
  /// Contacts that come when an agent is free, which the scenario cannot have.
  private(set) var freeAgents: FreeAgentTally
  /// When the work on each type takes longer.
  let handlingSpells: [[HandlingSpell]]
  /// Sum of the factors of the time on the contacts of each work, and their number.
  private(set) var stretch: [(sum: Double, count: Double)]

  private let place: [NameID: Int]
  private let workPlace: [NameID: Int]
  private var remaining: [Int: Int]
  private var days: ArraySlice<Int>
  private var held: [Int: [LogContact]] = [:]
  /// Of each work whether it keeps: it may be begun on another day than that of its arrival.
  let isDeferred: [Bool]
  /// What each agent began on a day, and who waited on the line meanwhile, until all of the day is known.
  private var workDays: ArraySlice<Int>
  private var remainingWork: [Int: Int]
  private var work: [Int: [NameID: [AgentWork]]] = [:]
  private var waits: [Int: [[(from: Double, to: Double)]]] = [:]
  private var lastEnd: [NameID: Double] = [:]
  private var namesAgents: Bool

  init(
    _ survey: LogSurvey, types: [NameID], isDeferred deferredTypes: [Bool], handlingSpells: [[HandlingSpell]],
    groups: SkillGroups,
    credits: ClassCredits, options: FitOptions, end: Double
  ) {
    self.types = types
    works = survey.works
    let place = Dictionary(uniqueKeysWithValues: types.enumerated().map { ($1, $0) })
    let typeOf = types.indices + types.flatMap { type in (survey.steps[type] ?? []).map { _ in place[type] ?? 0 } }
    self.place = place
    self.typeOf = typeOf
    workPlace = Dictionary(uniqueKeysWithValues: works.enumerated().map { ($1, $0) })
    isStep = works.indices.map { $0 >= types.count || survey.isMixed(types[$0]) }
    isDeferred = typeOf.map { deferredTypes[$0] }
    remainingWork = survey.workOfDay
    workDays = survey.workOfDay.keys.sorted()[...]
    self.groups = groups
    self.options = options
    periods = 86_400 / options.periodSeconds
    remaining = survey.rowsOfDay
    days = survey.days[...]
    namesAgents = !survey.answered.isEmpty
    patience = Array(repeating: [DurationCounts(), DurationCounts()], count: types.count)
    let noWrapUps = DurationCounts(limit: options.longestWrapUp)
    wrapUps = Array(repeating: [noWrapUps, noWrapUps], count: types.count)
    handling = Array(repeating: [DurationCounts(), DurationCounts()], count: works.count)
    handlingOfDay = Array(repeating: [:], count: works.count)
    steps = StepTally(works: works.count)
    self.handlingSpells = handlingSpells
    stretch = Array(repeating: (0, 0), count: works.count)
    freeAgents = FreeAgentTally(isDeferred: deferredTypes, periods: 86_400 / options.periodSeconds)
    concurrency = ConcurrencyTally(types: works.count)
    classCredits = credits
    self.credits = Array(repeating: (0, 0, 0), count: types.count)
    interruptions = InterruptionTally(types: works.count)
    returns = ReturnTally(types: types.count, window: options.returnWindow, end: end)
  }

  /// Sum and number of handling times of each day, in order: sums of numbers in another order are not the same to the last digit.
  func handlingByDay(_ work: Int) -> [(sum: Double, count: Double)] {
    handlingOfDay[work].sorted { $0.key < $1.key }.map(\.value)
  }

  /// Takes in a contact; in any order.
  mutating func add(_ contact: LogContact) {
    guard contact.isOffered, place[contact.type] != nil else { return }
    held[contact.day, default: []].append(contact)
    remaining[contact.day, default: 1] -= 1
    if let type = place[contact.type], contact.queued != nil, contact.wait ?? 0 > 0 {
      let credit = classCredits.credit(of: contact)
      credits[type].sum += credit
      credits[type].squares += credit * credit
      credits[type].count += 1
    }
    if let work = workPlace[contact.work], contact.outcome == .answered, let agent = contact.agent,
      let from = contact.answered, let to = contact.ended
    {
      let day = LogClock.day(from)
      self.work[day, default: [:]][agent, default: []].append(
        AgentWork(type: work, queued: contact.queued, from: from, to: to))
      remainingWork[day, default: 1] -= 1
    }
    while let day = days.first, remaining[day, default: 0] <= 0 {
      settle(day, held.removeValue(forKey: day) ?? [])
      days.removeFirst()
    }
    // A day's waits are complete when the contacts that arrived on it are.
    while let day = workDays.first, remainingWork[day, default: 0] <= 0, (days.first ?? .max) > day {
      inferDuty(day, work.removeValue(forKey: day) ?? [:], waits: waits.removeValue(forKey: day))
      workDays.removeFirst()
    }
  }

  private mutating func settle(_ day: Int, _ unsorted: [LogContact]) {
    let contacts = unsorted.sorted { ($0.arrived, $0.file, $0.row) < ($1.arrived, $1.file, $1.row) }
    count(day, contacts)
    if namesAgents { waits[day] = lineWaits(contacts) } else { inferDutyWithoutNames(day, contacts) }
    returns.forget(before: Double(day) * 86_400)
    steps.forget(before: Double(day) * 86_400)
  }

  private mutating func count(_ day: Int, _ contacts: [LogContact]) {
    let half = day & 1
    var counts = [Int](repeating: 0, count: types.count * periods)
    var figures = [ComplianceCounts](repeating: ComplianceCounts(), count: types.count * periods)
    var begun: [(contact: LogContact, type: Int, period: Int)] = []
    for contact in contacts {
      guard let type = place[contact.type], let work = workPlace[contact.work] else { continue }
      // Of work that keeps what was taken in between is not part of it: see `countDeferred`.
      if contact.outcome == .answered, let handled = contact.handling, !isDeferred[work] || contact.agent == nil {
        let factor = handlingSpells[type].factor(at: LogClock.secondOfDay(contact.answered ?? contact.arrived))
        addHandling(handled, factor: factor, work: work, day: day)
      }
      // A contact that is handed on to another step is counted where it began.
      guard !steps.add(contact, work: work) else {
        returns.goOn(contact)
        continue
      }
      let period = min(periods - 1, Int(LogClock.secondOfDay(contact.arrived)) / options.periodSeconds)
      begun.append((contact, type, period))
      if !returns.add(contact, type: type, place: place) { counts[type * periods + period] += 1 }
      var one = ComplianceCounts()
      one.offered = 1
      let wait = contact.wait
      if contact.outcome == .answered {
        one.answered = 1
        one.waits = wait ?? 0
        if (wait ?? 0) <= options.answerWithin { one.answeredInTime = 1 }
      } else if contact.outcome == .abandoned {
        one.abandoned = 1
        if let wait, wait <= options.answerWithin { one.abandonedInTime = 1 }
      }
      figures[type * periods + period] += one
      // Whoever never queued shows no patience; the others either gave up or would have waited longer.
      if contact.queued != nil, let wait, contact.outcome == .abandoned || wait > 0 {
        patience[type][half].add(wait, hasEnded: contact.outcome == .abandoned)
      }
    }
    freeAgents.add(begun)
    arrivals[day] = counts
    observed[day] = figures
  }

  /// - Parameter factor: how many times as long as at other times of the day it took; the law is of the rest.
  private mutating func addHandling(_ seconds: Double, factor: Double = 1, work: Int, day: Int) {
    handling[work][day & 1].add(seconds / factor)
    stretch[work].sum += factor
    stretch[work].count += 1
    var own = handlingOfDay[work][day] ?? (0, 0)
    own.sum += seconds
    own.count += 1
    handlingOfDay[work][day] = own
  }

  /// Work that keeps, without the live contacts that the agent took meanwhile.
  private mutating func countDeferred(_ work: [AgentWork], day: Int) {
    let deferred = work.filter { isDeferred[$0.type] }
    guard !deferred.isEmpty else { return }
    let live = work.filter { !isDeferred[$0.type] }
    interruptions.add(live: live, deferred: deferred)
    for one in deferred {
      let between = live.reduce(0) { $0 + max(0, min($1.to, one.to) - max($1.from, one.from)) }
      addHandling(max(0, one.to - one.from - between), work: one.type, day: day)
    }
  }

  /// Who waited on the line, by type. Work that keeps waits for no one's break to end.
  private func lineWaits(_ contacts: [LogContact]) -> [[(from: Double, to: Double)]] {
    var waits = [[(from: Double, to: Double)]](repeating: [], count: types.count)
    for contact in contacts {
      guard let type = place[contact.type], !isDeferred[type], let queued = contact.queued,
        let left = contact.dequeued, left > queued
      else { continue }
      waits[type].append((queued, left))
    }
    return waits
  }

  private mutating func inferDuty(
    _ day: Int, _ work: [NameID: [AgentWork]], waits: [[(from: Double, to: Double)]]?
  ) {
    let waiting = groups.skills.map { skills in
      WaitingTimes(Set(skills.map { typeOf[$0] }).sorted().flatMap { waits?[$0] ?? [] })
    }
    var inferred = DutyDay(day: day, options: options)
    for (agent, unsorted) in work.sorted(by: { $0.key < $1.key }) {
      guard let group = groups.groupOf[agent] else { continue }
      let all = unsorted.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
      // What is begun on one day and over on another lay over night: neither the work nor the duty took so long.
      let own = all.filter { !isDeferred[$0.type] || LogClock.day($0.to) == day }
      for one in all where isDeferred[one.type] && LogClock.day(one.to) != day {
        interruptions.addOverNight(one.type)
      }
      countDeferred(own, day: day)
      inferred.add(agent: agent, work: own, before: lastEnd[agent], waiting: waiting[group])
      concurrency.add(own.map { ($0.type, $0.from, $0.to) })
      lastEnd[agent] = max(lastEnd[agent] ?? -.infinity, own.map(\.to).max() ?? -.infinity)
    }
    for one in inferred.wrapUps { wrapUps[typeOf[one.type]][day & 1].add(one.seconds, hasEnded: one.hasEnded) }
    for (agent, seconds) in inferred.seconds.sorted(by: { $0.key < $1.key }) {
      guard let group = groups.groupOf[agent] else { continue }
      for (index, spent) in seconds.enumerated() where spent > 0 {
        addDuty(spent, day: day, group: group, period: index)
      }
    }
  }

  /// Without agents' names: while somebody waits all who are there are busy; where nobody waits, at least as many were there
  /// as were ever busy at once.
  private mutating func inferDutyWithoutNames(_ day: Int, _ contacts: [LogContact]) {
    let midnight = Double(day) * 86_400
    var events: [(time: Double, busy: Int, waiting: Int)] = []
    for contact in contacts {
      if let from = contact.answered, let to = contact.ended, to > from {
        events += [(from, 1, 0), (to, -1, 0)]
      }
      if let queued = contact.queued, let left = contact.dequeued, left > queued {
        events += [(queued, 0, 1), (left, 0, -1)]
      }
    }
    events.sort { ($0.time, $0.busy, $0.waiting) < ($1.time, $1.busy, $1.waiting) }
    let length = Double(options.periodSeconds)
    var busyWhileWaiting = [Double](repeating: 0, count: 2 * periods)
    var waitingTime = busyWhileWaiting
    var mostBusy = busyWhileWaiting
    var (busy, waiting, at) = (0, 0, midnight)
    for event in events {
      while at < event.time {
        let index = min(2 * periods - 1, max(0, Int((at - midnight) / length)))
        let end = index == 2 * periods - 1 ? event.time : min(event.time, midnight + Double(index + 1) * length)
        if waiting > 0 {
          waitingTime[index] += end - at
          busyWhileWaiting[index] += Double(busy) * (end - at)
        }
        mostBusy[index] = max(mostBusy[index], Double(busy))
        at = end
      }
      busy += event.busy
      waiting += event.waiting
    }
    for index in mostBusy.indices where mostBusy[index] > 0 {
      let heads = waitingTime[index] >= 60 ? busyWhileWaiting[index] / waitingTime[index] : mostBusy[index]
      addDuty(heads * length, day: day, group: 0, period: index)
    }
  }

  private mutating func addDuty(_ seconds: Double, day: Int, group: Int, period: Int) {
    let (days, own) = period.quotientAndRemainder(dividingBy: periods)
    duty[day + days, default: Array(repeating: 0, count: groups.skills.count * periods)][group * periods + own] +=
      seconds
  }
}
