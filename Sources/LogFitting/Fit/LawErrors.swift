import Randomness

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Standard errors of the figures of a law, under the key that the law has for them in a scenario.
public struct FigureErrors: Sendable, Hashable {
  /// For example `quantiles`, `share`, `mean`, `leave`, `tailMean`.
  public var key: String
  /// One for each figure, in their order.
  public var errors: [Double]
  /// Whether the figures are times, which move when the law is moved to another mean.
  public var areTimes: Bool
}

/// Standard errors of laws with many figures.
enum LawErrors {
  /// Of quantiles: half the distance between the quantiles one binomial standard error below and above (Woodruff, J. Amer.
  /// Statist. Assoc. 47, 1952). The first and the last figure are the ends of the law; theirs is that of their neighbour.
  static func empirical(_ quantiles: [Double], count: Int) -> [FigureErrors] {
    let last = quantiles.count - 1
    guard last >= 2, count > 0 else { return [] }
    func quantile(_ level: Double) -> Double {
      let place = min(1, max(0, level)) * Double(last)
      let index = min(last - 1, Int(place))
      return quantiles[index] + (place - Double(index)) * (quantiles[index + 1] - quantiles[index])
    }
    var errors = quantiles.indices.map { index -> Double in
      let level = Double(index) / Double(last)
      let step = (level * (1 - level) / Double(count)).squareRoot()
      return (quantile(level + step) - quantile(level - step)) / 2
    }
    errors[0] = errors[1]
    errors[last] = errors[last - 1]
    return [FigureErrors(key: "quantiles", errors: errors, areTimes: true)]
  }

  /// Of hazards that are events over time at risk: a share 1/√events each, carried over to the shares that leave.
  static func piecewiseHazard(_ pieces: HazardPieces, events: [Double]) -> [FigureErrors] {
    let leave = zip(pieces.leave, events).map { share, events in
      events > 0 ? -log1p(-share) * (1 - share) / events.squareRoot() : 0
    }
    guard let last = events.last, last > 0 else { return [] }
    return [
      FigureErrors(key: "leave", errors: leave, areTimes: false),
      FigureErrors(key: "tailMean", errors: [pieces.tailMean / last.squareRoot()], areTimes: true),
    ]
  }

  /// Of the mean of such a law: each hazard moved by its error, the others held.
  static func mean(_ pieces: HazardPieces, events: [Double]) -> Double? {
    let errors = piecewiseHazard(pieces, events: events)
    guard errors.count == 2 else { return nil }
    var variance = 0.0
    for index in pieces.leave.indices {
      var moved = pieces
      let step = min(errors[0].errors[index], (1 - pieces.leave[index]) / 2) / 100
      guard step > 0 else { continue }
      moved.leave[index] += step
      let slope = (Distribution.piecewiseHazard(moved).mean - Distribution.piecewiseHazard(pieces).mean) / step
      variance += slope * slope * errors[0].errors[index] * errors[0].errors[index]
    }
    let survival = pieces.leave.reduce(1) { $0 * (1 - $1) }
    let tail = survival * errors[1].errors[0]
    return (variance + tail * tail).squareRoot()
  }

  /// Of the shares and means of the branches of a mixture of Erlang laws: the inverse of the sum of the outer products of the
  /// scores (Berndt, Hall, Hall, Hausman, Annals of Economic and Social Measurement 3, 1974).
  static func phaseType(_ branches: [PhaseBranch], _ counts: DurationCounts) -> [FigureErrors] {
    let number = branches.count
    let size = 2 * number - 1
    var information = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for (cell, weight) in counts.endedCells {
      let at = DurationGrid.middle(cell)
      let densities = branches.map { branch in
        let stages = Double(branch.stages)
        return exp(
          stages * log(stages / branch.mean) - lgamma(stages) + (stages - 1) * log(at) - stages * at / branch.mean)
      }
      let density = zip(branches, densities).reduce(0) { $0 + $1.0.share * $1.1 }
      guard density > 1e-300 else { continue }
      // The shares of all branches but the first, which is what is left, and the means of all.
      var scores = (1..<number).map { (densities[$0] - densities[0]) / density }
      scores += branches.indices.map { index in
        let (mean, stages) = (branches[index].mean, Double(branches[index].stages))
        return branches[index].share * densities[index] / density * stages * (at / mean - 1) / mean
      }
      for row in 0..<size {
        for column in 0..<size { information[row][column] += Double(weight) * scores[row] * scores[column] }
      }
    }
    guard let covariance = inverse(information) else { return [] }
    var first = 0.0
    for row in 0..<number - 1 {
      for column in 0..<number - 1 { first += covariance[row][column] }
    }
    let variances = (0..<size).map { covariance[$0][$0] }
    guard first >= 0, variances.allSatisfy({ $0 >= 0 }) else { return [] }
    let shares = [first.squareRoot()] + variances.prefix(number - 1).map { $0.squareRoot() }
    return [
      FigureErrors(key: "share", errors: shares, areTimes: false),
      FigureErrors(key: "mean", errors: variances.suffix(number).map { $0.squareRoot() }, areTimes: true),
    ]
  }

  /// The inverse of a symmetric matrix by elimination with pivots; `nil` when it has none worth the name.
  static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
    let size = matrix.count
    // Scaled to ones on the diagonal: shares and times differ by orders of magnitude.
    let scale = matrix.indices.map { matrix[$0][$0] > 0 ? 1 / matrix[$0][$0].squareRoot() : 0 }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var rows = matrix.indices.map { row in
      matrix.indices.map { scale[row] * matrix[row][$0] * scale[$0] } + matrix.indices.map { $0 == row ? 1.0 : 0 }
    }
    for column in 0..<size {
      guard let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > 1e-10
      else { return nil }
      rows.swapAt(column, pivot)
      let factor = rows[column][column]
      for index in rows[column].indices { rows[column][index] /= factor }
      for row in 0..<size where row != column && rows[row][column] != 0 {
        let times = rows[row][column]
        for index in rows[row].indices { rows[row][index] -= times * rows[column][index] }
      }
    }
    return rows.indices.map { row in (0..<size).map { scale[row] * rows[row][size + $0] * scale[$0] } }
  }
}
