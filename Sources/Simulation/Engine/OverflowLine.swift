/// The times from which a group may help with those who wait in a line, one after the other: a ring that grows when it must.
///
/// The help comes a fixed time after the arrival, so the times come in order and need no heap.
///
/// What it bought: of a hundred such times most pass after the contact has been answered; they are dropped together.
struct OverflowLine {
  private var ring: Table<Timer>
  private var head = 0
  private(set) var count = 0

  init() { ring = Table(repeating: Timer(time: .infinity, payload: 0), count: 64) }

  /// The next time; its payload is the number of the contact.
  var first: Timer { ring[head] }

  mutating func append(_ timer: Timer) {
    if count == ring.count { grow() }
    let mask = ring.count - 1
    var place = count
    // A run that starts with people waiting may name them in any order.
    while place > 0, Timer.isEarlier(timer, ring[(head + place - 1) & mask]) {
      ring[(head + place) & mask] = ring[(head + place - 1) & mask]
      place -= 1
    }
    ring[(head + place) & mask] = timer
    count += 1
  }

  mutating func removeFirst() {
    head = (head + 1) & (ring.count - 1)
    count -= 1
  }

  mutating func removeAll() {
    head = 0
    count = 0
  }

  private mutating func grow() {
    var larger = Table(repeating: Timer(time: .infinity, payload: 0), count: 2 * ring.count)
    for index in 0..<count { larger[index] = ring[(head + index) & (ring.count - 1)] }
    swap(&ring, &larger)
    larger.deallocate()
    head = 0
  }

  func deallocate() { ring.deallocate() }
}
