import ContactCentre
import Planning
import Simulation

/// The numbers behind a ``DayPicture``, for the page and for programs: fewer than `summary.json` has, by the same names.
package enum DayPictureJSON {
  /// A run: its contact types with the figures of a day, its groups with those of each period.
  package static func run(_ result: SimulationResult) -> JSONValue {
    .object([
      .init("contactTypes", .object(result.contactTypes.map { .init($0.name, contactType($0)) })),
      .init("agentGroups", .object(result.agentGroups.map { .init($0.name, group($0, result)) })),
      .init("cost", .optional(GroupTotals(result).cost?.mean)),
    ])
  }

  /// What is the same for all periods: when each starts.
  package static func periods(_ result: SimulationResult) -> JSONValue {
    .compact(
      .array(
        result.periods.map { .object([.init("day", .integer($0.day)), .init("clock", .string($0.clock))]) }))
  }

  private static func contactType(_ type: ContactTypeResult) -> JSONValue {
    let day = type.day
    return .object([
      .init("channel", .string(type.channel.rawValue)), .init("answerWithin", .number(type.answerWithin)),
      .init("target", .optional(type.promise?.target ?? type.deadline?.target)),
      .init("offered", .figure(day.offered)), .init("answered", .figure(day.answered)),
      .init("abandoned", .figure(day.abandoned)), .init("messages", .figure(day.messages)),
      .init("compliance", type.promise.map { .figure(day.serviceLevel[$0.definition]) } ?? .null),
      .init("deadlineCompliance", type.deadline.map { _ in .figure(day.deadlineCompliance) } ?? .null),
      .init("averageWait", .figure(day.waitAnswered.mean)), .init("queueLength", .figure(day.queueLength)),
      .init("backlog", .figure(day.backlog)),
      .init("dayMeetsPromise", .optional(type.dayMeetsPromise)),
    ])
  }

  private static func group(_ group: AgentGroupResult, _ result: SimulationResult) -> JSONValue {
    let busy = group.periods.indices.map { group.busyAgents($0, of: result.periods).mean }
    return .object([
      .init("occupancy", .figure(group.day.occupancy)), .init("paidHours", .figure(group.day.paidHours)),
      .init("cost", .optional(group.day.cost)),
      .init("planned", .compact(.numbers(group.headsPlanned))),
      .init("busy", .compact(.array(busy.map { .optional($0) }))),
    ])
  }

  /// Paired differences from the saved scenario.
  package static func difference(_ difference: ScenarioDifference) -> JSONValue {
    .object([
      .init(
        "contactTypes",
        .object(
          difference.contactTypes.map { type in
            .init(
              type.name,
              .object(
                ComparedMeasure.allCases.compactMap { measure in
                  type.figures[measure].map { .init(measure.rawValue, .figure($0)) }
                }))
          })),
      .init("cost", .optional(difference.cost)), .init("paidHours", .figure(difference.paidHours)),
    ])
  }
}
