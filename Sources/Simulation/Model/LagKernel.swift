import ContactCentre
import Foundation
import Randomness

/// What purchases of one period bring to another, some time later.
///
/// Purchases are Poisson, and so is what follows them, each with its own lag: the rate is the convolution of the rate of
/// purchases with the law of the lag, cut off at the window. With F the integral of the law's distribution function, the
/// purchases of one period bring to another a sum of differences of F, which is exact for both periods. F is a closed form
/// or comes from Simpson's rule on a grid of minutes.
struct LagKernel {
  /// The longest lag, seconds.
  let reach: Double
  private let law: IntegratedLaw
  private let final: Double
  /// Known shares by distance in whole seconds: periods are even, so that the same distances come again and again.
  private var known: [Int: Double] = [:]
  private var knownLasting = 0.0
  private var knownPurchases = 0.0

  init(_ lagged: LaggedDemand) {
    reach = min(lagged.within ?? .infinity, Self.quantileAbove(lagged.after, tail: 1e-9))
    law = IntegratedLaw(lagged.after, upTo: reach)
    final = lagged.after.cumulative(reach)
  }

  /// ∫ over purchases u in their period of P(from − u < lag ≤ to − u), seconds.
  /// - Parameters:
  ///   - distance: from the start of the period of purchases to the start of the other, `from`.
  ///   - lasting: length of the other period, `to` − `from`.
  ///   - length: of the period of purchases.
  mutating func share(after distance: Double, lasting: Double, purchases length: Double) -> Double {
    if lasting != knownLasting || length != knownPurchases {
      known.removeAll(keepingCapacity: true)
      knownLasting = lasting
      knownPurchases = length
    }
    let key = Int(distance)
    if Double(key) == distance, let share = known[key] { return share }
    let to = distance + lasting
    let share = integrated(to) - integrated(to - length) - integrated(distance) + integrated(distance - length)
    if Double(key) == distance { known[key] = share }
    return share
  }

  /// The integral of P(lag ≤ x, lag ≤ window) over x from 0; beyond the window it goes on as a straight line.
  private func integrated(_ x: Double) -> Double { x <= 0 ? 0 : law.value(min(x, reach)) + max(0, x - reach) * final }

  /// A value that the law exceeds with a probability of at most `tail`.
  private static func quantileAbove(_ law: Distribution, tail: Double) -> Double {
    var value = max(law.mean, 60)
    while 1 - law.cumulative(value) > tail, value < 366 * 86_400 { value *= 2 }
    return value
  }
}

/// The integral of a distribution function from 0, E[(x − X)⁺].
private struct IntegratedLaw {
  private let law: Distribution
  private let step = 60.0
  /// Values on the grid, for laws without a closed form.
  private var grid: [Double] = []

  init(_ law: Distribution, upTo reach: Double) {
    self.law = law
    switch law {
    case .constant, .exponential, .uniform: return
    case .lognormal, .gamma, .weibull, .empirical, .phaseType, .piecewiseHazard: break
    }
    grid = [0]
    for cell in 0..<Int((reach / step).rounded(.up)) + 1 {
      let from = Double(cell) * step
      let sum = law.cumulative(from) + 4 * law.cumulative(from + step / 2) + law.cumulative(from + step)
      grid.append(grid[cell] + step / 6 * sum)
    }
  }

  func value(_ x: Double) -> Double {
    switch law {
    case .constant(let value): return max(0, x - value)
    case .exponential(let mean): return x + mean * expm1(-x / mean)
    case .uniform(let minimum, let maximum):
      guard maximum > minimum else { return max(0, x - minimum) }
      let inside = min(max(x, minimum), maximum) - minimum
      return inside * inside / (2 * (maximum - minimum)) + max(0, x - maximum)
    case .lognormal, .gamma, .weibull, .empirical, .phaseType, .piecewiseHazard:
      let cell = min(Int(x / step), grid.count - 2)
      return grid[cell] + (grid[cell + 1] - grid[cell]) * (x / step - Double(cell))
    }
  }
}
