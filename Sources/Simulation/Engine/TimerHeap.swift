/// A time with something to remember.
struct Timer {
  var time: Double
  /// What the timer is about; orders timers of the same time.
  var payload: UInt64

  /// The time in units of 2⁻²⁴ s, rounded, as bits that order times: what is the same time by hand is the same number. Adding
  /// 1.5 × 2²⁸ leaves no smaller places.
  @inline(__always) static func units(_ time: Double) -> UInt64 { (time + 0x1.8p28).bitPattern }

  @inline(__always) static func isEarlier(_ a: Timer, _ b: Timer) -> Bool {
    let (first, second) = (units(a.time), units(b.time))
    return first < second || (first == second && a.payload < b.payload)
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
      // Which of four comes first is a toss of dice: a mask instead of a branch.
      var best = items[firstChild]
      var place = firstChild
      var time = best.time.bitPattern
      var units = Timer.units(best.time)
      for child in firstChild &+ 1..<max(firstChild &+ 1, min(firstChild &+ 4, count)) {
        let rival = items[child]
        let rivalUnits = Timer.units(rival.time)
        let isSame: UInt64 = rivalUnits == units ? 1 : 0
        let comesFirst: UInt64 = rival.payload < best.payload ? 1 : 0
        let isEarlier: UInt64 = (rivalUnits < units ? 1 : 0) | (isSame & comesFirst)
        let mask = 0 &- isEarlier
        units ^= (units ^ rivalUnits) & mask
        time ^= (time ^ rival.time.bitPattern) & mask
        best.payload ^= (best.payload ^ rival.payload) & mask
        place ^= (place ^ child) & Int(truncatingIfNeeded: mask)
      }
      best.time = Double(bitPattern: time)
      guard Timer.isEarlier(best, last) else { break }
      items[hole] = best
      hole = place
    }
    items[hole] = last
  }

  mutating func removeAll() { count = 0 }

  func deallocate() { items.deallocate() }
}
