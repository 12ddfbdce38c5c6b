/// How contacts end while an agent holds one, two or more at once.
///
/// The slowdown with k in hand is the rate at which contacts end when held alone over that with k: events over time at risk, of
/// contacts that have got equally far (``SlowdownFit``); of all together where there are few.
struct ConcurrencyTally {
  static let most = 20
  /// Contact-seconds, and contacts that ended, by type and by how many were in hand.
  private(set) var time: [[Double]]
  private(set) var ends: [[Double]]
  /// What contacts of each type went through, for those that are kept.
  private var paths: [SlowdownFit]

  init(types: Int) {
    time = Array(repeating: Array(repeating: 0, count: Self.most + 1), count: types)
    ends = time
    paths = Array(repeating: SlowdownFit(), count: types)
  }

  /// Adds what one agent did in a day, in order of the beginnings.
  mutating func add(_ work: [(type: Int, from: Double, to: Double)]) {
    // Where nothing overlaps, as on the telephone, there is nothing to sweep.
    var hasOverlap = false
    for (one, next) in zip(work, work.dropFirst()) where next.from < one.to { hasOverlap = true }
    guard hasOverlap else {
      for one in work {
        time[one.type][1] += one.to - one.from
        ends[one.type][1] += 1
        paths[one.type].add([.init(level: 1, seconds: one.to - one.from)])
      }
      return
    }
    var events: [(time: Double, isStart: Bool, index: Int)] = []
    // A contact that took no time would end before it began, and stay in hand for ever.
    for (index, one) in work.enumerated() where one.to > one.from {
      events += [(one.from, true, index), (one.to, false, index)]
    }
    events.sort { ($0.time, $0.isStart ? 1 : 0, $0.index) < ($1.time, $1.isStart ? 1 : 0, $1.index) }
    var inHand: Set<Int> = []
    var stretches = [[SlowdownFit.Stretch]](repeating: [], count: work.count)
    var at = events.first?.time ?? 0
    for event in events {
      let level = min(inHand.count, Self.most)
      if event.time > at {
        for index in inHand {
          time[work[index].type][level] += event.time - at
          stretches[index].append(.init(level: level, seconds: event.time - at))
        }
        at = event.time
      }
      if event.isStart {
        inHand.insert(event.index)
      } else if inHand.remove(event.index) != nil {
        ends[work[event.index].type][level] += 1
        paths[work[event.index].type].add(stretches[event.index])
      }
    }
  }

  /// How many of a type an agent holds at once, at most: the highest number with at least 2 % of the contacts' time.
  func concurrency(_ type: Int) -> Int {
    let all = time[type].reduce(0, +)
    guard all > 0 else { return 1 }
    var above = 0.0
    for level in stride(from: Self.most, through: 2, by: -1) {
      above += time[type][level]
      if above >= 0.02 * all { return level }
    }
    return 1
  }

  /// Factors on the time a contact takes with 1, 2, … in hand.
  func slowdown(_ type: Int) -> [Estimate] {
    let most = concurrency(type)
    guard most > 1 else { return [Estimate(1, 0)] }
    let alone = (ends[type][1], time[type][1])
    let fitted = paths[type].factors(levels: most)
    return (1...most).map { level in
      guard level > 1, alone.0 > 0, alone.1 > 0, ends[type][level] > 0, time[type][level] > 0 else {
        return Estimate(1, level == 1 ? 0 : nil)
      }
      let factor = fitted?[level - 1] ?? (alone.0 / alone.1) / (ends[type][level] / time[type][level])
      return Estimate(factor, factor * (1 / alone.0 + 1 / ends[type][level]).squareRoot())
    }
  }

  /// Work of a contact of a type when it is alone in hand: time at each level, divided by its slowdown.
  func work(_ type: Int) -> Double? {
    let factors = slowdown(type)
    let all = ends[type].reduce(0, +)
    guard all > 0, factors.count > 1 else { return nil }
    return time[type].enumerated().reduce(0) { sum, entry in
      sum + entry.element / factors[min(max(entry.offset, 1), factors.count) - 1].value
    } / all
  }
}
