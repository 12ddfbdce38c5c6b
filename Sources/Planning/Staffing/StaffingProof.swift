import Simulation

/// Checks what a search found on fresh streams, and changes it until all that is asked is shown.
struct StaffingProof {
  private var search: StaffingSearch
  private let check: FreshCheck
  /// Rounds of checks so far.
  private var round = 0
  /// The best plan so far.
  private(set) var plan: StaffingPlan

  init(_ search: StaffingSearch) {
    self.search = search
    let first = search.firstReplications
    // The longer looks of a single queue cost little: then its check begins with as many replications.
    check = FreshCheck(
      problem: search.problem,
      replications: max(2 * first, search.problem.isOneQueue ? search.problem.replications : 0))
    plan = StaffingPlan(search.problem, search.heads, .unchecked(search), isInterrupted: true)
  }

  /// Shows a plan to be kept; where that took agents in neighbouring periods it tries whether fewer of them do.
  mutating func run() throws {
    let outcome = try answerAll { StaffingPlan($0.problem, $0.heads, $1, isInterrupted: true) }
    let cost = search.problem.cost(search.heads)
    plan = StaffingPlan(search.problem, search.heads, outcome)
    // With fewer agents than before all has to be shown anew: in rounds of their own, which share the chance to err.
    guard outcome.open.isEmpty, round < FreshCheck.mostRounds, try search.spare() else { return }
    let leaner = try answerAll { _, _ in nil }
    if leaner.open.isEmpty, search.problem.cost(search.heads) < cost - 1e-9 {
      plan = StaffingPlan(search.problem, search.heads, leaner)
    }
  }

  /// Checks, and adds agents for what is not shown, until all is shown or there are no more rounds.
  /// - Parameter meanwhile: the plan to keep if it is stopped before the next check is done; `nil` is the one of before.
  private mutating func answerAll(
    meanwhile: (StaffingSearch, FreshCheck.Outcome) -> StaffingPlan?
  ) throws -> FreshCheck.Outcome {
    var pending = Set(search.problem.cells.indices)
    while true {
      round += 1
      let outcome = try check.run(search.heads, round: round, pending: pending)
      guard !outcome.open.isEmpty, round < FreshCheck.mostRounds else { return outcome }
      plan = meanwhile(search, outcome) ?? plan
      try search.answer(outcome, round: round)
      pending = Set(outcome.open)
    }
  }
}
