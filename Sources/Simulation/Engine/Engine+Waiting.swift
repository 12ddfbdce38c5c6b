import Randomness

// Nobody is free: the queue limit, the announcement and the offer, patience.
extension Engine {
  /// A contact that finds no idle agent: blocked, balks, leaves a message, or waits.
  mutating func join(type: Int32, number: Int, work: Double, issue: Int32, at time: Double) {
    let type = known(type)
    let ahead = countAhead(type: type, at: time)
    guard ahead < types[type].queueLimit else {
      tally.add(1, .blocked, type: type, period: period)
      if isTracing { note(.blocked, issue: issue, type: type, number: number, at: time) }
      return redialOrLose(issue, type: type, number: number, at: time)
    }
    if ahead + 1 >= types[type].announceFrom,
      respondsToAnnouncement(type: type, number: number, issue: issue, ahead: ahead, at: time)
    {
      return
    }
    var contact = WaitingContact(
      arrival: time, order: time - types[type].waitingCredit, givesUp: .infinity, number: number, period: period,
      ahead: Int32(clamping: ahead), work: work, issue: issue, topic: topic(type: type, number: number))
    if isTracing { note(.queued, issue: issue, type: type, number: number, detail: Int32(clamping: ahead), at: time) }
    if types[type].hasPatience {
      var generator = RandomStream(key: states[type].patienceKey).generator(at: number)
      contact.givesUp = time + types[type].patience.sample(&generator)
      if tracksIssues, types[type].redials { planGivingUp(contact, at: contact.givesUp) }
    }
    if types[type].tracksPlaces { patience[type].append(contact.givesUp) }
    if earliestDeadlineFirst && types[type].isDeferred {
      contact.order = dueOrder(of: contact.issue, since: contact.arrival)
      lines[type].insert(contact) { comesFirst(contact, before: $0) }
    } else {
      lines[type].append(contact)
    }
    noteJoined(type)
    if types[type].overflows { planOverflow(contact, type: type) }
  }

  /// How many wait ahead of a contact that joins.
  @inline(__always)
  private mutating func countAhead(type: Int32, at time: Double) -> Int {
    if types[type].tracksPlaces {
      return patience[type].left(at: time - Self.simultaneous)
        + (Rules.hasOneQueue ? settled.waiting(at: time, within: Self.simultaneous) : 0)
    }
    guard tracksIssues, types[type].broadcasts else { return lines[type].count }
    // Looking at all who wait takes long: only for those who ask how many they are.
    let isAsked = types[type].queueLimit < .max || types[type].announceFrom < .max || isTracing
    return isAsked ? countWaiting(type: type, at: time) : lines[type].count
  }

  /// A line has one more.
  @inline(__always)
  mutating func noteJoined(_ type: Int32) {
    waiting &+= 1
    if !Rules.hasOneQueue, lines[type].count == 1 { markLine(type, isEmpty: false) }
  }

  /// A line is empty, or is not any more: tells the groups that look after it.
  mutating func markLine(_ type: Int32, isEmpty: Bool) {
    for index in types[type].skills.start..<types[type].skills.end {
      let place = skillsOfTypes[index].place
      let word = groups[skillsOfTypes[index].group].firstWord &+ place &>> 6
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: place & 63)
      if isEmpty { someoneWaits[word] &= ~bit } else { someoneWaits[word] |= bit }
    }
  }

  /// The front of a line has given up before an agent came: it is counted, with the wait it would have had.
  mutating func dropFront(type: Int32, at time: Double) {
    let contact = lines[type].front
    if Rules.hasOneQueue, types[type].tracksPlaces { settled.appendLost(at: contact.givesUp) }
    removeFront(type: type)
    countReachedTooLate(contact, type: type, at: time)
  }

  /// A contact that has given up and left the line would be answered now: it is counted, with the wait it would have had.
  @inline(__always)
  mutating func countReachedTooLate(_ contact: WaitingContact, type: Int32, at time: Double) {
    noteReached(contact, type: type, at: time)
    if Rules.follows, !tracksIssues { return }
    let virtual = time - contact.arrival
    countAbandoned(contact, type: type)
    tally.add(1, .virtualLost, type: type, period: contact.period)
    tally.add(Tally.microseconds(virtual), .virtualLostWait, type: type, period: contact.period)
    guard !Rules.follows, contact.period >= warmUpPeriods else { return }
    histograms.add(virtual, .virtualLost, type: type, period: contact.period, section: section)
    histograms.addPlace(
      virtual, type: type, period: contact.period, ahead: contact.ahead, within: virtual <= types[type].withinLimit)
  }

  /// Takes the front out of a line.
  @inline(__always)
  mutating func removeFront(type: Int32) {
    if types[type].tracksPlaces { patience[type].removeFirst(lines[type].front.givesUp) }
    lines[type].removeFirst()
    waiting &-= 1
    if !Rules.hasOneQueue, lines[type].count == 0 { markLine(type, isEmpty: true) }
  }

  /// Counts a contact that gave up when its patience ended.
  mutating func countAbandoned(_ contact: WaitingContact, type: Int32) {
    let wait = contact.givesUp - contact.arrival
    tally.add(1, .abandoned, type: type, period: contact.period)
    if wait <= types[type].withinLimit { tally.add(1, .abandonedWithin, type: type, period: contact.period) }
    countLost(contact, type: type, until: contact.givesUp)
    // Whoever may try again has been seen to when the patience ended.
    if tracksIssues, types[type].redials { return }
    if isTracing {
      note(.abandoned, issue: contact.issue, type: type, number: contact.number, at: contact.givesUp)
    }
    lose(contact.issue, at: contact.givesUp)
  }

  /// Counts the wait of a contact that was not answered.
  mutating func countLost(_ contact: WaitingContact, type: Int32, until time: Double) {
    let wait = time - contact.arrival
    tally.add(Tally.microseconds(wait), .waitLost, type: type, period: contact.period)
    countQueueTime(type: type, from: contact.arrival, to: time, arrivalPeriod: contact.period)
    if !Rules.follows, wait > 0, contact.period >= warmUpPeriods {
      histograms.add(wait, .lost, type: type, period: contact.period, section: section)
    }
  }

  /// Adds the time that a contact waited to the periods in which it did.
  @inline(__always)
  func countQueueTime(type: Int32, from: Double, to: Double, arrivalPeriod: Int32) {
    if Rules.follows { return }
    if arrivalPeriod == period {
      let since = from >= start ? from : start
      tally.add(Tally.microseconds(to - since), .queueTime, type: type, period: period)
      return
    }
    var last = min(period, Int32(periodCount) - 1)
    while last > arrivalPeriod, periodStarts[last] >= to { last -= 1 }
    // Work that was interrupted waits anew, maybe in a later period than the one it counts in.
    var first = arrivalPeriod
    while first < last, periodStarts[first + 1] <= from { first += 1 }
    countQueueTime(type: type, from: from, to: to, in: first)
    guard last > first else { return }
    countQueueTime(type: type, from: from, to: to, in: last)
    // It waited through all periods between: work that keeps waits through many.
    tally.addWaitThrough(from: first + 1, upTo: last, type: type)
  }

  /// Adds the time that a contact waited in one period.
  @inline(__always)
  private func countQueueTime(type: Int32, from: Double, to: Double, in index: Int32) {
    let overlap = min(to, periodStarts[index + 1]) - max(from, periodStarts[index])
    if overlap > 0 { tally.add(Tally.microseconds(overlap), .queueTime, type: type, period: index) }
  }
}
