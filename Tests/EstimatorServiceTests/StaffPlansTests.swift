import ContactCentre
import EstimatorService
import Testing

/// What is posted of who will be on duty.
@Suite struct StaffPlansTests {
  /// A plan posted at a time, with its steps as seconds after 10:00 and heads.
  private func plan(_ id: String, at time: Double, _ steps: (from: Double, onDuty: Int)...) -> QueueEvent {
    var event = QueueEvent(.staffPlan, id: id, time: monday10 + time, group: "phones")
    event.plan = steps.map { .init(from: monday10 + $0.from, onDuty: $0.onDuty) }
    return event
  }

  private func onDuty(_ events: [QueueEvent], at times: [Double]) throws -> [Int?] {
    var state = CentreState(CentreRules(try smallCentre()))
    for event in events { state.apply(event) }
    return times.map { state.live(at: monday10 + $0).group("phones")?.onDuty }
  }

  /// A plan takes the place of the others from its first moment on: what was said of the time before stays. It does not matter
  /// in which order they arrive.
  @Test func tomorrowsPlanSaysNothingOfToday() throws {
    let events = [
      plan("today", at: 0, (0, 10), (3600, 8), (7200, 6)), plan("evening", at: 60, (5400, 3), (9000, 2)),
      plan("tomorrow", at: 120, (50_000, 12)),
    ]
    let times = [-1, 0, 3599, 3600, 5399, 5400, 7200, 9000, 49_999, 50_000.0]
    let wanted: [Int?] = [nil, 10, 10, 8, 8, 3, 3, 2, 2, 12]
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]] {
      #expect(try onDuty(order.map { events[$0] }, at: times) == wanted, "\(order)")
    }
  }

  /// One that begins earlier is the whole truth from then on.
  @Test func aLaterPlanTakesThePlaceOfAll() throws {
    let events = [
      plan("a", at: 0, (0, 10), (3600, 8)), plan("b", at: 60, (5400, 3)), plan("c", at: 120, (1800, 5)),
    ]
    for order in [[0, 1, 2], [2, 1, 0]] {
      #expect(try onDuty(order.map { events[$0] }, at: [0, 1800, 3600, 5400]) == [10, 5, 5, 5], "\(order)")
    }
  }
}
