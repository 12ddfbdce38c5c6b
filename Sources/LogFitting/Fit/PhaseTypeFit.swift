import Randomness

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Mixtures of Erlang laws by expectation and maximisation.
///
/// Source: A. Thümmler, P. Buchholz, M. Telek, “A novel approach for phase-type fitting with the EM algorithm”, IEEE Trans.
/// Dependable and Secure Computing 3(3), 2006: the stages are given, shares and means of the branches are improved by turns.
enum PhaseTypeFit {
  /// Stages of the branches that are tried.
  private static let candidates = [
    [1, 1], [1, 2], [2, 2], [1, 3], [1, 1, 1], [1, 2, 3], [1, 2, 2], [1, 3, 6], [2, 4, 8],
  ]
  private static let rounds = 120

  /// Durations of a cell.
  private struct Cell {
    var at: Double
    var logAt: Double
    var weight: Double
  }

  static func fit(_ counts: DurationCounts) -> Distribution? {
    guard counts.count >= 30, counts.cutOff == 0 else { return nil }
    let cells = counts.endedCells.map {
      Cell(at: DurationGrid.middle($0.cell), logAt: log(DurationGrid.middle($0.cell)), weight: Double($0.count))
    }
    let fits = candidates.map { improve(start($0, mean: counts.mean), cells) }
    // A branch more has to earn its two figures (Schwarz, Annals of Statistics 6, 1978): of two laws that say the same the
    // smaller one is kept, whose figures can be told.
    func worth(_ fit: (branches: [PhaseBranch], logLikelihood: Double)) -> Double {
      fit.logLikelihood - Double(fit.branches.count) * log(Double(counts.count))
    }
    let best = fits.max { worth($0) < worth($1) }
    return best.map { .phaseType(rounded($0.branches)) }
  }

  /// Branches spread around the mean.
  private static func start(_ stages: [Int], mean: Double) -> [PhaseBranch] {
    let count = Double(stages.count)
    return stages.enumerated().map { index, stages in
      PhaseBranch(share: 1 / count, mean: mean * exp2(Double(index) * 2 - count + 1), stages: stages)
    }
  }

  private static func improve(_ start: [PhaseBranch], _ cells: [Cell])
    -> (branches: [PhaseBranch], logLikelihood: Double)
  {
    var branches = start
    var logLikelihood = -Double.infinity
    var densities = [Double](repeating: 0, count: start.count)
    let total = cells.reduce(0) { $0 + $1.weight }
    for _ in 0..<rounds {
      var weights = [Double](repeating: 0, count: branches.count)
      var sums = weights
      var next = 0.0
      let constants = branches.map { branch in
        let stages = Double(branch.stages)
        return log(branch.share) + stages * log(stages / branch.mean) - lgamma(stages)
      }
      for cell in cells {
        for index in branches.indices {
          let stages = Double(branches[index].stages)
          densities[index] = exp(
            constants[index] + (stages - 1) * cell.logAt - stages * cell.at / branches[index].mean)
        }
        let density = max(densities.reduce(0, +), 1e-300)
        next += cell.weight * log(density)
        for index in branches.indices {
          let part = cell.weight * densities[index] / density
          weights[index] += part
          sums[index] += part * cell.at
        }
      }
      for index in branches.indices where weights[index] > 1e-6 * total {
        branches[index].share = weights[index] / total
        branches[index].mean = sums[index] / weights[index]
      }
      if next - logLikelihood < 1e-6 * abs(next) { break }
      logLikelihood = next
    }
    return (branches, logLikelihood)
  }

  /// Shares to six decimals that add up to 1, as they are written; branches that nobody takes are left out.
  private static func rounded(_ branches: [PhaseBranch]) -> [PhaseBranch] {
    var kept = branches.filter { $0.share >= 1e-4 }
    for index in kept.indices { kept[index].share = (kept[index].share * 1e6).rounded() / 1e6 }
    let others = kept.dropFirst().reduce(0) { $0 + $1.share }
    if !kept.isEmpty { kept[0].share = ((1 - others) * 1e6).rounded() / 1e6 }
    return kept
  }
}
