/// A contact that waits.
struct WaitingContact {
  /// When it joined, elapsed seconds.
  var arrival: Double
  /// When its customer gives up; infinity for endless patience.
  var givesUp: Double
  /// Number of the contact within its type.
  var number: Int
  /// Period in which it arrived.
  var period: Int32
  /// How many waited ahead when it joined.
  var ahead: Int32
}

/// The queue of one contact type, in order of arrival: a ring that grows when it must.
///
/// Those who have given up stay in the ring until an agent would have taken them: that moment is their virtual wait.
struct WaitingLine {
  private var ring: Table<WaitingContact>
  private var head = 0
  /// Entries, those who have given up included.
  private(set) var count = 0

  private static let empty = WaitingContact(arrival: 0, givesUp: 0, number: 0, period: 0, ahead: 0)

  init() { ring = Table(repeating: Self.empty, count: 64) }

  @inline(__always) var front: WaitingContact { ring[head] }

  @inline(__always) mutating func append(_ contact: WaitingContact) {
    if count == ring.count { grow() }
    ring[(head &+ count) & (ring.count &- 1)] = contact
    count &+= 1
  }

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
