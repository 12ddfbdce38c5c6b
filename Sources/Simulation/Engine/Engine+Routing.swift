/// An agent for a contact and the skill that is used; agent −1 for none.
struct Match {
  var agent: Int32
  /// Index into `skillsOfTypes`.
  var skill: Int32
  /// Whether the agent has to put deferred work aside first.
  var interrupts = false
}

// How contacts and agents find each other.
extension Engine {
  /// The agent whom a contact goes to: best rank, then fewest contacts in hand, then longest idle.
  @inline(__always)
  func idleAgent(for type: Int32, arrived: Double, at time: Double) -> Match {
    if Rules.hasOneQueue { return Match(agent: pool.longestIdle(group: 0, load: 0), skill: 0) }
    var best = Match(agent: -1, skill: -1)
    var bestRank: Int32 = .max
    var bestLoad: Int32 = .max
    var bestSince = Double.infinity
    for index in types[type].skills.start..<types[type].skills.end {
      let rank = skillsOfTypes[index].rank
      if rankBeforeLoad && rank > bestRank { break }
      if arrived + skillsOfTypes[index].after > time + Self.simultaneous { continue }
      let group = skillsOfTypes[index].group
      let whenIdle = skillsOfTypes[index].whenIdle
      if Rules.hasAllRules, whenIdle > 1, !pool.hasIdle(whenIdle, group: group) { continue }
      for load in 0..<skillsOfTypes[index].concurrency {
        let agent = pool.longestIdle(group: group, load: load)
        guard agent >= 0 else { continue }
        let since = pool.agents[agent].listedSince
        if load < bestLoad || (load == bestLoad && since < bestSince - Self.simultaneous) {
          best = Match(agent: agent, skill: index)
          bestRank = rank
          bestLoad = load
          bestSince = since
        }
        break
      }
    }
    return best
  }

  /// An agent for a contact: an idle one, or one whose deferred work the contact may interrupt.
  @inline(__always)
  func findAgent(for type: Int32, arrived: Double, at time: Double) -> Match {
    let match = idleAgent(for: type, arrived: arrived, at: time)
    guard match.agent < 0, liveInterruptsDeferred, !types[type].isDeferred else { return match }
    return interruptibleAgent(for: type, arrived: arrived, at: time)
  }

  /// The type whose front an agent with room takes next, and the skill (index into `skillsOfGroups`); −1 for none.
  ///
  /// Fronts that have given up are dropped where an agent would have taken them.
  /// - Parameter servingOut: the agent's time is over: only types that serve out and closed before it was.
  @inline(__always)
  mutating func nextSkill(for agent: Int32, servingOut: Bool, at time: Double) -> Int32 {
    guard waiting > 0 else { return -1 }
    if Rules.hasOneQueue {
      if servingOut && !servesOut(agent, type: 0) { return -1 }
      while lines[0].count > 0 {
        if !hasGivenUp(lines[0].front, by: time) { return 0 }
        dropFront(type: 0, at: time)
      }
      return -1
    }
    let group = pool.agents[agent].group
    let load = pool.agents[agent].load
    let skills = groups[group].skills
    while true {
      var best: Int32 = -1
      var bestOrder: Int32 = .max
      var bestPlace = 0
      var earliest = Double.infinity
      var bestIssue: Int32 = -1
      var word = groups[group].firstWord
      var start = skills.start
      search: while start < skills.end {
        // Only the lines in which somebody waits.
        var bits = someoneWaits[word]
        while bits != 0 {
          let index = start &+ Int32(truncatingIfNeeded: bits.trailingZeroBitCount)
          bits &= bits &- 1
          let order = skillsOfGroups[index].order
          if order > bestOrder { break search }
          let type = skillsOfGroups[index].type
          if load >= skillsOfGroups[index].concurrency { continue }
          if servingOut && !servesOut(agent, type: type) { continue }
          // An agent with empty hands is not listed among the idle yet; one who holds something is not idle.
          let whenIdle = skillsOfGroups[index].whenIdle
          if Rules.hasAllRules, whenIdle > 1, !pool.hasIdle(load == 0 ? whenIdle - 1 : whenIdle, group: group) {
            continue
          }
          var place = 0
          var due = lines[type].front.order
          var issue = lines[type].front.issue
          // Whoever serves out helps at once: the wait that an overflow asks for would outlast the day.
          if !servingOut && lines[type].front.arrival + skillsOfGroups[index].after > time + Self.simultaneous {
            if !isOutOfOrder(type) { continue }
            place = lines[type].firstPlace(waitedFor: skillsOfGroups[index].after, at: time + Self.simultaneous)
            if place < 0 { continue }
            due = lines[type].contact(at: place).order
            issue = lines[type].contact(at: place).issue
          }
          // Live work is not compared: who has given up has no issue any more.
          let isTie = earliestDeadlineFirst && types[type].isDeferred && abs(due - earliest) <= Self.simultaneous
          let isFirst = isTie && bestIssue >= 0 ? issues[issue].arrivedAt < issues[bestIssue].arrivedAt : due < earliest
          if best < 0 || isFirst {
            best = index
            bestOrder = order
            bestPlace = place
            earliest = due
            bestIssue = types[type].isDeferred ? issue : -1
          }
        }
        word &+= 1
        start &+= 64
      }
      if best < 0 { return -1 }
      let type = skillsOfGroups[best].type
      if bestPlace > 0 { lines[type].moveToFront(from: bestPlace) }
      if !hasGivenUp(lines[type].front, by: time) { return best }
      dropFront(type: type, at: time)
    }
  }

