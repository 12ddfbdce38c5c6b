#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Integrals of exp(ψ(t)) · h(t) for a concave ψ: densities of waits, however sharp and however far in a tail.
///
/// The integrand is scaled by its peak and cut where it has fallen by e⁻⁶⁰; what is left is integrated by adaptive
/// 16-point Gauss–Legendre panels to a relative 10⁻¹³. Panels shrink towards the peak by powers of four, because h may
/// change on a far shorter scale than ψ does (customers of next to no patience).
struct LogConcaveIntegral {
  /// ψ, concave, of the distance from the mode: so that a sharp peak far from 0 loses no digits.
  let logDensity: (Double) -> Double
  /// Where ψ is largest on t ≥ 0.
  let mode: Double
  /// Some length on which ψ changes; only a start for the search.
  let step: Double
  /// The shortest length on which a weight h changes.
  let finest: Double

  private static let cut = 60.0
  private static let rule = GaussLegendre(points: 16)

  /// The integral of exp(ψ(t)) · weight(t) from `start` to `end` as (value, exponent): value · e^exponent.
  func callAsFunction(
    from start: Double, to end: Double = .infinity, weight: @escaping (Double) -> Double = { _ in 1 }
  ) -> (value: Double, exponent: Double) {
    guard end > start else { return (0, 0) }
    let (low, high) = (start - mode, end - mode)
    let peak = min(max(0, low), high)
    let top = logDensity(peak)
    let integrand = { exp(logDensity($0) - top) * weight(mode + $0) }
    var panels: [(from: Double, to: Double)] = []
    for (limit, direction) in [(low, -1.0), (high, 1.0)] where limit != peak {
      let length = abs(edge(from: peak, to: limit, top: top, direction: direction) - peak)
      let levels = min(20, max(3, Int((log2(length / finest) / 2).rounded(.up)) + 1))
      var outer = length
      for index in 0...levels {
        let inner = index == levels ? 0 : outer / 4
        // Below the peak the panel runs the other way.
        panels.append(direction > 0 ? (peak + inner, peak + outer) : (peak - outer, peak - inner))
        outer = inner
      }
    }
    let rough = panels.map { Self.rule.integrate($0.from, $0.to, integrand) }
    let tolerance = 1e-14 * rough.reduce(0, +)
    var total = 0.0
    for (panel, estimate) in zip(panels, rough) {
      total += Self.refine(panel.from, panel.to, estimate, tolerance: tolerance, depth: 12, integrand)
    }
    return (total, top)
  }

  /// Where ψ has fallen by the cut, going from the peak to a limit.
  private func edge(from peak: Double, to limit: Double, top: Double, direction: Double) -> Double {
    var near = peak
    var length = step
    while true {
      let far = peak + direction * length
      if direction * (far - limit) >= 0 {
        if logDensity(limit) - top >= -Self.cut { return limit }
        break
      }
      if logDensity(far) - top < -Self.cut { break }
      near = far
      length *= 2
    }
    var far = direction > 0 ? min(peak + length, limit) : max(peak - length, limit)
    for _ in 0..<20 {
      let middle = (near + far) / 2
      if logDensity(middle) - top < -Self.cut { far = middle } else { near = middle }
    }
    return far
  }

  private static func refine(
    _ a: Double, _ b: Double, _ whole: Double, tolerance: Double, depth: Int, _ f: (Double) -> Double
  ) -> Double {
    let middle = (a + b) / 2
    let left = rule.integrate(a, middle, f)
    let right = rule.integrate(middle, b, f)
    if depth == 0 || abs(left + right - whole) <= max(tolerance, 1e-13 * (left + right)) { return left + right }
    return refine(a, middle, left, tolerance: tolerance, depth: depth - 1, f)
      + refine(middle, b, right, tolerance: tolerance, depth: depth - 1, f)
  }
}

/// Gauss–Legendre quadrature with nodes found by Newton's method on the Legendre polynomial.
struct GaussLegendre: Sendable {
  private let nodes: [(x: Double, weight: Double)]

  init(points: Int) {
    nodes = (1...points).map { index in
      var x = cos(Double.pi * (Double(index) - 0.25) / (Double(points) + 0.5))
      var slope = 1.0
      for _ in 0..<20 {
        var (previous, current) = (1.0, x)
        for degree in 2...points {
          let n = Double(degree)
          (previous, current) = (current, ((2 * n - 1) * x * current - (n - 1) * previous) / n)
        }
        slope = Double(points) * (x * current - previous) / (x * x - 1)
        x -= current / slope
      }
      return (x, 2 / ((1 - x * x) * slope * slope))
    }
  }

  func integrate(_ a: Double, _ b: Double, _ f: (Double) -> Double) -> Double {
    let (centre, half) = ((a + b) / 2, (b - a) / 2)
    var sum = 0.0
    for node in nodes { sum += node.weight * f(centre + half * node.x) }
    return sum * half
  }
}

/// e⁻ᶻ − 1 + z without cancellation near 0.
func exponentialExcess(_ z: Double) -> Double {
  guard abs(z) < 0.5 else { return expm1(-z) + z }
  var term = z * z / 2
  var sum = term
  var n = 2.0
  while abs(term) > 1e-18 * abs(sum) {
    n += 1
    term *= -z / n
    sum += term
  }
  return sum
}
