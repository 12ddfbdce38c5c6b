import Foundation

/// The centre as a live service sees it: who waits, who serves, what happened lately. Fed event by event, never ahead.
struct QueueState {
  /// Somebody in the line.
  struct Waiting {
    var contact: Int32
    var type: NameID
    var joined: Double
    /// Joining time less the credit of the priority class; the line is in its order.
    var virtual: Double
    /// Callers of no earlier virtual time who entered service since; many of them mean that this call is lost.
    var overtakenBy = 0
  }

  /// What is known of an agent.
  struct Agent {
    var busySince: Double?
    var contact: Int32 = -1
    var type: NameID = 0
    var freeSince = -Double.infinity
    var lastSeen = -Double.infinity
    /// Start of the present spell of work: no gap above half an hour since.
    var spellStart = -Double.infinity
    /// Services by type, forgotten by half in three days.
    var byType: [Decayed] = []
    var handling = RunningMean(step: 0.05, start: 190)
  }

  /// A service whose agent the log does not name.
  struct Nameless {
    var contact: Int32
    var type: NameID
    var since: Double
  }

  /// Types followed one by one; further types share the last place.
  static let types = 8
  /// An agent not seen for so long is not on duty.
  static let dutyGap = 600.0
  /// A waiting caller passed by so many is a lost call.
  static let lostAfter = 12

  let credits: [NameID: Double]
  private(set) var line: [Waiting] = []
  private(set) var agents: [NameID: Agent] = [:]
  /// Agents seen in the last hours.
  private(set) var present: [NameID] = []
  private(set) var nameless: [Nameless] = []
  private(set) var typeNumbers: [NameID: Int] = [:]

  // What happened lately, by half-life in seconds.
  private(set) var joins = [Decayed(halfLife: 120), Decayed(halfLife: 600), Decayed(halfLife: 3600)]
  private(set) var creditJoins = Decayed(halfLife: 900)
  private(set) var starts = [Decayed(halfLife: 60), Decayed(halfLife: 300), Decayed(halfLife: 1800)]
  private(set) var finishes = [Decayed(halfLife: 60), Decayed(halfLife: 300), Decayed(halfLife: 1800)]
  private(set) var abandons = [Decayed(halfLife: 300), Decayed(halfLife: 3600)]
  private(set) var waited = [Decayed(halfLife: 300), Decayed(halfLife: 1800), Decayed(halfLife: 7200)]
  private(set) var waitedCount = [Decayed(halfLife: 300), Decayed(halfLife: 1800), Decayed(halfLife: 7200)]
  private(set) var waitingTime = Decayed(halfLife: 14_400)
  private(set) var abandonCount = Decayed(halfLife: 14_400)
  private(set) var typeWaits = [RunningMean](repeating: RunningMean(step: 0.1, start: 60), count: QueueState.types)
  private(set) var typeStarts = [Decayed](repeating: Decayed(halfLife: 600), count: QueueState.types)
  private(set) var typeShares = [Decayed](repeating: Decayed(halfLife: 259_200), count: QueueState.types)
  private(set) var handlings = RunningMean(step: 0.02, start: 190)
  private(set) var typeHandlings = [RunningMean](
    repeating: RunningMean(step: 0.01, start: 190), count: QueueState.types)
  private(set) var survival = [HandlingSurvival](repeating: HandlingSurvival(), count: QueueState.types)
  /// Waits above 0 of those who entered service last, newest first.
  private(set) var lastWaits: [Double] = []
  private(set) var lastStart = -Double.infinity
  private(set) var lastCreditWait = 0.0
  private(set) var lastPlainWait = 0.0
  private(set) var lastByType = [Double](repeating: 0, count: QueueState.types)
  private(set) var lastCredited = false
  private(set) var history = PeriodHistory()

  init(credits: [NameID: Double]) { self.credits = credits }

  /// The small number of a type.
  mutating func typeNumber(_ type: NameID) -> Int {
    if let known = typeNumbers[type] { return known }
    let number = min(typeNumbers.count, Self.types - 1)
    typeNumbers[type] = number
    return number
  }

  /// Takes in an event.
  mutating func apply(_ event: LogEvent, _ contact: LogContact) {
    let now = event.time
    let type = typeNumber(contact.type)
    history.advance(to: now)
    switch event.kind {
    case .joined:
      let credit = contact.priority.flatMap { credits[$0] } ?? 0
      let waiting = Waiting(
        contact: event.contact, type: contact.type, joined: now, virtual: now - credit)
      let place = line.firstIndex { $0.virtual > waiting.virtual } ?? line.count
      line.insert(waiting, at: place)
      for index in joins.indices { joins[index].add(1, at: now) }
      if credit > 0 { creditJoins.add(1, at: now) }
    case .left:
      remove(event.contact)
      for index in abandons.indices { abandons[index].add(1, at: now) }
      abandonCount.add(1, at: now)
      waitingTime.add(now - (contact.queued ?? now), at: now)
    case .started:
      start(event, contact, type)
    case .finished:
      finish(event, contact, type)
    }
  }

