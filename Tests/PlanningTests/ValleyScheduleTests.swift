import ContactCentre
import Planning
import Simulation
import Testing

/// Work that keeps, planned into the valleys of a day: shifts of least cost against the enumeration of all schedules, each
/// evaluated exactly.
@Suite struct ValleyScheduleTests {
  struct Case: Sendable {
    var day: ValleyDay
    /// Hours from start to end, and what an hour costs.
    var shifts: [(start: Int, end: Int, price: Double)]
  }

  static let cases = [
    // A peak, a valley of two hours in which the tickets fit, a higher peak after they are due.
    Case(
      day: ValleyDay(perHour: [14, 4, 4, 36], target: 0.795, tickets: 24, dueHours: 3, dueTarget: 0.95),
      shifts: [(0, 4, 10), (1, 4, 11), (2, 4, 12), (3, 4, 13)]),
    // Due before the valley: more at the start.
    Case(
      day: ValleyDay(perHour: [14, 4, 4, 36], target: 0.79, tickets: 36, dueHours: 1, dueTarget: 0.9),
      shifts: [(0, 4, 10), (1, 4, 11), (2, 4, 12), (3, 4, 13)]),
    // The later shift is cheaper: tickets wait for it.
    Case(
      day: ValleyDay(perHour: [5, 5, 30], target: 0.75, tickets: 30, dueHours: 2, dueTarget: 0.9),
      shifts: [(0, 3, 14), (1, 3, 10), (2, 3, 10)]),
  ]

  private func scenario(_ test: Case) -> Scenario {
    var scenario = test.day.scenario
    scenario.agentGroups[0].patterns = test.shifts.map { shift in
      ShiftPattern(
        name: "from \(shift.start)", starts: shift.start * 3600...shift.start * 3600, every: 3600,
        lengths: [(shift.end - shift.start) * 3600], costPerHour: shift.price)
    }
    return scenario
  }

  /// The least cost of all schedules that keep both promises, moved by so much; the schedules by rising cost.
  private func leastCosts(_ test: Case, easier moves: [Double]) -> [Double] {
    var schedules: [(cost: Double, heads: [Int])] = [(0, [])]
    for shift in test.shifts {
      schedules = schedules.flatMap { before in
        (0...7).map { (before.cost + Double($0 * (shift.end - shift.start)) * shift.price, before.heads + [$0]) }
      }
    }
    schedules.sort { $0.cost < $1.cost }
    var found = moves.map { _ in Double.infinity }
    for schedule in schedules where found.contains(.infinity) {
      let agents = test.day.perHour.indices.map { hour in
        zip(schedule.heads, test.shifts).reduce(0) { $0 + ($1.1.start <= hour ? $1.0 : 0) }
      }
      // Less than half of the calls' work and most of the tickets' is out of the question.
      let capacity = Double(agents.reduce(0, +)) * 3600 / test.day.handling
      guard capacity > 0.5 * test.day.perHour.reduce(0, +) + 0.8 * Double(test.day.tickets) else { continue }
      let service = test.day.service(agents)
      for (place, move) in moves.enumerated()
      where found[place] == .infinity && service.calls >= test.day.target - move
        && service.tickets >= test.day.dueTarget - move
      { found[place] = schedule.cost }
    }
    return found
  }

  @Test(arguments: cases.indices) func `tickets are planned into the valleys as cheaply as by enumeration`(index: Int)
    throws
  {
    let test = Self.cases[index]
    let costs = leastCosts(test, easier: [0, 0.004, -0.01])
    let exact = costs[0]
    // No schedule is so near to a target that the margin of the check, or a minute at the turn of an hour, decides.
    try #require(costs == [exact, exact, exact])
    let plan = try SchedulePlan.find(StaffingRequest(scenario: scenario(test), aim: .day), timeLimit: 60)
    #expect(plan.service.isShown)
    #expect(abs(plan.cost - exact) < 1e-6)
    #expect(plan.bound <= plan.cost + 1e-9)
    let agents = plan.groups[0].agents.prefix(test.day.perHour.count).map { Int($0) }
    let service = test.day.service(agents)
    let calls = try #require(plan.service.contactTypes.first { $0.name == "call" }?.days[0])
    let tickets = try #require(plan.service.contactTypes.first { $0.name == "ticket" }?.deadlines[0])
    #expect(abs((calls.mean ?? 0) - service.calls) < 2 * (calls.halfWidth ?? 0) + 0.002)
    #expect(abs((tickets.mean ?? 0) - service.tickets) < 2 * (tickets.halfWidth ?? 0) + 0.002)
    // Without the tickets it would be cheaper: the day is about them.
    var without = test
    without.day.tickets = 0
    #expect(leastCosts(without, easier: [0])[0] < exact)
  }
}
