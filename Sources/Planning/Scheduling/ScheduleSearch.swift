import ContactCentre
import Dispatch
import Foundation
import Simulation
import Synchronization

/// Finds the shifts of least cost that keep what is asked.
///
/// An integer programme proposes shifts, simulation judges them, and what it finds goes back as rows of the programme:
/// - the fewest agents that a period could ever do with, found by simulating plenty in all others, and with them the fewest
///   in the period before (``floors()``);
/// - a promise that is missed asks for more agents somewhere near: more agents keep it no worse, so the row cuts off nothing
///   that is good;
/// - where it is a day's promise, or groups share types, it asks for Σ gain · agents ≥ what is missing, the gains found by
///   simulating one agent more in each period: a supporting plane, as long as service is concave in staff (J. Atlason,
///   M. A. Epelman, S. G. Henderson, Management Science 54, 2008; M. T. Cezik, P. L'Ecuyer, Management Science 54, 2008).
///
/// A proposal that fails is repaired by agents where it failed, so that there is soon a schedule that keeps all. A promise
/// counts as kept only by the margin that the final check will ask for.
struct ScheduleSearch {
  let problem: StaffingProblem
  let choices: [ShiftChoice]
  /// When the search ends; what is kept for the final check becomes less once it is known how long that takes.
  private(set) var deadline: Date
  private let end: Date
  /// Relative distance between cost and bound at which it is good enough; `nil` is 1 % with many possible shifts, else 0.
  let wantedGap: Double?
  let progress: @Sendable (ScheduleProgress) -> Void
  /// The staff per period that the search for shifts began from.
  let requirement: HeadPlan
  /// The fewest agents in each period that could ever do.
  var floors: HeadPlan
  var parts: [SchedulePart]
  /// Promises that depend on none of the parts.
  let otherCells: [Int]
  /// Replications of a schedule are so many times those of the search for staff.
  var care: Int
  /// Slack and error of the cells of the last schedule that was judged.
  var lastScores: PromiseScores?
  var rounds = 0
  private var hasBegun = false
  /// Whether time ended the search before it was done.
  private(set) var isCutShort = false

  /// Contacts that the simulation of a schedule should see over all replications, with few and with many possible shifts.
  private static let contactsWithFewShifts = 2_000_000.0
  private static let contactsWithManyShifts = 4_000_000.0
  /// Replications of a schedule are at most so many times those of the search for staff.
  static let mostCare = 32
  /// Above so many possible shifts in a part no proof is tried.
  static let mostShiftsExact = 60
  private static let gapWithManyShifts = 0.01
  /// Repairs of a proposal at most before another is asked for: while there is no schedule yet, and later.
  private static let mostRepairs = (first: 8, later: 3)

  /// Share of the time limit that the final check may take, and how often a schedule can be played in it.
  private static let checkShare = 0.2
  private static let playsOfCheck = 15.0

  /// - Parameters:
  ///   - seconds: the time for all, with the final check; it counts from `began`.
  ///   - gap: relative distance between cost and bound at which it is good enough.
  init(
    _ problem: StaffingProblem, began: Date, seconds: Double, gap: Double?,
    progress: @escaping @Sendable (ScheduleProgress) -> Void
  ) throws {
    self.problem = problem
    end = began.addingTimeInterval(seconds)
    deadline = began.addingTimeInterval((1 - Self.checkShare) * seconds)
    wantedGap = gap
    self.progress = progress
    let choices = ShiftChoice.all(problem)
    self.choices = choices
    let parts = problem.components.map { SchedulePart(problem, choices, indices: $0) }
    self.parts = parts
    let covered = Set(parts.flatMap(\.cells))
    otherCells = problem.cells.indices.filter { !covered.contains($0) }
    let aDay = problem.rates.enumerated().reduce(0) { $0 + $1.element.reduce(0, +) * problem.length($1.offset) }
    let isLarge = choices.count > Self.mostShiftsExact
    let wanted = (isLarge ? Self.contactsWithManyShifts : Self.contactsWithFewShifts) / max(1, aDay)
    care = max(1, min(Self.mostCare / 2, Int(wanted / Double(problem.replications))))
    var staffing = try StaffingSearch(problem)
    try staffing.run()
    requirement = staffing.heads
    floors = requirement.map { $0.map { _ in 0 } }
  }

