import ContactCentre
import Foundation
import Randomness

/// A second simulator for days without chance: recorded arrivals, constant times, agents in shifts.
///
/// It knows nothing of the engine: at each event it looks at every agent and at everybody who waits, and applies the rules as
/// they are written. Slow, and plain enough to be read as the specification of routing.
struct PlainSimulator {
  /// What became of a contact.
  struct Fate: Equatable {
    enum End: String { case answered, abandoned, cutOff, blocked, turnedAway, waiting }
    var end: End
    /// When, in seconds after midnight; 0 for those who still wait.
    var time = 0.0
    /// The group that answered.
    var group: String?
  }

  /// A contact: the index of its type, and of its arrival among those of the type.
  struct Contact: Hashable {
    var type: Int
    var index: Int
  }

  private struct Waiting {
    var contact: Contact
    var arrival: Double
    var givesUp: Double
    /// By which those of a type are in line.
    var order: Double
  }

  private struct Worker {
    var group: Int
    var isOnDuty = false
    var leftAt = 0.0
    /// The types in hand, and the work that is left of each.
    var hands: [(type: Int, left: Double)] = []
    /// Since when the hands are as they are.
    var since = 0.0
  }

  private enum Change {
    case closes(type: Int)
    case leaves(worker: Int)
    case comes(worker: Int)
    case arrives(Contact)
    case mayOverflow(type: Int)
  }