  private mutating func start(_ event: LogEvent, _ contact: LogContact, _ type: Int) {
    let now = event.time
    let wait = now - (contact.queued ?? now)
    if wait > 0 {
      let credit = contact.priority.flatMap { credits[$0] } ?? 0
      let virtual = now - wait - credit
      remove(event.contact)
      for index in line.indices where line[index].virtual < virtual { line[index].overtakenBy += 1 }
      lastWaits.insert(wait, at: 0)
      if lastWaits.count > 10 { lastWaits.removeLast() }
      lastCredited = credit > 0
      if credit > 0 { lastCreditWait = wait } else { lastPlainWait = wait }
      lastByType[type] = wait
      typeWaits[type].add(wait)
      waitingTime.add(wait, at: now)
      history.add(wait: wait)
    }
    lastStart = now
    for index in waited.indices {
      waited[index].add(wait, at: now)
      waitedCount[index].add(1, at: now)
    }
    for index in starts.indices { starts[index].add(1, at: now) }
    typeStarts[type].add(1, at: now)
    typeShares[type].add(1, at: now)
    guard let name = contact.agent else {
      nameless.append(Nameless(contact: event.contact, type: contact.type, since: now))
      return
    }
    var agent = agents[name] ?? Agent()
    if agent.byType.isEmpty {
      agent.byType = [Decayed](repeating: Decayed(halfLife: 259_200), count: Self.types)
    }
    if now - agent.lastSeen > 1_800 { agent.spellStart = now }
    agent.busySince = now
    agent.contact = event.contact
    agent.type = contact.type
    agent.lastSeen = now
    agent.byType[type].add(1, at: now)
    agents[name] = agent
    if !present.contains(name) { present.append(name) }
    history.add(duty: onDuty(at: now))
  }

  private mutating func finish(_ event: LogEvent, _ contact: LogContact, _ type: Int) {
    let now = event.time
    let length = now - max(contact.answered ?? now, contact.dequeued ?? 0)
    for index in finishes.indices { finishes[index].add(1, at: now) }
    handlings.add(length)
    typeHandlings[type].add(length)
    survival[type].add(length)
    guard let name = contact.agent, var agent = agents[name] else {
      nameless.removeAll { $0.contact == event.contact }
      return
    }
    agent.handling.add(length)
    // An agent whose log overlaps may have begun with another one meanwhile.
    if agent.contact == event.contact {
      agent.busySince = nil
      agent.freeSince = now
    }
    agent.lastSeen = now
    agents[name] = agent
  }

  private mutating func remove(_ contact: Int32) {
    if let place = line.firstIndex(where: { $0.contact == contact }) { line.remove(at: place) }
  }

  /// Forgets lost calls, agents who went home and services that never ended; called now and then.
  mutating func tidy(at now: Double) {
    line.removeAll { now - $0.joined > 7_200 }
    nameless.removeAll { now - $0.since > 7_200 }
    present.removeAll { name in
      guard let agent = agents[name] else { return true }
      return now - agent.lastSeen > 3 * 3_600
    }
  }

  /// Agents busy or seen in the last ten minutes.
  func onDuty(at now: Double) -> Double {
    var count = Double(nameless.count)
    for name in present {
      guard let agent = agents[name] else { continue }
      if let since = agent.busySince {
        if now - since < 5_400 { count += 1 }
      } else if now - agent.freeSince < Self.dutyGap {
        count += 1
      }
    }
    return count
  }
}

/// What half hours of the week were like on the days before: waits and agents on duty.
struct PeriodHistory {
  static let period = 1_800.0
  private static let step = 0.2
  private var waits = [RunningMean?](repeating: nil, count: 3 * 48)
  private var duty = [RunningMean?](repeating: nil, count: 3 * 48)
  private var current = Int.min
  private var sum = 0.0
  private var count = 0.0
  private var dutySum = 0.0
  private var dutyCount = 0.0

  /// Working days share their history; a Friday or a Saturday is another thing.
  private static func slot(_ period: Int) -> Int {
    let weekday = LogClock.weekday(day: period / 48)
    let kind = weekday == 4 ? 1 : weekday == 5 ? 2 : 0
    return kind * 48 + period % 48
  }

  mutating func add(wait: Double) {
    sum += wait
    count += 1
  }

  mutating func add(duty agents: Double) {
    dutySum += agents
    dutyCount += 1
  }

  mutating func advance(to now: Double) {
    let period = Int(now / Self.period)
    guard period != current else { return }
    if current != Int.min {
      let slot = Self.slot(current)
      if count > 0 {
        waits[slot, default: RunningMean(step: Self.step, start: sum / count)].add(sum / count)
      }
      if dutyCount > 0 {
        let agents = dutySum / dutyCount
        duty[slot, default: RunningMean(step: Self.step, start: agents)].add(agents)
      }
    }
    current = period
    sum = 0
    count = 0
    dutySum = 0
    dutyCount = 0
  }

  func wait(at time: Double) -> Double? { waits[Self.slot(Int(time / Self.period))]?.mean }
  func duty(at time: Double) -> Double? { duty[Self.slot(Int(time / Self.period))]?.mean }
}

extension [RunningMean?] {
  fileprivate subscript(index: Int, default value: @autoclosure () -> RunningMean) -> RunningMean {
    get { self[index] ?? value() }
    set { self[index] = newValue }
  }
}
