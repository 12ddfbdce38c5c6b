import Simulation
import Statistics

/// The final check of a plan, on streams that the search has not seen.
///
/// A plan is called good only if every promise is kept with confidence: the probability that chance alone made any of them
/// look kept is at most 5 %, over all promises, looks and rounds together (Bonferroni's inequality).
struct FreshCheck {
  /// The confidence of the whole.
  static let confidence = 0.95
  /// Looks at growing numbers of replications within a round.
  private static let looks = 3

  let problem: StaffingProblem
  /// Replications of the first look; each further look has twice as many.
  let replications: Int

  /// What a round found.
  struct Outcome {
    let table: ReplicationTable
    let scores: PromiseScores
    /// Cells that are not shown to be kept.
    let open: [Int]
    let replications: Int
  }

  /// Plays a plan on the streams of a round (from 1).
  func run(_ heads: HeadPlan, round: Int) throws -> Outcome {
    // Any other seed gives independent streams: seeds are hashed.
    let seed = problem.seed &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(round)
    var count = replications
    var table = try problem.table(heads, 0..<count, seed: seed)
    var look = 0
    while true {
      look += 1
      let scores = PromiseScores(problem.cells, table, figures: true)
      let tail =
        (1 - Self.confidence) / Double(1 << round) / Double(Self.looks)
        / Double(max(1, scores.isObserved.count { $0 }))
      let factor = Confidence.studentQuantile(1 - tail, degreesOfFreedom: count - 1)
      let open = scores.slack.indices.filter {
        scores.isObserved[$0] && scores.slack[$0] - factor * scores.error[$0] < 0
      }
      let isHopeless = open.contains { scores.slack[$0] + 2 * scores.error[$0] < 0 }
      if open.isEmpty || look == Self.looks || isHopeless {
        return Outcome(table: table, scores: scores, open: open, replications: count)
      }
      table.append(try problem.table(heads, count..<2 * count, seed: seed))
      count *= 2
    }
  }
}
