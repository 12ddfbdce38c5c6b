import Randomness

// A run that goes on from what is known of a moment.
extension Engine {
  /// Puts the agents and those who wait where they are.
  mutating func begin(from table: borrowing StartTable, replication: Int) {
    for queue in table.queues {
      let patience = table.laws.patience[Int(queue.type)]
      for place in queue.waited.indices {
        waitAtStart(
          type: queue.type, waited: queue.waited[place], survival: patience == nil ? 1 : queue.survival[place],
          patience: patience)
      }
    }
    var idle: [Int32] = []
    for group in table.groups {
      groupStates[group.number].planned = group.planned
      let stream = RandomStream(
        seed: seed, replication: replication, subject: Int(group.number), purpose: Purpose.start.rawValue)
      var generator = stream.generator(at: 0)
      for place in 0..<max(group.handEnds.count, group.shiftAgents.count + group.heads) {
        let agent = agentAtStart(place, of: group)
        if place < group.handEnds.count {
          let held = (place > 0 ? group.handEnds[place - 1] : 0)..<group.handEnds[place]
          for hand in held {
            take(hand, load: Int32(held.count), by: agent, of: group, laws: table.laws, &generator)
          }
        } else {
          idle.append(agent)
        }
      }
      updateParallel(group.number)
    }
    for agent in idle { makeAvailable(agent, at: start) }
    for agent in 0..<Int32(pool.agents.count) where pool.agents[agent].load > 0 {
      if pool.agents[agent].isPresent, !pool.agents[agent].isLeaving { makeAvailable(agent, at: start) }
    }
    guard liveInterruptsDeferred else { return }
    for type in 0..<Int32(types.count) where lines[type].count > 0 && !types[type].isDeferred {
      offerToIdle(type: type, at: start)
    }
  }

  /// An agent who is there at the start: first those with a shift, then heads, then who only finishes.
  private mutating func agentAtStart(_ place: Int, of group: StartTable.Group) -> Int32 {
    let agent =
      place < group.shiftAgents.count ? group.shiftAgents[place] : pool.newAgent(group: group.number)
    pool.agents[agent].isPresent = true
    groupStates[group.number].present += 1
    if Rules.hasAllRules { trainOrNot(agent) }
    if place >= group.shiftAgents.count + group.heads {
      pool.removeMember(agent)
      pool.agents[agent].isLeaving = true
      pool.agents[agent].leavingSince = start
      pool.agents[agent].overtimeFrom = start
      groupStates[group.number].leaving += 1
    }
    return agent
  }

  /// Puts a contact that was begun before the start into an agent's hands. It counts as answered before: not in this run.
  private mutating func take(
    _ index: Int, load: Int32, by agent: Int32, of group: borrowing StartTable.Group, laws: borrowing StartLaws,
    _ generator: inout SplitMix64
  ) {
    let hand = group.hands[index]
    let skills = groups[group.number].skills
    let first = index * Int(skills.end - skills.start)
    var place = hand.skill
    if place < 0 {
      let draw = generator.nextUnit()
      place = 0
      while place < skills.end - skills.start - 1, draw > group.odds[first + Int(place)].share { place += 1 }
    }
    let skill = skillsOfGroups[skills.start + place]
    // What was drawn before may leave no room for more that is only taken to be there.
    if hand.isFilling, pool.agents[agent].load >= min(pool.agents[agent].limit, skill.concurrency) { return }
    let type = skill.type
    let factor = slowdowns[skill.slowdown + min(load, skill.concurrency) - 1] * pace(of: agent)
    let work = max(
      1e-9,
      workLeft(
        of: type, after: hand.elapsed < 0 ? nil : hand.elapsed / factor,
        survival: pace(of: agent) == 1 ? group.odds[first + Int(place)].survival : nil, laws, &generator))
    let number = states[type].contacts
    states[type].contacts += 1
    var issue: Int32 = -1
    if tracksIssues {
      let parent = types[type].parent
      let since = start - max(0, hand.elapsed)
      issue = openIssue(type: parent, at: since)
      beginContact(of: issue, type: parent, number: number, at: since)
      issues[issue].type = type
      issues[issue].isAnswered = true
      issues[issue].lastGroup = group.number
      if !endings[parent].isUntilResolved { issues[issue].isDueOpen = false }
    }
    let contact = ContactInHand(
      type: type, period: ContactInHand.begunBefore, workLeft: work, startedAt: start - max(0, hand.elapsed),
      slowdown: skill.slowdown, concurrency: skill.concurrency, issue: issue, number: number)
    guard groups[group.number].concurrency == 1 else {
      // Listed by the contact before, with room that this one takes.
      pool.unlist(agent)
      return takeInHand(contact, by: agent, at: start)
    }
    pool.agents[agent].load = 1
    pool.agents[agent].limit = 1
    pool.agents[agent].busySince = start
    pool.ends.set(agent, start + work * factor)
    tally.addTime(countedTime(from: start, to: start + work * factor), group: group.number, type: type)
    if tracksIssues { pool.hands[Int(agent) * pool.handsPerAgent] = contact }
  }

