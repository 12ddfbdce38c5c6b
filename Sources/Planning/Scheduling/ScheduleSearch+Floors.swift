import ContactCentre
import Simulation

// The fewest agents that a period could ever do with.
extension ScheduleSearch {
  /// What is known of the agents in one period, with plenty in all others.
  private struct Ladder {
    /// The most agents that were seen to miss.
    var low: Int
    /// The fewest agents that were seen to do.
    var high: Int?
    /// The most agents that miss the promise clearly, without asking for a margin.
    var clear: Int?

    private var lowest: Int
    private var keeps = 0

    init(requirement: Int) {
      low = -1
      lowest = requirement
      high = requirement + 1
    }

    /// The next number of agents to simulate; `nil` when all is known.
    var next: Int? {
      guard let high else { return low + 1 }
      // One by one at first; where the requirement was far too high, soon far down.
      let step = keeps <= 2 ? 1 : 1 << (keeps - 2)
      if high > low + 1 { return max((low + high) / 2, high - step) }
      return clear == nil && lowest > 0 ? lowest - 1 : nil
    }

    mutating func note(_ agents: Int, isMissed: Bool, isClear: Bool) {
      lowest = min(lowest, agents)
      if isClear { clear = max(clear ?? -1, agents) }
      if isMissed {
        low = max(low, agents)
        if let known = high, known <= agents { high = nil }
      } else {
        keeps += 1
        high = min(high ?? agents, agents)
      }
    }

    /// Seen to do, or at least not known to miss.
    var floor: Int { low + 1 }
    var clearFloor: Int { (clear ?? -1) + 1 }
  }

  /// So much of a group in each period that a period between has nothing to fear from its neighbours: half of the agents
  /// in hand of a contact then leave when it begins, and finish it besides.
  func plenty() -> HeadPlan {
    requirement.map { row in
      row.indices.map { period in
        let near =
          row[max(0, period - problem.reach)...min(row.count - 1, period + problem.reach)].max() ?? 0
        return near > 0 ? 2 * near + 6 : 0
      }
    }
  }

  /// Adds to the programmes of all parts the fewest agents in each period, and in pairs of periods.
  /// - Throws: ``PlanningError`` for a period that needs agents and that no pattern covers.
  mutating func addFloors() throws {
    let plenty = plenty()
    var ladders = requirement.map { $0.map { Ladder(requirement: $0) } }
    for phase in 0..<problem.reach { try climb(&ladders, plenty: plenty, phase: phase) }
    // Groups that stand in for each other have no floors: planes say how they do together.
    for part in parts.indices where parts[part].indices.count == 1 {
      for index in parts[part].indices {
        for period in 0..<problem.periodCount {
          let ladder = ladders[index][period]
          guard ladder.floor > 0 else { continue }
          guard parts[part].programme.canCover(index: index, period: period) else {
            throw PlanningError(uncovered(index, period, ladder.floor))
          }
          parts[part].programme.requireMore(than: ladder.floor - 1, index: index, period: period)
          parts[part].safe.requireMore(than: ladder.floor - 1, index: index, period: period)
          parts[part].relaxed.requireMore(than: ladder.clearFloor - 1, index: index, period: period)
          parts[part].unassuming.requireMore(than: ladder.clearFloor - 1, index: index, period: period)
        }
      }
    }
    floors = ladders.map { $0.map(\.floor) }
    try addPairs(plenty: plenty)
  }

