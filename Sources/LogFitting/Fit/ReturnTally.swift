/// Which contacts come back, as what and how long after: the same issue or customer within a window after an answered contact
/// (a return) or after one that got nobody (a redial, if it is of the same type).
struct ReturnTally {
  /// Answered contacts with an issue whose window lies within the record, by type.
  private(set) var followed: [Int]
  /// Returns to them, by type of the contact and type of the return.
  private(set) var returned: [[Int]]
  /// How long after, by type of the first contact, for both halves of the days.
  private(set) var delays: [[DurationCounts]]
  /// Contacts with an issue that gave up or were blocked, whose window lies within the record, by type; and how many of their
  /// customers tried again.
  private(set) var missed, redialled: [Int]
  /// How long after.
  private(set) var redialDelays: [[DurationCounts]]

  private struct Open {
    var type: Int
    var end: Double
    var isFollowed: Bool
    var isAnswered: Bool
  }

  private let window: Double?
  private let end: Double
  private var open: [UInt64: Open] = [:]

  init(types: Int, window: Double?, end: Double) {
    self.window = window
    self.end = end
    followed = Array(repeating: 0, count: types)
    returned = Array(repeating: followed, count: types)
    delays = Array(repeating: [DurationCounts(), DurationCounts()], count: types)
    missed = followed
    redialled = followed
    redialDelays = delays
  }

  /// Adds a contact, in order of arrival; whether it is a return or a redial.
  mutating func add(_ contact: LogContact, type: Int, place: [NameID: Int]) -> Bool {
    guard let window, let issue = contact.issue else { return false }
    var comesBack = false
    if let before = open[issue], contact.arrived >= before.end, contact.arrived - before.end <= window,
      before.isAnswered || before.type == type
    {
      comesBack = true
      open[issue] = nil
      let delay = contact.arrived - before.end
      if before.isFollowed, before.isAnswered {
        returned[before.type][type] += 1
        delays[before.type][contact.day & 1].add(delay)
      } else if before.isFollowed {
        redialled[type] += 1
        redialDelays[type][contact.day & 1].add(delay)
      }
    }
    if contact.outcome == .answered, let ended = contact.ended {
      let isFollowed = ended + window <= end
      if isFollowed { followed[type] += 1 }
      open[issue] = Open(type: type, end: ended, isFollowed: isFollowed, isAnswered: true)
    } else if contact.outcome == .abandoned || contact.outcome == .blocked {
      let ended = contact.dequeued ?? contact.ended ?? contact.arrived
      let isFollowed = ended + window <= end
      if isFollowed { missed[type] += 1 }
      open[issue] = Open(type: type, end: ended, isFollowed: isFollowed, isAnswered: false)
    }
    return comesBack
  }

  /// Takes in a later step of a contact: it is over when that is.
  mutating func goOn(_ step: LogContact) {
    guard let window, let issue = step.issue, var one = open[issue], one.isAnswered else { return }
    if let ended = step.ended {
      one.end = max(one.end, ended)
      if one.isFollowed, one.end + window > end {
        one.isFollowed = false
        followed[one.type] -= 1
      }
      open[issue] = one
    } else {
      // Still in hand: whether the customer comes back is not known.
      if one.isFollowed { followed[one.type] -= 1 }
      open[issue] = nil
    }
  }

  /// Forgets those whose window has passed.
  mutating func forget(before time: Double) {
    guard let window, !open.isEmpty else { return }
    open = open.filter { $0.value.end + window >= time }
  }
}
