// Plans that only an exchange reaches: an agent more here for agents fewer there.
extension StaffingSearch {
  /// Periods between agents that are tried in one simulation; `nil` is how far a change is usually felt. Work that keeps is
  /// felt for longer where there is just enough staff for it.
  private var apart: Int? { problem.cells.contains { $0.kind == .deadline } ? 8 : nil }
  /// Plans of those that seem best which are tried for each kind of exchange.
  private static let mostTried = 3
  /// Agents more and agents fewer that are weighed against each other, of each kind those that seem best.
  private static let mostPaired = 32

  /// Whether agents of one period can make up for those of another: something is asked for over more than a period, or groups
  /// stand in for each other.
  var canExchange: Bool { hasMixes || problem.cells.contains { $0.periods.count > 1 } }

  /// Looks for plans that one agent more here and several fewer there make cheaper, or as cheap and safer.
  ///
  /// The service of a day has many local optima: taking an agent from one period may let two others go. Where no exchange
  /// saves anything an agent may still do more good at another time; what that gains may let somebody go afterwards.
  mutating func exchange() throws {
    guard canExchange else { return }
    while evaluations < mostEvaluations {
      let places = problem.planned.indices.flatMap { index in
        problem.countedPeriods.filter { isAtWork(index, $0) && heads[index][$0] < problem.most }.map {
          Place(index: index, period: $0)
        }
      }
      let gains = try effects(of: places, change: 1, apart: apart).sorted { worth($0) > worth($1) }
      let losses = try effects(of: places.filter { heads[$0.index][$0.period] > 0 }, change: -1, apart: apart)
        .sorted {
          worth($0) > worth($1)
        }
      guard try adoptCheaper(gains, losses) || adoptSafer(gains, losses) else { return }
      forgetAll()
      try drop()
    }
  }

  /// One agent more and as many fewer as that allows; whether such a plan was found that costs less.
  private mutating func adoptCheaper(_ gains: [Effect], _ losses: [Effect]) throws -> Bool {
    for gain in promising(gains) {
      var forecast = Forecast(self)
      guard forecast.add(gain) else { continue }
      var plan = heads
      plan[gain.place.index][gain.place.period] += 1
      var saved = -cost(gain.place)
      for drop in losses where drop.place != gain.place {
        guard keepsHours([drop.place]), forecast.add(drop) else { continue }
        plan[drop.place.index][drop.place.period] -= 1
        saved += cost(drop.place)
      }
      if saved > 1e-9, try adoptIfKept(plan) { return true }
    }
    return false
  }

  /// One agent at another time, where that keeps better what is asked for over days; whether such a plan was found.
  private mutating func adoptSafer(_ gains: [Effect], _ losses: [Effect]) throws -> Bool {
    let now = safety(scores.slack)
    let asked = safety(margins)
    var found: [(gain: Place, loss: Place, safety: Double)] = []
    for gain in gains.prefix(Self.mostPaired) {
      for loss in losses.prefix(Self.mostPaired)
      where loss.place != gain.place && cost(gain.place) <= cost(loss.place) + 1e-9 {
        var forecast = Forecast(self)
        guard keepsHours([loss.place]), forecast.add(gain), forecast.add(loss) else { continue }
        // A forecast counts from what is asked.
        let safety = asked + safety(forecast.slack)
        if safety > now + 1e-9 { found.append((gain.place, loss.place, safety)) }
      }
    }
    found.sort { a, b in
      a.safety == b.safety
        ? (a.gain.index, a.gain.period, a.loss.index, a.loss.period) < (
          b.gain.index, b.gain.period, b.loss.index, b.loss.period
        )
        : a.safety > b.safety
    }
    for move in found.prefix(Self.mostTried) {
      var plan = heads
      plan[move.gain.index][move.gain.period] += 1
      plan[move.loss.index][move.loss.period] -= 1
      let search = self
      if try adoptIfKept(plan, and: { search.safety($0.slack) > now + 1e-9 }) { return true }
    }
    return false
  }

  /// What is kept beyond what is asked for over days, each in units of what may be late.
  private func safety(_ slack: [Double]) -> Double {
    slack.indices.reduce(0) { sum, number in
      let cell = problem.cells[number]
      guard cell.periods.count > 1, scores.isObserved[number] else { return sum }
      return sum + slack[number] / (cell.probability == nil ? scale(number) : 1)
    }
  }

  /// The gains to try: the best three; where groups stand in for each other the best of each group too.
  private func promising(_ gains: [Effect]) -> [Effect] {
    var chosen = Array(gains.prefix(Self.mostTried))
    guard hasMixes else { return chosen }
    for index in problem.planned.indices {
      chosen += gains.filter { $0.place.index == index }.prefix(2).filter { gain in
        !chosen.contains { $0.place == gain.place }
      }
    }
    return chosen
  }

  /// What an effect adds to the promises for its price, each in units of what may be late.
  private func worth(_ effect: Effect) -> Double {
    // In the order of the cells: sums of the same numbers in another order differ in their last digits.
    effect.slack.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value / scale($1.key) } / cost(effect.place)
  }
}
