import Testing

/// P(a whole day meets its promise).
extension ExactCasesTests {
  /// In the morning nobody is there and calls are blocked; in the afternoon all are answered at once.
  ///
  /// So the service level of a day is A / (A + M), two independent Poisson numbers, and days that hit the target exactly
  /// are common. They keep the promise, also where the decimal target and the product with the number of contacts are not
  /// the nearest doubles of each other: 0.28 · 25 = 7.000000000000001.
  @Test(arguments: [
    // Target in hundredths, calls of the afternoon, calls of the morning.
    (28, 7.0, 18.0), (56, 14, 11), (7, 0.7, 9.3), (55, 11, 9), (80, 16, 4), (90, 9, 1),
  ])
  func daysThatJustMeetTheirPromise(percent: Int, afternoon: Double, morning: Double) throws {
    let run = try ExactRun(
      Self.calendar(period: "12h") + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: {"00:00-12:00": \(morning / 12), "12:00-24:00": \(afternoon / 12)}}
            handling: 1s
            queue: {limit: 0}
            promise: {answerWithin: 30s, target: \(percent < 10 ? "0.0\(percent)" : "0.\(percent)")}
        agentGroups:
          agents: {skills: {call: 1}, staff: {"12:00-24:00": 100}}
        """, replications: 40_000)
    let answered = poissonShares(mean: afternoon, upTo: 100)
    let blocked = poissonShares(mean: morning, upTo: 100)
    var met = 0.0
    for a in answered.indices {
      for b in blocked.indices where a + b > 0 && 100 * a >= percent * (a + b) { met += answered[a] * blocked[b] }
    }
    // A day without a call neither keeps nor breaks the promise.
    let exact = met / (1 - answered[0] * blocked[0])
    try run.expect("contactTypes.call.dayMeetsPromise", isExactly: exact)
    try run.expect("contactTypes.call.day.serviceLevel.SL1", isExactly: afternoon / (afternoon + morning))
  }

  /// Of sixty days all may meet a promise that one in thirty misses. The interval does not take that for certain.
  ///
  /// Only the first call of a day can be answered, of N with a mean of a half. So a day meets 50 % where N is 1 or 2.
  @Test func daysThatAreAllAlikeAreNotCertain() throws {
    let scenario =
      Self.calendar(period: "1h", hours: "open: \"09:00-12:00\"") + """
        contactTypes:
          call:
            channel: phone
            hours: open
            arrivals: {perHour: {"09:00-12:00": \(0.5 / 3)}}
            handling: 10h
            queue: {limit: 0}
            promise: {answerWithin: 20s, target: 0.5}
        agentGroups:
          agents: {skills: {call: 1}, staff: 1}
        """
    let calls = poissonShares(mean: 0.5, upTo: 60)
    let exact = (calls[1] + calls[2]) / (1 - calls[0])
    var covered = 0
    var certain = 0
    for seed in 1...40 {
      let run = try ExactRun(scenario, replications: 60, seed: seed)
      let figure = try #require(try run.value("contactTypes.call.dayMeetsPromise") as? [String: Double])
      let (mean, halfWidth) = (try #require(figure["mean"]), try #require(figure["halfWidth"]))
      #expect(halfWidth > 0)
      if mean == 1 { certain += 1 }
      if abs(mean - exact) <= halfWidth { covered += 1 }
    }
    // Of 40 intervals that cover with 95 %, fewer than 34 do with probability 0.7 %.
    #expect(certain >= 10)
    #expect(covered >= 34)
  }
}
