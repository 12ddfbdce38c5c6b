/// Which contacts come back, as what and how long after: the same issue or customer within a window after an answered contact.
struct ReturnTally {
  /// Answered contacts with an issue whose window lies within the record, by type.
  private(set) var followed: [Int]
  /// Returns to them, by type of the contact and type of the return.
  private(set) var returned: [[Int]]
  /// How long after, by type of the first contact, for both halves of the days.
  private(set) var delays: [[DurationCounts]]

  private struct Open {
    var type: Int
    var end: Double
    var isFollowed: Bool
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
  }

  /// Adds a contact, in order of arrival; whether it is a return.
  mutating func add(_ contact: LogContact, type: Int, place: [NameID: Int]) -> Bool {
    guard let window, let issue = contact.issue else { return false }
    var isReturn = false
    if let before = open[issue], contact.arrived >= before.end, contact.arrived - before.end <= window {
      isReturn = true
      open[issue] = nil
      if before.isFollowed {
        returned[before.type][type] += 1
        delays[before.type][contact.day & 1].add(contact.arrived - before.end)
      }
    }
    if contact.outcome == .answered, let ended = contact.ended {
      let isFollowed = ended + window <= end
      if isFollowed { followed[type] += 1 }
      open[issue] = Open(type: type, end: ended, isFollowed: isFollowed)
    }
    return isReturn
  }

  /// Forgets those whose window has passed.
  mutating func forget(before time: Double) {
    guard let window, !open.isEmpty else { return }
    open = open.filter { $0.value.end + window >= time }
  }
}
