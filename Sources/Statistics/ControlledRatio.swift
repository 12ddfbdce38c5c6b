/// A ratio over replications, corrected by controls: quantities of the same replications whose expectations are known.
///
/// A day with more arrivals than expected has longer waits than expected, and by how much is seen in the other days. What
/// chance did to the controls is taken out of the figure. Controls are given as deviations from their exact expectations.
///
/// The coefficients are estimated without bias by splitting: those that correct a section of the replications are estimated
/// from the other sections, so that they are independent of what they correct, and the residuals that the interval is made of
/// are errors of true predictions (A. N. Avramidis and J. R. Wilson, “A splitting scheme for control variates”, Operations
/// Research Letters 14, 1993).
///
/// All sums are of whole numbers: merging in any order gives the same bytes.
///
/// ```swift
/// var answered = ControlledRatio(controls: 1)
/// for day in days { answered.add(x: day.answered, y: day.offered, controls: [day.offered - 1000], section: day.number) }
/// answered.ratio().estimate
/// ```
public struct ControlledRatio: Sendable, Equatable {
  /// Sections that the replications are split into.
  public static let sections = 10

  /// How many controls there are.
  public let controls: Int
  /// Numerators and denominators, section by section.
  public private(set) var moments: [RatioMoments]
  /// Section by section: Σc, Σcx, Σcy, then the upper triangle of Σcc.
  public private(set) var sums: [Int128]
  private var width: Int { controls * 3 + controls * (controls + 1) / 2 }

  /// An empty figure with so many controls.
  public init(controls: Int) {
    self.controls = controls
    moments = Array(repeating: RatioMoments(), count: Self.sections)
    sums = Array(repeating: 0, count: Self.sections * (controls * 3 + controls * (controls + 1) / 2))
  }

  /// Sums that were taken elsewhere; as many as another with the same number of controls has.
  public init(controls: Int, moments: [RatioMoments], sums: [Int128]) {
    self.init(controls: controls)
    precondition(moments.count == self.moments.count && sums.count == self.sums.count, "sums of the same layout")
    self.moments = moments
    self.sums = sums
  }

  /// Adds a replication, or a block of them that belongs together.
  /// - Parameters:
  ///   - c: what each control deviated from its expectation by, in whole units.
  ///   - section: any number; equal remainders by ``sections`` go together.
  public mutating func add(x: Int64, y: Int64, controls c: [Int64], section: Int) {
    let section = section % Self.sections
    moments[section].add(x: x, y: y)
    let base = section * width
    var place = base + 3 * controls
    for first in 0..<controls {
      let value = Int128(c[first])
      sums[base + first] += value
      sums[base + controls + first] += value * Int128(x)
      sums[base + 2 * controls + first] += value * Int128(y)
      for second in first..<controls {
        sums[place] += value * Int128(c[second])
        place += 1
      }
    }
  }

  /// Adds the replications of another shard.
  public mutating func merge(_ other: ControlledRatio) {
    for section in moments.indices { moments[section].merge(other.moments[section]) }
    for index in sums.indices { sums[index] += other.sums[index] }
  }

  /// The figure without its controls.
  public var uncontrolled: RatioMoments { moments.reduce(into: RatioMoments()) { $0.merge($1) } }

  /// The ratio with its controls, times `scale`, the half width of its 95 % confidence interval, and by how much the
  /// controls divided its variance.
  ///
  /// With too few replications to estimate coefficients (fewer than 10 and two for each control) it is the ratio without
  /// controls, and the factor is `nil`.
  public func ratio(scale: Double = 1) -> (estimate: Double?, halfWidth: Double?, factor: Double?) {
    let plain = uncontrolled
    let without = plain.ratio(scale: scale)
    guard controls > 0, plain.count >= 10 + 2 * controls, moments.allSatisfy({ $0.count > 0 }), plain.sumY != 0,
      let wide = without.halfWidth, wide > 0
    else { return (without.estimate, without.halfWidth, nil) }
    let blocks = (0..<Self.sections).map {
      ControlBlock(moments[$0], sums[($0 * width)..<(($0 + 1) * width)], controls)
    }
    let coefficients = blocks.indices.map { section in
      var others = ControlBlock.empty(controls)
      for (index, block) in blocks.enumerated() where index != section { others.merge(block) }
      return others.coefficients()
    }
    var (x, y) = (0.0, 0.0)
    for (block, (ofX, ofY)) in zip(blocks, coefficients) {
      x += block.correctedX(ofX)
      y += block.correctedY(ofY)
    }
    guard y != 0, let factor = Confidence.factor(count: plain.count - controls) else {
      return (without.estimate, without.halfWidth, nil)
    }
    let ratio = x / y
    let n = Double(plain.count)
    var squares = 0.0
    for (block, (ofX, ofY)) in zip(blocks, coefficients) {
      squares += block.residualSquares(ratio: ratio, ofX: ofX, ofY: ofY)
    }
    let halfWidth = factor * (max(0, squares) / (n - 1) * n).squareRoot() / abs(y) * abs(scale)
    let plainFactor = Confidence.factor(count: plain.count) ?? factor
    let gain = halfWidth > 0 ? (wide / plainFactor) / (halfWidth / factor) : nil
    return (ratio * scale, halfWidth, gain.map { $0 * $0 })
  }
}

