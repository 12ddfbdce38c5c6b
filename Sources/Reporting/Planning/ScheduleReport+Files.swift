import ContactCentre
import Planning
import Simulation

extension ScheduleReport {
  /// Writes `plan.yaml`, `schedule.json`, `schedule.csv`, `roster.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(
    _ plan: SchedulePlan, for source: PlanYAML, to directory: String, language: Language = .english
  ) throws -> [String] {
    try OutputFolder.write(
      [
        ("plan.yaml", yaml(plan, for: source, in: directory)), ("schedule.json", json(plan)),
        ("schedule.csv", csv(plan)), ("roster.csv", RosterReport.csv(plan.roster)),
        ("report.html", html(plan, language: language)),
      ], to: directory)
  }

  /// JSON with stable keys: `cost`, `bound`, `gap`, `proven`, `groups.<name>.shifts[].{name,start,end,breaks,days,heads}`,
  /// `roster[].{name,group,shift,days,hoursPerWeek}`,
  /// `groups.<name>.periods[].{start,agents,requirement,erlangC,erlangA}`, and the service achieved as in `waitline staff`.
  public static func json(_ plan: SchedulePlan) -> String {
    JSONValue.object(
      [
        .init("version", .integer(1)),
        .init("scenario", .string(plan.service.scenario)),
        .init("aim", .string(plan.service.aim.text)),
        .init("feasible", .boolean(plan.service.isShown)),
        .init("confidence", .number(plan.service.confidence)),
        .init("replications", .integer(plan.service.replications)),
        .init("interrupted", .boolean(plan.isInterrupted)),
        .init("notShown", .strings(plan.service.open)),
        .init("cost", .number(plan.cost)),
        .init("costUnit", .string(plan.isMoney ? "money" : "paidHours")),
        .init("bound", .number(plan.bound)),
        .init("boundWithoutMargin", .number(plan.boundWithoutMargin)),
        .init("gap", .number(plan.gap)),
        .init("proven", .boolean(plan.isProven)),
        .init("assumesConcavity", .boolean(plan.assumesConcavity)),
        .init("costOfErlangC", .optional(plan.costOfErlangC)),
        .init("costOfErlangA", .optional(plan.costOfErlangA)),
        .init("groups", .object(zip(plan.groups, plan.service.groups).map { .init($0.name, group($0, $1, plan)) })),
        .init("roster", RosterReport.json(plan.roster)),
        .init("contactTypes", StaffingReport.contactTypes(plan.service)),
      ]
    ).text
  }

  private static func group(
    _ group: SchedulePlan.Group, _ staff: StaffingPlan.Group, _ plan: SchedulePlan
  ) -> JSONValue {
    .object([
      .init(
        "shifts",
        .array(
          group.shifts.map { shift in
            .compact(
              .object([
                .init("name", .string(shift.name)), .init("start", .string(clock(shift.time.start))),
                .init("end", .string(clock(shift.time.end))),
                .init("breaks", .array(shift.breaks.map { .string(range($0)) })),
                .init("days", .string(RosterReport.days(shift.weekdays))),
                .init("heads", .integer(shift.heads)),
              ]))
          })),
      .init(
        "periods",
        .array(
          plan.service.periods.indices.map { period in
            let formula = staff.periods[period]
            return .compact(
              .object(
                SummaryJSON.label(plan.service.periods[period]) + [
                  .init("agents", .number(group.agents[period])),
                  .init("requirement", .integer(group.requirement[period])),
                  .init("load", .number(formula.load)),
                  .init("erlangC", .optional(formula.erlangC)),
                  .init("erlangA", .optional(formula.erlangA)),
                ]))
          })),
    ])
  }

  /// CSV: a row for each shift.
  public static func csv(_ plan: SchedulePlan) -> String {
    var text = CSVRow.text(["group", "shift", "start", "end", "breaks", "days", "heads"])
    for group in plan.groups {
      for shift in group.shifts {
        text += CSVRow.text([
          CSVRow.name(group.name), CSVRow.name(shift.name), clock(shift.time.start), clock(shift.time.end),
          shift.breaks.map(range).joined(separator: " "), RosterReport.days(shift.weekdays), String(shift.heads),
        ])
      }
    }
    return text
  }

  /// The schedule as a scenario that can be simulated as it is; see ``PlanYAML``.
  public static func yaml(_ plan: SchedulePlan, for source: PlanYAML, in directory: String) -> String {
    var text = source.head(
      [
        "Shifts that keep the promises (aim: \(plan.service.aim.text)). Simulate it as it is:",
        "  waitline simulate \(directory)/plan.yaml",
      ], in: directory)
    for group in plan.groups {
      text += "  - {set: \(PlanYAML.quoted("agentGroups.\(group.name).staff")), to: 0}\n"
      text += "  - set: \(PlanYAML.quoted("agentGroups.\(group.name).shifts"))\n"
      text += group.shifts.isEmpty ? "    to: []\n" : "    to:\n"
      for shift in group.shifts {
        let breaks = shift.breaks.map { PlanYAML.quoted(range($0)) }.joined(separator: ", ")
        let cost = shift.costPerHour.map { "costPerHour: \(CSVRow.number($0)), " } ?? ""
        text +=
          "      - {name: \(PlanYAML.quoted(shift.name)), start: \"\(clock(shift.time.start))\", "
          + "end: \"\(clock(shift.time.end))\", breaks: [\(breaks)], \(RosterReport.yaml(shift.weekdays))\(cost)heads: \(shift.heads)}\n"
      }
    }
    return text
  }
}
