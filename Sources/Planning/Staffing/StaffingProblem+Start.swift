import ContactCentre

extension StaffingProblem {
  /// Agents of a group in a period by formula, for the promise of its types that needs most.
  func firstGuess(_ pool: PoolModel, period: Int) -> Int {
    guard period >= warmUpPeriods || demand(pool, period: period) != nil else { return 0 }
    let needs = pool.types.compactMap { entry -> Int? in
      guard let promise = scenario.contactTypes[entry.type].promise, isLive(entry.type) else { return nil }
      return formulaAgents(pool, promise: promise, period: period)
    }
    return min(most, needs.max() ?? 0)
  }

  /// Agents of a group in a period if each period were stationary by itself (SIPP): Erlang C, and Erlang A where customers
  /// give up. `nil` where the formula does not hold: types that several groups answer, or no demand with a promise.
  func sipp(_ pool: PoolModel, period: Int) -> (erlangC: Int?, erlangA: Int?) {
    guard pool.isSingle else { return (nil, nil) }
    let promises = pool.types.compactMap { entry in isLive(entry.type) ? scenario.contactTypes[entry.type].promise : nil
    }
    guard !promises.isEmpty else { return (nil, nil) }
    guard let demand = pool.demand(rates[period], live: isLive, factor: { handlingFactor($0, period: period) })
    else { return (0, 0) }
    let c = promises.map { pool.agents(demand, promise: $0, target: $0.target, abandons: false) }.max()
    let a = promises.map { pool.agents(demand, promise: $0, target: $0.target) }.max()
    return (c, demand.patience == nil ? nil : a)
  }

  /// Groups that answer common types, as indices into ``planned``: a change in one is felt in the others.
  var components: [[Int]] {
    var rest = Array(planned.indices)
    var result: [[Int]] = []
    while let first = rest.first {
      var component = [first]
      rest.removeFirst()
      var grew = true
      while grew {
        grew = false
        for index in rest where component.contains(where: { shareTypes($0, index) }) {
          component.append(index)
          rest.removeAll { $0 == index }
          grew = true
        }
      }
      result.append(component)
    }
    return result
  }

  private func shareTypes(_ a: Int, _ b: Int) -> Bool {
    let types = Set(scenario.agentGroups[planned[a]].skills.map(\.contactType))
    return scenario.agentGroups[planned[b]].skills.contains { types.contains($0.contactType) }
  }

  /// The periods in which agents of a group may work for a cell: where the group is at work already, else in the hours of
  /// the deadline or of the type.
  /// - Parameter anyTime: at any time before the deadline, because that was not enough.
  func workingPeriods(_ cell: PromiseCell, index: Int, anyTime: Bool = false) -> [Int] {
    let type = scenario.contactTypes[cell.type]
    let reach = cell.kind == .deadline ? Int((type.deadline?.within ?? 0) / Double(scenario.calendar.periodSeconds)) : 0
    let range = cell.periods.lowerBound..<min(periodCount, cell.periods.upperBound + reach)
    if anyTime { return Array(range) }
    // Work that keeps is done in the valleys of the day, where the group is there for others.
    // The load after closing dies away but never ends: a trace of it is no reason to be there.
    let live = range.filter { period in
      pools[planned[index]].types.contains { entry in
        let peak = loads.reduce(0) { max($0, $1[entry.type]) }
        return isLive(entry.type) && loads[period][entry.type] > 0.05 * peak
      }
    }
    if !live.isEmpty { return live }
    if let name = type.deadline?.hours ?? type.hours,
      let hours = scenario.calendar.hours.first(where: { $0.name == name })
    {
      let open = timeline.openIntervals(hours)
      let inside = range.filter { period in
        open.contains { $0.open < timeline.periodStarts[period + 1] && $0.close > timeline.periodStarts[period] }
      }
      if !inside.isEmpty { return inside }
    }
    return Array(range)
  }
}
