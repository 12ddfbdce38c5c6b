import ContactCentre
import Simulation
import Synchronization

/// The scenario of a horizon made ready to be played forward, when that is first asked for.
final class LazyForwardModel: Sendable {
  private let make: @Sendable () throws -> ForwardModel
  private let made = Mutex<ForwardModel?>(nil)

  init(_ make: @escaping @Sendable () throws -> ForwardModel) { self.make = make }

  /// - Throws: `SimulationError` for a scenario that cannot be run.
  func model() throws -> ForwardModel {
    try made.withLock { made in
      if let made { return made }
      let fresh = try make()
      made = fresh
      return fresh
    }
  }
}

extension Scenario {
  /// The scenario described for other days, each like one of this one, or like its weekday where that is given.
  func described(forDays likeness: [Horizon.Likeness], calendar: ServiceCalendar) -> Scenario {
    let days = likeness.map(\.day)
    var described = self
    described.calendar = calendar
    described.dayFactors = dayFactors
    for index in described.contactTypes.indices {
      described.contactTypes[index].handlingFactor = contactTypes[index].handlingFactor?.described(forDays: likeness)
      guard var arrivals = contactTypes[index].arrivals else { continue }
      arrivals.perHour = arrivals.perHour.described(forDays: likeness)
      arrivals.lagged?.daysBefore += days[0]
      // What comes on a named day comes on the days that are like it.
      arrivals.bursts = arrivals.bursts.flatMap { burst -> [Burst] in
        guard let day = burst.day else { return [burst] }
        return days.indices.filter { days[$0] == day }.map { here in
          var burst = burst
          burst.day = here
          return burst
        }
      }
      arrivals.trace = days.indices.flatMap { here in
        arrivals.trace.filter { $0.day == days[here] }.map { time in
          TraceTime(day: here, clock: time.clock, isRepeated: time.isRepeated)
        }
      }
      described.contactTypes[index].arrivals = arrivals
    }
    return described
  }
}

extension PeriodProfile {
  fileprivate func described(forDays days: [Horizon.Likeness]) -> PeriodProfile {
    guard values.count > periodsPerDay || !week.isEmpty else { return self }
    return PeriodProfile(
      values: days.flatMap { day in (0..<periodsPerDay).map { value(like: day, period: $0) } },
      periodsPerDay: periodsPerDay)
  }
}
