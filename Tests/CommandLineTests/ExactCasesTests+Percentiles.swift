import Testing

/// Percentiles where many wait equally long: the exact values, not what a bucket of the histogram lies around.
extension ExactCasesTests {
  /// Ten calls from ten to seven, all answered at eight in the evening, one a second.
  @Test func fewWaits() throws {
    let calls = (10..<20).map { "\"2026-01-05 \($0):00:00\"" }.joined(separator: ", ")
    let run = try ExactRun(
      Self.calendar(period: "1h") + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: [\(calls)]}, handling: 1s}
        agentGroups:
          agent: {skills: {call: 1}, staff: {"20:00-24:00": 1}}
        """, replications: 20)
    let waits = (10..<20).map { Double((20 - $0) * 3600 + $0 - 10) }.sorted()
    for (percent, place) in [(50, 5), (80, 8), (90, 9), (95, 10)] {
      try run.expect("contactTypes.call.day.wait.answered.p\(percent)", isExactly: waits[place - 1])
      try run.expect("contactTypes.call.day.wait.virtual.p\(percent)", isExactly: waits[place - 1])
    }
    // In a period there is one call only.
    for hour in 10..<20 {
      let p90 = try run.value("contactTypes.call.periods.\(hour).wait.answered.p90.mean") as? Double
      #expect(p90 == Double((20 - hour) * 3600 + hour - 10))
    }
  }

  /// Every second call waits just 30 s: it belongs to the bar that ends there.
  @Test func theHistogramOfEqualWaits() throws {
    let calls = (10..<20).flatMap { ["\"2026-01-05 \($0):00:00\"", "\"2026-01-05 \($0):01:30\""] }
    let run = try ExactRun(
      Self.calendar() + """
        contactTypes:
          call: {channel: phone, arrivals: {trace: [\(calls.joined(separator: ", "))]}, handling: 2min}
        agentGroups:
          agent: {skills: {call: 1}, staff: 1}
        """, replications: 20)
    for (percent, wait) in [(50, 0.0), (80, 30), (95, 30)] {
      try run.expect("contactTypes.call.day.wait.answered.p\(percent)", isExactly: wait)
    }
    let bars = try #require(try run.value("contactTypes.call.waitHistogram") as? [[String: Any]])
    for bar in bars {
      let end = try #require(bar["upTo"] as? Double)
      #expect(bar["share"] as? Double == (end == 0 || end == 30 ? 0.5 : 0), "up to \(end)")
    }
  }
}
