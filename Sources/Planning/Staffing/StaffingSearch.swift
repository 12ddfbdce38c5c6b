import ContactCentre
import Foundation
import Simulation

/// Finds the fewest agents that keep what is asked, on one set of random streams.
///
/// It begins with the square-root rule on the modified offered load (O. B. Jennings, A. Mandelbaum, W. A. Massey, W. Whitt,
/// 1996), corrects it by what simulation shows, as the iterative staffing algorithm of Z. Feldman, A. Mandelbaum,
/// W. A. Massey and W. Whitt (Management Science 54, 2008) does, and then drops agents as long as the promises are kept.
/// All plans are played on the same streams, so that plans and not chance are compared.
struct StaffingSearch {
  private(set) var problem: StaffingProblem
  private(set) var heads: HeadPlan
  /// What the plan was seen to do.
  private(set) var table: ReplicationTable
  private(set) var scores: PromiseScores
  /// By how much each cell has to be kept: 0 until fresh streams have shown the search to be too sure of it.
  private(set) var margins: [Double]
  /// Group and period where an agent fewer is known to break a promise.
  private var tried: Set<Place> = []
  /// Whether groups can stand in for each other.
  let hasMixes: Bool

  /// Plans played so far; the search ends at a number of them and not at a time, so that its answer is always the same.
  private(set) var evaluations = 0
  private(set) var mostEvaluations = 120
  /// Rounds in which agents for a deadline are looked for where the group is at work, before they are at any time.
  private static let patientRounds = 5

  struct Place: Hashable {
    var index: Int
    var period: Int
  }

  /// What one agent more or fewer changes.
  struct Effect {
    let place: Place
    /// Change of the slack of each cell.
    var slack: [Int: Double] = [:]
    /// The same by replication, for cells with a probability.
    var perReplication: [Int: [Double]] = [:]
  }

  init(_ problem: StaffingProblem) throws {
    try self.init(
      problem,
      heads: problem.settled(
        problem.planned.map { group in
          (0..<problem.periodCount).map { problem.firstGuess(problem.pools[group], period: $0) }
        }))
  }

  /// Begins with a plan.
  init(_ problem: StaffingProblem, heads: HeadPlan) throws {
    self.problem = problem
    self.heads = heads
    hasMixes = problem.hasMixes
    margins = Array(repeating: 0, count: problem.cells.count)
    table = try problem.table(heads, 0..<problem.replications, seed: problem.seed)
    scores = PromiseScores(problem.cells, table)
  }

  /// The cheapest that searches from all mixes of groups find; the best so far when it was cancelled.
  static func best(of problem: StaffingProblem) throws -> StaffingSearch {
    var best: StaffingSearch?
    var failure: (any Error)?
    for mix in problem.mixes where best == nil || !problem.isCancelled() {
      do {
        var search = try StaffingSearch(mix)
        do {
          try search.run()
        } catch {
          // Stopped while agents were dropped: what it has by then keeps all that is asked.
          guard problem.isCancelled(), search.scores.areKept else { throw error }
        }
        if best.map({ problem.cost(search.heads) < problem.cost($0.heads) - 1e-9 }) ?? true { best = search }
      } catch {
        // Another mix may do.
        failure = failure ?? error
      }
    }
    guard var best else { throw failure ?? PlanningError("no staff was found") }
    do {
      try best.swap()
    } catch {
      guard problem.isCancelled() else { throw error }
    }
    return best
  }

  /// Searches.
  /// - Throws: ``PlanningError`` for a promise that the most agents allowed do not keep, or when it was cancelled.
  mutating func run() throws {
    try correct()
    try repair()
    try drop()
    if problem.aim != .everyPeriod || hasMixes { try exchange() }
  }

  // MARK: Correction by simulation

  private mutating func correct() throws {
    var seen: Set<HeadPlan> = [heads]
    for _ in 0..<4 {
      let next = corrected()
      guard next != heads, seen.insert(next).inserted else { break }
      try adopt(next)
    }
  }

  /// Makes a plan the present one.
  mutating func adopt(_ plan: HeadPlan) throws {
    let plan = problem.settled(plan)
    table = try play(plan)
    heads = plan
    scores = PromiseScores(problem.cells, table)
  }

