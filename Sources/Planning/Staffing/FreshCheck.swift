import ContactCentre
import Simulation
import Statistics

/// The final check of a plan, on streams that the search has not seen.
///
/// A plan is called good only if each of its promises passes a one-sided test. Were one of them broken, the plan would pass
/// with the probability that this one test errs, however many others there are (an intersection–union test; R. L. Berger,
/// Technometrics 24, 1982). Rounds and looks share out the 5 %: a broken plan is called good with at most that probability. Between rounds
/// agents are only added, and more agents keep a promise no worse: what has passed stays passed.
struct FreshCheck {
  /// The confidence of the whole.
  static let confidence = 0.95
  /// Rounds of checking and raising at most.
  static let mostRounds = 12
  /// Looks at growing numbers of replications within a round.
  private static let looks = 4

  /// Standard errors that a promise has to be kept by, with many replications.
  static var factor: Double { Confidence.studentQuantile(1 - tail, degreesOfFreedom: 10_000) }
  private static var tail: Double { (1 - confidence) / Double(mostRounds * looks) }

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
    let replications: Int
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
    var look = 0
    while true {
      look += 1
      let scores = PromiseScores(problem.cells, table, figures: true)
      let factor = Confidence.studentQuantile(1 - Self.tail, degreesOfFreedom: count - 1)
      let open = scores.slack.indices.filter { cell in
        guard scores.isObserved[cell] else { return false }
        // What has passed is in doubt again only if it is clearly missed now.
        return pending.contains(cell)
          ? scores.slack[cell] - factor * scores.error[cell] < 0 : scores.slack[cell] + 3 * scores.error[cell] < 0
      }
      // With one clearly missed the plan has to change: then all that seem missed, before longer looks at the rest.
      let isMissed = open.contains { scores.slack[$0] + 3 * scores.error[$0] < 0 }
      if open.isEmpty || look == Self.looks || isMissed {
        let raised = look == Self.looks ? open : open.filter { scores.slack[$0] < 0 }
        return Outcome(table: table, scores: scores, open: open, raise: raised, replications: count)
      }
      table.append(try play(count..<2 * count))
      count *= 2
    }
  }
}
