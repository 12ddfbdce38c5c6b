/// A customer's issue while it is open: what has to be known beyond a single contact.
struct Issue {
  /// Serial number in the replication, from 1; 0 is a free place.
  var serial = 0
  /// When its first contact came in, its type, and the period.
  var startedAt = 0.0
  var firstType: Int32 = 0
  var firstPeriod: Int32 = 0
  /// The current contact: its type or step, its number in that, when it came in, and the period.
  var type: Int32 = 0
  var number = 0
  var arrivedAt = 0.0
  var period: Int32 = 0
  /// When the current contact is due, infinity without a deadline, and whether that is still open.
  var due = Double.infinity
  var isDueOpen = false
  /// Whether an agent has taken the current contact up.
  var isAnswered = false
  /// Whether the first contact has been dealt with, for first-contact resolution.
  var isFirstOver = false
  /// When the customer who waits gives up, for types that redial.
  var givesUp = Double.infinity
  /// Work left of an interrupted contact, in seconds at full speed; 0 for none.
  var workLeft = 0.0
  /// Contacts so far, hand-offs from group to group, attempts of the current contact.
  var contacts: Int32 = 0
  var handOffs: Int32 = 0
  var attempts: Int32 = 0
  var lastGroup: Int32 = -1
  /// The rule by which the next contact comes, −1 for none; and whether it comes because the issue was not settled.
  var loop: Int32 = -1
  var cameBack = false
  var nextFree: Int32 = -1
}

/// The open issues of a replication: places are used again, so that memory goes with the issues in the system.
struct IssueTable {
  private var issues = Table(repeating: Issue(), count: 64)
  private var used = 0
  private var firstFree: Int32 = -1
  private(set) var opened = 0

  subscript(_ index: Int32) -> Issue {
    @inline(__always) unsafeAddress { UnsafePointer(issues.base + Int(index)) }
    @inline(__always) nonmutating unsafeMutableAddress { issues.base + Int(index) }
  }

  /// Places that have been used.
  var places: Int32 { Int32(used) }

  mutating func open(type: Int32, period: Int32, at time: Double) -> Int32 {
    let place: Int32
    if firstFree >= 0 {
      place = firstFree
      firstFree = issues[place].nextFree
    } else {
      if used == issues.count { issues.grow(to: 2 * issues.count, repeating: Issue()) }
      place = Int32(used)
      used += 1
    }
    opened += 1
    issues[place] = Issue(serial: opened, startedAt: time, firstType: type, firstPeriod: period)
    return place
  }

  mutating func free(_ place: Int32) {
    issues[place].serial = 0
    issues[place].nextFree = firstFree
    firstFree = place
  }

  mutating func reset() {
    used = 0
    firstFree = -1
    opened = 0
  }

  func deallocate() { issues.deallocate() }
}
