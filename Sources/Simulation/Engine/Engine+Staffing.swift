import Randomness

// Agents come and go. Whoever goes finishes the contacts in hand first (shift identity).
extension Engine {
  /// More heads are on duty from now on.
  mutating func headsCome(_ count: Int32, group: Int32, at time: Double) {
    countStaffed(group, until: time)
    for _ in 0..<count {
      let agent = pool.newAgent(group: group)
      comeOnDuty(agent, at: time)
    }
  }

  /// Fewer heads are on duty from now on: the leavers are drawn among those on duty, busy or idle.
  mutating func headsLeave(_ count: Int32, group: Int32, at time: Double) {
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
  mutating func shiftStarts(agent: Int32, at time: Double) {
    let group = pool.agents[agent].group
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

  private mutating func comeOnDuty(_ agent: Int32, at time: Double) {
    let group = pool.agents[agent].group
    pool.agents[agent].isPresent = true
    pool.agents[agent].load = 0
    pool.agents[agent].limit = 0
    groupStates[group].present += 1
    updateParallel(group)
    makeAvailable(agent, at: time)
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
    groupStates[group].present -= 1
    groupStates[group].leaving -= 1
    if !pool.agents[agent].hasShift { pool.free(agent) }
  }

  /// Counts what an agent worked beyond the paid time, up to now.
  func countOvertime(_ agent: Int32, until time: Double) {
    let from = pool.agents[agent].overtimeFrom
    if from < time { countGroupTime(.overtime, group: pool.agents[agent].group, from: from, to: time) }
  }

  /// How many contacts of each type can now be handled at once, at the speed of full hands.
  private func updateParallel(_ group: Int32) {
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
  func countStaffed(_ group: Int32, until time: Double) {
    let elapsed = time - groupStates[group].countedUntil
    groupStates[group].countedUntil = time
    guard period < periodCount, groupStates[group].present > 0 else { return }
    tally.add(
      Tally.microseconds(elapsed * Double(groupStates[group].present)), .staffed, group: group, period: Int(period))
  }

  /// Adds a stretch of one agent's time that ends now to the periods in which it lies; nothing after the end of the run.
  @inline(__always)
  func countGroupTime(_ column: Tally.Group, group: Int32, from: Double, to: Double) {
    guard period < periodCount else { return }
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
