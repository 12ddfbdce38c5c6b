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
      timeline.elapsed(day: time.day, clockSeconds: Int(time.clock), isRepeated: time.isRepeated)
        + time.clock - time.clock.rounded(.down)
    }
    traceTimes += times.sorted()
    types[Int(number)].trace = Slice(start: start, end: Int32(traceTimes.count))
  }

  /// Contacts per second that follow purchases, in each period.
  private static func laggedRates(_ lagged: LaggedDemand, timeline: RunTimeline) -> [Double] {
    let perDay = lagged.purchasesPerHour.periodsPerDay
    let length = 86_400 / Double(perDay)
    var kernel = LagKernel(lagged)
    var purchases: [(start: Double, length: Double, rate: Double)] = []
    let daysBefore = Int((kernel.reach / 86_400).rounded(.up))
    for day in (-daysBefore - 1)...(timeline.periodDay.last ?? 0) {
      for period in timeline.periods(ofDay: day, perDay: perDay) {
        let rate = lagged.purchases(day: day, period: period.slot) / 3600 * lagged.share
        if rate > 0 { purchases.append((period.start, period.end - period.start, rate)) }
      }
    }
    var first = 0
    return (0..<timeline.periodCount).map { period in
      let (from, to) = (timeline.periodStarts[period], timeline.periodStarts[period + 1])
      while first < purchases.count, purchases[first].start + length + kernel.reach <= from { first += 1 }
      var expected = 0.0
      var index = first
      while index < purchases.count, purchases[index].start < to {
        let (start, length, rate) = purchases[index]
        expected += rate * kernel.share(after: from - start, lasting: to - from, purchases: length)
        index += 1
      }
      return max(0, expected) / (to - from)
    }
  }
}
