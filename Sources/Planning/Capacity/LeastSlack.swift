import Simulation

/// By how many standard errors the least of several estimated slacks has to be raised to be as often above as below the
/// least true one.
///
/// The least of noisy estimates is too low: of forty periods that are all on target one looks broken. By how much depends on
/// how many could be the worst and on how they vary together, and the replications show both: their deviations from the mean
/// are added up with many patterns of signs, each cell less what it is seen to be better by, and the median of the greatest
/// sum is taken. The idea is that of V. Chernozhukov, S. Lee and A. M. Rosen, “Intersection bounds: estimation and
/// inference”, Econometrica 81, 2013. Where many cells are little better than the worst the result is a third to half a
/// standard error too high; the plain least is more too low.
struct LeastSlack {
  /// Replications are added up in so many batches, of which each pattern changes the signs of some: a power of two.
  private static let batches = 128
  /// Standard errors by which a cell has to look better than the worst to count as less likely to be it.
  private static let doubt = 0.5

  private let cells: [PromiseCell]
  private let scores: PromiseScores
  private let table: ReplicationTable

  init(_ cells: [PromiseCell], _ scores: PromiseScores, _ table: ReplicationTable) {
    self.cells = cells
    self.scores = scores
    self.table = table
  }

  /// The standard errors, for the least slack of some cells; 0 where only one was observed.
  func lift(_ numbers: [Int]) -> Double {
    let observed = numbers.filter { scores.isObserved[$0] && scores.error[$0] > 0 }
    guard observed.count > 1, table.count > 1 else { return 0 }
    let better = observed.map { max(0, scores.slack[$0] / scores.error[$0] - Self.doubt) }
    let deviations = observed.map(deviations)
    var greatest: [Double] = []
    for pattern in 1..<Self.batches {
      var (most, mostOfOpposite) = (-Double.infinity, -Double.infinity)
      for (place, deviations) in deviations.enumerated() {
        var sum = 0.0
        for batch in deviations.indices {
          // The rows of a Hadamard matrix: over all of them the sums vary, and vary together, as the deviations do.
          sum += (pattern & batch).nonzeroBitCount & 1 == 0 ? deviations[batch] : -deviations[batch]
        }
        most = max(most, sum - better[place])
        mostOfOpposite = max(mostOfOpposite, -sum - better[place])
      }
      greatest += [most, mostOfOpposite]
    }
    greatest.sort()
    return max(0, (greatest[greatest.count / 2 - 1] + greatest[greatest.count / 2]) / 2)
  }

  /// What each batch of replications moves the slack of a cell by, in standard errors.
  private func deviations(_ number: Int) -> [Double] {
    let cell = cells[number]
    let mean = scores.slack[number] + (cell.probability ?? 0)
    var sums = Array(repeating: 0.0, count: min(Self.batches, table.count))
    var counted = 0.0
    for replication in 0..<table.count {
      let (x, y) = cell.pair(table, replication: replication)
      // A share of the days is over those with a contact.
      guard cell.probability == nil || y > 0 else { continue }
      counted += 1
      let value = cell.probability == nil ? x - cell.target * y : x / y >= cell.target ? 1 : 0
      sums[replication * sums.count / table.count] += value - mean
    }
    return sums.map { $0 / (counted * scores.error[number]) }
  }
}
