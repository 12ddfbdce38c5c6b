import ContactCentre
import Simulation
import Statistics

/// The final check of a plan, on streams that the search has not seen.
///
/// A plan is called good only if each of its promises passes a one-sided test. Were one of them broken, the plan would pass
/// with the probability that this one test errs, however many others there are (an intersection–union test; R. L. Berger,
/// Technometrics 24, 1982). Rounds and looks share out the 5 %, half of what is left to each round: a broken plan is called
/// good with at most that probability. As long as agents are only added between rounds, and more agents keep a promise no
/// worse, what has passed need not pass again, but the streams of the last round must not speak against it: there too it is
/// kept. After agents were dropped all has to pass anew.
struct FreshCheck {
  /// The confidence of the whole.
  static let confidence = 0.95
  /// Rounds of checking and raising at most.
  static let mostRounds = 12
  /// Looks at growing numbers of replications within a round; one more for a single queue, which is quickly looked at.
  private static let looks = 4
  private var looks: Int { Self.looks + (problem.isOneQueue ? 1 : 0) }

  /// A period is rare when fewer contacts come in the longest look than show a promise that is kept half as far above its
  /// target as could be.
  private static let rareFactor = 4.0

  /// Standard errors that a promise has to be kept by, with many replications, in one of the first rounds.
  static var factor: Double { Confidence.studentQuantile(1 - tail(round: 3, looks: looks), degreesOfFreedom: 10_000) }

  /// The chance that a look of a round (from 1) lets a broken promise pass.
  private static func tail(round: Int, looks: Int) -> Double {
    var share = 1 - confidence
    for _ in 0..<round { share /= 2 }
    return share / Double(looks)
  }

  let problem: StaffingProblem
  /// Replications of the first look; each further look has twice as many.
  let replications: Int

  /// What a round found.
  struct Outcome {
    let table: ReplicationTable
    let scores: PromiseScores
    /// Cells that are not shown to be kept.
    let open: [Int]
    /// Those of them where agents should be added.
    let raise: [Int]
    /// Cells with so few contacts that those of a type were judged together.
    let together: [Int]
    /// Types of them with so few contacts even together that only what was seen could be judged.
    let tooFew: [Int]
    let replications: Int

    /// What was seen of a plan, with nothing shown of it yet.
    static func unchecked(_ search: StaffingSearch) -> Outcome {
      let cells = search.problem.cells
      let scores = PromiseScores(cells, search.table, figures: true)
      return Outcome(
        table: search.table, scores: scores, open: cells.indices.filter { scores.isObserved[$0] }, raise: [],
        together: [], tooFew: [], replications: search.table.count)
    }
  }

  /// What the counts say.
  private struct Verdict {
    var open: [Int] = []
    /// Those that seem missed.
    var missed: [Int] = []
    var together: [Int] = []
    var tooFew: [Int] = []
  }

  /// Plays a plan on the streams of a round (from 1).
  /// - Parameter pending: the cells that have not passed yet.
  func run(_ heads: HeadPlan, round: Int, pending: Set<Int>) throws -> Outcome {
    try run(problem.scenario(with: heads), round: round, pending: pending)
  }

  /// Plays a scenario on the streams of a round (from 1).
  func run(_ staffed: Scenario, round: Int, pending: Set<Int>) throws -> Outcome {
    var staffed = staffed
    // Any other seed gives independent streams: seeds are hashed.
    let seed = problem.seed &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(round)
    staffed.experiment.seed = seed
    var count = replications
    func play(_ replications: Range<Int>) throws -> ReplicationTable {
      try StaffingProblem.table(
        staffed, replications, threads: problem.threads, isCancelled: { false }, afterEach: problem.afterEach)
    }
    var table = try play(0..<count)
    let longest = Double(replications << (looks - 1))
    let hasMixes = problem.hasMixes
    var look = 0
    while true {
      look += 1
      let scores = PromiseScores(problem.cells, table, figures: true)
      let factor = Confidence.studentQuantile(1 - Self.tail(round: round, looks: looks), degreesOfFreedom: count - 1)
      let verdict = judge(scores, pending: pending, factor: factor, replications: count)
      // Agents may be due where it is not shown; of the rare periods where somebody was late.
      let due = verdict.open.filter { !verdict.together.contains($0) || verdict.missed.contains($0) }
      /// Whether hardly even the longest look would show a promise: what it needs then is beyond what is seen now by so many
      /// errors. What was shown before needs only be kept; so does all where groups stand in for each other, as another mix
      /// is looked for then, and the longer the look, the better it is known by what margin.
      func isHopeless(_ cell: Int, errors: Double) -> Bool {
        let needed = pending.contains(cell) && !hasMixes ? factor * (Double(count) / longest).squareRoot() : 0
        return scores.slack[cell] + errors * scores.error[cell] < needed * scores.error[cell]
      }
      // With one like that the plan has to change: then wherever it seems so, before longer looks at the rest.
      let isLast = look == looks
      if verdict.open.isEmpty || isLast || due.contains(where: { isHopeless($0, errors: 3) }) {
        let raised = isLast ? due : hasMixes ? verdict.missed : due.filter { isHopeless($0, errors: 1) }
        return Outcome(
          table: table, scores: scores, open: verdict.open, raise: raised, together: verdict.together,
          tooFew: verdict.tooFew, replications: count)
      }
      table.append(try play(count..<2 * count))
      count *= 2
    }
  }

  /// Tests each cell by itself, and those with few contacts together with the others of their type.
  private func judge(_ scores: PromiseScores, pending: Set<Int>, factor: Double, replications count: Int) -> Verdict {
    var verdict = Verdict()
    let most = Double(replications << (looks - 1))
    var rare: [Int: [Int]] = [:]
    for (number, cell) in problem.cells.enumerated() where scores.isObserved[number] {
      let shows = factor * factor * cell.target / (1 - cell.target)
      let (slack, error) = (scores.slack[number], scores.error[number])
      if cell.probability == nil, cell.periods.count == 1, scores.weight[number] * most < Self.rareFactor * shows {
        rare[cell.type, default: []].append(number)
        if slack + 2 * error < 0 {
          verdict.open.append(number)
          verdict.missed.append(number)
        }
      } else if slack < (pending.contains(number) ? factor * error : 0) {
        verdict.open.append(number)
        if slack < 0 { verdict.missed.append(number) }
      }
    }
    for (type, cells) in rare.sorted(by: { $0.key < $1.key }) {
      verdict.together += cells
      let slack = cells.reduce(0) { $0 + scores.slack[$1] }
      let error = cells.reduce(0) { $0 + scores.error[$1] * scores.error[$1] }.squareRoot()
      let target = problem.cells[cells[0]].target
      let contacts = cells.reduce(0) { $0 + scores.weight[$1] } * most
      let isEnough = contacts >= factor * factor * target / (1 - target)
      if !isEnough { verdict.tooFew.append(type) }
      let isPending = isEnough && cells.contains(where: pending.contains)
      guard slack < (isPending ? factor * error : 0) else { continue }
      // Agents where somebody was late.
      let late = cells.filter { scores.slack[$0] < (1 - target) * scores.weight[$0] - 1e-12 }
      verdict.open += cells.filter { !verdict.open.contains($0) }
      verdict.missed += late.filter { !verdict.missed.contains($0) }
    }
    return verdict
  }
}
