import Foundation

// Where the formula was off, simulation corrects it.
extension StaffingSearch {
  mutating func correct() throws {
    var seen: Set<HeadPlan> = [heads]
    for _ in 0..<4 {
      let next = corrected()
      guard next != heads, seen.insert(next).inserted else { break }
      try adopt(next)
    }
  }

  /// Where the formula was off, its odds are corrected by what simulation showed, and it is asked again.
  private func corrected() -> HeadPlan {
    var next = heads
    for (index, group) in problem.planned.enumerated() {
      let pool = problem.pools[group]
      for period in problem.countedPeriods {
        guard let demand = problem.demand(pool, period: period) else { continue }
        let now = heads[index][period]
        var need = 0
        for entry in pool.types {
          guard let promise = problem.scenario.contactTypes[entry.type].promise, problem.isLive(entry.type) else {
            continue
          }
          let cell = PromiseCell(
            type: entry.type, kind: .promise(promise.definition), target: promise.target, periods: period..<period + 1,
            probability: nil)
          var (x, y) = (0.0, 0.0)
          for replication in 0..<table.count {
            let pair = cell.pair(table, replication: replication, period: period)
            x += pair.x
            y += pair.y
          }
          guard y > 0 else { continue }
          let shift = logOdds(x / y) - logOdds(pool.level(demand, agents: max(1, now), promise: promise))
          let wanted = share(logOdds(promise.target) - shift)
          need = max(need, pool.agents(demand, promise: promise, target: wanted))
        }
        let step = max(2, now / 4)
        next[index][period] = min(problem.most, max(0, min(max(need, now - step), now + step)))
      }
    }
    return next
  }

  private func logOdds(_ share: Double) -> Double {
    let share = min(max(share, 1e-4), 1 - 1e-4)
    return log(share / (1 - share))
  }

  private func share(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
}
