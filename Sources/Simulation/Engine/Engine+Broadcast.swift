import Randomness

// One answer for all who wait with the same topic.
extension Engine {
  /// What a contact is about: an index into the topics of its type. Looked up once, when it begins to wait: each broadcast
  /// compares it with its own.
  @inline(__always)
  func topic(type: Int32, number: Int) -> Int32 {
    guard tracksIssues, types[type].broadcasts else { return 0 }
    let shares = endings[type].topics
    guard shares.start < shares.end else { return 0 }
    var generator = RandomStream(key: states[type].topicKey).generator(at: number)
    let draw = generator.nextUnit()
    var low = shares.start
    var high = shares.end - 1
    while low < high {
      let middle = (low + high) / 2
      if draw <= topicShares[middle] { high = middle } else { low = middle + 1 }
    }
    return low - shares.start
  }

  /// A contact is finished: if its answer is of use to all, everyone who waits with the same topic is answered too. It would
  /// have reached those who have given up by then: that moment is their virtual wait.
  mutating func broadcast(_ ended: ContactInHand, at time: Double) {
    let type = ended.type
    var generator = RandomStream(key: states[type].redialKey).generator(at: ended.number)
    guard generator.nextUnit() <= endings[type].broadcastShare, lines[type].count > 0 else { return }
    let common = topic(type: type, number: ended.number)
    answeredTogether.removeAll()
    var kept = 0
    for place in 0..<lines[type].count {
      let contact = lines[type].contact(at: place)
      if contact.topic == common {
        answeredTogether.append(contact)
      } else {
        if kept < place { lines[type].move(from: place, to: kept) }
        kept += 1
      }
    }
    guard answeredTogether.count > 0 else { return }
    lines[type].shorten(to: kept)
    waiting -= answeredTogether.count
    if kept == 0 { markLine(type, isEmpty: true) }
    for place in 0..<answeredTogether.count {
      let contact = answeredTogether.contact(at: place)
      guard !hasGivenUp(contact, by: time) else {
        countReachedTooLate(contact, type: type, at: time)
        continue
      }
      noteReached(contact, type: type, at: time)
      countQueueTime(type: type, from: contact.arrival, to: time, arrivalPeriod: contact.period)
      countAnswered(contact, type: type, in: tally.row(type: type, period: contact.period), at: time)
      tally.add(1, .broadcast, type: type, period: contact.period)
      if isTracing { note(.broadcast, issue: contact.issue, type: type, number: contact.number, at: time) }
      issues[contact.issue].isAnswered = true
      conclude(
        ContactInHand(
          type: type, period: contact.period, workLeft: 0, startedAt: time, slowdown: 0, concurrency: 1,
          issue: contact.issue, number: contact.number), resolves: 1, at: time)
    }
  }

  /// How many of a type wait now, those who have given up not counted: for types that contacts may leave in any order.
  @inline(__always)
  func countWaiting(type: Int32, at time: Double) -> Int {
    var count = 0
    for place in 0..<lines[type].count where !hasGivenUp(lines[type].contact(at: place), by: time) {
      count += 1
    }
    return count
  }
}
