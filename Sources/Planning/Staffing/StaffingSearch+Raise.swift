import Simulation

// More agents where fresh streams do not clearly show that a promise is kept.
extension StaffingSearch {
  /// Rounds after which the search looks longer for a probability.
  private static let longerLooks = 2

  /// Answers what a check found. Where groups stand in for each other the mix may have to change: all that is open is asked for
  /// with a margin from now on, and the cheapest staff is looked for again. Elsewhere agents are added.
  mutating func answer(_ outcome: FreshCheck.Outcome, round: Int) throws {
    // Days that miss a promise are few: with few replications soon none is left to learn from.
    if round <= Self.longerLooks, outcome.raise.contains(where: { problem.cells[$0].probability != nil }) {
      lookLonger(3 * problem.replications)
    }
    if !hasMixes { learn(outcome) }
    try raise(outcome, round: round)
    guard hasMixes else { return try adopt(heads) }
    for cell in outcome.raise {
      let excess = max(0, scores.slack[cell] - outcome.scores.slack[cell])
      demand(max(margins[cell], excess + FreshCheck.factor * outcome.scores.error[cell]), of: cell)
    }
    try adopt(heads)
    forgetAll()
    try repair()
    try swap()
  }

  /// Raises the staff by what a check found: an agent in each period that is not shown to be kept; for a day, agents where
  /// simulation shows that they help most for their price.
  private mutating func raise(_ outcome: FreshCheck.Outcome, round: Int) throws {
    var raised: Set<Place> = []
    defer { note(raised) }
    var days: [Int] = []
    for number in outcome.raise {
      let cell = problem.cells[number]
      if cell.periods.count == 1 || cell.kind == .deadline {
        raise(cell, by: round, raised: &raised, earlier: false)
      } else {
        days.append(number)
      }
    }
    guard !days.isEmpty else { return }
    try adopt(heads)
    let places = problem.planned.indices.flatMap { index in
      problem.countedPeriods.filter { isAtWork(index, $0) && heads[index][$0] < problem.most }.map {
        Place(index: index, period: $0)
      }
    }
    let effects = try effects(of: places, change: 1)
    for number in days {
      let missing = FreshCheck.factor * outcome.scores.error[number] - outcome.scores.slack[number]
      let gains = effects.map { (place: $0.place, gain: gain($0, cell: number)) }.filter { $0.gain > 0 }.sorted {
        a, b in
        let (left, right) = (a.gain / cost(a.place), b.gain / cost(b.place))
        return left == right ? (a.place.index, a.place.period) < (b.place.index, b.place.period) : left > right
      }
      var gained = 0.0
      for (count, entry) in gains.enumerated() {
        // Gains overlap: at least one, and then until half of what is missing is there.
        if count > 0, gained >= missing / 2 { break }
        add(entry.place, &raised)
        gained += entry.gain
      }
      if gains.isEmpty { raise(problem.cells[number], by: round, raised: &raised, earlier: false) }
    }
  }

  /// What an effect adds to the slack of a cell; where too few days change sides, what they come nearer counts a little.
  private func gain(_ effect: Effect, cell number: Int) -> Double {
    let cell = problem.cells[number]
    guard cell.probability != nil else { return effect.slack[number] ?? 0 }
    guard let changes = effect.perReplication[number] else { return 0 }
    let offered = cell.periods.reduce(0) { $0 + problem.rates[$1][cell.type] * problem.length($1) }
    var sides = 0
    var nearer = 0.0
    for (before, change) in zip(scores.perReplication[number], changes) {
      sides += (before + change >= -1e-9 ? 1 : 0) - (before >= -1e-9 ? 1 : 0)
      if before < 0 { nearer += change }
    }
    return (Double(sides) + 0.1 * nearer / max(1, offered)) / Double(changes.count)
  }
}
