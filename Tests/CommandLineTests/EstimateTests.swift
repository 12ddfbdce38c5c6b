import Foundation
import Testing

/// `waitline estimate`, end to end.
@Suite struct EstimateTests {
  static let state = """
    {"time": "2026-01-01T10:00:00Z", "groups": {"agents": {"onDuty": 10, "busy": 10}}, "queues": {"call": {"waiting": 3}}}
    """

  private func estimate(_ state: String, _ arguments: String...) throws -> Tool.Outcome {
    var outcome: Tool.Outcome?
    try Tool.withFolder { folder in
      let file = folder.appendingPathComponent("state.json")
      try state.write(to: file, atomically: true, encoding: .utf8)
      let all = ["estimate", "--scenario", "scenarios/erlang-a.yaml", "--state", file.path] + arguments
      outcome = try Tool.finish(Tool.start(all))
    }
    return try #require(outcome)
  }

  @Test func theSumOfExponentials() throws {
    let result = try estimate(Self.state, "--contact-type", "call", "--position", "4")
    #expect(result.status == 0)
    #expect(result.errors == "")
    let json = try Tool.json(result.output)
    // Ten agents with 3 min, patience 3 min: rates (10 + j) / 180, j = 3 … 0.
    let mean: Double = (10...13).reduce(0.0) { $0 + 180 / Double($1) }
    #expect(abs(try #require(json["mean"] as? Double) - mean) < 1e-9)
    // P(given up) = 1 − 13/14 · 12/13 · 11/12 · 10/11 = 4/14.
    #expect(abs(try #require(json["pAbandon"] as? Double) - 4 / 14.0) < 1e-12)
    let quantiles = try #require(json["quantiles"] as? [String: Double])
    #expect(Set(quantiles.keys) == ["p10", "p50", "p80", "p90"])
    #expect(json["pWithin30"] as? Double == json["pWithinPromise"] as? Double)
    #expect(json["pAnsweredBeforeClosing"] as? Double == 1)
    #expect(json["age"] as? Double == 0)
    #expect(json["method"] as? String == "markov")
    #expect(json["position"] as? Int == 4)
    #expect(json["ahead"] as? Int == 3)
    #expect((json["text"] as? [String: String])?["en"] == "Waiting ahead: 3, expected wait: 1–2 minutes")
  }

  @Test func withoutAPlaceItIsWhoArrivesNow() throws {
    let result = try estimate(Self.state)
    let estimates = try #require(try Tool.json(result.output)["estimates"] as? [[String: Any]])
    #expect(estimates.count == 1)
    #expect(estimates[0]["position"] as? Int == 4)
  }

  @Test func changesAndTheAgeOfTheState() throws {
    let changed = try Tool.json(
      estimate(
        Self.state, "--set", "contactTypes.call.handling.exponential.mean=6min", "--contact-type", "call", "--position",
        "1", "--now", "2026-01-01T10:00:07Z"
      ).output)
    #expect(abs(try #require(changed["mean"] as? Double) - 36) < 1e-9)
    #expect(changed["age"] as? Double == 7)
    let stale = try Tool.json(
      estimate(Self.state, "--contact-type", "call", "--now", "2026-01-01T12:00:00Z").output)
    #expect(stale["status"] as? String == "unknown")
    #expect(stale["unknown"] as? String == "the state is too old")
    #expect(stale["mean"] is NSNull)
  }

  /// Two agents with 3 min each, one of whom goes after a minute.
  @Test func whatBecomesOfTheContactOfWhoGoes() throws {
    let state = #"{"time": "2026-01-01T10:29:00Z", "groups": {"agents": {"onDuty": 2, "busy": 2}}}"#
    let left = exp(-2 * 60 / 180.0)
    // One goes on alone; or has the other's contact before the next; or whoever finishes first is the one who goes.
    for (rule, rest) in [("finishContactInHand", 180.0), ("leaveAtOnce", 360), ("firstToFinish", 90 + 180)] {
      let answer = try Tool.json(
        estimate(
          state, "--set", #"agentGroups.agents.staff={"00:00-10:30": 2, "10:30-24:00": 1}"#, "--contact-type", "call",
          "--leavers", rule
        ).output)
      #expect(abs(try #require(answer["mean"] as? Double) - (90 * (1 - left) + left * rest)) < 1e-9, "\(rule)")
    }
  }

