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
}
