import Foundation

// Which agents to drop.
extension StaffingSearch {
  /// The drops that together should keep all promises, those that cost the promises least first.
  ///
  /// A drop that would break a promise by itself is remembered and not tried again.
  mutating func choose(_ effects: [Effect]) -> [Place] {
    let order = effects.sorted { a, b in
      let (left, right) = (loss(a), loss(b))
      return left == right ? (a.place.index, a.place.period) < (b.place.index, b.place.period) : left < right
    }
    var forecast = Forecast(self)
    var batch: [Place] = []
    for effect in order {
      guard keepsHours(batch + [effect.place]) else {
        remember(effect.place)
        continue
      }
      var alone = Forecast(self)
      guard alone.add(effect) else {
        remember(effect.place)
        continue
      }
      if forecast.add(effect) { batch.append(effect.place) }
      // Effects add up for small changes only: the rest waits for another look.
      if batch.count >= max(4, effects.count / 2), problem.aim != .everyPeriod { break }
    }
    return batch
  }

  /// What a drop takes from the promises for what it saves, each promise in units of its own uncertainty.
  private func loss(_ effect: Effect) -> Double {
    let saved = problem.price(effect.place.index) * problem.length(effect.place.period)
    let taken = effect.slack.sorted { $0.key < $1.key }.reduce(0) { sum, entry in
      sum + max(0, -entry.value) / max(1e-9, scores.error[entry.key].isFinite ? scale(entry.key) : 1)
    }
    return taken / saved
  }

  /// The contacts of a cell that may be late.
  func scale(_ cell: Int) -> Double {
    let described = problem.cells[cell]
    let offered = described.periods.reduce(0) { $0 + problem.rates[$1][described.type] * problem.length($1) }
    return max(1e-6, offered * (1 - described.target))
  }

  /// Whether groups with deadlines keep, on each day, the hours that their work takes: else a run would end with work undone
  /// that is not late yet.
  func keepsHours(_ batch: [Place]) -> Bool {
    for (index, group) in problem.planned.enumerated() {
      let pool = problem.pools[group]
      guard pool.types.contains(where: { problem.scenario.contactTypes[$0.type].deadline != nil }) else { continue }
      for day in 0..<problem.scenario.calendar.days {
        let periods = (0..<problem.periodCount).filter { problem.timeline.periodDay[$0] == day }
        var hours = 0.0
        var work = 0.0
        for period in periods {
          let dropped = batch.count { $0.index == index && $0.period == period }
          hours += Double(heads[index][period] - dropped) * problem.length(period)
          for entry in pool.types { work += problem.loads[period][entry.type] * entry.share * problem.length(period) }
        }
        if hours < work / Double(pool.hands),
          batch.contains(where: { $0.index == index && periods.contains($0.period) })
        {
          return false
        }
      }
    }
    return true
  }

  /// Tries a batch of drops; those near a promise that it breaks are taken back, and the rest is tried again.
  mutating func confirm(_ batch: [Place]) throws {
    var batch = batch
    while !batch.isEmpty {
      var plan = heads
      for place in batch { plan[place.index][place.period] -= 1 }
      let missed = try adoptOrMissed(plan)
      if missed.isEmpty { return }
      if batch.count == 1 {
        remember(batch[0])
        return
      }
      let near = batch.filter { place in
        missed.contains { number in
          let cell = problem.cells[number]
          return cell.periods.count == 1 && abs(place.period - cell.periods.lowerBound) < problem.reach
        }
      }
      if near.isEmpty {
        batch = Array(batch.prefix(batch.count / 2))
      } else {
        for place in near { remember(place) }
        batch.removeAll { near.contains($0) }
      }
    }
  }

  /// Whether a group is at work in a period or somebody may want it then, itself or as one that shares types.
  func isAtWork(_ index: Int, _ period: Int) -> Bool {
    if heads[index][period] > 0 || isWanted(index, period) { return true }
    guard hasMixes, let component = problem.components.first(where: { $0.contains(index) }) else { return false }
    return component.contains { heads[$0][period] > 0 }
  }

  /// Whether contacts that wait on the line for a promise come to a group first in a period.
  private func isWanted(_ index: Int, _ period: Int) -> Bool {
    problem.pools[problem.planned[index]].types.contains { entry in
      problem.isLive(entry.type) && problem.scenario.contactTypes[entry.type].promise != nil
        // Rates that were counted in a pilot are 0 here and there by chance.
        && (max(0, period - 1)...min(problem.periodCount - 1, period + 1)).contains {
          problem.rates[$0][entry.type] > 0
        }
    }
  }

  func cost(_ place: Place) -> Double { problem.price(place.index) * problem.length(place.period) }

  /// The slack of each cell after several changes, if their effects add up.
  struct Forecast {
    private let problem: StaffingProblem
    /// Beyond the margins.
    private(set) var slack: [Double]
    private let margins: [Double]
    private var perReplication: [[Double]]
    private let isObserved: [Bool]

    init(_ search: StaffingSearch) {
      problem = search.problem
      margins = search.margins
      slack = zip(search.scores.slack, search.margins).map { $0 - $1 }
      perReplication = search.scores.perReplication
      isObserved = search.scores.isObserved
    }

    /// Adds an effect, unless a promise would then be broken; whether it was added.
    mutating func add(_ effect: Effect) -> Bool {
      var changed = self
      for (cell, change) in effect.slack {
        guard isObserved[cell] else { continue }
        if let probability = problem.cells[cell].probability, let changes = effect.perReplication[cell] {
          for index in changes.indices { changed.perReplication[cell][index] += changes[index] }
          let kept = changed.perReplication[cell].count { $0 >= -1e-9 }
          changed.slack[cell] = Double(kept) / Double(changes.count) - probability - margins[cell]
        } else {
          changed.slack[cell] += change
        }
        if changed.slack[cell] < -1e-9, change < 0 { return false }
      }
      self = changed
      return true
    }
  }
}
