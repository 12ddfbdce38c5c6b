/// How many of those who wait in a line have not given up yet, for lines in which places matter.
///
/// Keeps the times at which they give up, in the order of the line, and for every 32 of them a time before which none does.
/// Asking costs a comparison as long as nobody has given up since the last time; else only the stretches of 32 are read in
/// which somebody has.
///
/// What it bought: a heap of these times cost every contact that waits 150 instructions and two mispredicted branches.
struct PatienceRing {
  private var times: Table<Double>
  /// For every stretch of the ring a time before which none of its customers gives up.
  private var earliestOfStretches: Table<Double>
  private var earliest = Double.infinity
  private var head = 0
  private var count = 0
  /// How many of the ring have given up before `noticedUntil`.
  private var gone = 0
  private var noticedUntil = -Double.infinity

  private static let shift = 5

  init() {
    times = Table(repeating: .infinity, count: 64)
    earliestOfStretches = Table(repeating: .infinity, count: 64 >> Self.shift)
  }

  /// How many have not given up before a time; times do not decrease by more than rounding.
  @inline(__always) mutating func left(at time: Double) -> Int {
    if earliest < time { notice(until: time) }
    noticedUntil = max(noticedUntil, time)
    return count &- gone
  }

  /// Somebody joins at the back.
  @inline(__always) mutating func append(_ givesUp: Double) {
    if count == times.count { grow() }
    let place = (head &+ count) & (times.count &- 1)
    times[place] = givesUp
    let stretch = place &>> Self.shift
    earliestOfStretches[stretch] = min(earliestOfStretches[stretch], givesUp)
    earliest = min(earliest, givesUp)
    count &+= 1
  }

  /// The front leaves the line, answered or given up.
  @inline(__always) mutating func removeFirst(_ givesUp: Double) {
    if givesUp < noticedUntil { gone &-= 1 }
    times[head] = .infinity
    head = (head &+ 1) & (times.count &- 1)
    count &-= 1
  }

  private mutating func notice(until time: Double) {
    earliest = .infinity
    for stretch in 0..<earliestOfStretches.count {
      if earliestOfStretches[stretch] < time {
        var next = Double.infinity
        let start = stretch << Self.shift
        for place in start..<start + 1 << Self.shift {
          let isGone = times[place] < time
          gone &+= isGone ? 1 : 0
          times[place] = isGone ? .infinity : times[place]
          next = min(next, times[place])
        }
        earliestOfStretches[stretch] = next
      }
      earliest = min(earliest, earliestOfStretches[stretch])
    }
  }

  private mutating func grow() {
    var larger = Table(repeating: Double.infinity, count: 2 * times.count)
    for index in 0..<count { larger[index] = times[(head + index) & (times.count - 1)] }
    swap(&times, &larger)
    larger.deallocate()
    head = 0
    // Times before which nobody gives up, wherever they stand now.
    earliestOfStretches.grow(to: times.count >> Self.shift, repeating: earliest)
    earliestOfStretches.fill(earliest)
  }

  mutating func removeAll() {
    times.fill(.infinity)
    earliestOfStretches.fill(.infinity)
    earliest = .infinity
    head = 0
    count = 0
    gone = 0
    noticedUntil = -.infinity
  }

  func deallocate() {
    times.deallocate()
    earliestOfStretches.deallocate()
  }
}
