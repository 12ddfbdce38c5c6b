/// When agents were on duty on one day, from the contacts they took.
///
/// On duty: while serving, and between two contacts that are no further apart than the longest idle time, unless somebody
/// whom the agent could have served waited for longer than a wrap-up takes: then the agent was on a break. Shorter times with
/// somebody waiting do not count either: whoever is there takes the contact.
///
/// While somebody waits from the end of a contact on, the next one begins when the wrap-up is over, so that such gaps measure it.
/// When nobody waits any more before that, as others took them, the wrap-up was longer than until then: without those, long
/// ones would be missed.
struct DutyDay {
  /// Seconds on duty by agent, by period from the midnight of the day; may reach into the next day.
  private(set) var seconds: [NameID: [Double]] = [:]
  /// Wrap-ups seen: after a contact of a type (a place in `types`), seconds; those whose end was not seen were longer.
  private(set) var wrapUps: [(type: Int, seconds: Double, hasEnded: Bool)] = []

  private let midnight: Double
  private let options: FitOptions

  init(day: Int, options: FitOptions) {
    midnight = Double(day) * 86_400
    self.options = options
  }

  /// Adds what an agent did in the day; `before` is when the agent's last contact of an earlier day ended.
  mutating func add(agent: NameID, work: [AgentWork], before: Double?, waiting: WaitingTimes) {
    var end = before
    var lastType: Int?
    for one in work {
      if let end, one.from > end {
        let gap = one.from - end
        let busy = waiting.endOfStretch(at: end)
        if one.queued.map({ $0 <= end }) ?? false || busy.map({ $0 >= one.from }) ?? false {
          // Only what is short enough to be a wrap-up is one.
          if gap <= options.longestWrapUp {
            if let lastType { wrapUps.append((lastType, gap, true)) }
            spend(agent, from: end, to: one.from)
          }
        } else if let busy, busy - end <= options.longestWrapUp, gap <= options.longestIdle,
          waiting.seconds(from: busy, to: one.from) <= options.longestWrapUp
        {
          if let lastType { wrapUps.append((lastType, busy - end, false)) }
          spend(agent, from: end, to: busy)
          for free in waiting.pauses(from: busy, to: one.from) { spend(agent, from: free.from, to: free.to) }
        } else if gap <= options.longestIdle, waiting.seconds(from: end, to: one.from) <= options.longestWrapUp {
          for free in waiting.pauses(from: end, to: one.from) { spend(agent, from: free.from, to: free.to) }
        }
      } else if end != nil, let queued = one.queued, queued <= one.from, let lastType, one.from == end {
        wrapUps.append((lastType, 0, true))
      }
      spend(agent, from: max(one.from, end ?? one.from), to: one.to)
      if end.map({ one.to >= $0 }) ?? true {
        end = one.to
        lastType = one.type
      }
    }
  }

  private mutating func spend(_ agent: NameID, from: Double, to: Double) {
    let period = Double(options.periodSeconds)
    var at = max(from, midnight)
    while at < to {
      let index = Int((at - midnight) / period)
      let end = min(to, midnight + Double(index + 1) * period)
      var own = seconds[agent] ?? []
      if index >= own.count { own += Array(repeating: 0, count: index + 1 - own.count) }
      own[index] += end - at
      seconds[agent] = own
      at = end
    }
  }
}

/// When at least one customer of some types waited.
struct WaitingTimes {
  /// Stretches in order, and the seconds before each.
  private var starts: [Double] = []
  private var ends: [Double] = []
  private var before: [Double] = []

  init(_ waits: [(from: Double, to: Double)]) {
    var sum = 0.0
    for wait in waits.sorted(by: { $0.from < $1.from }) where wait.to > wait.from {
      if let end = ends.last, wait.from <= end {
        if wait.to > end {
          sum += wait.to - end
          ends[ends.count - 1] = wait.to
        }
        continue
      }
      starts.append(wait.from)
      ends.append(wait.to)
      before.append(sum)
      sum += wait.to - wait.from
    }
  }

  /// Seconds with somebody waiting between two moments.
  func seconds(from: Double, to: Double) -> Double { until(to) - until(from) }

  /// Until when somebody waits without a break from a moment on; `nil` when nobody waits then.
  func endOfStretch(at time: Double) -> Double? {
    let index = begun(by: time) - 1
    return index >= 0 && ends[index] > time ? ends[index] : nil
  }

  /// Stretches between two moments in which nobody waited.
  func pauses(from: Double, to: Double) -> [(from: Double, to: Double)] {
    var pauses: [(from: Double, to: Double)] = []
    var at = from
    var index = max(0, begun(by: from) - 1)
    while at < to, index < starts.count, starts[index] < to {
      if starts[index] > at { pauses.append((at, starts[index])) }
      at = max(at, ends[index])
      index += 1
    }
    if at < to { pauses.append((at, to)) }
    return pauses
  }

  private func until(_ time: Double) -> Double {
    let index = begun(by: time) - 1
    return index < 0 ? 0 : before[index] + min(time, ends[index]) - starts[index]
  }

  /// How many stretches have begun by a moment.
  private func begun(by time: Double) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
