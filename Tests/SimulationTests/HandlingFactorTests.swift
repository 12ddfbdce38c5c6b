import ContactCentre
import Randomness
import Simulation
import Testing

/// Work that takes longer when it begins at some times.
@Suite struct HandlingFactorTests {
  /// One agent, calls of 100 s, twice as long from 01:00 to 01:30 and half as long on the next day at that time.
  private static func hours(_ arrivals: [TraceTime], wrapUp: Double? = nil) -> Scenario {
    var factors = Array(repeating: 1.0, count: 96)
    factors[2] = 2
    factors[50] = 0.5
    return Make.queue(perHour: 0, handling: .constant(100), agents: 1, days: 2, replications: 1) { type in
      type.arrivals?.trace = arrivals
      type.wrapUp = wrapUp.map { .constant($0) }
      type.handlingFactor = PeriodProfile(values: factors, periodsPerDay: 48)
    }
  }

  private func ends(_ scenario: Scenario) throws -> [Double] {
    try Simulator(scenario).trace().filter { $0.event == .finished }.map(\.elapsed)
  }

  /// | arrives  | begins   | takes         | ends     |
  /// | 00:59:00 | 00:59:00 | 100 s         | 01:00:40 |
  /// | 00:59:30 | 01:00:40 | 200 s         | 01:04:00 |
  /// | 01:29:59 | 01:29:59 | 200 s         | 01:33:19 |
  /// | 01:30:10 | 01:33:19 | 100 s         | 01:34:59 |
  /// | 25:00:00 | 25:00:00 | 50 s          | 25:00:50 |
  /// When the work begins counts, not when the customer came.
  @Test func theTimeAtWhichWorkBeginsCounts() throws {
    let arrivals =
      [(0, 3540.0), (0, 3570), (0, 5399), (0, 5410), (1, 3600)].map { TraceTime(day: $0.0, clock: $0.1) }
    let scenario = Self.hours(arrivals)
    #expect(try ends(scenario) == [3640, 3840, 5599, 5699, 90_050])
    let result = try Simulator(scenario).run()
    let type = result.contactTypes[0]
    // Handling is that of the contacts of the period in which they came.
    #expect(abs((type.periods[1].handling.mean ?? 0) - 150) < 1e-6)
    #expect(abs((type.periods[2].handling.mean ?? 0) - 200) < 1e-6)
    #expect(abs((type.day.handling.mean ?? 0) - 130) < 1e-6)
    #expect(abs((result.agentGroups[0].day.busyHours.mean ?? 0) * 3600 * 2 - 650) < 1e-6)
  }

  /// The work after the call is part of it.
  @Test func wrapUpTakesLongerToo() throws {
    let scenario = Self.hours([TraceTime(day: 0, clock: 3600), TraceTime(day: 0, clock: 7200)], wrapUp: 20)
    #expect(try ends(scenario) == [3840, 7320])
  }

  /// Work in hand at the start took its factor when it was begun; a caller who waits takes that of when the agent is free.
  @Test func aRunThatGoesOn() throws {
    let scenario = Self.hours([])
    // Begun at 01:29:40, so of 200 s; 40 s later, at 01:30:20, 160 s are left, and the next call takes 100 s.
    let state = StartingState(
      time: 5420, groups: [GroupAtStart(name: "agents", onDuty: 1, inHand: [[.init(elapsed: 40)]])],
      queues: [QueueAtStart(contactType: "calls", waited: [5])])
    let result = try Simulator(scenario, announcements: false, from: state).run()
    #expect(abs((result.contactTypes[0].day.waitAnswered.mean.mean ?? 0) - 165) < 1e-6)
    let day = result.agentGroups[0].day
    #expect(abs((day.busyHours.mean ?? 0) * 3600 * Double(result.days) - 260) < 1e-3)
  }

  /// A factor of 1 at all times, whatever it is written as, is none; the same factor at all times is another law.
  @Test func theSameAtAllTimes() throws {
    func run(_ handling: Double, _ factor: PeriodProfile?) throws -> SimulationResult {
      try Simulator(
        Make.queue(perHour: 90, handling: .exponential(mean: handling), agents: 4, replications: 3) {
          $0.handlingFactor = factor
        }
      ).run()
    }
    let plain = try run(128, nil)
    #expect(try run(128, PeriodProfile(constant: 1, periodsPerDay: 48)).contactTypes == plain.contactTypes)
    #expect(try run(64, PeriodProfile(constant: 2, periodsPerDay: 48)).contactTypes == plain.contactTypes)
  }
}
