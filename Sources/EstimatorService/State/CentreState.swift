import ContactCentre
import WaitEstimation

/// The state of a contact centre, as far as events tell.
///
/// A pure value: events go in, a ``LiveState`` comes out. Taking an event twice changes nothing, and the same events give the
/// same state in whatever order they arrive within the window.
///
/// ```swift
/// var state = CentreState(CentreRules(scenario))
/// state.apply(QueueEvent(.enqueued, id: "e1", time: 0, contact: "c1", contactType: "calls"))
/// state.live(at: 20).waiting("calls")  // 1
/// ```
public struct CentreState: Sendable {
  /// What it knows of the scenario.
  public private(set) var rules: CentreRules
  /// Goes up with each event that changed something.
  public private(set) var version = 0
  /// Time of the newest event, seconds since 1970.
  public private(set) var newest: Seconds = -.greatestFiniteMagnitude
  private(set) var contacts: [String: ContactRecord] = [:]
  private(set) var agents: [String: AgentRecord] = [:]
  private(set) var plans: [String: StaffPlans] = [:]
  private var promises: [String: PromiseBook] = [:]
  private var recent: [String: RecentWaits] = [:]
  // These follow from the contacts.
  private(set) var lines: [String: WaitingLine] = [:]
  private(set) var services: [String: ContactRecord.Service] = [:]

  /// A centre of which nothing is known yet.
  public init(_ rules: CentreRules) { self.rules = rules }

  /// What an event did to the contact that it names.
  public struct Effect: Sendable, Hashable {
    /// The queue that the contact joined with it, and since when.
    public var joined: (contactType: String, since: Seconds)? { joinedType.map { ($0, joinedSince) } }
    /// The wait that ended with it: how long it was, and whether the customer gave up.
    public var ended: (contactType: String, wait: Seconds, gaveUp: Bool)? {
      endedType.map { ($0, endedWait, endedGaveUp) }
    }
    var joinedType: String?
    var joinedSince: Seconds = 0
    var endedType: String?
    var endedWait: Seconds = 0
    var endedGaveUp = false
  }

  /// Takes an event.
  /// - Returns: what it did; `nil` when it changed nothing, because it was known already or newer ones were.
  @discardableResult
  public mutating func apply(_ event: QueueEvent) -> Effect? {
    var effect = Effect()
    if let name = event.contact {
      guard let done = apply(event, to: name) else { return nil }
      effect = done
    }
    var changed = event.contact != nil
    if let name = event.agent {
      let before = agents[name]
      agents[name, default: AgentRecord()].record(event)
      changed = changed || agents[name] != before
    }
    if event.kind == .staffPlan, let group = event.group {
      let before = plans[group]
      plans[group, default: StaffPlans()].add(event)
      changed = changed || plans[group] != before
    }
    guard changed else { return nil }
    version += 1
    let before = newest
    newest = max(newest, event.time)
    if (before / Self.sweep).rounded(.down) != (newest / Self.sweep).rounded(.down) { forget() }
    return effect
  }

  private mutating func apply(_ event: QueueEvent, to name: String) -> Effect? {
    // Taken out while it changes, so that its steps are not copied.
    var record = contacts.removeValue(forKey: name) ?? ContactRecord()
    let before = record.history()
    let isNew = record.insert(event)
    defer { contacts[name] = record }
    guard isNew else { return nil }
    let after = record.history()
    var effect = Effect()
    if before.place != after.place {
      remove(name, from: before.place)
      add(name, to: after.place)
      if case .waiting(let type, let since) = after.place { (effect.joinedType, effect.joinedSince) = (type, since) }
    }
    if before.legs != after.legs {
      for leg in before.legs {
        count(leg, times: -1)
        recent[leg.contactType]?.remove(leg, of: name)
      }
      for leg in after.legs {
        count(leg, times: 1)
        recent[leg.contactType, default: RecentWaits()].insert(leg, of: name)
      }
      if let ended = after.legs.last(where: { !before.legs.contains($0) }), let until = ended.until, ended.end != .left,
        ended.end != .unknown
      {
        effect.endedType = ended.contactType
        effect.endedWait = until - ended.since
        effect.endedGaveUp = ended.end == .abandoned
      }
    }
    for sighting in record.sightings { agents[sighting.agent, default: AgentRecord()].see(at: sighting.time) }
    return effect
  }

  private mutating func remove(_ contact: String, from place: ContactRecord.Place) {
    switch place {
    case .waiting(let type, let since): lines[type]?.remove(contact, since: since)
    case .inService: services[contact] = nil
    case .gone: break
    }
  }

  private mutating func add(_ contact: String, to place: ContactRecord.Place) {
    switch place {
    case .waiting(let type, let since): lines[type, default: WaitingLine()].insert(contact, since: since)
    case .inService(let service): services[contact] = service
    case .gone: break
    }
  }

