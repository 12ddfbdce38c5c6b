import ContactCentre

// What a schedule showed, as rows.
extension ScheduleSearch {
  /// Shifts of a part that do not keep some of its promises.
  struct Failure {
    let part: Int
    let values: [Int]
    let missed: [Int]
  }

  /// Puts into the programmes of parts what their shifts showed.
  mutating func learn(_ failures: [Failure]) throws {
    var ofPeriods: [Failure] = []
    for failure in failures {
      let number = failure.part
      let heads = agents(failure.values, parts[number])
      let isLarge = parts[number].columns.count > Self.mostShiftsExact
      if parts[number].indices.count > 1, isLarge {
        try addPlanes(number, at: heads, cells: failure.missed)
        continue
      }
      ofPeriods.append(
        Failure(
          part: number, values: failure.values, missed: failure.missed.filter { problem.cells[$0].periods.count == 1 }))
      let days = failure.missed.filter { problem.cells[$0].periods.count > 1 }
      guard !days.isEmpty else { continue }
      if !isLarge {
        // That this very plan is not enough is certain; the planes say more, if service is concave.
        parts[number].programme.requireMore(than: heads, in: places(of: days))
        parts[number].safe.requireMore(than: heads, in: places(of: days))
      }
      try addPlanes(number, at: heads, cells: days)
    }
    let lifted = try lift(ofPeriods)
    for failure in ofPeriods { addShortages(failure, lifted) }
  }

  /// Rows for period promises that were missed: the fewer periods they speak of, the sharper. What is missed even with plenty
  /// in all periods but its own and the one before asks for more in one of these two.
  private mutating func addShortages(_ failure: Failure, _ own: [Int: Int]) {
    let (number, values) = (failure.part, failure.values)
    let heads = agents(values, parts[number])
    for cell in failure.missed {
      let window = places(of: [cell])
      let period = problem.cells[cell].periods.lowerBound
      let left = parts[number].indices.map { leaving(values, parts[number], $0, period) }
      let shortages = window.filter { own[cell] == nil || (period - 1...period).contains($0.period) }.map { place in
        // Those who came in addition in the period before went when this one began.
        let lifted = own[cell] ?? 0
        return shortage(
          place.index, place.period,
          seen: Int((heads[place.index][place.period] + 1e-9).rounded(.down)) + (place.period < period ? lifted : 0),
          left: place.period == period
            ? zip(parts[number].indices, left).reduce(0) { $0 + ($1.0 == place.index ? $1.1 : 0) } + Double(lifted)
            : nil)
      }
      parts[number].programme.mendOne(of: shortages)
      parts[number].safe.mendOne(of: shortages)
      // The row lets this very schedule pass where it is far above the floors; then each place gets a column of its own.
      let passed = shortages.reduce(0) { $0 + $1.seenWeight }
      guard passed > 1 - 1e-9 else { continue }
      let these = shortages.map { ($0.index, $0.period) }
      parts[number].programme.requireMore(than: heads, in: these)
      parts[number].safe.requireMore(than: heads, in: these)
    }
  }

  /// The period promises that are missed even with plenty in all periods but their own and the one before, with how many
  /// agents more in the one before they still are. Parts do not meet: one simulation looks at a period of each.
  private mutating func lift(_ failures: [Failure]) throws -> [Int: Int] {
    let plenty = plenty()
    let cycle = max(3, problem.reach)
    var whole = Array(repeating: 0, count: choices.count)
    var asked: [(index: Int, period: Int, cell: Int)] = []
    for failure in failures where parts[failure.part].indices.count == 1 && !parts[failure.part].isBoundFinal {
      let part = parts[failure.part]
      for (column, value) in zip(part.columns, failure.values) { whole[column] = value }
      asked += failure.missed.map { (part.indices[0], problem.cells[$0].periods.lowerBound, $0) }
    }
    var lifted: [Int: Int] = [:]
    for phase in 0..<cycle {
      var open = asked.filter { $0.period % cycle == phase }
      for step in [0, 1, 3, 7] where !open.isEmpty && !isOver {
        var more = plenty
        for place in open {
          more[place.index][place.period] = 0
          if place.period > 0 { more[place.index][place.period - 1] = step }
        }
        let scores = try play(whole, with: more, isIdle: { number in !failures.contains { $0.part == number } })
        open = open.filter { isMissed($0.cell, scores) }
        for place in open { lifted[place.cell] = step }
      }
    }
    return lifted
  }

  /// Heads of a group who go off duty when a period begins.
  private func leaving(_ values: [Int], _ part: SchedulePart, _ index: Int, _ period: Int) -> Double {
    zip(values, part.columns).reduce(0) { sum, entry in
      let choice = choices[entry.1]
      guard entry.0 > 0, choice.index == index else { return sum }
      return sum + Double(entry.0 * choice.leaves.count { $0 == period })
    }
  }

  /// Where agents could help cells: around the periods of each, in the groups that have to do with its type.
  func places(of cells: [Int]) -> [(index: Int, period: Int)] {
    var places: Set<StaffingSearch.Place> = []
    for number in cells {
      let cell = problem.cells[number]
      let from = max(0, cell.periods.lowerBound - problem.reach + 1)
      let to = cell.kind == .deadline ? problem.periodCount : min(problem.periodCount, cell.periods.upperBound + 1)
      for part in parts where part.cells.contains(number) {
        for index in part.indices { for period in from..<to { places.insert(.init(index: index, period: period)) } }
      }
    }
    return places.sorted { ($0.index, $0.period) < ($1.index, $1.period) }.map { ($0.index, $0.period) }
  }

  /// Supporting planes of the service of cells at a plan, through what was seen of it when it was judged; without that,
  /// through what the search for staff sees of it.
  mutating func addPlanes(_ number: Int, at heads: [[Double]], cells: [Int]) throws {
    // The groups of other parts have what staffing asks for: they do not matter here.
    var present = requirement.map { $0.map(Double.init) }
    for index in parts[number].indices { present[index] = heads[index] }
    let whole = present.map { $0.map { Int($0.rounded()) } }
    var search = try StaffingSearch(problem, heads: whole)
    let all = parts[number].indices.flatMap { index in
      (0..<problem.periodCount).filter { parts[number].programme.canCover(index: index, period: $0) }.map {
        StaffingSearch.Place(index: index, period: $0)
      }
    }
    let effects = try search.effects(of: all, change: 1)
    let seen = lastScores ?? search.scores
    for cell in cells where seen.isObserved[cell] {
      let gains = effects.compactMap { effect -> (index: Int, period: Int, gain: Double)? in
        guard let gain = gain(effect, cell, search), gain > 0 else { return nil }
        return (effect.place.index, effect.place.period, gain)
      }
      guard !gains.isEmpty else { continue }
      let now = gains.reduce(0) { $0 + $1.gain * present[$1.index][$1.period] }
      let margin = lastScores != nil ? margin(cell, seen) : 0
      parts[number].programme.require(gains, atLeast: now - seen.slack[cell] + margin)
      parts[number].relaxed.require(gains, atLeast: now - seen.slack[cell])
      parts[number].hasPlanes = true
    }
  }

  private func gain(_ effect: StaffingSearch.Effect, _ cell: Int, _ search: StaffingSearch) -> Double? {
    guard let probability = problem.cells[cell].probability else { return effect.slack[cell] }
    guard let changes = effect.perReplication[cell] else { return nil }
    let before = search.scores.perReplication[cell]
    let kept = zip(before, changes).count { $0 + $1 >= -1e-9 }
    return Double(kept) / Double(max(1, changes.count)) - probability - search.scores.slack[cell]
  }
}