  /// Productive heads on each shift of the best schedule; `nil` before every part has one.
  var best: [Int]? {
    var values = Array(repeating: 0, count: choices.count)
    for part in parts {
      guard let own = part.best else { return nil }
      for (column, value) in zip(part.columns, own) { values[column] = value }
    }
    return values
  }

  var bestCost: Double { parts.reduce(0) { $0 + $1.bestCost } }
  var bound: Double { parts.reduce(0) { $0 + min($1.bound, $1.bestCost) } }
  var isProven: Bool { parts.allSatisfy(\.isProven) }
  var hasPlanes: Bool { parts.contains { $0.hasPlanes && !$0.isProven } }

  /// The distance between cost and bound at which a part is good enough.
  func gap(_ part: SchedulePart) -> Double {
    wantedGap ?? (part.columns.count > Self.mostShiftsExact ? Self.gapWithManyShifts : 0)
  }

  /// Whether all parts together are good enough: one may be worse than asked where others are better, but for those of which
  /// the best is asked.
  var isWithinGap: Bool {
    let allowed = parts.reduce(0) { $0 + gap($1) * $1.bestCost }
    return parts.allSatisfy { gap($0) > 0 || $0.isWithin(0) } && bestCost - bound <= allowed + 1e-9
  }

  /// Playing a schedule of all parts took so long: the final check plays it a few times at most.
  mutating func note(playing seconds: Double) {
    deadline = max(deadline, end.addingTimeInterval(-1 - Self.playsOfCheck * seconds))
  }

  /// Whether to stop with what there is.
  var isOver: Bool { problem.isCancelled() || Date() >= deadline }
  var secondsLeft: Double { max(0.5, deadline.timeIntervalSinceNow) }

  /// Searches until the programmes' own answers keep all promises, the gap is small enough, or time is up.
  /// - Throws: ``PlanningError`` for periods that no pattern covers; when it was stopped before anything was found.
  mutating func run() throws {
    if !hasBegun { try begin() }
    hasBegun = true
    while !isOver, !isWithinGap {
      let answers = ask()
      var candidates: [[Int]?] = Array(repeating: nil, count: parts.count)
      for number in parts.indices { candidates[number] = try answers[number].flatMap { try take($0, number) } }
      guard candidates.contains(where: { $0 != nil }) else { break }
      let missed = try judge(candidates)
      try react(candidates, missed)
    }
    try leaveOut()
    boundDays()
    try prove()
    isCutShort = isOver
  }

  /// What a programme answered.
  private struct Answer: Sendable {
    let isRepair: Bool
    let outcome: IntegerProgramme.Outcome
  }

