import ContactCentre
import Planning

/// Plans as changes to a scenario, as an overlay holds them: for the page, which shows and saves them like its own.
package enum PlanChanges {
  /// Staff per period.
  package static func of(_ plan: StaffingPlan) -> JSONValue {
    let perDay = 86_400 / plan.periodSeconds
    return .array(
      plan.groups.flatMap { group -> [JSONValue] in
        var values = Array(repeating: 0, count: perDay * plan.days)
        for (label, period) in zip(plan.periods, group.periods) {
          values[label.day * perDay + seconds(label.clock) / plan.periodSeconds] = period.scheduled
        }
        return [
          change("agentGroups.\(group.name).shifts", to: .array([])),
          change("agentGroups.\(group.name).staff", to: .array(values.map { .integer($0) })),
        ]
      })
  }

  /// Shifts.
  package static func of(_ plan: SchedulePlan) -> JSONValue {
    .array(
      plan.groups.flatMap { group -> [JSONValue] in
        [
          change("agentGroups.\(group.name).staff", to: .integer(0)),
          change(
            "agentGroups.\(group.name).shifts",
            to: .array(
              group.shifts.map { shift in
                let days = RosterReport.keys(shift.weekdays)
                return .object(
                  [
                    .init("name", .string(shift.name)), .init("start", .string(ScheduleReport.clock(shift.time.start))),
                    .init("end", .string(ScheduleReport.clock(shift.time.end))),
                    .init("breaks", .array(shift.breaks.map { .string(ScheduleReport.range($0)) })),
                    .init("heads", .integer(shift.heads)),
                  ] + (days.isEmpty ? [] : [.init("days", .strings(days))]))
              })),
        ]
      })
  }

  private static func change(_ path: String, to value: JSONValue) -> JSONValue {
    .object([.init("set", .string(path)), .init("to", value)])
  }

  private static func seconds(_ clock: String) -> Int {
    zip(clock.split(separator: ":").compactMap { Int($0) }, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