  /// Whether somebody in a line may have waited longer than the front: steps are done in the order in which they are due, and
  /// work that was put back keeps its turn but waits anew. In all other lines the front has waited longest.
  @inline(__always)
  private func isOutOfOrder(_ type: Int32) -> Bool {
    (earliestDeadlineFirst && types[type].isStep) || (liveInterruptsDeferred && types[type].isDeferred)
  }

  /// Whether an agent whose time is over stays for those who still wait for a type: only if it closed while the agent was
  /// on duty. Whoever had left before finishes the contacts in hand and goes.
  private func servesOut(_ agent: Int32, type: Int32) -> Bool {
    !states[type].isOpen && !types[type].cutsOff && !types[type].isDeferred
      && states[type].closedAt <= pool.agents[agent].leavingSince
  }

  /// An agent with room takes waiting contacts until the hands are full or nobody suitable waits.
  @inline(__always)
  mutating func takeWaiting(_ agent: Int32, servingOut: Bool = false, at time: Double) {
    while pool.agents[agent].load == 0 || pool.agents[agent].load < pool.agents[agent].limit {
      let skill = nextSkill(for: agent, servingOut: servingOut, at: time)
      if skill < 0 { return }
      let type = Rules.hasOneQueue ? 0 : skillsOfGroups[skill].type
      let contact = lines[type].front
      // In a single queue this may be ahead of the next arrivals.
      if Rules.hasOneQueue, types[type].tracksPlaces { settled.appendAnswered(at: time) }
      removeFront(type: type)
      countQueueTime(type: type, from: contact.arrival, to: time, arrivalPeriod: contact.period)
      answer(contact, type: type, by: agent, skill: skillsOfGroups.pointer(skill), at: time)
      if Rules.hasOneQueue { return }
    }
  }

  /// Other groups may help from the times named in their skills.
  mutating func planOverflow(_ contact: WaitingContact, type: Int32) {
    for index in types[type].skills.start..<types[type].skills.end where skillsOfTypes[index].after > 0 {
      let line = skillsOfTypes[index].overflow
      overflows[line].append(
        Timer(time: max(start, contact.arrival + skillsOfTypes[index].after), payload: UInt64(contact.number)))
      if overflows[line].count == 1 { planNextOverflow(index) }
    }
  }

  /// One timer for each skill that helps only after a wait: for the first contact it may still concern.
  private mutating func planNextOverflow(_ skill: Int32) {
    timers.push(
      Timer(
        time: overflows[skillsOfTypes[skill].overflow].first.time,
        payload: TimerKind.overflow.payload(UInt64(skill))))
  }

  /// A contact may have waited long enough for another group to help.
  mutating func overflow(_ skill: Int32, at time: Double) {
    let type = skillsOfTypes[skill].type
    let line = skillsOfTypes[skill].overflow
    overflows[line].removeFirst()
    // Deferred work may be put back to the front: elsewhere whoever has a lower number than the front is gone.
    let front = lines[type].count > 0 ? UInt64(lines[type].front.number) : .max
    while !types[type].isDeferred, overflows[line].count > 0, overflows[line].first.payload < front {
      overflows[line].removeFirst()
    }
    if overflows[line].count > 0 { planNextOverflow(skill) }
    offerToIdle(type: type, at: time)
  }

  /// An agent for a contact that has waited longer than the front of its line, which is brought to the front.
  private mutating func findAgentBehindFront(of type: Int32, at time: Double) -> Match {
    var longest = lines[type].front.arrival
    for place in 1..<lines[type].count {
      let arrival = lines[type].contact(at: place).arrival
      guard arrival < longest else { continue }
      longest = arrival
      let match = findAgent(for: type, arrived: arrival, at: time)
      guard match.agent >= 0 else { continue }
      lines[type].moveToFront(from: place)
      return match
    }
    return Match(agent: -1, skill: -1)
  }

  /// Offers the front of a line to an idle agent: a contact may have waited long enough for another group to help, or work
  /// was put back.
  mutating func offerToIdle(type: Int32, at time: Double) {
    while lines[type].count > 0 {
      var match = findAgent(for: type, arrived: lines[type].front.arrival, at: time)
      if match.agent < 0, isOutOfOrder(type) { match = findAgentBehindFront(of: type, at: time) }
      guard match.agent >= 0 else { return }
      let contact = lines[type].front
      if hasGivenUp(contact, by: time) {
        dropFront(type: type, at: time)
        continue
      }
      let putBack = match.interrupts ? interrupt(match.agent, at: time) : 0
      removeFront(type: type)
      countQueueTime(type: type, from: contact.arrival, to: time, arrivalPeriod: contact.period)
      answer(contact, type: type, by: match.agent, skill: skillsOfTypes.pointer(match.skill), at: time)
      // Deferred work interrupts nothing: this goes one level deep.
      for hand in 0..<putBack { offerToIdle(type: putAside[hand], at: time) }
    }
  }
}
