import ContactCentre
import Foundation
import Randomness
import ScenarioFormat
import Testing
import WaitEstimation

/// 10:00 UTC on Monday 5 January 2026, the default first day of scenarios.
let monday10 = 1_767_607_200.0

/// A centre with one group and one type, as text of a scenario.
func centre(
  calls: String = "", agents: String = "staff: 10", calendar: String = "{hours: {day: \"09:00-18:00\"}}",
  types: String = "", groups: String = "", other: String = ""
) throws -> Scenario {
  let text = """
    version: 1
    calendar: \(calendar)
    contactTypes:
      calls: {channel: phone, arrivals: {perHour: 100}, handling: {exponential: {mean: 5min}}\(calls)}
      \(types)
    agentGroups:
      agents: {skills: {calls: 1}, \(agents)}
      \(groups)
    \(other)
    """
  do {
    return try ScenarioLoader().load(text: text, fileName: "test", directory: "/").scenario
  } catch {
    Issue.record("\(error)")
    throw error
  }
}

/// So many on duty, all busy, and so many waiting.
func allBusy(_ agents: Int, waiting: Int, at time: Seconds = monday10) -> LiveState {
  LiveState(
    time: time, groups: [LiveGroup(name: "agents", onDuty: agents, busy: agents)],
    queues: [LiveQueue(contactType: "calls", waiting: waiting)])
}

extension WaitEstimate {
  /// The figures; records an issue when there are none.
  func known(sourceLocation: SourceLocation = #_sourceLocation) throws -> PredictedFigures {
    switch figures {
    case .success(let figures): return figures
    case .failure(let reason):
      Issue.record("unknown: \(reason)", sourceLocation: sourceLocation)
      throw reason
    }
  }

  /// Why it is not known.
  var reason: UnknownReason? {
    if case .failure(let reason) = figures { return reason }
    return nil
  }
}

/// Within a relative distance of 1e-9.
func expectClose(
  _ value: Double?, _ expected: Double, _ tolerance: Double = 1e-9, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    abs((value ?? .nan) - expected) <= tolerance * max(1, abs(expected)), "\(value ?? .nan), not \(expected)",
    sourceLocation: sourceLocation)
}
