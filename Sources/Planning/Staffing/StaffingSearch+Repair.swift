// Agents are added until all is kept.
extension StaffingSearch {
  /// Rounds in which agents for a deadline are looked for where the group is at work, before they are at any time.
  private static let patientRounds = 5

  /// Adds agents until all is kept.
  mutating func repair() throws {
    var rounds = 0
    // For how many rounds each cell has been missed.
    var misses: [Int: Int] = [:]
    while true {
      let missed = missed(scores)
      guard !missed.isEmpty else { return }
      rounds += 1
      guard rounds <= 200 else { throw PlanningError(unrepaired(missed[0])) }
      misses = Dictionary(uniqueKeysWithValues: missed.map { ($0, misses[$0, default: 0] + 1) })
      let before = heads
      var raised: Set<Place> = []
      for number in missed {
        let count = misses[number, default: 1]
        raise(
          problem.cells[number], by: deficit(number), raised: &raised, earlier: count > 1,
          // Work that comes after the last hours of the day and is due before the next ones.
          anyTime: problem.cells[number].kind == .deadline && count > Self.patientRounds)
      }
      if heads == before, misses.values.max() ?? 0 > Self.patientRounds { throw PlanningError(unrepaired(missed[0])) }
      try adopt(heads)
    }
  }

  private func unrepaired(_ number: Int) -> String {
    problem.impossible(
      problem.cells[number], best: PromiseScores(problem.cells, table, figures: true).ratio[number].mean ?? 0)
  }

  /// Agents or, for a day, agents' periods that are probably missing.
  private func deficit(_ number: Int) -> Int {
    let cell = problem.cells[number]
    guard cell.periods.count > 1, cell.probability == nil else { return 1 }
    let handling = problem.pools.lazy.compactMap { pool in
      pool.types.firstIndex { $0.type == cell.type }.map { pool.handling[$0] / Double(pool.hands) }
    }.first
    let missing =
      (margins[number] - scores.slack[number]) * (handling ?? 300) / Double(problem.scenario.calendar.periodSeconds)
    return max(1, Int(missing * 0.7))
  }

  /// One more agent where a cell is: in its period, or in the valleys of its day.
  mutating func raise(
    _ cell: PromiseCell, by count: Int, raised: inout Set<Place>, earlier: Bool, anyTime: Bool = false
  ) {
    let owners = problem.planned.indices.filter { index in
      problem.pools[problem.planned[index]].types.contains { $0.type == cell.type }
    }
    let name = problem.scenario.contactTypes[cell.type].name
    let able =
      owners.isEmpty
      ? problem.planned.indices.filter { index in
        problem.scenario.agentGroups[problem.planned[index]].skills.contains { $0.contactType == name }
      } : owners
    let chosen =
      problem.scenario.contactTypes[cell.type].steps.isEmpty
      ? able.min { problem.price($0) < problem.price($1) }.map { [$0] } ?? [] : able
    for index in chosen {
      if cell.periods.count == 1 {
        let period = cell.periods.lowerBound
        add(Place(index: index, period: period), &raised)
        if earlier, period > 0 { add(Place(index: index, period: period - 1), &raised) }
        continue
      }
      let places = problem.workingPeriods(cell, index: index, anyTime: anyTime)
      // The valleys first: where the agents have least to do besides.
      let order = places.sorted { (spare($0, index), $0) > (spare($1, index), $1) }
      for period in order.prefix(max(1, min(count, order.count))) { add(Place(index: index, period: period), &raised) }
    }
  }

  /// Load an agent more or less; the more is missing, the lower.
  private func spare(_ period: Int, _ index: Int) -> Double {
    let pool = problem.pools[problem.planned[index]]
    let cellLoad = problem.demand(pool, period: period).map { $0.rate * $0.handling / Double(pool.hands) } ?? 0
    // Live demand decides for promises, emptiness for work that keeps.
    return cellLoad - Double(heads[index][period])
  }
}
