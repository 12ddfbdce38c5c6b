/// Counts for a promise, gathered contact by contact; grows with the days of the log, not with its rows.
struct PromiseTally {
  /// A day by hour of arrival.
  struct Day {
    var hours = [ComplianceCounts](repeating: ComplianceCounts(), count: 24)

    var total: ComplianceCounts {
      var sum = ComplianceCounts()
      for hour in hours { sum += hour }
      return sum
    }
  }

  let promise: ServicePromise
  private(set) var days: [Int: Day] = [:]
  /// Waits of those served, in whole seconds rounded up; the last place holds the longer ones.
  private var waits = [Int](repeating: 0, count: 7 * 86_400 / 10)
  private var tens = [Int](repeating: 0, count: 7 * 8_640)
  private var offered = 0
  /// Contacts whose time has not passed as far as the logs are read, and that are not over.
  private var open: [LogContact] = []
  private var openAtLastLook = 0

  init(_ promise: ServicePromise) { self.promise = promise }

  /// Looks again at the contacts that were open: once their time has passed they are missed, whatever comes. Those that stay to the
  /// end of the logs are neither kept nor missed.
  mutating func settle(at end: LogEnd) {
    // Only when they have become twice as many: a log may be long.
    guard open.count > 2 * openAtLastLook + 1_000 else { return }
    look(at: end)
  }

  /// The logs are over.
  mutating func finish(at end: LogEnd) { look(at: end) }

  private mutating func look(at end: LogEnd) {
    let contacts = open
    open = []
    for contact in contacts { add(contact, end: end) }
    openAtLastLook = open.count
  }

  /// Takes in a contact. `end` is the last moment that the logs know of so far.
  mutating func add(_ contact: LogContact, end: LogEnd) {
    guard contact.isOffered else { return }
    var one = ComplianceCounts()
    one.offered = 1
    switch promise.goal {
    case .answered:
      let wait = waited(contact)
      if contact.outcome == .answered {
        one.answered = 1
        one.waits = wait ?? 0
        if isWithin(one.waits) { one.answeredInTime = 1 }
        count(one.waits)
      } else if contact.outcome == .abandoned {
        one.abandoned = 1
        if let wait, isWithin(wait) { one.abandonedInTime = 1 }
      } else if contact.outcome == .unfinished, contact.ended == nil,
        !hasPassed(contact, since: contact.queued ?? contact.arrived, at: end)
      {
        open.append(contact)
        return
      }
    case .done:
      if contact.outcome == .answered, let ended = contact.ended {
        let took = promise.time(from: contact.arrived, to: ended, clockChange: contact.clockChange)
        one.answered = 1
        one.waits = took
        if isWithin(took) { one.answeredInTime = 1 }
        count(took)
      } else if !hasPassed(contact, since: contact.arrived, at: end) {
        open.append(contact)
        return
      }
    }
    offered += 1
    let hour = min(23, Int(LogClock.secondOfDay(contact.arrived) / 3600))
    days[contact.day, default: Day()].hours[hour] += one
  }

  /// The wait on the clock of the promise.
  private func waited(_ contact: LogContact) -> Double? {
    guard promise.business != nil, let queued = contact.queued else { return contact.wait }
    return contact.dequeued.map { promise.time(from: queued, to: $0, clockChange: contact.changeAtAnswer) }
  }

  /// Seconds since 1970 have seven places in floating point, so that their difference may be a little more than it was.
  private func isWithin(_ time: Double) -> Bool { time <= promise.seconds + 1e-6 }

  private func hasPassed(_ contact: LogContact, since start: Double, at end: LogEnd) -> Bool {
    let (time, change) = end.onClock(of: contact)
    return !isWithin(promise.time(from: start, to: time, clockChange: change))
  }

  private mutating func count(_ wait: Double) {
    let second = Int(wait.rounded(.up))
    if second < waits.count { waits[max(0, second)] += 1 } else { tens[min(tens.count - 1, second / 10)] += 1 }
  }

  /// The shortest time within which a share of the offered was served.
  func seconds(for share: Double) -> Double? {
    var sum = 0
    // The quotient, as levels are: 55 of 100 are the double nearest to 0.55, but 0.55 · 100 is more than 55.
    func isEnough() -> Bool { Double(sum) / Double(offered) >= share }
    for (second, number) in waits.enumerated() where number > 0 {
      sum += number
      if isEnough() { return Double(second) }
    }
    for (ten, number) in tens.dropLast().enumerated() where number > 0 {
      sum += number
      if isEnough() { return Double(ten * 10 + 10) }
    }
    return nil
  }
}
