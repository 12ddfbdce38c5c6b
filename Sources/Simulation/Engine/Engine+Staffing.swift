import Randomness

// Agents come and go. Whoever goes finishes the contacts in hand first (shift identity).
extension Engine {
  /// More heads are planned from now on.
  mutating func headsCome(_ count: Int32, group: Int32, at time: Double) {
    groupStates[group].planned += count
    come(
      groups[group].absence > 0 ? headsThere(group) - Int32(pool.memberCounts[group]) : count, group: group, at: time)
  }

  /// Fewer heads are planned from now on.
  mutating func headsLeave(_ count: Int32, group: Int32, at time: Double) {
    groupStates[group].planned -= count
    go(groups[group].absence > 0 ? Int32(pool.memberCounts[group]) - headsThere(group) : count, group: group, at: time)
  }

  /// A day has begun, and heads have come and gone by plan: the others are drawn anew too.
  mutating func drawAbsences(group: Int32, at time: Double) {
    let change = headsThere(group) - Int32(pool.memberCounts[group])
    if change > 0 { come(change, group: group, at: time) } else { go(-change, group: group, at: time) }
  }

  /// Heads on duty by plan, less those who are away.
  private func headsThere(_ group: Int32) -> Int32 {
    var there: Int32 = 0
    for head in 0..<groupStates[group].planned where !isAbsent(head: head, group: group, day: groupStates[group].day) {
      there += 1
    }
    return there
  }

  /// Agents with a shift are heads from this number on, behind all heads per period.
  private static var firstShiftHead: Int32 { 1 << 24 }

  /// Whether a head is away for a day; for shifts the head is the agent.
  private func isAbsent(head: Int32, group: Int32, day: Int32) -> Bool {
    var generator = RandomStream(key: groupStates[group].absences).generator(at: Int(day) << 32 | Int(head))
    return generator.nextUnit() <= groups[group].absence
  }

  /// Agents come on duty.
  private mutating func come(_ count: Int32, group: Int32, at time: Double) {
    guard count > 0 else { return }
    countStaffed(group, until: time)
    for _ in 0..<count {
      let agent = pool.newAgent(group: group)
      comeOnDuty(agent, at: time)
    }
  }

  /// Agents go: the leavers are drawn among those on duty, busy or idle.
  private mutating func go(_ count: Int32, group: Int32, at time: Double) {
    guard count > 0 else { return }
    for _ in 0..<min(count, pool.memberCounts[group]) {
      var generator = RandomStream(key: groupStates[group].leavers).generator(at: groupStates[group].drawn)
      groupStates[group].drawn += 1
      let index = generator.next().multipliedFullWidth(by: UInt64(pool.memberCounts[group])).high
      let agent = pool.member(Int(index), of: group)
      pool.removeMember(agent)
      leave(agent, paidUntil: time, at: time)
    }
  }

  /// A named agent's shift starts, or a break ends.
  mutating func shiftStarts(agent: Int32, day: Int32, at time: Double) {
    let group = pool.agents[agent].group
    if groups[group].absence > 0, isAbsent(head: Self.firstShiftHead + agent, group: group, day: day) { return }
    countStaffed(group, until: time)
    guard pool.agents[agent].isPresent else { return comeOnDuty(agent, at: time) }
    // The contact in hand outlasted the break.
    guard pool.agents[agent].isLeaving else { return }
    countOvertime(agent, until: time)
    pool.agents[agent].isLeaving = false
    groupStates[group].leaving -= 1
    updateParallel(group)
    makeAvailable(agent, at: time)
  }

  /// A named agent's shift ends, or a break starts.
  mutating func shiftEnds(agent: Int32, paidUntil: Double, at time: Double) {
    if pool.agents[agent].isPresent, !pool.agents[agent].isLeaving { leave(agent, paidUntil: paidUntil, at: time) }
  }

  mutating func comeOnDuty(_ agent: Int32, at time: Double) {
    let group = pool.agents[agent].group
    pool.agents[agent].isPresent = true
    pool.agents[agent].load = 0
    pool.agents[agent].limit = 0
    groupStates[group].present += 1
    if Rules.hasAllRules { trainOrNot(agent) }
    updateParallel(group)
    makeAvailable(agent, at: time)
  }

