import Randomness

// A contact is answered, worked on, and finished.
extension Engine {
  /// An agent answers a contact that has waited.
  @inline(__always)
  mutating func answer(
    _ contact: WaitingContact, type: Int32, by agent: Int32, skill: UnsafePointer<SkillRow>, at time: Double
  ) {
    let type = known(type)
    noteReached(contact, type: type, at: time)
    let row = tally.row(type: type, period: contact.period)
    if !tracksIssues || contact.ahead != WaitingContact.wasAnswered {
      countAnswered(contact, type: type, in: row, at: time)
    }
    if tracksIssues { noteAnswered(contact.issue, type: type, group: skill.pointee.group, at: time) }
    handle(
      contact.number, type: type, period: contact.period, work: contact.work, issue: contact.issue, in: row, by: agent,
      skill: skill,
      at: time)
  }

  /// An agent answers a contact that found the agent idle: without a wait, in the running period.
  @inline(__always)
  mutating func answerAtOnce(
    _ number: Int, type: Int32, work: Double, issue: Int32, in row: Tally.Row, match: Match, at time: Double
  ) {
    row.add(1, .answered)
    row.add(1, .answeredWithin)
    row.add(1, .answeredInPeriod)
    let skill = skillsOfTypes.pointer(match.skill)
    if tracksIssues { noteAnswered(issue, type: type, group: skill.pointee.group, at: time) }
    handle(
      number, type: type, period: period, work: work, issue: issue, in: row, by: match.agent, skill: skill, at: time)
  }

  /// The work on a contact, seconds by an agent of the usual pace who holds nothing else.
  @inline(__always)
  func drawnWork(_ number: Int, type: Int32) -> Double {
    let law = types.pointer(type)
    var generator = RandomStream(key: states[type].handlingKey).generator(at: number)
    let work = law.pointee.handling.sample(&generator)
    return law.pointee.hasWrapUp ? work + law.pointee.wrapUp.sample(&generator) : work
  }

  /// As ``drawnWork(_:type:)``, by a call.
  @inline(never)
  private mutating func drawWork(_ number: Int, type: Int32) -> Double { drawnWork(number, type: type) }

  /// The work on a contact that comes, drawn when the one before it came; that on the next one is drawn instead.
  ///
  /// What it bought: when a contact begins, its end is known after one addition, and with it what happens next. The draw
  /// takes long, but nothing waits for it.
  @inline(__always)
  mutating func workDrawnAhead(_ number: Int, type: Int32) -> Double {
    // Most of those who come to a future that is played forward are never answered in it.
    if Rules.follows { return WaitingContact.notDrawn }
    let work = states[type].workAheadOf == number ? states[type].workAhead : WaitingContact.notDrawn
    states[type].workAhead = drawnWork(number &+ 1, type: type)
    states[type].workAheadOf = number &+ 1
    return work
  }

  /// The work on a contact begins.
  @inline(__always)
  mutating func handle(
    _ number: Int, type: Int32, period: Int32, work drawn: Double, issue: Int32, in row: Tally.Row, by agent: Int32,
    skill: UnsafePointer<SkillRow>, at time: Double
  ) {
    let type = known(type)
    var work = Rules.follows ? workOfWaiting(number, type: type) : drawn
    if work < 0 { work = drawWork(number, type: type) }
    if types.pointer(type).pointee.factors >= 0 { work *= handlingFactor(of: type, at: time + Self.simultaneous) }
    if tracksIssues, issues[issue].workLeft > 0 {
      work = issues[issue].workLeft
      issues[issue].workLeft = 0
    }
    if isTracing {
      note(.answered, issue: issue, type: type, number: number, group: skill.pointee.group, agent: agent, at: time)
    }
    if Rules.hasOneQueue { pool.unlistFirst(agent) } else { pool.unlist(agent) }
    if Rules.hasOneQueue || groups[skill.pointee.group].concurrency == 1 {
      // One contact at a time: nothing can change its speed any more.
      let duration = work * slowdowns[skill.pointee.slowdown] * pace(of: agent)
      pool.agents[agent].load = 1
      pool.agents[agent].limit = 1
      pool.agents[agent].busySince = time
      pool.ends.set(agent, time + duration)
      if !Rules.follows {
        row.add(1, .handled)
        row.add(Tally.microseconds(duration), .handling)
        let group = Rules.hasOneQueue ? 0 : skill.pointee.group
        tally.addTime(countedTime(from: time, to: time + duration), group: group, type: type)
      }
      if tracksIssues {
        pool.hands[Int(agent) &* pool.handsPerAgent] = ContactInHand(
          type: type, period: period, workLeft: work, startedAt: time, slowdown: skill.pointee.slowdown, concurrency: 1,
          issue: issue, number: number)
      }
    } else {
      takeInHand(
        ContactInHand(
          type: type, period: period, workLeft: work, startedAt: time, slowdown: skill.pointee.slowdown,
          concurrency: skill.pointee.concurrency, issue: issue, number: number), by: agent, at: time)
    }
  }

