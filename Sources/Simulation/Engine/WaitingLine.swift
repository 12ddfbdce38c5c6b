/// A contact that waits.
struct WaitingContact {
  /// When it joined, elapsed seconds.
  var arrival: Double
  /// What it is ordered by among all that wait: when it joined less the credit of its type, or for deferred work when it is due.
  var order: Double
  /// When its customer gives up; infinity for endless patience.
  var givesUp: Double
  /// Number of the contact within its type.
  var number: Int
  /// Period in which it arrived.
  var period: Int32
  /// How many waited ahead when it joined.
  var ahead: Int32
  /// The work on it, seconds, where it was drawn when it came.
  var work = notDrawn
  /// The issue it belongs to; −1 when issues are not followed.
  var issue: Int32
  /// What it is about, where one answer may be of use to all who ask the same.
  var topic: Int32 = 0

  /// In place of the work: it is drawn when it begins.
  static let notDrawn = -1.0
  /// In place of `ahead`: the contact was answered before, and interrupted.
  static let wasAnswered: Int32 = -2
}

/// The queue of one contact type, in order of arrival: a ring that grows when it must.
///
/// Those who have given up stay in the ring until an agent would have taken them: that moment is their virtual wait.
struct WaitingLine {
  private var ring: Table<WaitingContact>
  private var head = 0
  /// Entries, those who have given up included.
  private(set) var count = 0

  private static let empty = WaitingContact(
    arrival: 0, order: 0, givesUp: 0, number: 0, period: 0, ahead: 0, issue: -1)

  init() { ring = Table(repeating: Self.empty, count: 64) }

  @inline(__always) var front: WaitingContact { ring[head] }

  @inline(__always) mutating func append(_ contact: WaitingContact) {
    if count == ring.count { grow() }
    ring[(head &+ count) & (ring.count &- 1)] = contact
    count &+= 1
  }

  /// Puts a contact behind all that it does not come before.
  @inline(__always)
  mutating func insert(_ contact: WaitingContact, before: (WaitingContact) -> Bool) {
    append(contact)
    let mask = ring.count - 1
    var index = count - 1
    // From the back: work arrives nearly in the order in which it is due.
    while index > 0, before(ring[(head + index - 1) & mask]) {
      ring[(head + index) & mask] = ring[(head + index - 1) & mask]
      index -= 1
    }
    ring[(head + index) & mask] = contact
  }

  /// Puts a contact before all that come behind it or with it by their order: from the front, where it belongs as a rule.
  mutating func insertBeforeEquals(_ contact: WaitingContact) {
    if count == ring.count { grow() }
    let mask = ring.count - 1
    head = (head - 1) & mask
    count += 1
    var index = 0
    while index + 1 < count, ring[(head + index + 1) & mask].order < contact.order {
      ring[(head + index) & mask] = ring[(head + index + 1) & mask]
      index += 1
    }
    ring[(head + index) & mask] = contact
  }

  /// The contact at a place, 0 is the front.
  func contact(at index: Int) -> WaitingContact { ring[(head + index) & (ring.count - 1)] }

  /// The first place of a contact that has waited so long; −1 for none.
  @inline(never)
  func firstPlace(waitedFor after: Double, at time: Double) -> Int {
    for place in 0..<count where contact(at: place).arrival + after <= time { return place }
    return -1
  }

  /// Brings the contact at a place to the front: the others keep their order.
  mutating func moveToFront(from place: Int) {
    let mask = ring.count - 1
    let contact = contact(at: place)
    for index in stride(from: place, to: 0, by: -1) { ring[(head + index) & mask] = ring[(head + index - 1) & mask] }
    ring[head & mask] = contact
  }

  /// Moves a contact up to a place that nobody needs any more.
  func move(from place: Int, to free: Int) {
    let mask = ring.count - 1
    ring[(head + free) & mask] = ring[(head + place) & mask]
  }

  /// Forgets all from a place on.
  mutating func shorten(to newCount: Int) { count = newCount }

  @inline(__always) mutating func removeFirst() {
    head = (head &+ 1) & (ring.count &- 1)
    count &-= 1
  }

  mutating func removeAll() {
    head = 0
    count = 0
  }

  private mutating func grow() {
    var larger = Table(repeating: Self.empty, count: 2 * ring.count)
    for index in 0..<count { larger[index] = ring[(head + index) & (ring.count - 1)] }
    swap(&ring, &larger)
    larger.deallocate()
    head = 0
  }

  func deallocate() { ring.deallocate() }
}