  private mutating func count(_ leg: ContactRecord.Leg, times: Int) {
    promises[leg.contactType, default: PromiseBook()]
      .count(
        leg, answerWithin: rules.answerWithin[leg.contactType] ?? CentreRules.usualPromise, clock: rules.clock,
        times: times)
  }

  /// Takes other rules, when the scenario was changed.
  public mutating func follow(_ rules: CentreRules) {
    self.rules = rules
    version += 1
  }

  // MARK: forgetting

  /// Forgotten things are looked for whenever the newest event is in another minute.
  private static let sweep: Seconds = 60

  /// Drops what no event within the window and no question can reach any more. The clock is that of the events: a machine
  /// whose own clock jumps forgets nothing.
  private mutating func forget() {
    let cut = (newest / Self.sweep).rounded(.down) * Self.sweep
    let kept = max(rules.window, rules.duty.seenWithin) + 2 * CentreRules.aheadAllowed
    for (name, record) in contacts {
      let place = record.history().place
      let age =
        place == .gone ? kept : record.contactType.flatMap { rules.longest[$0] } ?? 86_400
      guard record.lastTime < cut - age else { continue }
      remove(name, from: place)
      contacts[name] = nil
    }
    agents = agents.filter { $0.value.lastSeen >= cut - 7 * 86_400 }
    for name in plans.keys { plans[name]?.forget(before: cut - kept) }
    for name in promises.keys { promises[name]?.forget(before: cut, clock: rules.clock) }
  }

  /// How many contacts and agents are remembered.
  public var size: Int { contacts.count + agents.count }
}

// What is asked of it.
extension CentreState {
  /// What is known of a contact.
  public enum ContactPlace: Sendable, Hashable {
    /// It waits for a type at a place (1 is next), since a time.
    case waiting(contactType: String, position: Int, since: Seconds)
    /// An agent has it.
    case inService
    /// Answered and done, or given up.
    case gone
    /// Nothing.
    case unknown
  }

  /// Where a contact is.
  public func place(ofContact name: String) -> ContactPlace {
    guard let record = contacts[name] else { return .unknown }
    switch record.history().place {
    case .waiting(let type, let since):
      return .waiting(
        contactType: type, position: lines[type]?.position(name, since: since) ?? 1, since: since)
    case .inService: return .inService
    case .gone: return .gone
    }
  }

  /// Who is planned to be on duty, by group, as it was posted last.
  var staffPlans: [String: [PlannedStaff]] { plans.mapValues(\.steps) }

  /// How many wait for a type.
  public func waiting(_ contactType: String) -> Int { lines[contactType]?.entries.count ?? 0 }

  /// How long those of a type who were answered lately had waited, the last one first; at most 50, seconds.
  public func recentWaits(_ contactType: String) -> [Seconds] { recent[contactType]?.waits ?? [] }

  /// How many contacts of a type were answered in time, over a window up to a time; those who wait longer than promised count
  /// as offered.
  public func promiseCount(_ contactType: String, _ window: ScoreBook.Window, at time: Seconds) -> PromiseCount {
    var total = promises[contactType]?.total(window, at: time, clock: rules.clock) ?? PromiseCount()
    let allowed = rules.answerWithin[contactType] ?? CentreRules.usualPromise
    let start = PromiseBook.start(window, at: time, clock: rules.clock)
    total.offered += (lines[contactType]?.entries ?? []).count { $0.since >= start && time - $0.since > allowed }
    return total
  }

  /// How that went over time, within the window; those who still wait are not in it.
  public func promiseSeries(
    _ contactType: String, _ window: ScoreBook.Window, at time: Seconds
  ) -> [(from: Seconds, count: PromiseCount)] {
    (promises[contactType] ?? PromiseBook()).series(window, at: time, clock: rules.clock)
  }
}

// Kept over a restart.
extension CentreState {
  /// All that cannot be found again.
  struct Kept: Codable, Sendable {
    var version: Int
    var newest: Seconds
    var contacts: [String: ContactRecord]
    var agents: [String: AgentRecord]
    var plans: [String: StaffPlans]
    var promises: [String: PromiseBook]
    var recent: [String: RecentWaits]
  }

  var kept: Kept {
    Kept(
      version: version, newest: newest, contacts: contacts, agents: agents, plans: plans, promises: promises,
      recent: recent)
  }

  init(_ kept: Kept, rules: CentreRules) {
    self.init(rules)
    version = kept.version
    newest = kept.newest
    contacts = kept.contacts
    agents = kept.agents
    plans = kept.plans
    promises = kept.promises
    recent = kept.recent
    for (name, record) in contacts { add(name, to: record.history().place) }
  }
}