  @inline(__always)
  mutating func countAnswered(_ contact: WaitingContact, type: Int32, in row: Tally.Row, at time: Double) {
    let wait = time - contact.arrival
    if Rules.follows { return }
    let isWithin = wait <= types[type].withinLimit
    row.add(1, .answered)
    row.add(isWithin ? 1 : 0, .answeredWithin)
    if contact.period == period {
      row.add(1, .answeredInPeriod)
    } else if period < periodCount {
      tally.add(1, .answeredInPeriod, type: type, period: period)
    }
    row.add(Tally.microseconds(wait), .waitAnswered)
    // A step counts its waits, but not how they are spread.
    guard contact.period >= warmUpPeriods, !tracksIssues || type < typeCount else { return }
    if wait > 0 { histograms.add(wait, .answered, type: type, period: contact.period, section: section) }
    if types[type].tracksPlaces {
      histograms.addPlace(wait, type: type, period: contact.period, ahead: contact.ahead, within: isWithin)
    }
  }

  /// An agent who may hold several contacts takes one more; those in hand change their speed.
  mutating func takeInHand(_ contact: ContactInHand, by agent: Int32, at time: Double) {
    workOn(agent, until: time)
    let load = pool.agents[agent].load
    pool.hands[Int(agent) * pool.handsPerAgent + Int(load)] = contact
    if load == 0 {
      pool.agents[agent].busySince = time
      pool.agents[agent].limit = contact.concurrency
    } else {
      pool.agents[agent].limit = min(pool.agents[agent].limit, contact.concurrency)
    }
    pool.agents[agent].load = load + 1
    planEnd(agent, at: time)
    if pool.agents[agent].load < pool.agents[agent].limit, !pool.agents[agent].isLeaving { pool.list(agent, at: time) }
  }

  /// Microseconds of a stretch of time that lie between the warm-up and the end of the run.
  @inline(__always)
  func countedTime(from: Double, to: Double) -> Int64 {
    if from >= countedFrom, to <= end { return Tally.microseconds(to - from) }
    return max(0, Tally.microseconds(min(to, end) - max(from, countedFrom)))
  }

  /// Factor on the handling times of an agent.
  @inline(__always)
  func pace(of agent: Int32) -> Double { Rules.hasAllRules ? pool.agents[agent].pace : 1 }

  /// Carries the contacts in hand on to a time; with n in hand each goes on at 1 / slowdown[n].
  mutating func workOn(_ agent: Int32, until time: Double) {
    let elapsed = time - pool.agents[agent].workedUntil
    let load = pool.agents[agent].load
    pool.agents[agent].workedUntil = time
    guard load > 0, elapsed > 0 else { return }
    // Time spent on several contacts at once is divided between them evenly.
    let share = Rules.follows ? 0 : countedTime(from: time - elapsed, to: time) / Int64(load)
    for hand in 0..<Int(load) {
      let index = Int(agent) * pool.handsPerAgent + hand
      pool.hands[index].workLeft -=
        elapsed / (slowdowns[pool.hands[index].slowdown + load - 1] * pace(of: agent))
      if !Rules.follows { tally.addTime(share, group: pool.agents[agent].group, type: pool.hands[index].type) }
    }
  }

  /// Finds the contact in hand that ends next.
  mutating func planEnd(_ agent: Int32, at time: Double) { pool.ends.set(agent, earliestEnd(agent, at: time)) }

