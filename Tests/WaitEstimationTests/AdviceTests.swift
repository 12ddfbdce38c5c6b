import ContactCentre
import Foundation
import Testing
import WaitEstimation

/// What else a customer can do, each with its own expected time.
@Suite struct AdviceTests {
  private func advise(_ scenario: Scenario, _ state: LiveState, _ type: String = "calls") throws -> [Advice] {
    try WaitEstimator(scenario, at: state.time).estimate(state, contactType: type).advice
  }

  private let later = """
    note: {channel: deferred, handling: {exponential: {mean: 2min}}}
      case: {channel: ticket, arrivals: {perHour: 1}, handling: {exponential: {mean: 30min}}, deadline: {within: 4h, clock: business, hours: day, target: 0.9}}
      line: {channel: phone, hours: line, arrivals: {perHour: 1}, handling: {exponential: {mean: 1min}}}
    """
  private let helpers = """
    scribes: {skills: {note: 1}, staff: 2}
      clerks: {skills: {case: 1}, staff: 1}
      callers: {skills: {line: 1}, staff: 3}
    """

  private func state(waiting: Int, at time: Seconds = monday10) -> LiveState {
    var state = allBusy(10, waiting: waiting, at: time)
    state.groups += [
      LiveGroup(name: "scribes", onDuty: 2, busy: 2), LiveGroup(name: "callers", onDuty: 3, busy: 3),
    ]
    state.queues.append(LiveQueue(contactType: "note", waiting: 4))
    return state
  }

  @Test func everyWayHasItsOwnTime() throws {
    let scenario = try centre(
      calls: ", hours: day, announcement: {offer: {becomes: note, whenExpectedWaitAbove: 4min, acceptance: 0.5}}",
      calendar: "{hours: {day: \"09:00-18:00\", line: \"09:00-12:00\"}}", types: later, groups: helpers)
    let advice = try advise(scenario, state(waiting: 20))
    let byAction = Dictionary(advice.map { ($0.action, $0) }, uniquingKeysWith: { first, _ in first })
    // 21 × 30 s here; 5 × 60 s behind the notes; 20 s on the other line; the ticket by promise, as its clerks are not known of.
    expectClose(byAction[.wait]?.expected, 630)
    expectClose(byAction[.leaveMessage]?.expected, 300)
    #expect(byAction[.leaveMessage]?.contactType == "note")
    expectClose(byAction[.call]?.expected, 20)
    #expect(byAction[.call]?.openUntil == monday10 + 7200)
    #expect(byAction[.call]?.basis == .estimate)
    #expect(byAction[.fileTicket]?.expected == 14_400)
    #expect(byAction[.fileTicket]?.basis == .promise)
    // The soonest first.
    #expect(advice.first?.action == .call)
    // 100 calls an hour of 5 minutes for ten agents: the mean wait is above a minute all day. Tomorrow it starts empty.
    let back = try #require(byAction[.comeBack])
    #expect(back.at == monday10 + 82_800)
    #expect(try #require(back.expected) <= 60)
    #expect(back.openUntil == monday10 + 115_200)
  }

  @Test func theLineIsShorterInHalfAnHour() throws {
    // With customers who give up after four minutes the queue is soon what it is on average.
    let scenario = try centre(calls: ", hours: day, patience: {exponential: {mean: 4min}}")
    let back = try #require(advise(scenario, allBusy(10, waiting: 20)).first { $0.action == .comeBack })
    #expect(back.at == monday10 + 1800)
    let wait = try #require(back.expected)
    #expect(wait > 5 && wait < 60)
    #expect(back.openUntil == monday10 + 28_800)
  }

  @Test func theOfferIsMadeAboveItsThreshold() throws {
    let scenario = try centre(
      calls: ", announcement: {offer: {becomes: note, whenExpectedWaitAbove: 4min, acceptance: 0.5}}",
      calendar: "{hours: {day: \"09:00-18:00\", line: \"09:00-12:00\"}}", types: later, groups: helpers)
    #expect(try !advise(scenario, state(waiting: 5)).contains { $0.action == .leaveMessage })
    #expect(try advise(scenario, state(waiting: 8)).contains { $0.action == .leaveMessage })
  }

  @Test func closedUntilTomorrow() throws {
    let scenario = try centre(
      calls: ", hours: day, afterHours: {becomes: note}",
      agents: "staff: {\"09:00-18:00\": 10}",
      calendar: "{hours: {day: \"09:00-18:00\", line: \"09:00-12:00\"}}", types: later, groups: helpers)
    let evening = state(waiting: 0, at: monday10 + 10 * 3600)
    let advice = try advise(scenario, evening)
    #expect(!advice.contains { $0.action == .wait || $0.action == .call })
    let back = try #require(advice.first { $0.action == .comeBack })
    #expect(back.at == monday10 + 82_800)
    #expect(back.openUntil == monday10 + 115_200)
    #expect(try #require(advice.first { $0.action == .leaveMessage }).contactType == "note")
    // Business time: an hour of today is over.
    let ticket = try #require(advice.first { $0.action == .fileTicket })
    #expect(ticket.expected == 61_200)
  }

  @Test func aShortWaitNeedsNoReturn() throws {
    #expect(try advise(centre(), allBusy(10, waiting: 0)).map(\.action) == [.wait])
  }
}
