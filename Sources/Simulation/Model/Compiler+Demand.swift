import ContactCentre
import Foundation
import Randomness

// Demand from outside as rates per second, and what comes on top.
extension CompiledScenario {
  mutating func addDemand(_ type: ContactType, scenario: Scenario, timeline: RunTimeline) throws {
    let number = Int32(types.count - 1)
    let arrivals = type.arrivals
    dayFactors.append(arrivals?.dayFactor.map { Sampler($0) })
    sharedDayFactorsOfTypes.append(
      try (arrivals?.sharedDayFactors ?? []).map { name in
        guard let index = scenario.dayFactors.firstIndex(where: { $0.name == name }) else {
          throw SimulationError("there is no day factor “\(name)”")
        }
        return index
      })
    let lagged = arrivals?.lagged.map { Self.laggedRates($0, timeline: timeline) }
    for period in 0..<timeline.periodCount {
      let perHour =
        arrivals?.perHour.value(day: timeline.periodDay[period], period: timeline.periodOfDay[period]) ?? 0
      arrivalRates.append(perHour / 3600 + (lagged?[period] ?? 0))
    }
    for burst in arrivals?.bursts ?? [] {
      for day in burst.day.map({ [$0] }) ?? Array(0..<scenario.calendar.days) {
        bursts.append(
          BurstRow(
            type: number, start: timeline.elapsed(day: day, clockSeconds: burst.start), contacts: burst.contacts,
            decay: burst.decay))
      }
    }
    let start = Int32(traceTimes.count)
    let times = (arrivals?.trace ?? []).map { time in
      timeline.elapsed(day: time.day, clockSeconds: Int(time.clock)) + time.clock - time.clock.rounded(.down)
    }
    traceTimes += times.sorted()
    types[Int(number)].trace = Slice(start: start, end: Int32(traceTimes.count))
  }

  /// Contacts per second that follow purchases, in each period.
  ///
  /// Purchases are Poisson, and so is what follows them, each with its own lag: the rate is the convolution of the rate of
  /// purchases with the law of the lag, cut off at the window. With F the integral of the law's distribution function, the
  /// purchases of one period bring to another a sum of differences of F, which is exact for both periods. F is a closed form
  /// or comes from Simpson's rule on a grid of minutes.
  private static func laggedRates(_ lagged: LaggedDemand, timeline: RunTimeline) -> [Double] {
    let reach = min(lagged.within ?? .infinity, quantileAbove(lagged.after, tail: 1e-9))
    let final = lagged.after.cumulative(reach)
    let law = IntegratedLaw(lagged.after, upTo: reach)
    // The integral of P(lag ≤ x, lag ≤ window) over x from 0; beyond the window it goes on as a straight line.
    func integrated(_ x: Double) -> Double { x <= 0 ? 0 : law.value(min(x, reach)) + max(0, x - reach) * final }
    let perDay = lagged.purchasesPerHour.periodsPerDay
    let length = 86_400 / Double(perDay)
    let daysBefore = Int((reach / 86_400).rounded(.up))
    return (0..<timeline.periodCount).map { period in
      let (from, to) = (timeline.periodStarts[period], timeline.periodStarts[period + 1])
      var expected = 0.0
      for day in (timeline.periodDay[period] - daysBefore - 1)...timeline.periodDay[period] {
        for slot in 0..<perDay {
          let rate = lagged.purchases(day: day, period: slot) / 3600 * lagged.share
          let start = timeline.elapsed(day: day, clockSeconds: Int(Double(slot) * length))
          guard rate > 0, start < to, start + length + reach > from else { continue }
          // ∫ over purchases u in the slot of P(from − u < lag ≤ to − u).
          expected +=
            rate
            * (integrated(to - start) - integrated(to - start - length) - integrated(from - start)
              + integrated(from - start - length))
        }
      }
      return max(0, expected) / (to - from)
    }
  }

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
    case .lognormal, .gamma, .weibull: break
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
    case .lognormal, .gamma, .weibull:
      let cell = min(Int(x / step), grid.count - 2)
      return grid[cell] + (grid[cell + 1] - grid[cell]) * (x / step - Double(cell))
    }
  }
}
