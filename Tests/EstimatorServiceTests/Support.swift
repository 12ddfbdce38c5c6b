import ContactCentre
import EstimatorService
import Foundation
import ScenarioFormat
import Testing

/// 10:00 UTC on Monday 5 January 2026, the default first day of scenarios.
let monday10 = 1_767_607_200.0

/// A scenario with one queue and one group, and another pair beside it.
func smallCentre(agents: Int = 10) throws -> Scenario {
  let text = """
    version: 1
    contactTypes:
      calls:
        channel: phone
        arrivals: {perHour: 100}
        handling: {exponential: {mean: 5min}}
        patience: {exponential: {mean: 4min}}
        promise: {answerWithin: 20s, target: 0.8, definition: SL2}
      chats: {channel: chat, arrivals: {perHour: 10}, handling: {exponential: {mean: 6min}}}
    agentGroups:
      phones: {skills: {calls: 1}, staff: \(agents)}
      desk: {skills: {chats: {rank: 1, concurrency: 2, slowdown: [1, 1.5]}}, staff: 3}
    """
  return try ScenarioLoader().load(text: text, fileName: "test", directory: "/").scenario
}

/// Events of one contact at seconds after 10:00.
func enqueued(_ contact: String, _ time: Double, _ type: String = "calls", id: String? = nil) -> QueueEvent {
  QueueEvent(.enqueued, id: id ?? "e-\(contact)", time: monday10 + time, contact: contact, contactType: type)
}

func answered(_ contact: String, _ time: Double, agent: String? = nil, group: String? = nil, id: String? = nil)
  -> QueueEvent
{
  QueueEvent(
    .answered, id: id ?? "a-\(contact)", time: monday10 + time, contact: contact, agent: agent, group: group)
}

func abandoned(_ contact: String, _ time: Double) -> QueueEvent {
  QueueEvent(.abandoned, id: "b-\(contact)", time: monday10 + time, contact: contact)
}

func completed(_ contact: String, _ time: Double, agent: String? = nil, id: String? = nil) -> QueueEvent {
  QueueEvent(.completed, id: id ?? "c-\(contact)", time: monday10 + time, contact: contact, agent: agent)
}

func sign(_ kind: QueueEvent.Kind, _ agent: String, _ time: Double, group: String? = nil) -> QueueEvent {
  QueueEvent(kind, id: "\(kind)-\(agent)-\(time)", time: monday10 + time, agent: agent, group: group)
}
