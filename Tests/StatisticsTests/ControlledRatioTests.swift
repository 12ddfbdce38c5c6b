import Statistics
import Testing

/// Ratios corrected by controls of known expectation.
@Suite struct ControlledRatioTests {
  /// A small generator of its own, so that the tests depend on nothing.
  private struct Draws {
    var state: UInt64
    mutating func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    /// Sum of twelve, less its mean: nearly normal with variance 1.
    mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + unit() } }
  }

  /// What the controls tell wholly is known exactly, whatever they came to.
  @Test func linearInTheControlsIsExact() throws {
    var figure = ControlledRatio(controls: 2)
    for (index, c) in [3, -1, 4, 1, -5, 9, -2, 6, -5, 3, 5, -8, 9, 7, -9].enumerated() {
      let other = Int64(index * index % 7) - 3
      figure.add(x: 500 + 20 * Int64(c) - 7 * other, y: 1, controls: [Int64(c), other], section: index)
    }
    let ratio = figure.ratio()
    #expect(abs(try #require(ratio.estimate) - 500) < 1e-6)
    #expect(try #require(ratio.halfWidth) < 1e-6)
    #expect(try abs(#require(figure.uncontrolled.ratio().estimate) - 500) > 1)
  }

  /// With no or too few replications it is the ratio without controls.
  @Test func tooFewReplicationsHaveNoControls() {
    var figure = ControlledRatio(controls: 3)
    #expect(figure.ratio().estimate == nil)
    for number in 0..<15 {
      figure.add(x: Int64(number), y: 10, controls: [Int64(number), 1, -1], section: number)
      #expect(figure.ratio().estimate == figure.uncontrolled.ratio().estimate)
      #expect(figure.ratio().halfWidth == figure.uncontrolled.ratio().halfWidth)
      #expect(figure.ratio().factor == nil)
    }
  }

  /// A control twice, or one that is always 0, changes nothing.
  @Test func superfluousControlsAreLeftOut() throws {
    var (one, many) = (ControlledRatio(controls: 1), ControlledRatio(controls: 3))
    var draws = Draws(state: 5)
    for unit in 0..<200 {
      let c = Int64(draws.normal() * 1000)
      let x = 10_000 + 3 * c + Int64(draws.normal() * 500)
      one.add(x: x, y: 100, controls: [c], section: unit)
      many.add(x: x, y: 100, controls: [c, 0, 2 * c], section: unit)
    }
    let (first, second) = (one.ratio(), many.ratio())
    #expect(abs(try #require(first.estimate) - #require(second.estimate)) < 1e-9)
    #expect(try abs(#require(first.halfWidth) / #require(second.halfWidth) - 1) < 0.02)
  }

  @Test func mergesToTheSameBytes() {
    var whole = ControlledRatio(controls: 2)
    var parts = (0..<3).map { _ in ControlledRatio(controls: 2) }
    for unit in 0..<60 {
      let (x, y, c) = (Int64(unit * 37 % 101), Int64(50 + unit % 7), [Int64(unit % 5) - 2, Int64(unit % 11) - 5])
      whole.add(x: x, y: y, controls: c, section: unit)
      parts[unit * 3 / 60].add(x: x, y: y, controls: c, section: unit)
    }
    var merged = parts[2]
    merged.merge(parts[0])
    merged.merge(parts[1])
    #expect(merged == whole)
    #expect(merged.ratio() == whole.ratio())
  }

  /// In 1 000 small samples the mean is right, the interval covers, and the factor is that of theory, 1 / (1 − ρ²).
  @Test func isUnbiasedAndCovers() throws {
    var draws = Draws(state: 1)
    var (covered, sum, squares, halfWidths) = (0, 0.0, 0.0, 0.0)
    let samples = 1000
    for _ in 0..<samples {
      var figure = ControlledRatio(controls: 2)
      for unit in 0..<30 {
        let (a, b, e) = (draws.normal(), draws.normal(), draws.normal())
        // ρ² = 8 / 9; denominators vary with the controls too.
        let y = 1000 + 50 * a
        let x = 0.5 * y + 20 * a + 20 * b + 10 * e
        figure.add(
          x: Int64((x * 1000).rounded()), y: Int64((y * 1000).rounded()),
          controls: [Int64((a * 1e6).rounded()), Int64((b * 1e6).rounded())], section: unit)
      }
      let (estimate, halfWidth, _) = figure.ratio()
      let (mean, width) = (try #require(estimate), try #require(halfWidth))
      if abs(mean - 0.5) <= width { covered += 1 }
      sum += mean
      squares += (mean - 0.5) * (mean - 0.5)
      halfWidths += width
    }
    let n = Double(samples)
    let deviation = (squares / n).squareRoot()
    #expect((930...970).contains(covered), "\(covered)")
    #expect(abs(sum / n - 0.5) < 3 * deviation / n.squareRoot())
    // 10 / 1000 / √30, and what estimating two coefficients from 27 costs.
    let ideal = 0.01 / 30.0.squareRoot()
    #expect(deviation > 0.95 * ideal && deviation < 1.12 * ideal, "\(deviation / ideal)")
    #expect(halfWidths / n > 1.9 * ideal && halfWidths / n < 2.4 * ideal)
  }
}
