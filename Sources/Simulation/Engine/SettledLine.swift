/// Of a single queue that is settled contact by contact: who still waits, though it is known what becomes of them.
///
/// Those who will be answered leave in the order in which they came; those who will give up are few, and leave in any order.
struct SettledLine {
  /// When the next of those who will be answered are: a ring that grows when it must.
  private var begins: Table<Double>
  private var head = 0
  private var count = 0
  private var givesUp = TimerHeap()

  init() { begins = Table(repeating: 0, count: 64) }

  /// How many wait at a time; times must not decrease. `within` is what counts as the same time.
  ///
  /// Whoever is answered at the very time does not wait any more; whoever gives up at it still does, as everywhere.
  @inline(__always) mutating func waiting(at time: Double, within tolerance: Double) -> Int {
    while count > 0, begins[head] <= time + 2 * tolerance {
      head = (head &+ 1) & (begins.count &- 1)
      count &-= 1
    }
    while givesUp.earliest < time - tolerance { givesUp.removeFirst() }
    return count &+ givesUp.count
  }

  /// Somebody waits who will be answered at a time, not before those who came earlier.
  @inline(__always) mutating func appendAnswered(at time: Double) {
    if count == begins.count { grow() }
    begins[(head &+ count) & (begins.count &- 1)] = time
    count &+= 1
  }

  /// Somebody waits who will give up at a time.
  mutating func appendLost(at time: Double) { givesUp.push(Timer(time: time, payload: 0)) }

  private mutating func grow() {
    var larger = Table(repeating: 0.0, count: 2 * begins.count)
    for index in 0..<count { larger[index] = begins[(head + index) & (begins.count - 1)] }
    swap(&begins, &larger)
    larger.deallocate()
    head = 0
  }

  mutating func removeAll() {
    head = 0
    count = 0
    givesUp.removeAll()
  }

  func deallocate() {
    begins.deallocate()
    givesUp.deallocate()
  }
}
