import Randomness

// A replication begins.
extension Engine {
  mutating func reset(replication: Int) {
    section = dayDraws.section(of: replication)
    tally.reset()
    pool.reset()
    arrivals.reset()
    timers.removeAll()
    issues.reset()
    nextScheduled = 0
    period = 0
    periodStart = start
    waiting = 0
    settled.removeAll()
    someoneWaits.fill(0)
    for line in 0..<overflows.count { overflows[line].removeAll() }
    for group in 0..<groups.count {
      groupStates[group] = GroupState()
      groupStates[group].countedUntil = start
      groupStates[group].day = periodDay[0]
      groupStates[group].leavers =
        RandomStream(
          seed: seed, replication: replication, subject: group, purpose: Purpose.leavers.rawValue
        ).key
      groupStates[group].absences =
        RandomStream(
          seed: seed, replication: replication, subject: group, purpose: Purpose.absences.rawValue
        ).key
    }
    for type in 0..<types.count {
      lines[type].removeAll()
      patience[type].removeAll()
      states[type] = TypeState()
      func key(_ purpose: Purpose) -> UInt64 {
        RandomStream(seed: seed, replication: replication, subject: type, purpose: purpose.rawValue).key
      }
      states[type].arrivalKey = key(.arrivals)
      states[type].handlingKey = key(.handling)
      states[type].patienceKey = key(.patience)
      states[type].choiceKey = key(.choices)
      states[type].endingKey = key(.endings)
      states[type].redialKey = key(.redials)
      states[type].topicKey = key(.topics)
    }
    if Rules.follows { resume() }
    if Rules.follows {
      drawDays(replication: replication)
    } else {
      dayDraws.draw(replication: replication, into: dayFactors)
    }
    if Rules.hasOneQueue { onlyArrival = .infinity }
    for type in 0..<Int32(typeCount) where comes(type) { planFirstArrivals(type: type) }
    for burst in 0..<bursts.count where comes(bursts[burst].type) { startBurst(burst, replication: replication) }
    for type in 0..<Int32(typeCount) where comes(type) { planNextRecorded(type) }
    for contact in backlog { addToBacklog(contact) }
    if let startTable { begin(from: startTable, replication: replication) }
  }
}