  private let scenario: Scenario
  private let types: [ContactType]
  private let skills: [[Int: Skill]]
  private var workers: [Worker] = []
  private var waiting: [Waiting] = []
  private var agenda: [(time: Double, change: Change)] = []
  private var now = 0.0
  private(set) var fates: [Contact: Fate] = [:]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    types = scenario.contactTypes
    let names = scenario.contactTypes.map(\.name)
    skills = scenario.agentGroups.map { group in
      Dictionary(uniqueKeysWithValues: group.skills.map { (names.firstIndex(of: $0.contactType)!, $0) })
    }
  }

  /// Plays the day.
  mutating func run() -> [Contact: Fate] {
    prepare()
    while true {
      let next = agenda.indices.min { agenda[$0].time < agenda[$1].time }
      let end = firstEnd()
      guard let time = [next.map { agenda[$0].time }, end?.time].compactMap({ $0 }).min(), time < 86_400 else { break }
      now = time
      if let end, end.time == time {
        finish(end.worker, end.hand)
      } else if let next {
        apply(agenda.remove(at: next).change)
      }
    }
    for one in waiting {
      fates[one.contact] = one.givesUp < 86_400 ? Fate(end: .abandoned, time: one.givesUp) : Fate(end: .waiting)
    }
    return fates
  }

  /// What is known beforehand; of things at the same time the first in this order happens first.
  private mutating func prepare() {
    for (index, type) in types.enumerated() where closing(of: type) != nil {
      agenda.append((closing(of: type)!, .closes(type: index)))
    }
    var comes: [(Double, Change)] = []
    for (index, group) in scenario.agentGroups.enumerated() {
      for shift in group.shifts {
        for _ in 0..<shift.heads {
          let worker = workers.count
          workers.append(Worker(group: index))
          var from = shift.time.start
          for pause in shift.breaks + [ClockRange(start: shift.time.end, end: shift.time.end)] {
            comes.append((Double(from), .comes(worker: worker)))
            agenda.append((Double(pause.start), .leaves(worker: worker)))
            from = pause.end
          }
        }
      }
    }
    agenda += comes
    for (type, arrivals) in types.map({ $0.arrivals!.trace }).enumerated() {
      for (index, time) in arrivals.enumerated() {
        agenda.append((time.clock, .arrives(Contact(type: type, index: index))))
      }
    }
  }

  private mutating func apply(_ change: Change) {
    switch change {
    case .closes(let type): close(type)
    case .comes(let worker):
      // Perhaps with a contact still in hand that outlasted a break.
      work(worker)
      workers[worker].isOnDuty = true
      workers[worker].since = now
      takeWaiting(worker)
    case .leaves(let worker):
      workers[worker].isOnDuty = false
      workers[worker].leftAt = now
      takeWaiting(worker)
    case .arrives(let contact): arrive(contact)
    case .mayOverflow(let type): offerFront(of: type)
    }
  }

  // MARK: Contacts

  private func closing(of type: ContactType) -> Double? { range(of: type).map { Double($0.end) } }

  private func range(of type: ContactType) -> ClockRange? {
    guard let name = type.hours else { return nil }
    return scenario.calendar.hours.first { $0.name == name }!.byWeekday[0][0]
  }

  private mutating func arrive(_ contact: Contact) {
    let type = types[contact.type]
    if let range = range(of: type), !(Double(range.start)..<Double(range.end)).contains(now) {
      fates[contact] = Fate(end: .turnedAway, time: now)
      return
    }
    let due = type.deadline.map { now + $0.within } ?? 1e12 + now
    let byDeadline = type.channel.isDeferred && scenario.routing.deferred == .earliestDeadlineFirst
    let one = Waiting(
      contact: contact, arrival: now, givesUp: now + (type.patience.map(constant) ?? .infinity),
      order: byDeadline ? due : now)
    if let worker = idleWorker(for: one) { return answer(one, by: worker) }
    let ahead = waiting.filter { $0.contact.type == contact.type && $0.givesUp >= now }.count
    if let limit = type.queueLimit, ahead >= limit {
      fates[contact] = Fate(end: .blocked, time: now)
      return
    }
    waiting.append(one)
    for skill in skills.compactMap({ $0[contact.type] }) where skill.after > 0 {
      agenda.append((now + skill.after, .mayOverflow(type: contact.type)))
    }
  }

  private mutating func close(_ type: Int) {
    guard types[type].closing == .cutOff else { return }
    for one in waiting where one.contact.type == type && one.givesUp >= now {
      fates[one.contact] = Fate(end: .cutOff, time: now)
    }
    waiting.removeAll { $0.contact.type == type && $0.givesUp >= now }
  }

  // MARK: Routing

  /// The agent whom a contact goes to.
  private func idleWorker(for one: Waiting) -> Int? {
    let type = one.contact.type
    let able = workers.indices.filter { index in
      let worker = workers[index]
      guard worker.isOnDuty, let skill = skills[worker.group][type], hasRoom(worker, for: skill) else { return false }
      return one.arrival + skill.after <= now && (skill.whenIdle <= 1 || idle(worker.group) >= skill.whenIdle)
    }
    func key(_ index: Int) -> (Int, Int, Double, Int) {
      let rank = skills[workers[index].group][type]!.rank
      let load = workers[index].hands.count
      return scenario.routing.agent == .leastLoaded
        ? (0, load, workers[index].since, rank) : (rank, load, workers[index].since, 0)
    }
    return able.min { key($0) < key($1) }
  }

  /// The contact that an agent takes next.
  private func nextContact(for index: Int) -> Int? {
    let worker = workers[index]
    let able = waiting.indices.filter { place in
      let one = waiting[place]
      let type = types[one.contact.type]
      guard one.givesUp >= now, let skill = skills[worker.group][one.contact.type], hasRoom(worker, for: skill) else {
        return false
      }
      if worker.isOnDuty {
        if one.arrival + skill.after > now { return false }
      } else {
        // Who was on duty at closing serves out.
        guard let closing = closing(of: type), type.closing == .serveOut, now >= closing, worker.leftAt >= closing
        else {
          return false
        }
      }
      let others = idle(worker.group) - (worker.isOnDuty && worker.hands.isEmpty ? 1 : 0)
      return skill.whenIdle <= 1 || others >= skill.whenIdle - 1
    }
    func key(_ place: Int) -> (Int, Int, Int, Double, Double) {
      let one = waiting[place]
      let type = types[one.contact.type]
      let kind = type.channel.isDeferred ? 1 : 0
      let order = one.order - type.waitingCredit
      switch scenario.routing.contact {
      case .longestWaiting: return (kind, 0, 0, order, one.arrival)
      case .highestPriorityThenLongestWaiting: return (kind, -type.priority, 0, order, one.arrival)
      case .highestPriorityThenBestRank:
        return (kind, -type.priority, skills[worker.group][one.contact.type]!.rank, order, one.arrival)
      }
    }
    return able.min { key($0) < key($1) }
  }

  private mutating func takeWaiting(_ worker: Int) {
    while let place = nextContact(for: worker) { answer(waiting.remove(at: place), by: worker) }
  }

  private mutating func offerFront(of type: Int) {
    while let place = waiting.indices.filter({ waiting[$0].contact.type == type && waiting[$0].givesUp >= now })
      .min(by: { waiting[$0].order < waiting[$1].order }), let worker = idleWorker(for: waiting[place])
    {
      answer(waiting.remove(at: place), by: worker)
    }
  }

  private func idle(_ group: Int) -> Int {
    workers.filter { $0.group == group && $0.isOnDuty && $0.hands.isEmpty }.count
  }

  private func hasRoom(_ worker: Worker, for skill: Skill) -> Bool {
    let limits = worker.hands.map { skills[worker.group][$0.type]!.concurrency } + [skill.concurrency]
    return worker.hands.isEmpty || worker.hands.count < limits.min()!
  }

  // MARK: Work

  private mutating func answer(_ one: Waiting, by worker: Int) {
    work(worker)
    let type = types[one.contact.type]
    let factor = type.handlingFactor(day: 0, period: Int(now / 1800))
    let work = (constant(type.handling) + (type.wrapUp.map(constant) ?? 0)) * factor
    workers[worker].hands.append((one.contact.type, work))
    workers[worker].since = now
    fates[one.contact] = Fate(end: .answered, time: now, group: scenario.agentGroups[workers[worker].group].name)
  }

  private mutating func finish(_ worker: Int, _ hand: Int) {
    work(worker)
    workers[worker].hands.remove(at: hand)
    workers[worker].since = now
    takeWaiting(worker)
  }

  /// Takes off what an agent has done since the hands last changed.
  private mutating func work(_ worker: Int) {
    for hand in workers[worker].hands.indices {
      workers[worker].hands[hand].left -= (now - workers[worker].since) / slowdown(workers[worker], hand)
    }
  }

  private func slowdown(_ worker: Worker, _ hand: Int) -> Double {
    skills[worker.group][worker.hands[hand].type]!.slowdown[worker.hands.count - 1]
  }

  private func firstEnd() -> (time: Double, worker: Int, hand: Int)? {
    workers.indices.flatMap { worker in
      workers[worker].hands.indices.map { hand in
        let left = workers[worker].hands[hand].left * slowdown(workers[worker], hand)
        return (time: workers[worker].since + left, worker: worker, hand: hand)
      }
    }.min { $0.time < $1.time }
  }

  private func constant(_ law: Distribution) -> Double {
    guard case .constant(let seconds) = law else { fatalError("only constant times are played here") }
    return seconds
  }
}
