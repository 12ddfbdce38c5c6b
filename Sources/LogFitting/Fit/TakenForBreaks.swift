#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a record lacks that holds durations up to a limit only.
///
/// A wrap-up T ends where it is seen to, if somebody waits until then; when the line is empty earlier, at a time C, only T > C is
/// known. If both exceed the limit L it is taken for a break and is not in the record at all. What is recorded therefore has the
/// likelihood of censored durations divided by 1 − P(T > L) P(C > L), once for each.
///
/// Of C nothing is assumed. For every P(T > L) its law is the one that makes the record likeliest: the product-limit estimate
/// with as many more at risk as are then expected to be missing, found in turns (expectation and maximisation; B. W. Turnbull,
/// J. R. Statist. Soc. B 38, 1976). What is left is a likelihood of the law of T alone, and its curvature tells the errors.
struct TakenForBreaks {
  /// Those that were cut off in each cell, and those that were still at risk of it.
  private let cells: [(cutOff: Double, atRisk: Double)]
  private let count: Double

  init(_ counts: DurationCounts) {
    count = Double(counts.count + counts.cutOff)
    var cells: [(cutOff: Double, atRisk: Double)] = []
    var left = count
    for cell in counts.censored.indices {
      // Who ended in the cell of a cut did so before it.
      if cell < counts.ended.count { left -= Double(counts.ended[cell]) }
      let cutOff = Double(counts.censored[cell])
      if cutOff > 0 { cells.append((cutOff, left)) }
      left -= cutOff
    }
    self.cells = cells
  }

  /// What it adds to the log-likelihood that a duration exceeds the limit with some probability.
  func logLikelihood(beyond share: Double) -> Double {
    // From above: with none missing the last at risk, if it was cut off, would leave nobody to outlast the limit.
    var missing = count * share
    for _ in 0..<500 {
      let lost = share * outlasting(missing)
      let next = count * lost / max(1 - lost, 1e-9)
      let isSettled = abs(next - missing) <= 1e-9 * count
      missing = next
      if isSettled { break }
    }
    var sum = -count * log(max(1 - share * outlasting(missing), 1e-300))
    for cell in cells {
      let hazard = cell.cutOff / (cell.atRisk + missing)
      sum += cell.cutOff * log(hazard)
      if cell.atRisk > cell.cutOff { sum += (cell.atRisk - cell.cutOff) * log1p(-hazard) }
    }
    return sum
  }

  /// P(C > L), if so many are missing.
  private func outlasting(_ missing: Double) -> Double {
    cells.reduce(1) { share, cell in
      let atRisk = cell.atRisk + missing
      return atRisk > 0 ? share * (1 - cell.cutOff / atRisk) : share
    }
  }
}
