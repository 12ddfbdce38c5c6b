import ContactCentre
import Simulation

// Agents are dropped as long as all is kept.
extension StaffingSearch {
  /// Drops agents one by one, many tries in one simulation, until none can be dropped.
  mutating func drop() throws {
    while evaluations < mostEvaluations {
      let places = candidates()
      guard !places.isEmpty else { return }
      let effects = try effects(of: places, change: -1)
      let batch = choose(effects)
      guard !batch.isEmpty else { return }
      try confirm(batch)
    }
  }

  private func candidates() -> [Place] {
    var places: [Place] = []
    for index in problem.planned.indices {
      for period in problem.countedPeriods where heads[index][period] > 0 {
        let place = Place(index: index, period: period)
        if !tried.contains(place), isPlausible(place) { places.append(place) }
      }
    }
    return places
  }

  /// Whether the formula, corrected by simulation, does not rule out that an agent fewer would do.
  private func isPlausible(_ place: Place) -> Bool {
    guard problem.aim == .everyPeriod else { return true }
    let pool = problem.pools[problem.planned[place.index]]
    guard let demand = problem.demand(pool, period: place.period), heads[place.index][place.period] > 1 else {
      return true
    }
    for (number, cell) in problem.cells.enumerated()
    where cell.periods == place.period..<place.period + 1 && scores.isObserved[number] {
      guard let promise = problem.scenario.contactTypes[cell.type].promise,
        pool.types.contains(where: { $0.type == cell.type })
      else { continue }
      let loss = formulaLoss(place, pool, demand, promise, cell)
      // Most of the loss that the formula sees must be there to lose.
      if scores.slack[number] - margins[number] < loss * 0.6 { return false }
    }
    return true
  }

  /// What an agent fewer takes from the slack of a cell by the formula.
  func formulaLoss(
    _ place: Place, _ pool: PoolModel, _ demand: PoolModel.Demand, _ promise: Promise, _ cell: PromiseCell
  ) -> Double {
    let now = pool.level(demand, agents: heads[place.index][place.period], promise: promise)
    let fewer = pool.level(demand, agents: heads[place.index][place.period] - 1, promise: promise)
    return (now - fewer) * problem.rates[place.period][cell.type] * problem.length(place.period)
  }

  /// What one agent more or fewer in each place changes, many places in one simulation: those far apart do not meet.
  /// - Parameter apart: periods between places of one simulation, at least; `nil` is how far a change is usually felt.
  mutating func effects(of places: [Place], change: Int, apart: Int? = nil) throws -> [Effect] {
    let reach = max(apart ?? 0, problem.reach)
    let components = problem.components
    var result: [Effect] = []
    // Groups that share no type do not meet either: one of each component at a time.
    for turn in 0..<(components.map(\.count).max() ?? 0) {
      let together = components.filter { turn < $0.count }
      for phase in 0..<reach {
        let groups = together.map { component in
          places.filter { $0.index == component[turn] && $0.period % reach == phase }
        }
        guard groups.contains(where: { !$0.isEmpty }) else { continue }
        var changed = heads
        for place in groups.joined() { changed[place.index][place.period] += change }
        let table = try play(changed, replications: effectReplications)
        for (component, group) in zip(together, groups) where !group.isEmpty {
          result += effects(of: group, table, cells: cells(component))
        }
      }
    }
    return result
  }

  /// The cells of the types that the groups of a component answer.
  func cells(_ component: [Int]) -> [Int] {
    let names = Set(component.flatMap { problem.scenario.agentGroups[problem.planned[$0]].skills.map(\.contactType) })
    return problem.cells.indices.filter { names.contains(problem.scenario.contactTypes[problem.cells[$0].type].name) }
  }

  /// What the changes in places did, as a table shows; each is felt from the period before it until the next one's.
  func effects(of places: [Place], _ table: ReplicationTable, cells: [Int]) -> [Effect] {
    let sorted = places.sorted { $0.period < $1.period }
    var result = sorted.map { Effect(place: $0) }
    let base = self.table
    for number in cells {
      let cell = problem.cells[number]
      for (order, place) in sorted.enumerated() {
        let from = order == 0 ? cell.periods.lowerBound : max(cell.periods.lowerBound, place.period - 1)
        let next = order + 1 < sorted.count ? sorted[order + 1].period - 1 : cell.periods.upperBound
        let to = min(cell.periods.upperBound, next)
        guard from < to else { continue }
        // Before the first place of all nothing changes; its window may begin there.
        var values = Array(repeating: 0.0, count: cell.probability == nil ? 0 : table.count)
        var sum = 0.0
        for replication in 0..<table.count {
          var change = 0.0
          for period in from..<to {
            let (after, before) = (
              cell.pair(table, replication: replication, period: period),
              cell.pair(base, replication: replication, period: period)
            )
            change += after.x - before.x - cell.target * (after.y - before.y)
          }
          sum += change
          if cell.probability != nil { values[replication] = change }
        }
        guard sum != 0 || values.contains(where: { $0 != 0 }) else { continue }
        result[order].slack[number] = sum / Double(table.count)
        if cell.probability != nil { result[order].perReplication[number] = values }
      }
    }
    return result
  }
}
