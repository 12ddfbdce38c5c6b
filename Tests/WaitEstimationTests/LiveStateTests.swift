import ContactCentre
import ScenarioFormat
import Testing

/// The live state as JSON.
@Suite struct LiveStateTests {
  private func load(_ text: String) throws -> LiveState {
    try LiveStateLoader(centre()).load(text: text, fileName: "state.json")
  }

  private func mistakes(_ text: String) throws -> [String] {
    do {
      _ = try load(text)
      return []
    } catch let errors as ScenarioErrors {
      return errors.mistakes.map(\.description)
    }
  }

  @Test func theExample() throws {
    let state = try load(
      """
      {"time": "2026-01-05T10:00:00Z", "groups": {"agents": {"onDuty": 10, "busy": 10, "servingFor": [12.5, 3]}},
       "queues": {"calls": {"waiting": 3, "waitingFor": [40, 22, 5]}}}
      """)
    #expect(state.time == monday10)
    #expect(state.groups == [LiveGroup(name: "agents", onDuty: 10, busy: 10, servingFor: [12.5, 3])])
    #expect(state.queues == [LiveQueue(contactType: "calls", waiting: 3, waitingFor: [40, 22, 5])])
    #expect(LiveQueue(contactType: "calls", waiting: 3, waitingFor: [5, 40, 22]) == state.queues[0])
  }

  @Test func listsAndQueuesAreOptional() throws {
    let state = try load(#"{"time": "2026-01-05T18:00:00.250+08:00", "groups": {"agents": {"onDuty": 1, "busy": 0}}}"#)
    #expect(state.time == monday10 + 0.25)
    #expect(state.waiting("calls") == 0)
  }

  @Test(arguments: [
    ("{\"time\": \"10:00\", \"groups\": {}}", "state.json:1: time: found “10:00”; expected a moment with its offset"),
    ("{\"time\": 5, \"groups\": {}}", "time: found “5”; expected a moment"),
    ("{\"groups\": {}}", "state.json:1: “time” is missing; expected a text"),
    ("{\"time\": \"2026-01-05T10:00:00Z\"}", "“groups” is missing"),
    ("[]", "found a list; expected a mapping with time, groups, queues"),
    ("", "is empty; expected a live state"),
    ("{", "this is not JSON"),
    ("{\"time\": \"2026-02-30T10:00:00Z\", \"groups\": {}}", "found “2026-02-30T10:00:00Z”"),
    (
      with("\"agent\": {\"onDuty\": 1, \"busy\": 1}"),
      "groups.agent: there is no agent group “agent” in the scenario; did you mean “agents”?"
    ),
    (
      with("\"agents\": {\"onDuty\": 1.5, \"busy\": 1}"),
      "groups.agents.onDuty: found “1.5”; expected a whole number from 0"
    ),
    (with("\"agents\": {\"onDuty\": 1}"), "groups.agents: “busy” is missing; expected a whole number"),
    (
      with("\"agents\": {\"onDuty\": 1, \"busi\": 1, \"busy\": 1}"),
      "groups.agents.busi: unknown key “busi”; did you mean “busy”?"
    ),
    (
      with("\"agents\": {\"onDuty\": 1, \"busy\": 1, \"servingFor\": [1, 2]}"),
      "groups.agents.servingFor: found 2 times; expected at most 1"
    ),
    (
      with("\"agents\": {\"onDuty\": 1, \"busy\": 1, \"servingFor\": [-1]}"),
      "groups.agents.servingFor.0: found “-1”; expected seconds, 0 or more"
    ),
    (
      with("", "\"call\": {\"waiting\": 1}"),
      "queues.call: there is no contact type “call” in the scenario; did you mean “calls”?"
    ),
    (with("", "\"calls\": {\"waiting\": -1}"), "queues.calls.waiting: found “-1”; expected a whole number from 0"),
    (
      with("", "\"calls\": {\"waiting\": 1, \"waitingFor\": 7}"),
      "queues.calls.waitingFor: found “7”; expected a list of seconds"
    ),
    (
      with("", "\"calls\": {\"waiting\": 1, \"waitingFor\": [7, 8]}"),
      "queues.calls.waitingFor: found 2 times; expected at most 1"
    ),
  ])
  func whatIsWrongIsSaid(text: String, words: String) throws {
    let found = try mistakes(text)
    #expect(found.contains { $0.contains(words) }, "\(found)")
  }

  private static func with(_ groups: String, _ queues: String = "") -> String {
    "{\"time\": \"2026-01-05T10:00:00Z\", \"groups\": {\(groups)}, \"queues\": {\(queues)}}"
  }

  @Test func allMistakesAtOnce() throws {
    let found = try mistakes(Self.with("\"agent\": {}", "\"call\": {}"))
    #expect(found.count == 2)
  }

  @Test(arguments: [
    "2026-01-05T10:00Z", "2026-01-05T11:30:00+01:30", "2026-01-05T10:00:00.000Z", "2026-01-04T22:00:00-12:00",
  ])
  func momentsOfAllKinds(text: String) { #expect(TimeStamp.seconds(text) == monday10) }

  @Test(arguments: [
    "2026-01-05", "2026-01-05T10:00:00", "2026-01-05 10:00:00Z", "2026-01-05T25:00:00Z", "2026-01-05T10:60:00Z",
    "2026-01-05T10:00:00ZZ", "2026-01-05T10:00:00+8", "2026-13-05T10:00:00Z", "2026-01-05T10:00:00.Z", "T", "",
    "2026-01-05T1:00:00Z", "2026-01-05T10:00:00.1e3Z", "２026-01-05T10:00:00Z",
  ])
  func noMoments(text: String) { #expect(TimeStamp.seconds(text) == nil) }
}
