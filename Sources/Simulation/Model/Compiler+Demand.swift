import ContactCentre
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
  /// purchases of one period bring to another a mean of second differences of F, which is exact for both periods; F comes
  /// from the trapezoidal rule on a grid that periods of the run are multiples of.
  private static func laggedRates(_ lagged: LaggedDemand, timeline: RunTimeline) -> [Double] {
    let step = 60.0
    let reach = min(lagged.within ?? .infinity, quantileAbove(lagged.after, tail: 1e-9))
    let cells = Int((reach / step).rounded(.up)) + 1
    // The integral of P(lag ≤ x, lag ≤ window) over x from 0, on the grid; beyond the window it goes on as a straight line.
    var integral = [0.0]
    let final = lagged.after.cumulative(reach)
    func law(_ x: Double) -> Double { x >= reach ? final : lagged.after.cumulative(x) }
    for cell in 0..<cells {
      let from = Double(cell) * step
      integral.append(integral[cell] + step / 6 * (law(from) + 4 * law(from + step / 2) + law(from + step)))
    }
    func integrated(_ x: Double) -> Double {
      guard x > 0 else { return 0 }
      let place = x / step
      guard place < Double(cells) else { return integral[cells] + (place - Double(cells)) * step * final }
      let cell = Int(place)
      return integral[cell] + (integral[cell + 1] - integral[cell]) * (place - Double(cell))
    }
    let perDay = lagged.purchasesPerHour.periodsPerDay
    let length = 86_400 / Double(perDay)
    let daysBefore = Int((reach / 86_400).rounded(.up))
    let profileDays = lagged.purchasesPerHour.values.count / perDay
    return (0..<timeline.periodCount).map { period in
      let (from, to) = (timeline.periodStarts[period], timeline.periodStarts[period + 1])
      var expected = 0.0
      for day in (timeline.periodDay[period] - daysBefore - 1)...timeline.periodDay[period] {
        // Days before the run are like those with which it begins.
        let like = day >= 0 ? day : ((day % profileDays) + profileDays) % profileDays
        for slot in 0..<perDay {
          let rate = lagged.purchasesPerHour.value(day: like, period: slot) / 3600 * lagged.share
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
