import Foundation
import Testing

/// A queue service of its own drives the server through a promotion day, much faster than the clock, and asks for each
/// customer who joins; what was announced is then held against what happened. The day is one that the simulator traced.
@Suite(.serialized) struct PromotionDayTests {
  /// One queue and one pool.
  static let oneQueue = """
    version: 1
    calendar: {start: "2026-01-05", days: 1, period: 30min, hours: {day: "08:00-22:00"}}
    contactTypes:
      calls:
        channel: phone
        hours: day
        arrivals: {perHour: {"08:00-12:00": 80, "12:00-18:00": 110, "18:00-21:00": 160, "21:00-22:00": 90}}
        handling: {lognormal: {mean: 4min, cv: 1}}
        patience: {exponential: {mean: 6min}}
        promise: {answerWithin: 30s, target: 0.8, definition: SL1}
    agentGroups:
      agents: {skills: {calls: 1}, staff: {"08:00-14:00": 7, "14:00-16:00": 11, "16:00-22:00": 9}}
    overlays:
      promotion:
        - {set: contactTypes.calls.handling.lognormal.mean, to: 5min}
    """

  /// Calls, bills and chats share agents; bills come first, chats go on side by side, and a burst follows a message at ten.
  static let severalSkills = """
    version: 1
    calendar: {start: "2026-01-05", days: 1, period: 30min, hours: {day: "08:00-14:00"}}
    contactTypes:
      calls:
        channel: phone
        hours: day
        arrivals: {perHour: {"08:00-10:00": 50, "10:00-12:00": 80, "12:00-14:00": 60}}
        handling: {lognormal: {mean: 4min, cv: 1}}
        patience: {exponential: {mean: 6min}}
        promise: {answerWithin: 30s, target: 0.8, definition: SL1}
      bills:
        channel: phone
        hours: day
        priority: 5
        arrivals: {perHour: {"08:00-14:00": 30}}
        handling: {lognormal: {mean: 3min, cv: 0.8}}
        patience: {exponential: {mean: 6min}}
      chats:
        channel: chat
        hours: day
        arrivals: {perHour: {"08:00-14:00": 40}}
        handling: {lognormal: {mean: 5min, cv: 0.8}}
        patience: {exponential: {mean: 10min}}
    agentGroups:
      agents: {skills: {calls: 1}, staff: 3}
      both:
        skills: {bills: 1, calls: 2, chats: {rank: 3, concurrency: 2, slowdown: [1, 1.5]}}
        staff: {"08:00-10:00": 4, "10:00-14:00": 6}
    overlays:
      promotion:
        - {set: contactTypes.chats.arrivals.bursts, to: [{at: "10:00", contacts: 60, decay: 40min}]}
        - {set: contactTypes.calls.handling.lognormal.mean, to: 5min}
    """

  private struct Customer {
    var joined: Double
    var wait: Double?
    /// Announced: the median and the 10, 80 and 90 % quantiles.
    var raw: [String: Double] = [:]
    var corrected: [String: Double]?
    var lastToEnter: Double?
    var headOfLine: Double?
    var average: Double?
  }

