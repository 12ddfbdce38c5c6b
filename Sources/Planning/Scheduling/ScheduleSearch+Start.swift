import ContactCentre

// The first schedule that keeps all, and the rows that hold for every schedule.
extension ScheduleSearch {
  /// Rounds of adding agents until a first schedule keeps all.
  private static let mostGreedyRounds = 16

  /// Finds something that keeps all promises, then what holds for every schedule.
  mutating func begin() throws {
    for part in parts where part.indices.count > 1 {
      for period in 0..<problem.periodCount
      where !part.indices.contains(where: { part.programme.canCover(index: $0, period: period) }) {
        guard problem.aim == .everyPeriod, let index = part.indices.first(where: { requirement[$0][period] > 1 }) else {
          continue
        }
        throw PlanningError(uncovered(index, period, requirement[index][period]))
      }
    }
    try judgePresentShifts()
    try addUntilKept()
    if problem.aim == .everyPeriod { try addFloors() }
    if problem.aim == .day { try addDayLevels() }
    for number in parts.indices {
      let part = parts[number]
      guard part.indices.count > 1 || part.cells.contains(where: { problem.cells[$0].periods.count > 1 }) else {
        continue
      }
      lastScores = nil
      try addPlanes(number, at: requirement.map { $0.map(Double.init) }, cells: part.cells)
    }
  }

  /// The shifts that the scenario has, if the patterns allow them: a search goes on from an earlier answer.
  private mutating func judgePresentShifts() throws {
    var candidates: [[Int]?] = []
    for part in parts {
      var values = Array(repeating: 0, count: part.columns.count)
      var isLegal = true
      for index in part.indices {
        let group = problem.scenario.agentGroups[problem.planned[index]]
        for (shift, agents) in zip(group.shifts, group.productiveOfShifts) where shift.heads > 0 {
          let alike = part.columns.indices.filter { place in
            let choice = choices[part.columns[place]]
            return choice.index == index && choice.shift.time == shift.time && choice.shift.breaks == shift.breaks
              && choice.shift.weekdays == shift.weekdays
          }
          // Patterns may differ in nothing but what they cost.
          let same = alike.first { choices[part.columns[$0]].shift.costPerHour == shift.costPerHour }
          guard let place = same ?? alike.first else {
            isLegal = false
            continue
          }
          values[place] += agents
        }
      }
      candidates.append(isLegal && values.contains { $0 > 0 } ? values : nil)
    }
    if candidates.contains(where: { $0 != nil }) { _ = try judge(candidates) }
  }

  /// Covers what staffing asks for, and more of it where that fails.
  private mutating func addUntilKept() throws {
    var wanted = requirement
    var missedBefore: Set<Int> = []
    for _ in 0..<Self.mostGreedyRounds where !isOver {
      var candidates: [[Int]?] = Array(repeating: nil, count: parts.count)
      for (number, part) in parts.enumerated() where part.best == nil {
        var cover = ScheduleProgramme(problem, part.columns.map { choices[$0] })
        for index in part.indices {
          for period in 0..<problem.periodCount where cover.canCover(index: index, period: period) {
            cover.require(wanted[index][period], index: index, period: period)
          }
        }
        if case .solved(let values, _, _) = cover.solve(
          seconds: min(5, secondsLeft), gap: 0.01, isCancelled: problem.isCancelled)
        {
          candidates[number] = values
        }
      }
      guard candidates.contains(where: { $0 != nil }) else { return }
      let missed = try judge(candidates)
      var grew = false
      for (number, values) in candidates.enumerated() {
        guard let values else { continue }
        let own = parts[number].cells.filter(missed.contains)
        let heads = agents(values, parts[number])
        let again = !missedBefore.isDisjoint(with: own)
        for place in raises(own, parts[number], heads: heads, earlier: again) {
          wanted[place.index][place.period] = max(
            wanted[place.index][place.period], Int(heads[place.index][place.period] + 1e-9) + 1)
          grew = true
        }
      }
      missedBefore = missed
      guard grew else { return }
    }
  }

  /// Where an agent more should help cells that were missed: in its period, in the group that its type goes to first.
  /// - Parameter earlier: also in the period before, as more here did not suffice.
  func raises(
    _ missed: [Int], _ part: SchedulePart, heads: [[Double]], earlier: Bool
  ) -> [(index: Int, period: Int)] {
    var places: Set<StaffingSearch.Place> = []
    for number in missed {
      let cell = problem.cells[number]
      let able = part.indices.filter { index in
        problem.pools[problem.planned[index]].types.contains { $0.type == cell.type }
      }
      for period in cell.periods {
        let owners = (able.isEmpty ? part.indices : able).filter { part.programme.canCover(index: $0, period: period) }
        // Over a day only where the group is at work; a period's promise needs someone there.
        guard let cheapest = owners.min(by: { problem.price($0) < problem.price($1) }) else { continue }
        if cell.periods.count > 1, heads[cheapest][period] < 0.5 { continue }
        places.insert(.init(index: cheapest, period: period))
        if earlier, cell.periods.count == 1, period > 0,
          part.programme.canCover(index: cheapest, period: period - 1)
        {
          places.insert(.init(index: cheapest, period: period - 1))
        }
      }
    }
    return places.sorted { ($0.index, $0.period) < ($1.index, $1.period) }.map { ($0.index, $0.period) }
  }
}