  /// Asks the programmes of all parts that are not settled, side by side.
  private mutating func ask() -> [Answer?] {
    for number in parts.indices {
      // Rows that a rejection asked for are no bound: what satisfies them is good enough.
      if parts[number].isWithin(gap(parts[number])) || parts[number].isBoundFinal && parts[number].best != nil {
        parts[number].isSettled = true
      }
    }
    let open = parts.indices.filter { !parts[$0].isSettled }
    let asked = parts
    let share = max(1, Double(open.count) / Double(problem.threads))
    let (seconds, gaps, isCancelled) = (secondsLeft, parts.map { gap($0) }, problem.isCancelled)
    let answers = Mutex<[Int: Answer]>([:])
    let workers = min(open.count, max(1, problem.threads))
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      while true {
        let place = next.withLock { value in
          value += 1
          return value - 1
        }
        guard place < open.count else { return }
        let number = open[place]
        let answer = Self.ask(
          asked[number], seconds: max(2, min(10, seconds / 2) / share), gap: gaps[number], isCancelled: isCancelled)
        answers.withLock { $0[number] = answer }
      }
    }
    return answers.withLock { found in parts.indices.map { found[$0] } }
  }

  private static func ask(
    _ part: SchedulePart, seconds: Double, gap: Double, isCancelled: @escaping @Sendable () -> Bool
  ) -> Answer {
    let isLarge = part.columns.count > mostShiftsExact
    if let repair = part.repair {
      let outcome = repair.solve(seconds: min(3, seconds), gap: isLarge ? 0.003 : 0, isCancelled: isCancelled)
      if case .solved(_, let cost, _) = outcome, cost < part.bestCost - 1e-9 {
        return Answer(isRepair: true, outcome: outcome)
      }
    }
    return Answer(
      isRepair: false, outcome: part.programme.solve(seconds: seconds, gap: gap / 4, isCancelled: isCancelled))
  }

  /// The shifts of an answer, to be judged; `nil` when the part is settled.
  private mutating func take(_ answer: Answer, _ number: Int) throws -> [Int]? {
    if !answer.isRepair { parts[number].repair = nil }
    switch answer.outcome {
    case .infeasible:
      guard parts[number].best != nil else { throw PlanningError(uncoverable(parts[number])) }
      // The rows say that nothing cheaper would do.
      parts[number].raiseBound(to: parts[number].bestCost)
      parts[number].isProven = !parts[number].hasPlanes && !parts[number].isBoundFinal
      parts[number].isSettled = true
      return nil
    case .outOfTime(let found):
      parts[number].raiseBound(to: found)
      parts[number].isSettled = true
      return nil
    case .solved(let values, let price, let found):
      guard !answer.isRepair else { return values }
      parts[number].raiseBound(to: found)
      if cost(values, parts[number]) >= parts[number].bestCost - 1e-9 {
        parts[number].isProven = !parts[number].hasPlanes && price <= found + 1e-6 && !parts[number].isBoundFinal
        parts[number].isSettled = true
        return nil
      }
      return values
    }
  }

  /// Learns from how the shifts of parts were judged.
  private mutating func react(_ candidates: [[Int]?], _ missed: Set<Int>) throws {
    var failures: [Failure] = []
    for (number, values) in candidates.enumerated() {
      guard let values else { continue }
      let own = parts[number].cells.filter(missed.contains)
      let isRepair = parts[number].repair != nil
      guard !own.isEmpty else {
        parts[number].repair = nil
        continue
      }
      parts[number].repairs += isRepair ? 1 : 0
      if !isRepair {
        failures.append(Failure(part: number, values: values, missed: own))
      } else if parts[number].repairs
        > (parts[number].best == nil ? Self.mostRepairs.first : Self.mostRepairs.later)
      {
        parts[number].repair = nil
      } else {
        repair(number, values, own)
      }
    }
    try learn(failures)
    for failure in failures {
      let number = failure.part
      if !parts[number].proposed.insert(failure.values).inserted {
        // The planes let the same schedule pass again: this row does not.
        parts[number].programme.requireMore(
          than: agents(failure.values, parts[number]), in: places(of: failure.missed))
      }
      parts[number].repair = parts[number].programme
      parts[number].repairs = 0
      repair(number, failure.values, failure.missed)
    }
  }

  /// Asks for more agents where a part's shifts failed.
  private mutating func repair(_ number: Int, _ values: [Int], _ missed: [Int]) {
    let heads = agents(values, parts[number])
    for place in raises(missed, parts[number], heads: heads, earlier: parts[number].repairs > 1) {
      parts[number].repair?.requireMore(
        than: Int(heads[place.index][place.period] + 1e-9), index: place.index, period: place.period)
    }
  }

  /// Cells that fresh streams do not show to be kept: the present best is out, and more is asked for there.
  mutating func reject(_ cells: [Int]) throws {
    guard let best else { return }
    care = min(Self.mostCare, 2 * care)
    lastScores = try scores(best)
    var failures: [Failure] = []
    for number in parts.indices {
      let own = parts[number].cells.filter(cells.contains)
      guard !own.isEmpty, let values = parts[number].best else { continue }
      parts[number].best = nil
      parts[number].bestCost = .infinity
      parts[number].isProven = false
      parts[number].isSettled = false
      parts[number].isBoundFinal = true
      failures.append(Failure(part: number, values: values, missed: own))
    }
    try learn(failures)
    for failure in failures {
      let number = failure.part
      parts[number].safe.requireMore(than: agents(failure.values, parts[number]), in: places(of: failure.missed))
      parts[number].repair = parts[number].programme
      parts[number].repairs = 0
      repair(number, failure.values, failure.missed)
    }
  }

  /// The cost that no schedule is below, when no margin for chance is asked for.
  func boundWithoutMargin() -> Double {
    parts.reduce(0) { $0 + min(Self.bound(of: $1.relaxed, seconds: 3), $1.bestCost) }
  }
}
