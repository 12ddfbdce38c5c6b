import Foundation
import LogFitting
import Randomness
import Testing

/// Standard errors of laws with many figures, against formulas and against second derivatives taken in the test.
@Suite struct LawErrorTests {
  /// The laws of handling times, in whole seconds.
  private func laws(_ handled: [Int]) throws -> [LawFit] {
    var text = "type,in,reply,out\n"
    let midnight = LogClock.day(year: 2026, month: 3, day: 2) * 86_400
    for (index, seconds) in handled.enumerated() {
      let at = midnight + index % 7 * 86_400 + 60 * (index / 7)
      text += "call,\(at),\(at),\(at + seconds)\n"
    }
    let mapping = "times: unixSeconds\ncolumns: {type: type, arrived: in, answered: reply, ended: out}"
    let fit = try Logs.withFolder { folder in
      try LogFit(paths: [Logs.write(text, "log.csv", in: folder)], mapping: Logs.parsed(mapping))
    }
    return try #require(fit.types.first).handling
  }

  /// Of 1 000 uniform durations up to 200 s the quantile at p has the error 200 s · √(p(1 − p)/1000).
  @Test func ofQuantiles() throws {
    let handled = (0..<1_000).map { ($0 * 619) % 1_000 / 5 + 1 }
    let law = try #require(try laws(handled).first { $0.family == .empirical })
    let figures = try #require(law.figureErrors.first)
    #expect(figures.key == "quantiles")
    let last = figures.errors.count - 1
    for index in stride(from: last / 5, through: 4 * last / 5, by: last / 10) {
      let level = Double(index) / Double(last)
      let expected = 200 * (level * (1 - level) / 1_000).squareRoot()
      #expect(abs(figures.errors[index] / expected - 1) < 0.1, "\(level): \(figures.errors[index]) for \(expected)")
    }
    // That of the mean is the deviation over the root of the count.
    #expect(abs((law.meanError ?? 0) / (200 / 12.0.squareRoot() / 1_000.0.squareRoot()) - 1) < 0.02)
  }

  /// Half of the durations of one phase of about a minute, half of one of ten: the errors are those of the second derivatives
  /// of the log-likelihood, taken numerically.
  @Test func ofPhaseTypeLaws() throws {
    let count = 3_000
    // In an order that has nothing to do with the time of day.
    let handled = (0..<count).map { place -> Int in
      let index = place * 1_009 % count
      let level = (Double(index / 2) + 0.5) / Double(count / 2)
      return max(1, Int((-log(1 - level) * (index % 2 == 0 ? 60 : 600)).rounded()))
    }
    let fit = try #require(try laws(handled).first { $0.family == .phaseType })
    guard case .phaseType(let branches) = fit.law else { return #expect(Bool(false), "no mixture") }
    #expect(branches.map(\.stages) == [1, 1], "a branch more would earn nothing")
    // Two exponential branches: share of the second, and both means.
    func cost(_ figures: [Double]) -> Double {
      handled.reduce(0) { sum, seconds in
        let at = Double(seconds)
        let first = (1 - figures[0]) / figures[1] * exp(-at / figures[1])
        let second = figures[0] / figures[2] * exp(-at / figures[2])
        return sum - log(first + second)
      }
    }
    let best = [branches[1].share, branches[0].mean, branches[1].mean]
    let steps = best.map { $0 * 1e-3 }
    func moved(_ changes: [Int: Double]) -> Double {
      var figures = best
      for (index, times) in changes { figures[index] += times * steps[index] }
      return cost(figures)
    }
    var matrix = [[Double]](repeating: [0, 0, 0], count: 3)
    for row in 0..<3 {
      matrix[row][row] = (moved([row: 1]) - 2 * moved([:]) + moved([row: -1])) / (steps[row] * steps[row])
      for column in 0..<row {
        let mixed =
          moved([row: 1, column: 1]) - moved([row: 1, column: -1]) - moved([row: -1, column: 1])
          + moved([row: -1, column: -1])
        matrix[row][column] = mixed / (4 * steps[row] * steps[column])
        matrix[column][row] = matrix[row][column]
      }
    }
    // The diagonal of the inverse: minors over the determinant.
    func minor(_ left: Int, _ right: Int) -> Double {
      matrix[left][left] * matrix[right][right] - matrix[left][right] * matrix[right][left]
    }
    let determinant =
      matrix[0][0] * minor(1, 2) - matrix[0][1] * (matrix[1][0] * matrix[2][2] - matrix[1][2] * matrix[2][0])
      + matrix[0][2] * (matrix[1][0] * matrix[2][1] - matrix[1][1] * matrix[2][0])
    let expected = [minor(1, 2), minor(0, 2), minor(0, 1)].map { ($0 / determinant).squareRoot() }
    let shares = try #require(fit.figureErrors.first { $0.key == "share" }).errors
    let means = try #require(fit.figureErrors.first { $0.key == "mean" }).errors
    #expect(shares[0] == shares[1], "one share is what the other leaves")
    for (ours, theirs) in zip([shares[1], means[0], means[1]], expected) {
      #expect(abs(ours / theirs - 1) < 0.1, "\(ours) for \(theirs)")
    }
  }

  /// Of 40 logs of known hazards the intervals of the shares that leave, of the tail, and of the mean hold nearly all.
  @Test func ofHazards() throws {
    var state: UInt64 = 5
    func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (Double(state >> 33) + 0.5) / Double(1 << 31)
    }
    var held = (mean: 0, leave: 0, leaves: 0)
    for _ in 0..<40 {
      var text = "type,joined,left,answered,ended,outcome\n"
      let midnight = LogClock.day(year: 2026, month: 3, day: 2) * 86_400
      for index in 0..<700 {
        let at = midnight + index % 7 * 86_400 + 600 * (index / 7)
        // Patience is exponential with mean 200 s; every other customer is served after a uniform time.
        let (patience, offered) = (-log(unit()) * 200, index % 2 == 0 ? 2_000 : unit() * 400)
        let left = at + Int(min(patience, offered).rounded())
        text +=
          patience < offered ? "call,\(at),\(left),,\(left),gone\n" : "call,\(at),\(left),\(left),\(left + 9),ok\n"
      }
      let mapping = """
        times: unixSeconds
        columns: {type: type, arrived: joined, queued: joined, dequeued: left, answered: answered, ended: ended, outcome: outcome}
        outcomes: {answered: [ok], abandoned: [gone]}
        """
      let one = try Logs.withFolder { folder in
        try LogFit(paths: [Logs.write(text, "log.csv", in: folder)], mapping: Logs.parsed(mapping))
      }
      let fit = try #require(one.types[0].patience.first { $0.family == .piecewiseHazard })
      guard case .piecewiseHazard(let pieces) = fit.law else { continue }
      if abs(fit.law.mean - 200) < 1.96 * (fit.meanError ?? 0) { held.mean += 1 }
      let errors = try #require(fit.figureErrors.first { $0.key == "leave" }).errors
      var start = 0.0
      for (end, (leave, error)) in zip(pieces.until, zip(pieces.leave, errors)) {
        held.leaves += 1
        if abs(leave - (1 - exp(-(end - start) / 200))) < 1.96 * error { held.leave += 1 }
        start = end
      }
    }
    // Of 40 intervals that hold with 95 %, fewer than 34 do with probability 0.3 %.
    #expect(held.mean >= 34, "\(held.mean)")
    // Stretches end where a tenth of those who gave up had: that is not independent of who did, so a little is allowed for.
    #expect(abs(Double(held.leave) / Double(held.leaves) - 0.95) < 0.05, "\(held.leave) of \(held.leaves)")
  }
}
