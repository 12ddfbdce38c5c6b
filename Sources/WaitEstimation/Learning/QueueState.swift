import Foundation

/// The centre as a live service sees it: who waits, who serves, what happened lately. Fed event by event, never ahead.
package struct QueueState: Sendable {
  /// Somebody in the line.
  struct Waiting: Sendable {
    var contact: Int
    var type: Int
    var joined: Double
    /// Joining time less the credit of the priority class; the line is in its order.
    var virtual: Double
    /// Callers of no earlier virtual time who entered service since; many of them mean that this call is lost.
    var overtakenBy = 0
    var credit = 0.0
    /// Whether somebody passed who could not have if the credit had been given.
    var isWithout = false
    /// Place on joining, and the wait that a simple formula expected.
    var place = 0.0
    var expected = 0.0
  }

  /// What is known of an agent.
  struct Agent: Sendable {
    var busySince: Double?
    var contact = -1
    var type = 0
    var freeSince = -Double.infinity
    var lastSeen = -Double.infinity
    /// Start of the present spell of work: no gap above half an hour since.
    var spellStart = -Double.infinity
    /// Services by type, forgotten by half in a day: pools change.
    var byType: [Decayed] = []
    var handling = RunningMean(step: 0.05, start: 190)
  }

  /// A service whose agent the log does not name.
  struct Nameless: Sendable {
    var contact: Int
    var type: Int
    var since: Double
  }

  /// Types followed one by one; further types share the last place.
  static let types = 8
  /// An agent not seen for so long is not on duty.
  static let dutyGap = 600.0
  /// A waiting caller passed by so many is a lost call.
  static let lostAfter = 12

  private(set) var line: [Waiting] = []
  private(set) var agents: [Int: Agent] = [:]
  /// Agents seen in the last hours.
  private(set) var present: [Int] = []
  private(set) var nameless: [Nameless] = []
  /// When each service in progress began.
  private(set) var inService: [Int: Double] = [:]
  private(set) var typeNumbers: [Int: Int] = [:]

  // What happened lately, by half-life in seconds.
  private(set) var joins = [Decayed(halfLife: 120), Decayed(halfLife: 600), Decayed(halfLife: 3600)]
  private(set) var credits = CreditLevels()
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
  package private(set) var handlings = RunningMean(step: 0.02, start: 190)
  private(set) var typeHandlings = [RunningMean](
    repeating: RunningMean(step: 0.01, start: 190), count: QueueState.types)
  private(set) var survival = [HandlingSurvival](repeating: HandlingSurvival(), count: QueueState.types)
  /// Waits above 0 of those who entered service last, newest first.
  private(set) var lastWaits: [Double] = []
  private(set) var lastStart = -Double.infinity
  private(set) var lastByType = [Double](repeating: 0, count: QueueState.types)
  private(set) var history = PeriodHistory()
  private(set) var pace = PaceRecord()
  /// How long agents stay away from the telephone while somebody waits.
  private(set) var pauses = HandlingSurvival()
  /// Since when somebody has waited without a break.
  private(set) var lineSince = -Double.infinity
  private(set) var lengths = [DecayedLevel(halfLife: 60), DecayedLevel(halfLife: 300)]

  /// The small number of a type.
  mutating func typeNumber(_ type: Int) -> Int {
    if let known = typeNumbers[type] { return known }
    let number = min(typeNumbers.count, Self.types - 1)
    typeNumbers[type] = number
    return number
  }

  /// Takes in an event.
  /// - Parameters:
  ///   - place: how many stand before a contact that joins.
  ///   - expected: what a simple formula says of its wait, seconds.
  mutating func apply(_ event: LineEvent, place: Double = 0, expected: Double = 60) {
    let now = event.time
    let type = typeNumber(event.type)
    history.advance(to: now)
    switch event.kind {
    case .joined:
      let waiting = Waiting(
        contact: event.contact, type: event.type, joined: now, virtual: now - event.credit, credit: event.credit,
        place: place, expected: expected)
      if line.allSatisfy({ $0.overtakenBy >= Self.lostAfter }) { lineSince = now }
      let index = line.firstIndex { $0.virtual > waiting.virtual } ?? line.count
      line.insert(waiting, at: index)
      for index in joins.indices { joins[index].add(1, at: now) }
      credits.joined(credit: event.credit, at: now)
    case .left:
      let joined = remove(event.contact)?.joined ?? now
      for index in abandons.indices { abandons[index].add(1, at: now) }
      abandonCount.add(1, at: now)
      waitingTime.add(now - joined, at: now)
    case .started:
      start(event, type)
    case .finished:
      finish(event, type)
    }
    for index in lengths.indices { lengths[index].set(Double(line.count), at: now) }
  }

  private mutating func start(_ event: LineEvent, _ type: Int) {
    let now = event.time
    let waiting = remove(event.contact)
    let wait = waiting.map { now - $0.joined } ?? 0
    if let waiting {
      pass(waiting)
      pace.add(wait: wait, place: waiting.place, expected: waiting.expected, at: now)
      lastWaits.insert(wait, at: 0)
      if lastWaits.count > 10 { lastWaits.removeLast() }
      credits.served(credit: event.credit, wait: wait)
      lastByType[type] = wait
      typeWaits[type].add(wait)
      waitingTime.add(wait, at: now)
      history.add(wait: wait)
    }
    inService[event.contact] = now
    lastStart = now
    for index in waited.indices {
      waited[index].add(wait, at: now)
      waitedCount[index].add(1, at: now)
    }
    for index in starts.indices { starts[index].add(1, at: now) }
    typeStarts[type].add(1, at: now)
    typeShares[type].add(1, at: now)
    guard let name = event.agent else {
      nameless.append(Nameless(contact: event.contact, type: event.type, since: now))
      return
    }
    var agent = agents[name] ?? Agent()
    if agent.byType.isEmpty {
      agent.byType = [Decayed](repeating: Decayed(halfLife: 86_400), count: Self.types)
    }
    if now - agent.lastSeen > 1_800 {
      agent.spellStart = now
      if agent.lastSeen > 0 { pauses.add(7_200) }
    } else if waiting != nil, agent.busySince == nil {
      pauses.add(now - max(agent.freeSince, lineSince))
    }
    agent.busySince = now
    agent.contact = event.contact
    agent.type = event.type
    agent.lastSeen = now
    agent.byType[type].add(1, at: now)
    agents[name] = agent
    if !present.contains(name) { present.append(name) }
    history.add(duty: onDuty(at: now))
  }

  /// What it tells of those who stay that a caller was taken before them.
  private mutating func pass(_ taken: Waiting) {
    var hasCredit = false
    var moved: [Waiting] = []
    for index in line.indices.reversed() {
      let other = line[index]
      if other.type == taken.type, other.joined < taken.joined, other.virtual > taken.virtual { hasCredit = true }
      guard other.virtual < taken.virtual else { continue }
      line[index].overtakenBy += 1
      let lower = credits.lower(other.credit)
      guard other.type == taken.type, !other.isWithout, lower < other.credit, other.virtual < taken.virtual - 2 else {
        continue
      }
      var known = line.remove(at: index)
      known.isWithout = true
      known.virtual = known.joined - lower
      moved.append(known)
    }
    for known in moved {
      credits.showed(credit: known.credit, isWithout: true)
      line.insert(known, at: line.firstIndex { $0.virtual > known.virtual } ?? line.count)
    }
    if hasCredit, !taken.isWithout { credits.showed(credit: taken.credit, isWithout: false) }
  }

  private mutating func finish(_ event: LineEvent, _ type: Int) {
    let now = event.time
    guard let since = inService.removeValue(forKey: event.contact) else { return }
    let length = now - since
    for index in finishes.indices { finishes[index].add(1, at: now) }
    handlings.add(length)
    typeHandlings[type].add(length)
    survival[type].add(length)
    guard let name = event.agent, var agent = agents[name] else {
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

  private mutating func remove(_ contact: Int) -> Waiting? {
    line.firstIndex { $0.contact == contact }.map { line.remove(at: $0) }
  }

  /// Forgets lost calls, agents who went home and services that never ended; called now and then.
  mutating func tidy(at now: Double) {
    line.removeAll { now - $0.joined > 7_200 }
    nameless.removeAll { now - $0.since > 7_200 }
    if inService.count > 2_000 { inService = inService.filter { now - $0.value < 86_400 } }
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