  /// The mean wait at each place, and P(wait ≤ 30 s) at the first: behind k − 1 others who wait for one agent of ten minutes.
  private func expectMeans(_ type: String, _ means: [Double]) throws {
    try Tool.withFolder { folder in
      let scenario = folder.appendingPathComponent("scenario.yaml")
      try
        (ExactCasesTests.calendar() + """
          contactTypes:
            contact:
              arrivals: {perHour: 0, topics: 1}
              \(type)
          agentGroups:
            desk: {skills: {contact: 1}, staff: 1}
            chief: {skills: {contact: 1}, staff: 0}
          """).write(to: scenario, atomically: true, encoding: .utf8)
      let state = folder.appendingPathComponent("state.json")
      try #"""
      {"time": "2026-01-05T10:00:00Z", "queues": {"contact": {"waiting": 3}},
       "groups": {"desk": {"onDuty": 1, "busy": 1}, "chief": {"onDuty": 0, "busy": 0}}}
      """#.write(to: state, atomically: true, encoding: .utf8)
      for (place, exact) in zip(1..., means) {
        let answer = try Tool.json(
          Tool.run(
            "estimate", "--scenario", scenario.path, "--state", state.path, "--contact-type", "contact", "--position",
            "\(place)", "--paths", "20000"
          ).output)
        let mean = try #require(answer["mean"] as? Double, "place \(place)")
        #expect(abs(mean / exact - 1) < 0.03, "place \(place): \(mean)")
        guard place == 1 else { continue }
        let inTime = try #require(answer["pWithin30"] as? Double)
        #expect(abs(inTime - (1 - exp(-30 / 600.0))) < 0.005, "\(inTime)")
      }
    }
  }

  /// Tickets through two departments, until the first takes one up.
  @Test func ticketsAtEveryPlace() throws {
    try expectMeans(
      """
      channel: ticket
          steps:
            - {group: desk, handling: {exponential: {mean: 10min}}}
            - {group: chief, handling: {exponential: {mean: 20min}}}
      """, [600, 1200, 1800, 2400])
  }

  /// Every second answer is of use to all who wait: who is not answered with the others moves up by one.
  @Test func oneAnswerForAllAtEveryPlace() throws {
    try expectMeans(
      "channel: social\n    handling: {exponential: {mean: 10min}}\n    broadcast: {share: 0.5}",
      [600, 900, 1050, 1125])
  }

  /// Ten agents who hold three chats or one call, half of them each, have no room while chats wait: the first of these goes to
  /// whoever is free first.
  @Test func nobodyHasRoomWhileSomebodyWaits() throws {
    try Tool.withFolder { folder in
      let scenario = folder.appendingPathComponent("scenario.yaml")
      try
        (ExactCasesTests.calendar() + """
          contactTypes:
            chat: {channel: chat, arrivals: {perHour: 60}, handling: {exponential: {mean: 5min}}}
            call: {channel: phone, arrivals: {perHour: 60}, handling: {exponential: {mean: 5min}}}
          agentGroups:
            agents: {skills: {chat: {concurrency: 3}, call: 1}, staff: 10}
          """).write(to: scenario, atomically: true, encoding: .utf8)
      let state = folder.appendingPathComponent("state.json")
      try #"""
      {"time": "2026-01-05T10:00:00Z", "groups": {"agents": {"onDuty": 10, "busy": 10}}, "queues": {"chat": {"waiting": 2}}}
      """#.write(to: state, atomically: true, encoding: .utf8)
      let answer = try Tool.json(
        Tool.run(
          "estimate", "--scenario", scenario.path, "--state", state.path, "--contact-type", "chat", "--position", "1",
          "--paths", "20000"
        ).output)
      // The first contact in hand is as likely a chat as a call.
      var (mean, inTime, share) = (0.0, 0.0, 1 / 1024.0)
      for chatting in 0...10 {
        let rate = Double(10 + 2 * chatting) / 300
        mean += share / rate
        inTime += share * (1 - exp(-30 * rate))
        share *= Double(10 - chatting) / Double(chatting + 1)
      }
      #expect(abs(try #require(answer["mean"] as? Double) / mean - 1) < 0.03)
      #expect(abs(try #require(answer["pWithin30"] as? Double) - inTime) < 0.01)
    }
  }

  @Test func asText() throws {
    let english = try estimate(Self.state, "--format", "text").output
    #expect(english.contains("Waiting ahead: 3, expected wait: 1–2 minutes"))
    #expect(english.contains("Stay in the queue: wait 1–2 minutes"))
    let chinese = try estimate(Self.state, "--format", "text", "--language", "zh-Hans").output
    #expect(chinese.contains("当前排队人数:3,预计等待时间:1–2分钟"))
    #expect(chinese.contains("继续排队：等待1–2分钟"))
  }

  @Test func wrongInputs() throws {
    let unknown = try estimate(Self.state, "--contact-type", "cal")
    #expect(unknown.status == 65)
    #expect(unknown.errors.contains("there is no contact type “cal” in the scenario; did you mean “call”?"))
    let group = try estimate(Self.state.replacingOccurrences(of: "agents", with: "agent"))
    #expect(group.status == 65)
    #expect(group.errors.contains("state.json:1: groups.agent: there is no agent group “agent”"))
    #expect(group.errors.contains("did you mean “agents”?"))
    let count = try estimate(Self.state.replacingOccurrences(of: "\"busy\": 10", with: "\"busy\": \"many\""))
    #expect(count.status == 65)
    #expect(count.errors.contains("groups.agents.busy: found “many”; expected a whole number from 0"))
    let broken = try estimate("{\"time\": ")
    #expect(broken.status == 65)
    #expect(broken.errors.contains("this is not JSON"))
    #expect(try estimate(Self.state, "--contact-type", "call", "--position", "0").status == 64)
    #expect(try estimate(Self.state, "--position", "1").status == 64)
    #expect(try estimate(Self.state, "--now", "noon").status == 64)
    #expect(try estimate(Self.state, "--set", "contactTypes.calls.handling=1min").status == 65)
    #expect(try Tool.run("estimate", "--scenario", "none.yaml", "--state", "none.json").status == 65)
  }
}
