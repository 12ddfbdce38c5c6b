import Randomness

// A single queue in order of arrival needs no events: what becomes of a contact is known when it comes.
//
// J. Kiefer and J. Wolfowitz, “On the theory of queues with many servers”, Transactions of the AMS 78, 1955: the next
// contact is taken by the agent who is free first, and waits until then or gives up before. So each contact is settled
// whole, from the offer to the end of its handling, in one go: it never enters a line, and no end of a contact is an event.
//
// Between two entries of the schedule nothing but this happens. The times at which agents are free stand in the tree of
// ends, also those that are past. Before the schedule goes on the agents are put back where the rest of the engine expects
// them: the idle in their list, longest idle first, and in the line whoever would only be answered later.
// Whoever asks for the place in the queue, for an announcement or a limit, is told how many of those settled before still
// wait at that time.
// Contacts have the draws that they would have had, so the figures are the same to the last digit.
extension Engine {
  /// Whether the next stretch can be played without events.
  @inline(__always) var canRecur: Bool {
    Rules.hasOneQueue && settles && timers.earliest == .infinity && period < periodCount
  }

  /// Settles all contacts that come before a time at which something of the schedule is due.
  mutating func recur(until next: Double) {
    // Those who wait from before, as far as they are answered by then.
    while waiting > 0, pool.ends.earliest < next { finishContact(at: pool.ends.earliest) }
    if waiting == 0, states[0].isOpen, onlyArrival < next {
      // Whoever is free at the very time of the last entry comes after those whom it has just made idle.
      let now = nextScheduled > 0 ? schedule[nextScheduled - 1].time : start
      while pool.ends.earliest <= now { finishContact(at: pool.ends.earliest) }
      beginRecursion()
      settleArrivals(until: next)
      endRecursion(at: next)
    }
    // Nobody is free before that time: whoever comes now joins the line, or is turned away.
    while onlyArrival < next, onlyArrival <= pool.ends.earliest { arrive(at: onlyArrival) }
  }

  /// The idle are free since they became so.
  private mutating func beginRecursion() {
    // From the end of their list, each before those behind: who came on duty together stay in its order.
    while true {
      let agent = pool.shortestIdle(group: 0, load: 0)
      if agent < 0 { return }
      pool.unlist(agent)
      pool.agents[agent].busySince = pool.agents[agent].listedSince
      pool.ends.setFirst(agent, pool.agents[agent].listedSince)
    }
  }

  /// Those who are free are listed again.
  private mutating func endRecursion(at next: Double) {
    while pool.ends.earliest < next { finishContact(at: pool.ends.earliest) }
  }

  @inline(__always)
  private func countPlace(_ wait: Double, ahead: Int, isCounted: Bool, isWithin: Bool) {
    guard isCounted else { return }
    histograms.addPlace(wait, type: 0, period: period, ahead: Int32(clamping: ahead), within: isWithin)
  }

  private mutating func settleArrivals(until next: Double) {
    let row = tally.row(type: 0, period: period)
    let isCounted = period >= warmUpPeriods
    let skill = skillsOfTypes.pointer(0)
    let withinLimit = types.pointer(0).pointee.withinLimit
    let hasPatience = types.pointer(0).pointee.hasPatience
    let tracksPlaces = types.pointer(0).pointee.tracksPlaces
    while onlyArrival < next {
      let free = pool.ends.earliest
      if free >= next { return }
      let agent = pool.ends.place
      if pool.agents[agent].isLeaving {
        finishContact(at: free)
        continue
      }
      let time = onlyArrival
      planNextArrival(type: 0)
      let number = states[0].contacts
      states[0].contacts &+= 1
      row.add(1, .offered)
      var begins = time
      if free > time + 2 * Self.simultaneous {
        // All are busy.
        let wait = free - time
        var ahead = 0
        if tracksPlaces {
          ahead = settled.waiting(at: time, within: Self.simultaneous)
          if ahead >= types.pointer(0).pointee.queueLimit {
            row.add(1, .blocked)
            continue
          }
          if ahead + 1 >= types.pointer(0).pointee.announceFrom,
            respondsToAnnouncement(type: 0, number: number, issue: -1, ahead: ahead, at: time)
          {
            continue
          }
        }
        if hasPatience {
          var generator = RandomStream(key: states[0].patienceKey).generator(at: number)
          let givesUp = time + types.pointer(0).pointee.patience.sample(&generator)
          if givesUp < free - Self.simultaneous {
            let lost = givesUp - time
            let microseconds = Tally.microseconds(lost)
            row.add(1, .abandoned)
            row.add(lost <= withinLimit ? 1 : 0, .abandonedWithin)
            row.add(microseconds, .waitLost)
            row.add(microseconds, .queueTime)
            row.add(1, .virtualLost)
            row.add(Tally.microseconds(wait), .virtualLostWait)
            if isCounted {
              if lost > 0 { histograms.add(lost, .lost, type: 0, period: period, section: section) }
              histograms.add(wait, .virtualLost, type: 0, period: period, section: section)
            }
            if tracksPlaces {
              settled.appendLost(at: givesUp)
              countPlace(wait, ahead: ahead, isCounted: isCounted, isWithin: wait <= withinLimit)
            }
            continue
          }
        }
        let microseconds = Tally.microseconds(wait)
        row.add(wait <= withinLimit ? 1 : 0, .answeredWithin)
        row.add(microseconds, .waitAnswered)
        row.add(microseconds, .queueTime)
        if isCounted { histograms.add(wait, .answered, type: 0, period: period, section: section) }
        if tracksPlaces {
          settled.appendAnswered(at: free)
          countPlace(wait, ahead: ahead, isCounted: isCounted, isWithin: wait <= withinLimit)
        }
        begins = free
      } else {
        row.add(1, .answeredWithin)
      }
      row.add(1, .answered)
      row.add(1, .answeredInPeriod)
      countGroupTime(.busy, group: 0, from: pool.agents[agent].busySince, to: free)
      let work = Rules.follows ? WaitingContact.notDrawn : drawnWork(number, type: 0)
      handle(
        number, type: 0, period: period, work: work, issue: -1, in: row, by: agent, skill: skill, at: begins)
    }
  }
}