  /// When the contact in hand that ends next ends.
  @inline(__always)
  mutating func earliestEnd(_ agent: Int32, at time: Double) -> Double {
    let load = pool.agents[agent].load
    // Which hand is first cannot be predicted: a mask instead of a branch. Times are not negative, so that their bits order
    // them.
    var earliest = Double.infinity.bitPattern
    var endsNext = 0
    for hand in 0..<Int(load) {
      let index = Int(agent) &* pool.handsPerAgent &+ hand
      let pace = slowdowns[pool.hands[index].slowdown &+ load &- 1] * pace(of: agent)
      let ends = (time + max(0, pool.hands[index].workLeft) * pace).bitPattern
      let mask: UInt64 = 0 &- (ends < earliest ? 1 : 0)
      earliest ^= (earliest ^ ends) & mask
      endsNext ^= (endsNext ^ hand) & Int(truncatingIfNeeded: mask)
    }
    pool.agents[agent].endsNext = Int32(truncatingIfNeeded: endsNext)
    return Double(bitPattern: earliest)
  }

  /// The earliest end of a contact takes place: the agent takes the next one, rests, or goes.
  @inline(__always)
  mutating func finishContact(at time: Double) {
    let agent = pool.ends.place
    let group = Rules.hasOneQueue ? 0 : pool.agents[agent].group
    guard Rules.hasOneQueue || groups[group].concurrency == 1 else {
      let ended = releaseFinished(agent, at: time)
      if pool.agents[agent].load == 0 {
        countGroupTime(.busy, group: group, from: pool.agents[agent].busySince, to: time)
      }
      return moveOn(agent, after: ended, at: time)
    }
    if tracksIssues {
      pool.agents[agent].load = 0
      countGroupTime(.busy, group: group, from: pool.agents[agent].busySince, to: time)
      return moveOn(agent, after: pool.hands[Int(agent) &* pool.handsPerAgent], at: time)
    }
    countGroupTime(.busy, group: group, from: pool.agents[agent].busySince, to: time)
    pool.agents[agent].load = 0
    if waiting > 0, !pool.agents[agent].isLeaving {
      // Straight on to the next contact: the agent's place in the tree changes once instead of twice.
      takeWaiting(agent, at: time)
      if pool.agents[agent].load > 0 { return }
    }
    pool.ends.set(agent, .infinity)
    if pool.agents[agent].isLeaving { makeAvailable(agent, at: time) } else { pool.list(agent, at: time) }
  }

  /// After a contact: who waits for the same answer gets it, the agent goes on, and the contact goes its way.
  private mutating func moveOn(_ agent: Int32, after ended: ContactInHand, at time: Double) {
    let resolves = pool.agents[agent].isTrainee ? groups[pool.agents[agent].group].traineeResolves : 1
    if tracksIssues {
      if isTracing {
        note(
          .finished, issue: ended.issue, type: ended.type, number: ended.number, group: pool.agents[agent].group,
          agent: agent, at: time)
      }
      if types[ended.type].broadcasts { broadcast(ended, at: time) }
    }
    let load = pool.agents[agent].load
    makeAvailable(agent, at: time)
    // Whoever has gone straight on to the next contact has the new end in the tree already.
    if pool.agents[agent].load == load { planEnd(agent, at: time) }
    if tracksIssues { conclude(ended, resolves: resolves, at: time) }
  }

  /// Takes the contact that has ended out of the agent's hands; when the next one ends is still to be found.
  private mutating func releaseFinished(_ agent: Int32, at time: Double) -> ContactInHand {
    pool.unlist(agent)
    workOn(agent, until: time)
    let first = Int(agent) * pool.handsPerAgent
    let ended = first + Int(pool.agents[agent].endsNext)
    let contact = pool.hands[ended]
    if contact.period != ContactInHand.begunBefore {
      tally.add(1, .handled, type: contact.type, period: contact.period)
      tally.add(Tally.microseconds(time - contact.startedAt), .handling, type: contact.type, period: contact.period)
    }
    let load = pool.agents[agent].load - 1
    pool.hands[ended] = pool.hands[first + Int(load)]
    pool.agents[agent].load = load
    pool.agents[agent].limit = 0
    for hand in 0..<Int(load) {
      let concurrency = pool.hands[first + hand].concurrency
      pool.agents[agent].limit = hand == 0 ? concurrency : min(pool.agents[agent].limit, concurrency)
    }
    return contact
  }

  /// An agent has room: takes waiting contacts, is listed for the next one, or goes if the time is over.
  mutating func makeAvailable(_ agent: Int32, at time: Double) {
    let isLeaving = pool.agents[agent].isLeaving
    takeWaiting(agent, servingOut: isLeaving, at: time)
    let load = pool.agents[agent].load
    if isLeaving {
      if load == 0 { depart(agent, at: time) }
    } else if load == 0 || load < pool.agents[agent].limit, !pool.agents[agent].isListed {
      pool.list(agent, at: time)
    }
  }
}
