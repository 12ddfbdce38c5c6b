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
  /// By how much each cell has to be kept: 0 until fresh streams have shown the search to be too sure of it; below 0 for one
  /// that has the benefit of the doubt.
  private(set) var margins: [Double]
  /// Group and period where an agent fewer is known to break a promise.
  private(set) var tried: Set<Place> = []
  /// Where agents were added because fresh streams did not show that all is kept.
  private(set) var added: Set<Place> = []
  /// Whether groups can stand in for each other.
  let hasMixes: Bool

  /// Plans played so far; the search ends at a number of them and not at a time, so that its answer is always the same.
  private(set) var evaluations = 0
  private(set) var mostEvaluations = 120
  /// Whether all of them were played before nobody more could be dropped.
  private(set) var isLarge = false
  /// Replications that the search began with.
  let firstReplications: Int

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
    firstReplications = problem.replications
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
      try best.settle()
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
    isLarge = evaluations >= mostEvaluations
    try exchange()
  }

  /// Makes a plan the present one.
  mutating func adopt(_ plan: HeadPlan) throws {
    let plan = problem.settled(plan)
    table = try play(plan)
    heads = plan
    scores = PromiseScores(problem.cells, table)
  }

  /// Plays a plan on the streams of the search.
  /// - Parameter replications: how many of them; `nil` is all.
  mutating func play(_ plan: HeadPlan, replications: Int? = nil) throws -> ReplicationTable {
    let replications = replications ?? problem.replications
    evaluations += 1
    return try problem.table(plan, 0..<replications, seed: problem.seed)
  }

  /// Makes a plan the present one if it keeps all promises, and as something else wants it; whether it does.
  mutating func adoptIfKept(_ plan: HeadPlan, and isWanted: (PromiseScores) -> Bool = { _ in true }) throws -> Bool {
    let plan = problem.settled(plan)
    let table = try play(plan)
    let scores = PromiseScores(problem.cells, table)
    guard missed(scores).isEmpty, isWanted(scores) else { return false }
    (heads, self.table, self.scores) = (plan, table, scores)
    return true
  }

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

  /// Agents were added in places for a check.
  mutating func note(_ places: Set<Place>) { added.formUnion(places) }

  /// Asks for a cell to be kept by so much.
  mutating func demand(_ margin: Double, of cell: Int) { margins[cell] = margin }

  /// The cells that are not kept, or not by what is asked.
  func missed(_ scores: PromiseScores) -> [Int] {
    scores.slack.indices.filter { scores.isObserved[$0] && scores.slack[$0] < margins[$0] - 1e-12 }
  }

  /// Plays more replications from here on.
  mutating func lookLonger(_ replications: Int) { problem.replications = replications }

  /// Replications that show what a change does: on common streams far fewer than show whether a promise is kept. Days that
  /// change sides have to be counted in all.
  var effectReplications: Int {
    problem.cells.contains { $0.probability != nil } ? problem.replications : firstReplications
  }

  /// Allows so many evaluations from here on.
  mutating func allow(_ more: Int) { mostEvaluations = evaluations + more }

  /// The plan has changed so much that all may be tried again.
  mutating func forgetAll() { tried = [] }

  mutating func add(_ place: Place, _ raised: inout Set<Place>) {
    let place = Place(index: place.index, period: problem.twins[place.period] ?? place.period)
    guard heads[place.index][place.period] < problem.most, raised.insert(place).inserted else { return }
    heads[place.index][place.period] += 1
    heads = problem.settled(heads)
    // What an agent fewer would break may have changed around here.
    tried = tried.filter { abs($0.period - place.period) > 1 }
  }
}