  @Test(arguments: [oneQueue, severalSkills])
  func announcementsAgainstWhatHappened(scenario: String) async throws {
    let isShared = scenario == Self.severalSkills
    try await ServerFolder.with { folder in
      try scenario.write(to: folder.scenario, atomically: true, encoding: .utf8)
      let traced = try Tool.run(
        "simulate", folder.scenario.path, "--overlay", "promotion", "--replications", "1", "--seed", "5", "--trace", "-"
      )
      #expect(traced.status == 0)
      // The server has the ordinary plan: it does not know of the burst, nor that handling takes a quarter longer that day.
      let server = try RunningServer("--clock", "events", "--data", folder.data, scenario: folder.scenario)
      var customers: [String: Customer] = [:]
      var waiting: [String: [String: Double]] = [:]
      var waits: [String: [Double]] = [:]
      var batch: [String] = []
      for (index, line) in traced.output.split(whereSeparator: \.isNewline).dropFirst().enumerated() {
        let field = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let (time, second, contact, type) = (field[0], try #require(Double(field[1])), field[2], field[3])
        let kinds = ["arrived": "enqueued", "answered": "answered", "abandoned": "abandoned", "finished": "completed"]
        guard let kind = kinds[field[5]] else { continue }
        var event = #"{"id": "\#(index)", "type": "\#(kind)", "time": "\#(time)", "contact": "\#(contact)""#
        if kind == "enqueued" { event += #", "contactType": "\#(type)""# }
        if !field[7].isEmpty { event += #", "agent": "\#(field[7])", "group": "\#(field[6])""# }
        batch.append(event + "}")
        switch kind {
        case "enqueued":
          let reported = try await server.report(batch)
          #expect(reported.number("accepted") == Double(batch.count))
          batch = []
          var customer = Customer(joined: second)
          let before = waits[type, default: []]
          customer.lastToEnter = before.last
          customer.headOfLine = waiting[type, default: [:]].values.min().map { second - $0 } ?? 0
          if before.count >= 10 { customer.average = before.suffix(10).reduce(0, +) / 10 }
          waiting[type, default: [:]][contact] = second
          let answer = try await server.get("/v1/queues/\(type)/estimate?contact=\(contact)")
          #expect(answer.status == 200)
          #expect(!isShared || answer.json["method"] as? String != "markov")
          customer.raw = answer.json["quantiles"] as? [String: Double] ?? [:]
          customer.corrected = (answer.json["calibrated"] as? [String: Any])?.compactMapValues { $0 as? Double }
          customers[contact] = customer
        case "answered":
          let wait = second - (waiting[type, default: [:]].removeValue(forKey: contact) ?? second)
          customers[contact]?.wait = wait
          waits[type, default: []].append(wait)
        case "abandoned": waiting[type, default: [:]][contact] = nil
        default: break
        }
      }
      // One at a time: the last calls end later than the window allows for one batch.
      for event in batch { #expect(try await server.report([event]).number("accepted") == 1) }

      // Those who were answered, once the correction has begun, in the order of joining.
      let scored = customers.values.filter { $0.corrected != nil && $0.wait != nil }.sorted { $0.joined < $1.joined }
      func error(_ announced: (Customer) -> Double?) -> Double {
        let errors = scored.compactMap { customer in
          announced(customer).map { abs($0 - (customer.wait ?? 0)) }
        }
        return errors.reduce(0, +) / Double(max(1, errors.count))
      }
      func coverage(_ lower: (Customer) -> Double?, _ upper: (Customer) -> Double?) -> Double {
        let inside = scored.filter {
          (lower($0) ?? 0) - 1e-3 <= $0.wait ?? 0 && ($0.wait ?? 0) <= (upper($0) ?? .infinity)
        }
        return Double(inside.count) / Double(scored.count)
      }
      let model = error { $0.raw["p50"] }
      let corrected = error { $0.corrected?["p50"] }
      let last = error { $0.lastToEnter }
      let head = error { $0.headOfLine }
      let average = error { $0.average }
      let narrow = coverage({ $0.raw["p10"] }, { $0.raw["p90"] })
      let wide = coverage({ $0.corrected?["p10"] }, { $0.corrected?["p90"] })
      func row(_ name: String, _ error: Double, _ coverage: Double?) -> String {
        name.padding(toLength: 24, withPad: " ", startingAt: 0) + String(format: "%8.1f s", error)
          + (coverage.map { String(format: "   %5.1f %%", 100 * $0) } ?? "")
      }
      print(
        """
        \(scored.count) answered customers of a promotion day\(isShared ? ", several skills" : "")   mean |error|   80 % interval covers
        \(row("model", model, narrow))
        \(row("model, corrected", corrected, wide))
        \(row("last to enter service", last, nil))
        \(row("head of line", head, nil))
        \(row("mean of last 10", average, nil))
        """)
      #expect(scored.count > (isShared ? 250 : 500))
      #expect(corrected < last && corrected < head && corrected < average)
      #expect(abs(wide - 0.8) < 0.1)
      // The server has kept the same score.
      let compliance = try await server.get("/v1/compliance").json
      let type = try #require((compliance["contactTypes"] as? [[String: Any]])?.first)
      let answered = waits["calls", default: []]
      let day = try #require((type["windows"] as? [String: [String: Any]])?["day"])
      #expect(day["answered"] as? Int == answered.count)
      #expect(isShared || day["offered"] as? Int == customers.count)
      #expect(day["answeredInTime"] as? Int == answered.count { $0 <= 30 })
      let kept = try #require((day["estimates"] as? [String: Any])?["coverage80"] as? Double)
      #expect(abs(kept - 0.8) < (isShared ? 0.15 : 0.1))
    }
  }
}
