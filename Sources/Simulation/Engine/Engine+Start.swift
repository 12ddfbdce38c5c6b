import Randomness

// A run that goes on from what is known of a moment.
extension Engine {
  /// Puts the agents and those who wait where they are.
  mutating func begin(from table: borrowing StartTable, replication: Int) {
    spreadDraws(of: table)
    for queue in table.queues {
      let patience = table.laws.patience[Int(queue.type)]
      for place in queue.waited.indices {
        waitAtStart(
          type: queue.type, waited: queue.waited[place], survival: patience == nil ? 1 : queue.survival[place],
          patience: patience)
      }
    }
    var idle: [Int32] = []
    var point = 0
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
            take(hand, by: agent, of: group, laws: table.laws, point: point + hand, &generator)
          }
          if groups[group.number].concurrency > 1 { settleHands(of: agent) }
        } else {
          idle.append(agent)
        }
      }
      updateParallel(group.number)
      point += group.hands.count
    }
    pool.ends.build()
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
    _ index: Int, by agent: Int32, of group: borrowing StartTable.Group, laws: borrowing StartLaws, point: Int,
    _ generator: inout SplitMix64
  ) {
    let hand = group.hands[index]
    let skills = groups[group.number].skills
    let first = index * Int(skills.end - skills.start)
    var place = hand.skill
    if hand.isFilling {
      let draw = place < 0 ? generator.nextUnit() : 1
      place = besides(agent, known: place, skills: skills, odds: group.odds[first...], draw: draw)
      if place < 0 { return }
    } else if place < 0 {
      let draw = generator.nextUnit()
      place = 0
      while place < skills.end - skills.start - 1, draw > group.odds[first + Int(place)].share { place += 1 }
    }
    let odds = group.odds[first + Int(place)]
    let skill = skillsOfGroups.pointer(skills.start + place)
    let type = odds.type
    let pace = pace(of: agent)
    let factor = odds.factor * pace
    let work = max(1e-9, workLeft(odds, pace: pace, laws, point: point, &generator))
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
    if groups[group.number].concurrency == 1 {
      pool.agents[agent].load = 1
      pool.agents[agent].limit = 1
      pool.agents[agent].busySince = start
      pool.ends.put(agent, start + work * factor)
      if !Rules.follows {
        tally.addTime(countedTime(from: start, to: start + work * factor), group: group.number, type: type)
      }
      if !tracksIssues { return }
    }
    let contact = ContactInHand(
      type: type, period: ContactInHand.begunBefore, workLeft: work, startedAt: start - max(0, hand.elapsed),
      slowdown: skill.pointee.slowdown, concurrency: skill.pointee.concurrency, issue: issue, number: number)
    if groups[group.number].concurrency == 1 {
      pool.hands[Int(agent) * pool.handsPerAgent] = contact
    } else {
      putInHand(contact, of: agent)
    }
  }

  /// The skill of a contact that is only taken to be there, since hands are full: one that may stand beside what the agent
  /// has; −1 when what was drawn before leaves no room.
  private mutating func besides(
    _ agent: Int32, known: Int32, skills: Slice, odds: ArraySlice<StartTable.Odds>, draw: Double
  ) -> Int32 {
    let load = pool.agents[agent].load
    guard load < pool.agents[agent].limit else { return -1 }
    func share(_ place: Int32) -> Double {
      guard known < 0 || place == known, skillsOfGroups[skills.start + place].concurrency > load else { return 0 }
      let index = odds.startIndex + Int(place)
      return odds[index].share - (place > 0 ? odds[index - 1].share : 0)
    }
    let places = 0..<skills.end - skills.start
    var left = draw * places.reduce(0) { $0 + share($1) }
    var chosen: Int32 = -1
    for place in places where share(place) > 0 {
      chosen = place
      left -= share(place)
      if left <= 0 { break }
    }
    return chosen
  }

  /// Puts one more contact into the hands of an agent who may hold several; when the first of them ends is found when all
  /// are there.
  private mutating func putInHand(_ contact: ContactInHand, of agent: Int32) {
    let load = pool.agents[agent].load
    pool.hands[Int(agent) * pool.handsPerAgent + Int(load)] = contact
    if load == 0 { pool.agents[agent].busySince = start }
    pool.agents[agent].limit =
      load == 0 ? contact.concurrency : min(pool.agents[agent].limit, contact.concurrency)
    pool.agents[agent].load = load + 1
    pool.agents[agent].workedUntil = start
  }

  /// All contacts are in the agent's hands.
  private mutating func settleHands(of agent: Int32) {
    guard pool.agents[agent].load > 0 else { return }
    pool.ends.put(agent, earliestEnd(agent, at: start))
    if pool.agents[agent].load < pool.agents[agent].limit, !pool.agents[agent].isLeaving { pool.list(agent, at: start) }
  }

  /// Work left of a contact that has taken some, or an unknown part of it, seconds at full speed.
  @inline(__always)
  private func workLeft(
    _ odds: StartTable.Odds, pace: Double, _ laws: borrowing StartLaws, point: Int, _ generator: inout SplitMix64
  ) -> Double {
    if Rules.follows, pace == 1 { return spreadWorkLeft(odds, point: point, &generator) }
    let law = laws.work[Int(odds.type)]
    guard odds.elapsed >= 0 else { return law.sampleAtRandomMoment(&generator) * odds.stretch }
    let elapsed = odds.elapsed / pace
    let survival = pace == 1 ? odds.survival : law.survival(elapsed)
    return law.sample(elapsed: elapsed, survival: survival, &generator) * odds.stretch
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
      if Rules.follows {
        givesUp = start + spreadPatience(number, type: type, waited: waited, survival: survival)
      } else {
        var generator = RandomStream(key: states[type].patienceKey).generator(at: number)
        givesUp = start + patience.sample(elapsed: waited, survival: survival, &generator)
      }
    }
    wait(number, type: type, issue: issue, since: start - waited, givesUp: givesUp)
  }

  /// Puts a contact that waits at the start into its line. How many were ahead when it came is not known.
  mutating func wait(_ number: Int, type: Int32, issue: Int32, since arrival: Double, givesUp: Double) {
    var contact = WaitingContact(
      arrival: arrival, order: arrival - types[type].waitingCredit, givesUp: givesUp, number: number, period: 0,
      ahead: -1, issue: issue, topic: topic(type: type, number: number))
    if isTracing { note(.queued, issue: issue, type: type, number: number, at: arrival) }
    if givesUp < .infinity {
      if tracksIssues, types[type].redials { planGivingUp(contact, at: givesUp) }
    }
    if earliestDeadlineFirst, types[type].isDeferred {
      contact.order = dueOrder(of: contact.issue, since: contact.arrival)
    }
    lines[type].insert(contact) { comesFirst(contact, before: $0) }
    if types[type].tracksPlaces { followLine(type) }
    noteJoined(type)
    if types[type].overflows { planOverflow(contact, type: type) }
  }

  /// Takes note of when those in a line give up, wherever the last to join has been put.
  private mutating func followLine(_ type: Int32) {
    let count = lines[type].count
    if count == 1 || lines[type].contact(at: count - 1).order >= lines[type].contact(at: count - 2).order {
      return patience[type].append(lines[type].contact(at: count - 1).givesUp)
    }
    patience[type].removeAll()
    for place in 0..<count { patience[type].append(lines[type].contact(at: place).givesUp) }
  }
}
