import Randomness

/// The customers whose wait is looked for: the first so many of a queue at the start.
///
/// The last of them waits as long as it takes. Those before it may give up; they stay in the line until an agent would have
/// taken them, which is the wait that they would have had. So one path tells the wait at each place.
struct Following {
  /// The type that they wait for.
  var type: Int32 = -1
  /// How many; the last is the one who is followed.
  var count = 0
  /// The issue of that one, for types that pass through several departments; −1 for others.
  var issue: Int32 = -1
  /// Whether it is known how long the last one waits.
  var isOver = false
  /// Where a path starts in the tables of the scenario.
  var moment = Moment()
  /// Of a single queue: the contacts in hand, those who wait, how many are on duty, and when it is no longer so. `canSettle`
  /// when nothing else has to be known.
  var hands: [StartTable.Odds] = []
  var waits: [Aged] = []
  var present = 0
  var barrier = 0.0
  var canSettle = false

  /// How long something has gone on, and how likely it is to last as long.
  struct Aged {
    var elapsed: Double
    var survival: Double
  }

  /// A moment of the run.
  struct Moment: Sendable {
    /// The first entry of the schedule that is still to come, and the interval of arrival rates.
    var nextScheduled = 0
    var rates = 0
    /// By row: whether it is open, when it closed last, and whether new contacts of it could come before those followed.
    var isOpen: [Bool] = []
    var closedAt: [Double] = []
    var comes: [Bool] = []
  }
}

// Playing forward from a moment that is known, until it is known how long a customer waits.
extension Engine {
  /// Aims at a state.
  mutating func aim(at table: StartTable, time: Double, following: Following) {
    start = time
    startTable = table
    self.following = following
    if followedWaits.count < following.count { followedWaits.grow(to: following.count, repeating: .infinity) }
    for type in 0..<types.count { residualLaws[type] = table.laws.row(type) }
    let hands = table.groups.reduce(0) { $0 + $1.hands.count }
    let waiting = table.queues.reduce(0) { $0 + $1.waited.count }
    points.prepare(hands + Self.pointsOfWaiting * waiting)
    if Rules.hasOneQueue { prepareToSettle(table) }
  }

  /// A single queue can be settled without events when all is known that it takes.
  private mutating func prepareToSettle(_ table: StartTable) {
    guard table.groups.count == 1, table.queues.count == 1, let group = table.groups.first,
      let queue = table.queues.first,
      // Where it has closed, those who are about to go may serve out.
      following.moment.isOpen[0], group.shiftAgents.isEmpty, group.handEnds.count == group.hands.count,
      max(group.hands.count, group.heads) <= pool.ends.capacity,
      group.hands.count + Self.pointsOfWaiting * queue.waited.count <= ForwardPoints.most
    else { return }
    following.present = group.heads
    following.hands = group.odds
    following.waits = zip(queue.waited.indices, queue.waited).map { place, waited in
      .init(elapsed: waited, survival: queue.survival.isEmpty ? 1 : queue.survival[place])
    }
    var next = following.moment.nextScheduled
    while schedule[next].kind == .periodStarts { next += 1 }
    following.barrier = schedule[next].time
    following.canSettle = true
  }

  /// Plays one path; afterwards ``followedWaits`` holds how long each waited, ∞ for who is not answered at all.
  /// - Returns: `false` when it was not known after so many events.
  mutating func follow(path: Int, mostEvents: Int) -> Bool {
    following.isOver = following.count == 0
    following.issue = -1
    for place in 0..<following.count { followedWaits[place] = .infinity }
    points.move(to: path)
    if Rules.hasOneQueue, settleFollowed() { return true }
    reset(replication: path)
    return goOn(mostEvents: mostEvents)
  }

  /// Plays on.
  /// - Returns: `false` when it is not known after so many events.
  mutating func goOn(mostEvents: Int) -> Bool {
    var events = 0
    while !following.isOver {
      guard isLaidOut, playNext() else { return true }
      events &+= 1
      if events >= mostEvents { return following.isOver }
    }
    return true
  }

  /// The state of the schedule at the moment of the start.
  mutating func resume() {
    nextScheduled = following.moment.nextScheduled
    for type in 0..<types.count {
      states[type].isOpen = following.moment.isOpen[type]
      states[type].closedAt = following.moment.closedAt[type]
      states[type].arrivalPeriod = following.moment.rates
    }
  }

  /// Whether new contacts of a type matter to those who are followed.
  @inline(__always) func comes(_ type: Int32) -> Bool { !Rules.follows || following.moment.comes[Int(type)] }

  /// What happens after the end of the days that are laid out is not known: whoever still waits then waits for ever.
  @inline(__always) private var isLaidOut: Bool { period < periodCount }

  /// An agent takes a contact, or would have taken it had it not given up, or one answer serves it too.
  @inline(__always) mutating func noteReached(_ contact: WaitingContact, type: Int32, at time: Double) {
    guard Rules.follows, type == following.type, contact.number < following.count else { return }
    if isLaidOut, followedWaits[contact.number] == .infinity { followedWaits[contact.number] = time - start }
    if contact.number == following.count &- 1 { following.isOver = true }
  }

  /// A contact is sent away.
  @inline(__always) mutating func noteCutOff(_ contact: WaitingContact, type: Int32) {
    guard Rules.follows, type == following.type, contact.number == following.count &- 1 else { return }
    following.isOver = true
  }

  /// An agent takes up the first step of an issue.
  @inline(__always) mutating func noteTakenUp(_ issue: Int32, at time: Double) {
    guard Rules.follows, issue == following.issue else { return }
    if isLaidOut { followedWaits[following.count &- 1] = time - start }
    following.isOver = true
  }

  /// Whether a customer who waits at the start is the one who is followed, and so does not give up.
  @inline(__always) mutating func isFollowed(_ number: Int, type: Int32, issue: Int32) -> Bool {
    guard Rules.follows, type == following.type, number == following.count &- 1 else { return false }
    if types[type].firstStep >= 0 { following.issue = issue }
    return true
  }
}
