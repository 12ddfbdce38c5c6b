import ContactCentre
import Foundation
import Reporting
import ScenarioFormat

/// What of a scenario the planner's page can change, with its present value.
enum PlannerControls {
  static func value(_ loaded: LoadedScenario, folder: ScenarioFolder) -> JSONValue {
    let scenario = loaded.scenario
    return .object([
      .init("version", .integer(1)), .init("name", .string(scenario.name)),
      .init("overlaysDefined", .strings(loaded.overlaysDefined)),
      .init("warnings", .array(loaded.warnings.prefix(20).map { .string(folder.words($0)) })),
      .init("days", .integer(scenario.calendar.days)),
      .init("periodSeconds", .integer(scenario.calendar.periodSeconds)),
      .init("seed", .unsigned(scenario.experiment.seed)),
      .init("contactTypes", .array(scenario.contactTypes.map(contactType))),
      .init("agentGroups", .array(scenario.agentGroups.map { group($0, scenario.calendar) })),
      .init("hours", .array(scenario.calendar.hours.map(hours))),
    ])
  }

  private static func contactType(_ type: ContactType) -> JSONValue {
    .object([
      .init("name", .string(type.name)), .init("channel", .string(type.channel.rawValue)),
      .init("hours", .optional(type.hours)),
      .init("hasArrivals", .boolean(type.arrivals != nil && type.arrivals?.trace.isEmpty ?? true)),
      .init("hasPromise", .boolean(type.promise != nil || type.deadline != nil)),
      .init("patience", .optional(type.patience?.mean)),
      .init("offerAbove", .optional(type.announcement?.offer?.whenExpectedWaitAbove)),
    ])
  }

  private static func group(_ group: AgentGroup, _ calendar: ServiceCalendar) -> JSONValue {
    .object([
      .init("name", .string(group.name)), .init("shrinkage", .number(group.shrinkage)),
      .init("costPerHour", .optional(group.costPerHour)), .init("hasPatterns", .boolean(!group.patterns.isEmpty)),
      .init(
        "staff", group.heads.map { .compact(.numbers($0.values)) } ?? .null),
      .init(
        "shifts",
        .array(
          group.shifts.map { shift in
            .object([
              .init("name", .string(shift.name)), .init("start", .integer(shift.time.start)),
              .init("end", .integer(shift.time.end)), .init("heads", .integer(shift.heads)),
            ])
          })),
      .init(
        "skills",
        .array(
          group.skills.map { skill in
            .object([
              .init("contactType", .string(skill.contactType)), .init("rank", .integer(skill.rank)),
              .init("concurrency", .integer(skill.concurrency)),
              .init("slowdown", .numbers(skill.slowdown)), .init("after", .number(skill.after)),
              .init("whenIdle", .integer(skill.whenIdle)),
            ])
          })),
    ])
  }

  /// Spans of weekdays with the same ranges, so that each can be moved: `mon-fri 09:00-18:00`, `sat 10:00-14:00`.
  private static func hours(_ hours: OpeningHours) -> JSONValue {
    var spans: [(first: Int, last: Int, ranges: [ClockRange])] = []
    for (day, ranges) in hours.byWeekday.enumerated() where !ranges.isEmpty {
      if let last = spans.last, last.last == day - 1, last.ranges == ranges {
        spans[spans.count - 1].last = day
      } else {
        spans.append((day, day, ranges))
      }
    }
    return .object([
      .init("name", .string(hours.name)),
      .init(
        "spans",
        .array(
          spans.map { span in
            .compact(
              .object([
                .init("first", .integer(span.first)), .init("last", .integer(span.last)),
                .init(
                  "ranges", .array(span.ranges.map { .array([.integer($0.start), .integer($0.end)]) })),
              ]))
          })),
    ])
  }
}
