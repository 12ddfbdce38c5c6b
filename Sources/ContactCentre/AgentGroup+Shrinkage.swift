extension AgentGroup {
  /// Whole agents left of scheduled heads after shrinkage: productive = scheduled × (1 − shrinkage).
  package func productive(_ scheduled: Double) -> Int {
    // 45 × (1 − 0.3) is 31.5, and rounded up as all halves are; in floating point it is a little less.
    let productive = (scheduled * (1 - shrinkage) * 1e9).rounded() / 1e9
    return Int(productive.rounded())
  }

  /// Whole agents left of each shift, in the order of the shifts.
  ///
  /// What is left of all heads up to a shift is rounded, so that a group keeps as many agents however its heads are split into
  /// shifts: of ten shifts of 2 heads each with a shrinkage of 0.2 there are left 16 agents, as of one shift of 20.
  package var productiveOfShifts: [Int] {
    var scheduled = 0
    var before = 0
    return shifts.map { shift in
      scheduled += shift.heads
      let sum = productive(Double(scheduled))
      defer { before = sum }
      return sum - before
    }
  }

  /// The fewest heads to schedule on each of some shifts behind those of the group, so that so many agents are left of it.
  package func headsToSchedule(_ productive: [Int]) -> [Int] {
    var scheduled = shifts.reduce(0) { $0 + $1.heads }
    var wanted = self.productive(Double(scheduled))
    return productive.map { agents in
      wanted += agents
      let before = scheduled
      scheduled = max(scheduled, Int(((Double(wanted) - 0.5) / (1 - shrinkage)).rounded(.down)) - 1)
      // With a head more there is at most one agent more: none is passed over.
      while self.productive(Double(scheduled)) < wanted { scheduled += 1 }
      return scheduled - before
    }
  }
}