  /// Simulates fewer and fewer agents in every period of a phase at once, until all ladders there are known.
  private func climb(_ ladders: inout [[Ladder]], plenty: HeadPlan, phase: Int) throws {
    while !isOver {
      var open: [(part: Int, index: Int, period: Int, agents: Int)] = []
      for (number, part) in parts.enumerated() where part.indices.count == 1 {
        let index = part.indices[0]
        for period in requirement[index].indices where period % problem.reach == phase {
          guard requirement[index][period] > 0, let agents = ladders[index][period].next else { continue }
          open.append((number, index, period, agents))
        }
      }
      guard !open.isEmpty else { return }
      var heads = plenty
      for place in open { heads[place.index][place.period] = place.agents }
      let scores = try play(heads)
      for place in open {
        let own = parts[place.part].cells.filter { problem.cells[$0].periods == place.period..<place.period + 1 }
        ladders[place.index][place.period].note(
          place.agents, isMissed: own.contains { isMissed($0, scores) },
          isClear: own.contains { scores.isObserved[$0] && scores.slack[$0] + 3 * scores.error[$0] < 0 })
      }
    }
  }

  /// With no more than the floor in a period, how many agents the one before must have: what it leaves waiting counts.
  private mutating func addPairs(plenty: HeadPlan) throws {
    let steps = [0, 1, 3, 7]
    let cycle = max(3, problem.reach)
    for phase in 0..<cycle {
      var open: [(part: Int, index: Int, period: Int, rise: Int)] = []
      for (number, part) in parts.enumerated() where part.indices.count == 1 {
        let index = part.indices[0]
        for period in 1..<problem.periodCount where period % cycle == phase {
          guard floors[index][period] > 0, floors[index][period - 1] > 0,
            part.programme.isWhole(index, period), part.programme.isWhole(index, period - 1)
          else { continue }
          open.append((number, index, period, 0))
        }
      }
      var known: [(part: Int, index: Int, period: Int, rise: Int)] = []
      for step in steps where !open.isEmpty && !isOver {
        var heads = plenty
        for place in open {
          heads[place.index][place.period] = floors[place.index][place.period]
          heads[place.index][place.period - 1] = floors[place.index][place.period - 1] + step
        }
        let scores = try play(heads)
        open = open.compactMap { place in
          let isMissed = parts[place.part].cells.contains {
            problem.cells[$0].periods == place.period..<place.period + 1 && self.isMissed($0, scores)
          }
          if isMissed { return (place.part, place.index, place.period, step + 1) }
          if place.rise > 0 { known.append(place) }
          return nil
        }
      }
      for place in known + open where place.rise > 0 {
        let here = shortage(place.index, place.period, seen: floors[place.index][place.period], left: 0)
        let before = shortage(
          place.index, place.period - 1, seen: floors[place.index][place.period - 1] + place.rise - 1, left: nil)
        parts[place.part].programme.mendOne(of: [here, before])
        parts[place.part].safe.mendOne(of: [here, before])
      }
    }
  }

  /// A shortage in a period.
  /// - Parameter left: heads who went when it began; `nil` where their last contacts do not matter.
  func shortage(_ index: Int, _ period: Int, seen: Int, left: Double?) -> ScheduleProgramme.Shortage {
    let handling = problem.pools[problem.planned[index]].handling.max() ?? 0
    return ScheduleProgramme.Shortage(
      index: index, period: period, floor: min(floors[index][period], seen), seen: seen, left: left ?? 0,
      leaver: left == nil ? 0 : min(1, handling / problem.length(period)))
  }

  /// Plays a schedule with heads per period besides.
  /// - Parameter isIdle: parts that need not be looked at.
  func play(_ values: [Int], with more: HeadPlan, isIdle: (Int) -> Bool) throws -> PromiseScores {
    var changed = leavingOut(isIdle, of: scenario(values))
    let besides = problem.scenario(with: more)
    for group in problem.planned { changed.agentGroups[group].heads = besides.agentGroups[group].heads }
    changed.experiment.seed = problem.seed
    return PromiseScores(
      problem.cells,
      try StaffingProblem.table(
        changed, 0..<care * problem.replications, threads: problem.threads, isCancelled: problem.isCancelled,
        afterEach: problem.afterEach))
  }

  /// Plays heads per period on the streams of the search, as often as schedules are.
  func play(_ heads: HeadPlan) throws -> PromiseScores {
    PromiseScores(problem.cells, try problem.table(heads, 0..<care * problem.replications, seed: problem.seed))
  }
}
