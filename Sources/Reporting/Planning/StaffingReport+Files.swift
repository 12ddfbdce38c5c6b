import ContactCentre
import Planning
import Simulation

extension StaffingReport {
  /// Writes `plan.yaml`, `staffing.json`, `staffing.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(
    _ plan: StaffingPlan, for source: PlanYAML, to directory: String, language: Language = .english
  ) throws -> [String] {
    try OutputFolder.write(
      [
        ("plan.yaml", yaml(plan, for: source, in: directory)), ("staffing.json", json(plan)),
        ("staffing.csv", csv(plan)), ("report.html", html(plan, language: language)),
      ], to: directory)
  }

  /// JSON with stable keys: `groups.<name>.periods[].{start,clock,day,agents,scheduled,load,erlangC,erlangA}`,
  /// `contactTypes.<name>.{periods[],days[]}` with the service level achieved, `feasible`, `confidence`, `hours`, `cost`.
  public static func json(_ plan: StaffingPlan) -> String {
    JSONValue.object([
      .init("version", .integer(1)),
      .init("scenario", .string(plan.scenario)),
      .init("aim", .string(plan.aim.text)),
      .init("feasible", .boolean(plan.isShown)),
      .init("confidence", .number(plan.confidence)),
      .init("replications", .integer(plan.replications)),
      .init("interrupted", .boolean(plan.isInterrupted)),
      .init("notShown", .strings(plan.open)),
      .init(
        "judgedTogether",
        .object(
          plan.judgedTogether.map {
            .init(
              $0.contactType,
              .compact(
                .object([.init("periods", .integer($0.periods)), .init("isEnough", .boolean($0.isEnough))])))
          })),
      .init("hours", .number(plan.hours)),
      .init("cost", .optional(plan.cost)),
      .init("agentPeriods", .integer(plan.groups.reduce(0) { $0 + $1.periods.reduce(0) { $0 + $1.agents } })),
      .init("periodSeconds", .integer(plan.periodSeconds)),
      .init("groups", .object(plan.groups.map { .init($0.name, group($0, plan)) })),
      .init("contactTypes", contactTypes(plan)),
      .init("notPlanned", .strings(plan.notPlanned)),
      .init("unpromised", .strings(plan.unpromised)),
    ]).text
  }

  /// What the types achieve, by name.
  static func contactTypes(_ plan: StaffingPlan) -> JSONValue {
    func labelled(_ figures: [Figure], _ name: String) -> JSONValue {
      .array(
        zip(plan.periods, figures).map { label, value in
          .object(SummaryJSON.label(label) + [.init(name, .figure(value))])
        })
    }
    return .object(
      plan.contactTypes.map { type in
        .init(
          type.name,
          .object([
            .init(
              "promise",
              type.promise.map { promise in
                .compact(
                  .object([
                    .init("answerWithin", .number(promise.answerWithin)), .init("target", .number(promise.target)),
                    .init("definition", .string(promise.definition.rawValue)),
                  ]))
              } ?? .null),
            .init("serviceLevel", .array(type.days.map(JSONValue.figure))),
            .init("dayMeetsPromise", .array(type.dayMeetsPromise.map(JSONValue.figure))),
            .init("deadlineCompliance", .array(type.deadlines.map(JSONValue.figure))),
            .init("periods", labelled(type.periods, "serviceLevel")),
          ]))
      })
  }

  private static func group(_ group: StaffingPlan.Group, _ plan: StaffingPlan) -> JSONValue {
    .object([
      .init("hours", .number(group.hours)), .init("cost", .optional(group.cost)),
      .init(
        "periods",
        .array(
          zip(plan.periods, group.periods).map { label, period in
            .compact(
              .object(
                SummaryJSON.label(label) + [
                  .init("agents", .optional(period.agents)), .init("scheduled", .optional(period.scheduled)),
                  .init("load", .number(period.load)), .init("erlangC", .optional(period.erlangC)),
                  .init("erlangA", .optional(period.erlangA)),
                ]))
          })),
    ])
  }

  /// CSV: a row for each group and period.
  public static func csv(_ plan: StaffingPlan) -> String {
    var text = CSVRow.text(["group", "start", "day", "agents", "scheduled", "load", "erlangC", "erlangA"])
    for group in plan.groups {
      for (label, period) in zip(plan.periods, group.periods) {
        text += CSVRow.text([
          CSVRow.name(group.name), label.start, String(label.day), String(period.agents), String(period.scheduled),
          CSVRow.number(period.load), period.erlangC.map(String.init) ?? "", period.erlangA.map(String.init) ?? "",
        ])
      }
    }
    return text
  }

  /// The plan as a scenario that can be simulated as it is; see ``PlanYAML``.
  public static func yaml(_ plan: StaffingPlan, for source: PlanYAML, in directory: String) -> String {
    var text = source.head(
      [
        "Staff per period that keeps the promises (aim: \(plan.aim.text)). Simulate it as it is:",
        "  waitline simulate \(directory)/plan.yaml",
      ],
      in: directory)
    let perDay = 86_400 / plan.periodSeconds
    for group in plan.groups {
      var values = Array(repeating: 0, count: perDay * plan.days)
      for (label, period) in zip(plan.periods, group.periods) {
        let parts = label.clock.split(separator: ":").compactMap { Int($0) }
        let seconds = zip(parts, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
        values[label.day * perDay + seconds / plan.periodSeconds] = period.scheduled
      }
      text += "  - {set: \(PlanYAML.quoted("agentGroups.\(group.name).shifts")), to: []}\n"
      text += "  - set: \(PlanYAML.quoted("agentGroups.\(group.name).staff"))\n    to: ["
      for (index, value) in values.enumerated() {
        text += (index == 0 ? "" : ",") + (index % perDay == 0 ? "\n      " : " ") + "\(value)"
      }
      text += "]\n"
    }
    return text
  }
}
