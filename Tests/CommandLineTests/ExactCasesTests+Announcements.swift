import Foundation
import Testing

/// What a waiting customer is told, against the law of the wait with so many ahead.
extension ExactCasesTests {
  /// While three agents are busy, contacts are taken at rate 3μ, and each of those ahead gives up at rate θ. With k ahead the
  /// wait is a chain of pure deaths from k + 1 to 0 at rates 3μ + (n − 1) θ from n; without abandonment Erlang(k + 1).
  ///
  /// The table has no intervals. Waits with k ahead in different hours have nothing in common, so the spread of the rows
  /// about their mean gives one.
  @Test(arguments: [0.0, 1.0 / 200])
  func waitsBehindSoManyAhead(leaving: Double) throws {
    let patience = leaving > 0 ? "patience: {exponential: {mean: \(1 / leaving)s}}" : ""
    let tables = try ExactRun.files(
      Self.calendar(days: 3, period: "1h") + """
        contactTypes:
          call:
            channel: phone
            arrivals: {perHour: 80}
            handling: {exponential: {mean: 2min}}
            promise: {answerWithin: 2min, target: 0.8}
            \(patience)
        agentGroups:
          agents: {skills: {call: 1}, staff: 3}
        """, replications: 1000, read: ["announcements.json"])
    let type = try #require((tables[0]["contactTypes"] as? [String: Any])?["call"] as? [String: Any])
    let rows = try #require(type["rows"] as? [[String: Any]])
    let capacity = 3.0 / 120
    for ahead in [0, 1, 2, 5] {
      let chosen = rows.filter { $0["waitingAhead"] as? Int == ahead }
      // The first hours start empty; in the others each of these places is seen.
      #expect(chosen.count >= 70)
      let rates = (0...ahead).map { capacity + Double($0) * leaving }
      try Self.expect(chosen, "mean", isExactly: rates.reduce(0) { $0 + 1 / $1 })
      let chain = MarkovChain(from: ahead + 1) { n in n == 0 ? [] : [(n - 1, rates[n - 1])] }
      let start = chain.states.map { $0 == ahead + 1 ? 1.0 : 0 }
      let within = chain.mean(chain.advance(start, by: 120).end) { $0 == 0 ? 1 : 0 }
      if leaving == 0 { #expect(abs(within - erlangWithin(120, count: ahead + 1, rate: capacity)) < 1e-9) }
      try Self.expect(chosen, "withinPromise", isExactly: within)
    }
  }

  /// Expects an exact value in the 99.9 % interval of the mean of rows, weighted by their observations.
  private static func expect(
    _ rows: [[String: Any]], _ key: String, isExactly exact: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let values = try rows.map { row in
      (
        weight: Double(try #require(row["observations"] as? Int)),
        value: try #require(row[key] as? Double, sourceLocation: sourceLocation)
      )
    }
    let total = values.reduce(0) { $0 + $1.weight }
    let mean = values.reduce(0) { $0 + $1.weight * $1.value } / total
    let squares = values.reduce(0) { $0 + $1.weight * $1.weight * ($1.value - mean) * ($1.value - mean) }
    let count = Double(values.count)
    let error = (squares * count / (count - 1)).squareRoot() / total
    #expect(
      abs(mean - exact) <= ExactRun.normal999 * error, "\(key): \(mean) ± \(error), exact \(exact)",
      sourceLocation: sourceLocation)
    #expect(error <= 0.01 * exact, "\(key): ± \(error) says too little", sourceLocation: sourceLocation)
  }
}
