/// A time with something to remember.
struct Timer {
  var time: Double
  /// What the timer is about; orders timers of the same time.
  var payload: UInt64

  @inline(__always) static func isEarlier(_ a: Timer, _ b: Timer) -> Bool {
    a.time < b.time || (a.time == b.time && a.payload < b.payload)
  }
}

/// Timers in a 4-ary heap; ties are ordered by payload, so that they are deterministic.
struct TimerHeap {
  private var items: Table<Timer>
  private(set) var count = 0

  private static let none = Timer(time: .infinity, payload: 0)

  init() { items = Table(repeating: Self.none, count: 64) }

  /// The earliest time, infinity when there is none.
  @inline(__always) var earliest: Double { count == 0 ? .infinity : items[0].time }
  @inline(__always) var first: Timer { items[0] }

  mutating func push(_ timer: Timer) {
    if count == items.count { items.grow(to: 2 * items.count, repeating: Self.none) }
    var hole = count
    count += 1
    while hole > 0 {
      let parent = (hole - 1) >> 2
      guard Timer.isEarlier(timer, items[parent]) else { break }
      items[hole] = items[parent]
      hole = parent
    }
    items[hole] = timer
  }

  mutating func removeFirst() {
    count -= 1
    guard count > 0 else { return }
    let last = items[count]
    var hole = 0
    while true {
      let firstChild = 4 * hole + 1
      guard firstChild < count else { break }
      var best = firstChild
      for child in firstChild + 1..<max(firstChild + 1, min(firstChild + 4, count))
      where Timer.isEarlier(items[child], items[best]) { best = child }
      guard Timer.isEarlier(items[best], last) else { break }
      items[hole] = items[best]
      hole = best
    }
    items[hole] = last
  }

  mutating func removeAll() { count = 0 }

  func deallocate() { items.deallocate() }
}
