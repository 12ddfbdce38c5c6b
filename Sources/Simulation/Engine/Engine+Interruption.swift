// A live contact interrupts deferred work, which goes on later where it was left.
extension Engine {
  /// An agent at deferred work whom a live contact may interrupt: of the best rank, then who began last.
  @inline(__always)
  func interruptibleAgent(for type: Int32, arrived: Double, at time: Double) -> Match {
    var best = Match(agent: -1, skill: -1, interrupts: true)
    var bestRank: Int32 = .max
    var bestStart = -Double.infinity
    for index in types[type].skills.start..<types[type].skills.end {
      let skill = skillsOfTypes[index]
      if skill.rank > bestRank { break }
      // Capacity that is kept free for others is not made by putting work aside: whoever is interrupted was not idle.
      if skill.whenIdle > 1 { continue }
      if arrived + skill.after > time + Self.simultaneous { continue }
      for agent in 0..<Int32(pool.agents.count)
      where pool.agents[agent].group == skill.group && isAtDeferredWork(agent) {
        let start = pool.hands[Int(agent) * pool.handsPerAgent].startedAt
        guard start > bestStart || skill.rank < bestRank else { continue }
        best = Match(agent: agent, skill: index, interrupts: true)
        bestRank = skill.rank
        bestStart = start
      }
    }
    return best
  }

  /// Whether all that an agent holds is deferred work.
  @inline(__always)
  private func isAtDeferredWork(_ agent: Int32) -> Bool {
    let load = pool.agents[agent].load
    guard pool.agents[agent].isPresent, !pool.agents[agent].isLeaving, load > 0 else { return false }
    for hand in 0..<Int(load) where !types[pool.hands[Int(agent) * pool.handsPerAgent + hand].type].isDeferred {
      return false
    }
    return true
  }

  /// Puts what an agent has in hand back into its lines.
  /// - Returns: how many; `putAside` has their types: once the live contact is answered, somebody else may be idle for them.
  mutating func interrupt(_ agent: Int32, at time: Double) -> Int {
    let group = pool.agents[agent].group
    let load = pool.agents[agent].load
    let handlesOne = groups[group].concurrency == 1
    if !handlesOne { workOn(agent, until: time) }
    for hand in 0..<Int(load) {
      let contact = pool.hands[Int(agent) * pool.handsPerAgent + hand]
      let isCounted = contact.period != ContactInHand.begunBefore
      let row = tally.row(type: contact.type, period: max(0, contact.period))
      var left = contact.workLeft
      if handlesOne {
        // All of it was counted when it began.
        let pace = slowdowns[contact.slowdown] * pool.agents[agent].pace
        let rest = Tally.microseconds(pool.ends.time(of: Int(agent)) - time)
        left = (pool.ends.time(of: Int(agent)) - time) / pace
        if isCounted {
          row.add(-1, .handled)
          row.add(-rest, .handling)
        }
        tally.addTime(
          -countedTime(from: time, to: pool.ends.time(of: Int(agent))), group: group, type: contact.type)
      } else if isCounted {
        row.add(Tally.microseconds(time - contact.startedAt), .handling)
      }
      if types[contact.type].isStep { countWork(onStep: contact, until: time) }
      // Nothing left is less than nothing to resume.
      issues[contact.issue].workLeft = max(left, 1e-9)
      if isTracing {
        note(
          .interrupted, issue: contact.issue, type: contact.type, number: contact.number, group: group, agent: agent,
          at: time)
      }
      putBack(contact, at: time)
      putAside[hand] = contact.type
    }
    pool.unlist(agent)
    pool.ends.set(agent, .infinity)
    pool.agents[agent].load = 0
    pool.agents[agent].limit = 0
    countGroupTime(.busy, group: group, from: pool.agents[agent].busySince, to: time)
    return Int(load)
  }

  private mutating func putBack(_ contact: ContactInHand, at time: Double) {
    var waitingContact = WaitingContact(
      arrival: time, order: -.infinity, givesUp: .infinity, number: contact.number, period: max(0, contact.period),
      ahead: WaitingContact.wasAnswered, issue: contact.issue,
      topic: topic(type: contact.type, number: contact.number))
    // It keeps its turn: when it came, or when it is due.
    let arrived = issues[contact.issue].arrivedAt
    waitingContact.order = earliestDeadlineFirst ? dueOrder(of: contact.issue, since: arrived) : arrived
    lines[contact.type].insertBeforeEquals(waitingContact)
    noteJoined(contact.type)
    // Whoever helps only after a wait helps that long after the interruption.
    if types[contact.type].overflows { planOverflow(waitingContact, type: contact.type) }
  }
}
