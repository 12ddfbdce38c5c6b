// Periods start, types close, the run ends.
extension Engine {
  /// A period starts.
  mutating func startPeriod(_ index: Int32, at time: Double) {
    for group in 0..<Int32(groups.count) { countStaffed(group, until: time) }
    if index > 0 { countBacklog(at: time) }
    period = index
    periodStart = time
    if Rules.follows { drawDay(Int(index) + 1) }
  }

  /// A type closes: those who wait are sent away, or stay to be served out.
  mutating func close(type: Int32, at time: Double) {
    states[type].isOpen = false
    states[type].closedAt = time
    guard types[type].cutsOff, !types[type].isDeferred else { return }
    while lines[type].count > 0 {
      let contact = lines[type].front
      removeFront(type: type)
      noteCutOff(contact, type: type)
      if hasGivenUp(contact, by: time) {
        countAbandoned(contact, type: type)
      } else {
        tally.add(1, .cutOff, type: type, period: contact.period)
        countLost(contact, type: type, until: time)
        if isTracing { note(.cutOff, issue: contact.issue, type: type, number: contact.number, at: time) }
        lose(contact.issue, at: time)
      }
    }
  }

  /// Counts the deferred work that waits when the running period ends, and how old its oldest is.
  private mutating func countBacklog(at time: Double) {
    for type in 0..<Int32(types.count) where types[type].isDeferred && lines[type].count > 0 {
      let row = tally.row(type: types[type].parent, period: period)
      var first = time
      // A step begins after its contact came in, and work that was interrupted waits anew.
      let looksAtIssue = tracksIssues && (types[type].isStep || liveInterruptsDeferred)
      for place in 0..<lines[type].count {
        let contact = lines[type].contact(at: place)
        first = min(first, looksAtIssue ? issues[contact.issue].arrivedAt : contact.arrival)
      }
      row.add(Int64(lines[type].count), .backlog)
      let oldest = max(row.base[Tally.Contact.oldest.rawValue], Tally.microseconds(time - first))
      row.base[Tally.Contact.oldest.rawValue] = oldest
    }
  }

  /// The last day ends: everyone's time is over; those who still wait on the line are served out.
  mutating func endRun(at time: Double) {
    for group in 0..<Int32(groups.count) { countStaffed(group, until: time) }
    countBacklog(at: time)
    for agent in 0..<Int32(pool.agents.count) where pool.agents[agent].isPresent {
      let group = pool.agents[agent].group
      if pool.agents[agent].load > 0 {
        countGroupTime(.busy, group: group, from: pool.agents[agent].busySince, to: time)
      }
      if pool.agents[agent].isLeaving {
        countOvertime(agent, until: time)
      }
    }
    period = Int32(periodCount)
    for agent in 0..<Int32(pool.agents.count) where pool.agents[agent].isPresent && !pool.agents[agent].isLeaving {
      leave(agent, paidUntil: time, at: time)
    }
  }

  /// Nobody will come any more for those who are left in the lines.
  mutating func settleThoseLeft() {
    for type in 0..<Int32(types.count) {
      while lines[type].count > 0 {
        let contact = lines[type].front
        removeFront(type: type)
        if contact.givesUp < .infinity {
          countAbandoned(contact, type: type)
        } else {
          // Work that was interrupted has been answered; the time it took so far is its handling.
          let wasAnswered = tracksIssues && contact.ahead == WaitingContact.wasAnswered
          tally.add(1, wasAnswered ? .handled : .unfinished, type: type, period: contact.period)
          countQueueTime(type: type, from: contact.arrival, to: end, arrivalPeriod: contact.period)
        }
      }
    }
    if tracksIssues { settleIssues() }
    if !Rules.follows { tally.settleWaitsThrough(periodStarts: periodStarts) }
    for step in typeCount..<types.count { addToParent(step) }
  }

  /// Adds the waiting of a step to its type: by the clock, as that of the type. Its work is added as it ends.
  private mutating func addToParent(_ step: Int) {
    for period in 0..<Int32(periodCount) {
      let row = tally.row(type: Int32(step), period: period)
      tally.add(row.base[Tally.Contact.queueTime.rawValue], .queueTime, type: types[step].parent, period: period)
    }
  }
}
