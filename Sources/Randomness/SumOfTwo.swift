#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The law of the sum of two independent times, on a grid.
///
/// P(A + B > x) = Σ wⱼ P(A > x − bⱼ), where the law of B is cut into cells of probability: 32 alike, the last of them
/// halved again and again; each stands by three of its points. Between the points of the grid the logarithm of the probability is linear. Probabilities are
/// right to a few parts in 10 000.
struct SumOfTwo {
  private static let cells = 32
  private static let points = 2048

  /// The grid grows from the start as a cube, to where nothing is left.
  private let reach: Double
  private let survival: [Double]
  /// Whether it is not always the same.
  let hasSpread: Bool

  init(_ first: Distribution, _ second: Distribution) {
    func isFixed(_ law: Distribution) -> Bool {
      law.cumulative(law.mean.nextDown) == 0 && law.cumulative(law.mean) == 1
    }
    hasSpread = !isFixed(first) || !isFixed(second)
    guard hasSpread else {
      (reach, survival) = (0, [])
      return
    }
    // A law with a density is smooth where the other may jump.
    let (smooth, cut) = isFixed(first) ? (second, first) : (first, second)
    let pieces = Self.pieces(of: cut)
    func exceeds(_ x: Double) -> Double {
      pieces.reduce(0) { $0 + $1.weight * (x < $1.value ? 1 : smooth.survival(x - $1.value)) }
    }
    var reach = first.mean + second.mean
    while exceeds(reach) > 0x1p-41, reach < 1e9 * (first.mean + second.mean) { reach *= 1.5 }
    self.reach = reach
    survival = (0...Self.points).map { exceeds(Self.value($0, reach)) }
  }

  private static func value(_ point: Int, _ reach: Double) -> Double {
    let part = Double(point) / Double(points)
    return reach * part * part * part
  }

  /// A law cut into cells, each with the three points and weights of Gauss and Legendre: where the other law is exponential
  /// the sum weighs a value by the reciprocal of its probability, and the middle of a cell alone would be 4 % off.
  private static func pieces(of law: Distribution) -> [(weight: Double, value: Double)] {
    var pieces: [(weight: Double, value: Double)] = []
    func add(from above: Double, to below: Double) {
      let (middle, half) = ((above + below) / 2, (above - below) / 2)
      for (place, weight) in [(0.6.squareRoot(), 5.0 / 18), (0, 8.0 / 18), (-0.6.squareRoot(), 5.0 / 18)] {
        let value = law.exceeded(with: middle + place * half, from: pieces.last?.value ?? 0)
        pieces.append((2 * half * weight, value))
      }
    }
    for cell in 0..<(cells - 1) {
      add(from: 1 - Double(cell) / Double(cells), to: 1 - Double(cell + 1) / Double(cells))
    }
    var left = 1 / Double(cells)
    while left > 1e-12 {
      add(from: left, to: left / 2)
      left /= 2
    }
    pieces.append((left, law.exceeded(with: left / 2, from: pieces.last?.value ?? 0)))
    return pieces
  }

  /// P(A + B ≤ x).
  func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < reach else { return 1 }
    let place = cbrt(x / reach) * Double(Self.points)
    let point = min(Int(place), Self.points - 1)
    let (from, to) = (Self.value(point, reach), Self.value(point + 1, reach))
    let part = min(1, max(0, (x - from) / (to - from)))
    return 1 - survival[point] - (survival[point + 1] - survival[point]) * part
  }

  /// The value that is exceeded with a probability.
  func exceeded(_ probability: Double, from low: Double) -> Double {
    // The last point that is exceeded with at least as much.
    var (first, last) = (0, Self.points)
    while last - first > 1 {
      let middle = (first + last) / 2
      if survival[middle] >= probability { first = middle } else { last = middle }
    }
    let (from, to) = (Self.value(first, reach), Self.value(last, reach))
    let (above, below) = (survival[first], survival[last])
    guard above > below else { return max(low, from) }
    let part =
      below > 0 && above < 0.9
      ? (log(above) - log(probability)) / (log(above) - log(below)) : (above - probability) / (above - below)
    return max(low, from + (to - from) * min(1, max(0, part)))
  }
}
