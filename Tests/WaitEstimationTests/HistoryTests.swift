import Testing
import WaitEstimation

/// Announcements from what was observed lately, by hand.
@Suite struct HistoryTests {
  static let day: [ContactEvent] = [
    ContactEvent(.enqueued, at: 0, contact: 1), ContactEvent(.answered, at: 0, contact: 1, agent: 7),
    ContactEvent(.enqueued, at: 10, contact: 2), ContactEvent(.enqueued, at: 20, contact: 3),
    ContactEvent(.enqueued, at: 30, contact: 4), ContactEvent(.completed, at: 60, contact: 1, agent: 7),
    ContactEvent(.answered, at: 60, contact: 2, agent: 7), ContactEvent(.abandoned, at: 70, contact: 3),
    ContactEvent(.answered, at: 80, contact: 4, agent: 8), ContactEvent(.enqueued, at: 85, contact: 5),
    ContactEvent(.completed, at: 100, contact: 2, agent: 7), ContactEvent(.enqueued, at: 95, contact: 6),
  ]

  @Test func lastToEnterService() {
    var rule = LastToEnterService()
    #expect(rule.estimate == nil)
    let told = Self.day.map { event -> Double? in
      rule.record(event)
      return rule.estimate
    }
    #expect(told == [nil, 0, 0, 0, 0, 0, 50, 50, 50, 50, 50, 50])
  }

  @Test func headOfLine() {
    var rule = HeadOfLine()
    var told: [Double?] = []
    for event in Self.day {
      rule.record(event)
      told.append(rule.estimate(at: max(event.time, 0)))
    }
    #expect(told == [0, nil, 0, 10, 20, 50, 40, 40, nil, 0, 15, 10])
  }

  @Test func averageOfTheLast() {
    var rule = AverageOfLast(2)
    #expect(rule.estimate == nil)
    #expect(rule.law == nil)
    for event in Self.day { rule.record(event) }
    // Waits 0, 50, 50: the last two.
    #expect(rule.estimate == 50)
    var one = AverageOfLast(3)
    for event in Self.day { one.record(event) }
    expectClose(one.estimate, 100 / 3.0)
    #expect(one.law?.quantile(0.3) == 0)
    #expect(one.law?.quantile(0.5) == 50)
    expectClose(one.law?.within(49), 1 / 3.0)
  }

  @Test func queueLengthTimesHandlingOverAgents() {
    var rule = QueueLengthRule(seenWithin: 30)
    #expect(rule.estimate(at: 0) == nil)
    for event in Self.day { rule.record(event) }
    // Handling 60 and 40, on average 50; agents 7 (seen at 100) and 8 (busy); 5 and 6 wait.
    #expect(rule.estimate(at: 100) == 75)
    #expect(rule.estimate(ahead: 0, at: 100) == 25)
    // Agent 7 has not been seen for too long.
    #expect(rule.estimate(ahead: 0, at: 131) == 50)
  }

  @Test func whoIsOnDutyIsInferred() {
    var record = DutyRecord(seenWithin: 100)
    record.record(ContactEvent(.answered, at: 0, contact: 1, agent: 1))
    record.record(ContactEvent(.answered, at: 10, contact: 2, agent: 2))
    record.record(ContactEvent(.completed, at: 20, contact: 2, agent: 2))
    #expect(record.onDuty(at: 20) == 2)
    #expect(record.busy == 1)
    #expect(record.onDuty(at: 120) == 2)
    // Agent 2 has not been seen since 20; agent 1 has a contact in hand.
    #expect(record.onDuty(at: 121) == 1)
    record.record(ContactEvent(.signedIn, at: 130, agent: 2))
    #expect(record.onDuty(at: 5000) == 2)
    record.record(ContactEvent(.signedOut, at: 140, agent: 2))
    #expect(record.onDuty(at: 141) == 1)
    record.record(ContactEvent(.answered, at: 150, contact: 9, agent: 2))
    #expect(record.onDuty(at: 151) == 2)
  }
}
