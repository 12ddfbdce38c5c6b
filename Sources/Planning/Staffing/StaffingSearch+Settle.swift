// Longer looks where chance decides how many agents a period needs.
extension StaffingSearch {
  /// How many times as long each further look is.
  private static let longer = 4
  /// Simulations that a longer look takes at most.
  private static let mostEvaluationsOfLook = 60
  /// Standard errors within which it is not known whether a promise is kept.
  private static let doubt = 2.0

  /// The most replications that it is worth to look at; of a single queue, which is quickly played, far more.
  private var longestLook: Int {
    max(3 * firstReplications, problem.isOneQueue ? min(16 * firstReplications, 2_000) : 0)
  }

  /// Standard errors by which a promise may seem missed on the streams of the search; less where fresh ones take long to tell.
  private var benefit: Double { problem.isOneQueue ? 1 : 0.5 }

  /// Adds and drops agents by longer looks, as long as there are periods whose need depends on the streams that were drawn.
  ///
  /// With few replications some periods seem to need an agent more than they do. Where a longer look does not tell either the
  /// promise has the benefit of the doubt: the check on fresh streams adds agents, but drops none. Groups that stand in for
  /// each other are left as they are: their search takes far more simulations.
  mutating func settle() throws {
    // What took all simulations to search is too large to search again.
    guard !hasMixes, !isLarge else { return }
    while isInDoubt, problem.replications < longestLook {
      lookLonger(min(longestLook, Self.longer * problem.replications))
      allow(Self.mostEvaluationsOfLook)
      try adopt(heads)
      for (number, cell) in problem.cells.enumerated() where isJudgedAlone(cell) {
        demand(-benefit * scores.error[number], of: number)
      }
      forgetAll()
      try repair()
      try drop()
    }
  }

  /// Drops agents that can be spared after a check added some in neighbouring periods; whether there were any.
  ///
  /// A check adds an agent in each period that it does not show to be kept, and one in the first may do for both.
  mutating func spare() throws -> Bool {
    let hasNeighbours = added.contains { added.contains(Place(index: $0.index, period: $0.period + 1)) }
    guard hasNeighbours, problem.isOneQueue else { return false }
    allow(Self.mostEvaluationsOfLook)
    let before = problem.cost(heads)
    try drop()
    return problem.cost(heads) < before - 1e-9
  }

  /// Learns what a check saw of the periods for which agents are added: its streams and those of the search together say by how
  /// much each has to be kept on those of the search.
  mutating func learn(_ outcome: FreshCheck.Outcome) {
    let share = Double(outcome.replications) / Double(outcome.replications + scores.replications)
    for number in outcome.raise where isJudgedAlone(problem.cells[number]) {
      demand(share * (scores.slack[number] - outcome.scores.slack[number]), of: number)
    }
  }

  /// Whether a cell is a period whose promise is to be kept on average.
  private func isJudgedAlone(_ cell: PromiseCell) -> Bool { cell.periods.count == 1 && cell.probability == nil }

  /// Whether a period may need an agent more or fewer than it seems to.
  private var isInDoubt: Bool {
    problem.cells.enumerated().contains { number, cell in
      guard isJudgedAlone(cell), scores.isObserved[number] else { return false }
      let (slack, within) = (scores.slack[number], Self.doubt * scores.error[number])
      return abs(slack) < within || losses(cell).contains { abs(slack - $0) < within }
    }
  }

  /// What an agent fewer of each group that answers the contacts of a period takes from its slack, by formula.
  private func losses(_ cell: PromiseCell) -> [Double] {
    let period = cell.periods.lowerBound
    guard let promise = problem.scenario.contactTypes[cell.type].promise else { return [] }
    return problem.planned.enumerated().compactMap { index, group in
      let pool = problem.pools[group]
      guard heads[index][period] > 0, pool.types.contains(where: { $0.type == cell.type }),
        let demand = problem.demand(pool, period: period)
      else { return nil }
      return formulaLoss(Place(index: index, period: period), pool, demand, promise, cell)
    }
  }
}