  /// Whoever comes on duty is in training if that brings their share among those present nearest to the planned one.
  mutating func trainOrNot(_ agent: Int32) {
    let group = pool.agents[agent].group
    guard groups[group].traineeShare > 0 else { return }
    let wanted = groups[group].traineeShare * Double(groupStates[group].present) + 0.5
    pool.agents[agent].isTrainee = Double(groupStates[group].trainees + 1) <= wanted
    pool.agents[agent].pace = pool.agents[agent].isTrainee ? groups[group].traineePace : 1
    if pool.agents[agent].isTrainee { groupStates[group].trainees += 1 }
  }

  /// An agent's time is over; work after `paidUntil` is overtime.
  mutating func leave(_ agent: Int32, paidUntil: Double, at time: Double) {
    let group = pool.agents[agent].group
    pool.unlist(agent)
    pool.agents[agent].isLeaving = true
    pool.agents[agent].leavingSince = time
    pool.agents[agent].overtimeFrom = paidUntil
    groupStates[group].leaving += 1
    updateParallel(group)
    makeAvailable(agent, at: time)
  }

  /// An agent whose time is over has empty hands and goes.
  mutating func depart(_ agent: Int32, at time: Double) {
    let group = pool.agents[agent].group
    countStaffed(group, until: time)
    countOvertime(agent, until: time)
    pool.agents[agent].isPresent = false
    pool.agents[agent].isLeaving = false
    if pool.agents[agent].isTrainee { groupStates[group].trainees -= 1 }
    groupStates[group].present -= 1
    groupStates[group].leaving -= 1
    if !pool.agents[agent].hasShift { pool.free(agent) }
  }

  /// Counts what an agent worked beyond the paid time, up to now.
  mutating func countOvertime(_ agent: Int32, until time: Double) {
    let from = pool.agents[agent].overtimeFrom
    if from < time { countGroupTime(.overtime, group: pool.agents[agent].group, from: from, to: time) }
  }

  /// How many contacts of each type can now be handled at once, at the speed of full hands.
  mutating func updateParallel(_ group: Int32) {
    for index in groups[group].skills.start..<groups[group].skills.end {
      let type = skillsOfGroups[index].type
      var parallel = 0.0
      for other in types[type].skills.start..<types[type].skills.end where skillsOfTypes[other].after == 0 {
        let helper = groupStates[skillsOfTypes[other].group]
        let concurrency = skillsOfTypes[other].concurrency
        parallel +=
          Double(helper.present - helper.leaving) * Double(concurrency)
          / slowdowns[skillsOfTypes[other].slowdown + concurrency - 1]
      }
      states[type].parallel = parallel
    }
  }

  /// Adds the time of those on duty up to now to the running period.
  mutating func countStaffed(_ group: Int32, until time: Double) {
    if Rules.follows { return }
    let elapsed = time - groupStates[group].countedUntil
    groupStates[group].countedUntil = time
    guard period < periodCount, groupStates[group].present > 0 else { return }
    // The time is converted, and not that of all of them: that of 30 000 agents in a day has too many microseconds for it.
    tally.add(
      Tally.microseconds(elapsed) * Int64(groupStates[group].present), .staffed, group: group, period: Int(period))
  }

  /// Adds a stretch of one agent's time that ends now to the periods in which it lies; nothing after the end of the run.
  @inline(__always)
  func countGroupTime(_ column: Tally.Group, group: Int32, from: Double, to: Double) {
    guard !Rules.follows, period < periodCount else { return }
    if from >= periodStart {
      tally.add(Tally.microseconds(to - from), column, group: group, period: Int(period))
      return
    }
    var index = Int(period)
    while index >= 0, periodStarts[index + 1] > from {
      let overlap = min(to, periodStarts[index + 1]) - max(from, periodStarts[index])
      if overlap > 0 { tally.add(Tally.microseconds(overlap), column, group: group, period: index) }
      index -= 1
    }
  }
}