  /// Work left of a contact that has taken some, or an unknown part of it, seconds at full speed.
  /// - Parameter survival: P(work > what is done), where it is known.
  @inline(__always)
  private func workLeft(
    of type: Int32, after done: Double?, survival: Double?, _ laws: borrowing StartLaws, _ generator: inout SplitMix64
  ) -> Double {
    guard types[type].hasWrapUp, let wrapUp = laws.wrapUp[Int(type)] else {
      guard let done else { return laws.handling[Int(type)].sampleAtRandomMoment(&generator) }
      return laws.handling[Int(type)].sample(
        elapsed: done, survival: survival ?? laws.handling[Int(type)].survival(done), &generator)
    }
    let handling = laws.handling[Int(type)]
    guard let done else {
      // At a random moment it is in either part in proportion to their means.
      let talk = types[type].meanHandling / types[type].meanWork
      return generator.nextUnit() <= talk
        ? handling.sampleAtRandomMoment(&generator) + types[type].wrapUp.sample(&generator)
        : wrapUp.sampleAtRandomMoment(&generator)
    }
    for _ in 0..<256 {
      let work = types[type].handling.sample(&generator) + types[type].wrapUp.sample(&generator)
      if work > done { return work - done }
    }
    // Longer than nearly all: what is left is of the talk, as far as anybody can tell.
    return handling.sample(elapsed: done, &generator) + types[type].wrapUp.sample(&generator)
  }

  /// A customer waits at the start; counts as offered in the first period.
  private mutating func waitAtStart(type: Int32, waited: Double, survival: Double, patience: ResidualSampler?) {
    let number = states[type].contacts
    states[type].contacts += 1
    tally.add(1, .offered, type: type, period: 0)
    var issue: Int32 = -1
    if tracksIssues {
      issue = openIssue(type: type, at: start - waited)
      beginContact(of: issue, type: type, number: number, at: start - waited)
    }
    let isFollowed = isFollowed(number, type: type, issue: issue)
    if types[type].firstStep >= 0 { return enterStep(types[type].firstStep, issue: issue, at: start) }
    var givesUp = Double.infinity
    if let patience, !isFollowed {
      var generator = RandomStream(key: states[type].patienceKey).generator(at: number)
      givesUp = start + patience.sample(elapsed: waited, survival: survival, &generator)
    }
    wait(number, type: type, issue: issue, since: start - waited, givesUp: givesUp)
  }

  /// Puts a contact that waits at the start into its line. How many were ahead when it came is not known.
  mutating func wait(_ number: Int, type: Int32, issue: Int32, since arrival: Double, givesUp: Double) {
    var contact = WaitingContact(
      arrival: arrival, order: arrival - types[type].waitingCredit, givesUp: givesUp, number: number, period: 0,
      ahead: -1, issue: issue)
    if givesUp < .infinity {
      if tracksIssues, types[type].redials { planGivingUp(contact, at: givesUp) }
    }
    if earliestDeadlineFirst, types[type].isDeferred { contact.order = dueOrder(of: contact) }
    lines[type].insert(contact)
    if types[type].tracksPlaces { followLine(type) }
    noteJoined(type)
    if types[type].overflows { planOverflow(contact, type: type) }
  }

  /// Takes note of when those in a line give up, wherever the last to join has been put.
  private mutating func followLine(_ type: Int32) {
    let count = lines[type].count
    if count == 1 || lines[type].contact(at: count - 1).order > lines[type].contact(at: count - 2).order {
      return patience[type].append(lines[type].contact(at: count - 1).givesUp)
    }
    patience[type].removeAll()
    for place in 0..<count { patience[type].append(lines[type].contact(at: place).givesUp) }
  }
}