/// The sums of some sections, and what follows from them.
private struct ControlBlock {
  private var moments: RatioMoments
  private var sums: [Int128]
  private let controls: Int

  init(_ moments: RatioMoments, _ sums: ArraySlice<Int128>, _ controls: Int) {
    self.moments = moments
    self.sums = Array(sums)
    self.controls = controls
  }

  static func empty(_ controls: Int) -> ControlBlock {
    ControlBlock(
      RatioMoments(), ArraySlice(repeating: 0, count: controls * 3 + controls * (controls + 1) / 2), controls)
  }

  mutating func merge(_ other: ControlBlock) {
    moments.merge(other.moments)
    for index in sums.indices { sums[index] += other.sums[index] }
  }

  private var count: Int128 { Int128(moments.count) }
  private func sum(_ control: Int) -> Int128 { sums[control] }

  /// n Σcx − Σc Σx and its like, exact until it is rounded.
  private func withX(_ control: Int) -> Double {
    DifferenceOfProducts(count, sums[controls + control], minus: sum(control), moments.sumX).double
  }
  private func withY(_ control: Int) -> Double {
    DifferenceOfProducts(count, sums[2 * controls + control], minus: sum(control), moments.sumY).double
  }
  private func between(_ first: Int, _ second: Int) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    let place = 3 * controls + low * controls - low * (low - 1) / 2 + (high - low)
    return DifferenceOfProducts(count, sums[place], minus: sum(low), sum(high)).double
  }

  /// Regression of numerator and denominator on the controls.
  func coefficients() -> (ofX: [Double], ofY: [Double]) {
    let scales = (0..<controls).map { between($0, $0).squareRoot() }
    // Correlations: the units of the controls differ by many powers of ten.
    var matrix = (0..<controls).map { row in
      (0..<controls).map { column in
        scales[row] > 0 && scales[column] > 0 ? between(row, column) / scales[row] / scales[column] : 0
      }
    }
    var x = (0..<controls).map { scales[$0] > 0 ? withX($0) / scales[$0] : 0 }
    var y = (0..<controls).map { scales[$0] > 0 ? withY($0) / scales[$0] : 0 }
    // A control that the ones before it tell already is left out.
    let isUsed = (0..<controls).map { pivot in
      guard matrix[pivot][pivot] > 1e-8 else { return false }
      for row in 0..<controls where row != pivot && matrix[row][pivot] != 0 {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in 0..<controls { matrix[row][column] -= factor * matrix[pivot][column] }
        x[row] -= factor * x[pivot]
        y[row] -= factor * y[pivot]
      }
      return true
    }
    func solution(_ side: [Double]) -> [Double] {
      (0..<controls).map { isUsed[$0] ? side[$0] / matrix[$0][$0] / scales[$0] : 0 }
    }
    return (solution(x), solution(y))
  }

  func correctedX(_ coefficients: [Double]) -> Double { corrected(moments.sumX, coefficients) }
  func correctedY(_ coefficients: [Double]) -> Double { corrected(moments.sumY, coefficients) }

  private func corrected(_ total: Int128, _ coefficients: [Double]) -> Double {
    var value = total.nearestDouble
    for control in 0..<controls { value -= coefficients[control] * sum(control).nearestDouble }
    return value
  }

  /// Σe² with e = (x − R y) − γ c, the mean of all e being 0.
  func residualSquares(ratio: Double, ofX: [Double], ofY: [Double]) -> Double {
    let n = Double(moments.count)
    let total = corrected(moments.sumX, ofX) - ratio * corrected(moments.sumY, ofY)
    let gamma = (0..<controls).map { ofX[$0] - ratio * ofY[$0] }
    let xx = DifferenceOfProducts(count, moments.sumXX, minus: moments.sumX, moments.sumX).double
    let xy = DifferenceOfProducts(count, moments.sumXY, minus: moments.sumX, moments.sumY).double
    let yy = DifferenceOfProducts(count, moments.sumYY, minus: moments.sumY, moments.sumY).double
    var squares = xx - 2 * ratio * xy + ratio * ratio * yy
    for first in 0..<controls {
      squares -= 2 * gamma[first] * (withX(first) - ratio * withY(first))
      for second in 0..<controls { squares += gamma[first] * gamma[second] * between(first, second) }
    }
    return max(0, squares) / n + total * total / n
  }
}
