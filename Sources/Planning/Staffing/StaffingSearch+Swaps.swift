import Simulation

// Agents of one group in place of agents of others, k for k: what no single agent more or fewer leads to.
extension StaffingSearch {
  /// Simulations that the search for swaps takes at most.
  private static let mostSwaps = 240
  /// The most agents of a group that a swap moves.
  private static let mostMoved = 2
  /// Above so many groups that share types a swap touches three of them at most, an agent each.
  private static let mostGroups = 3

  /// A change of the groups of a component in one period, parallel to the component.
  typealias Swap = [Int]

  /// Replaces agents by agents of other groups in the same period as long as that is cheaper and all promises are kept.
  ///
  /// One specialist of each kind less and a generalist more is the simplest: neither of its parts is any good alone, so all
  /// are tried together, each period with a swap of its own, and judged on the streams of the search.
  mutating func swap() throws {
    guard hasMixes else { return }
    allow(Self.mostSwaps)
    try drop()
    for component in problem.components where component.count > 1 {
      let swaps = swaps(component)
      var hasFound = true
      while hasFound, evaluations < mostEvaluations {
        let found = try cheaper(component, swaps)
        hasFound = try adoptSwaps(found, component)
        if hasFound {
          forgetAll()
          try drop()
        }
      }
    }
  }

  /// The swaps that save something, those that leave most agents first: they are likeliest to keep the promises.
  private func swaps(_ component: [Int]) -> [Swap] {
    let isSmall = component.count <= Self.mostGroups
    let most = isSmall ? Self.mostMoved : 1
    var all: [Swap] = [[]]
    for _ in component { all = all.flatMap { swap in (-most...most).map { swap + [$0] } } }
    return all.filter { swap in
      guard swap.contains(where: { $0 > 0 }), swap.contains(where: { $0 < 0 }) else { return false }
      return (isSmall || swap.count { $0 != 0 } <= Self.mostGroups) && saving(swap, component) > 1e-9
    }.sorted { a, b in
      let (left, right) = (a.reduce(0, +), b.reduce(0, +))
      if left != right { return left > right }
      let (cheap, dear) = (saving(a, component), saving(b, component))
      return cheap == dear ? a.lexicographicallyPrecedes(b) : cheap > dear
    }
  }

  /// What a swap saves an hour.
  private func saving(_ swap: Swap, _ component: [Int]) -> Double {
    -zip(swap, component).reduce(0) { $0 + Double($1.0) * problem.price($1.1) }
  }

  /// For each period the first swap that, by itself, breaks no promise, with what it does.
  ///
  /// Periods that do not meet are tried at once, each with the next of its own swaps. A swap that leaves no group more agents
  /// than one that has failed fails too.
  private mutating func cheaper(_ component: [Int], _ swaps: [Swap]) throws -> [(swap: Swap, effect: Effect)] {
    let cells = cells(component)
    var found: [(swap: Swap, effect: Effect)] = []
    for phase in 0..<problem.reach {
      var waiting = problem.countedPeriods.filter { period in
        period % problem.reach == phase && component.contains { heads[$0][period] > 0 }
      }
      var next = Dictionary(uniqueKeysWithValues: waiting.map { ($0, 0) })
      var failed: [Int: [Swap]] = [:]
      while evaluations < mostEvaluations {
        var tried: [(period: Int, swap: Swap)] = []
        for period in waiting {
          while let number = next[period], number < swaps.count {
            next[period] = number + 1
            let swap = swaps[number]
            let isPossible = zip(swap, component).allSatisfy { (0...problem.most).contains(heads[$1][period] + $0) }
            let isHopeless = failed[period, default: []].contains { worse in zip(swap, worse).allSatisfy { $0 <= $1 } }
            if isPossible, !isHopeless {
              tried.append((period, swap))
              break
            }
          }
        }
        guard !tried.isEmpty else { break }
        var changed = heads
        for (period, swap) in tried {
          for (delta, index) in zip(swap, component) { changed[index][period] += delta }
        }
        let table = try play(changed)
        let effects = effects(of: tried.map { Place(index: component[0], period: $0.period) }, table, cells: cells)
        for (entry, effect) in zip(tried, effects) {
          var forecast = Forecast(self)
          let dropped = zip(entry.swap, component).flatMap { delta, index in
            Array(repeating: Place(index: index, period: entry.period), count: max(0, -delta))
          }
          if keepsHours(dropped), forecast.add(effect) {
            found.append((entry.swap, effect))
            waiting.removeAll { $0 == entry.period }
          } else {
            failed[entry.period, default: []].append(entry.swap)
          }
        }
      }
    }
    return found
  }

  /// Makes the swaps that together keep all promises part of the plan, those that save most first; whether there were any.
  private mutating func adoptSwaps(_ found: [(swap: Swap, effect: Effect)], _ component: [Int]) throws -> Bool {
    let order = found.sorted { a, b in
      func saved(_ entry: (swap: Swap, effect: Effect)) -> Double {
        saving(entry.swap, component) * problem.length(entry.effect.place.period)
      }
      let (left, right) = (saved(a), saved(b))
      return left == right ? a.effect.place.period < b.effect.place.period : left > right
    }
    var forecast = Forecast(self)
    var chosen = order.filter { forecast.add($0.effect) }
    while !chosen.isEmpty {
      var plan = heads
      for (swap, effect) in chosen {
        for (delta, index) in zip(swap, component) { plan[index][effect.place.period] += delta }
      }
      if try adoptIfKept(plan) { return true }
      chosen.removeLast((chosen.count + 1) / 2)
    }
    return false
  }
}