  /// Plays a plan on the streams of the search.
  mutating func play(_ plan: HeadPlan) throws -> ReplicationTable {
    evaluations += 1
    return try problem.table(plan, 0..<problem.replications, seed: problem.seed)
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

  /// Makes a plan the present one if it keeps all promises; whether it does.
  mutating func adoptIfKept(_ plan: HeadPlan) throws -> Bool { try adoptOrMissed(plan).isEmpty }

  /// Makes a plan the present one if it keeps all promises; else the cells that it does not keep.
  mutating func adoptOrMissed(_ plan: HeadPlan) throws -> [Int] {
    let plan = problem.settled(plan)
    let table = try play(plan)
    let scores = PromiseScores(problem.cells, table)
    let missed = missed(scores)
    guard missed.isEmpty else { return missed }
    heads = plan
    self.table = table
    self.scores = scores
    return []
  }

  /// An agent fewer in a place breaks a promise.
  mutating func remember(_ place: Place) { tried.insert(place) }

  /// Asks for a cell to be kept by so much.
  mutating func demand(_ margin: Double, of cell: Int) { margins[cell] = margin }

  /// The cells that are not kept, or not by what is asked.
  func missed(_ scores: PromiseScores) -> [Int] {
    scores.slack.indices.filter { scores.isObserved[$0] && scores.slack[$0] < margins[$0] - 1e-12 }
  }

  /// Plays more replications from here on.
  mutating func lookLonger(_ replications: Int) { problem.replications = replications }

  /// Allows so many evaluations from here on.
  mutating func allow(_ more: Int) { mostEvaluations = evaluations + more }

  /// The plan has changed so much that all may be tried again.
  mutating func forgetAll() { tried = [] }

  // MARK: Repair

  /// Adds agents until all is kept.
  mutating func repair() throws {
    var rounds = 0
    // For how many rounds each cell has been missed.
    var misses: [Int: Int] = [:]
    while true {
      let missed = missed(scores)
      guard !missed.isEmpty else { return }
      rounds += 1
      guard rounds <= 200 else { throw PlanningError(unrepaired(missed[0])) }
      misses = Dictionary(uniqueKeysWithValues: missed.map { ($0, misses[$0, default: 0] + 1) })
      let before = heads
      var raised: Set<Place> = []
      for number in missed {
        let count = misses[number, default: 1]
        raise(
          problem.cells[number], by: deficit(number), raised: &raised, earlier: count > 1,
          // Work that comes after the last hours of the day and is due before the next ones.
          anyTime: problem.cells[number].kind == .deadline && count > Self.patientRounds)
      }
      if heads == before, misses.values.max() ?? 0 > Self.patientRounds { throw PlanningError(unrepaired(missed[0])) }
      try adopt(heads)
    }
  }

  private func unrepaired(_ number: Int) -> String {
    problem.impossible(
      problem.cells[number], best: PromiseScores(problem.cells, table, figures: true).ratio[number].mean ?? 0)
  }

  /// Agents or, for a day, agents' periods that are probably missing.
  private func deficit(_ number: Int) -> Int {
    let cell = problem.cells[number]
    guard cell.periods.count > 1, cell.probability == nil else { return 1 }
    let handling = problem.pools.lazy.compactMap { pool in
      pool.types.firstIndex { $0.type == cell.type }.map { pool.handling[$0] / Double(pool.hands) }
    }.first
    let missing =
      (margins[number] - scores.slack[number]) * (handling ?? 300) / Double(problem.scenario.calendar.periodSeconds)
    return max(1, Int(missing * 0.7))
  }

  /// One more agent where a cell is: in its period, or in the valleys of its day.
  mutating func raise(
    _ cell: PromiseCell, by count: Int, raised: inout Set<Place>, earlier: Bool, anyTime: Bool = false
  ) {
    let owners = problem.planned.indices.filter { index in
      problem.pools[problem.planned[index]].types.contains { $0.type == cell.type }
    }
    let name = problem.scenario.contactTypes[cell.type].name
    let able =
      owners.isEmpty
      ? problem.planned.indices.filter { index in
        problem.scenario.agentGroups[problem.planned[index]].skills.contains { $0.contactType == name }
      } : owners
    let chosen =
      problem.scenario.contactTypes[cell.type].steps.isEmpty
      ? able.min { problem.price($0) < problem.price($1) }.map { [$0] } ?? [] : able
    for index in chosen {
      if cell.periods.count == 1 {
        let period = cell.periods.lowerBound
        add(Place(index: index, period: period), &raised)
        if earlier, period > 0 { add(Place(index: index, period: period - 1), &raised) }
        continue
      }
      let places = problem.workingPeriods(cell, index: index, anyTime: anyTime)
      // The valleys first: where the agents have least to do besides.
      let order = places.sorted { (spare($0, index), $0) > (spare($1, index), $1) }
      for period in order.prefix(max(1, min(count, order.count))) { add(Place(index: index, period: period), &raised) }
    }
  }

  /// Load an agent more or less; the more is missing, the lower.
  private func spare(_ period: Int, _ index: Int) -> Double {
    let pool = problem.pools[problem.planned[index]]
    let cellLoad = problem.demand(pool, period: period).map { $0.rate * $0.handling / Double(pool.hands) } ?? 0
    // Live demand decides for promises, emptiness for work that keeps.
    return cellLoad - Double(heads[index][period])
  }

  mutating func add(_ place: Place, _ raised: inout Set<Place>) {
    let place = Place(index: place.index, period: problem.twins[place.period] ?? place.period)
    guard heads[place.index][place.period] < problem.most, raised.insert(place).inserted else { return }
    heads[place.index][place.period] += 1
    heads = problem.settled(heads)
    // What an agent fewer would break may have changed around here.
    tried = tried.filter { abs($0.period - place.period) > 1 }
  }

  // MARK: Dropping

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
      let now = pool.level(demand, agents: heads[place.index][place.period], promise: promise)
      let fewer = pool.level(demand, agents: heads[place.index][place.period] - 1, promise: promise)
      let offered = problem.rates[place.period][cell.type] * problem.length(place.period)
      // Most of the loss that the formula sees must be there to lose.
      if scores.slack[number] < (now - fewer) * offered * 0.6 { return false }
    }
    return true
  }

  /// What one agent more or fewer in each place changes, many places in one simulation: those far apart do not meet.
  mutating func effects(of places: [Place], change: Int) throws -> [Effect] {
    let reach = problem.reach
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
        let table = try play(changed)
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
