import ContactCentre
import Planning
import Simulation

/// Shifts, for people, programs and the simulator.
public enum ScheduleReport {
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
        .init("replications", .integer(Int64(plan.service.replications))),
        .init("interrupted", .boolean(plan.isInterrupted)),
        .init("notShown", .array(plan.service.open.map(JSONValue.string))),
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
                .init("heads", .integer(Int64(shift.heads))),
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
                  .init("requirement", .integer(Int64(group.requirement[period]))),
                  .init("load", .number(formula.load)),
                  .init("erlangC", formula.erlangC.map { .integer(Int64($0)) } ?? .null),
                  .init("erlangA", formula.erlangA.map { .integer(Int64($0)) } ?? .null),
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
        text +=
          "      - {name: \(PlanYAML.quoted(shift.name)), start: \"\(clock(shift.time.start))\", "
          + "end: \"\(clock(shift.time.end))\", breaks: [\(breaks)], \(RosterReport.yaml(shift.weekdays))heads: \(shift.heads)}\n"
      }
    }
    return text
  }

  /// Writes `plan.yaml`, `schedule.json`, `schedule.csv`, `roster.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(
    _ plan: SchedulePlan, for source: PlanYAML, to directory: String, language: Language = .english
  ) throws -> [String] {
    try RunOutput.write(
      [
        ("plan.yaml", yaml(plan, for: source, in: directory)), ("schedule.json", json(plan)),
        ("schedule.csv", csv(plan)), ("roster.csv", RosterReport.csv(plan.roster)),
        ("report.html", html(plan, language: language)),
      ], to: directory)
  }

  /// One page: shifts stacked against requirement and load, what they cost, and what they achieve.
  public static func html(_ plan: SchedulePlan, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let page = PlanCharts(plan.service, language)
    let charts = zip(plan.groups, plan.service.groups).map { group, staff -> Markup in
      page.block(
        group.name, note: "", parts: page.parts(group), requirement: group.requirement.map(Double.init),
        requirementName: texts.requirementLine, load: staff.periods.map(\.load))
    }
    let shifts = plan.groups.map { group -> Markup in
      let hasBreaks = group.shifts.contains { !$0.breaks.isEmpty }
      let isWeekly = group.shifts.contains { $0.weekdays.count < 7 }
      return PlanPage.panel(
        group.name,
        DataTable(
          caption: group.name,
          columns: [texts.shiftName, texts.shiftTime] + (hasBreaks ? [texts.shiftBreaks] : [])
            + (isWeekly ? [texts.shiftDays] : []) + [texts.shiftHeads],
          rows: group.shifts.map { shift in
            let breaks = hasBreaks ? [shift.breaks.map(range).joined(separator: " ")] : []
            let days = isWeekly ? [RosterReport.words(shift.weekdays, texts)] : []
            return ([shift.name, range(shift.time)] + breaks + days + ["\(shift.heads)"]).map { "\($0)" }
          }, wordColumns: 1 + (hasBreaks ? 1 : 0) + (isWeekly ? 1 : 0)))
    }
    return PlanPage(
      kicker: texts.scheduleKicker, title: plan.service.scenario,
      lead: [texts.scheduleTitle(plan.service.scenario, aim: texts.aim(plan.service.aim))]
        + costs(plan, texts, numbers),
      warning: plan.service.isShown ? "" : StaffingReport.verdict(plan.service, texts, numbers),
      sections: [
        (texts.staffAgainstLoad, "<div class=\"charts\">\(charts)</div>"), (texts.shiftsHeading, Markup(shifts)),
        (texts.rosterHeading, RosterReport.section(plan.roster, texts, numbers)),
        (texts.achievedHeading, PlanCharts.achieved(plan.service, texts, numbers)),
      ], language: language
    ).text
  }

  /// Cost, bound and what covering a formula would cost, a sentence each.
  private static func costs(_ plan: SchedulePlan, _ texts: Texts, _ numbers: NumberText) -> [String] {
    let style: NumberText.Style = plan.isMoney ? .money : .hours
    var lines = [texts.scheduleCost(numbers.text(plan.cost, style), isMoney: plan.isMoney)]
    lines.append(
      plan.isProven
        ? texts.scheduleProven(plan.service.aim == .everyPeriod)
        : texts.scheduleBound(
          numbers.text(plan.bound, style), gap: numbers.share(plan.gap), assumesConcavity: plan.assumesConcavity))
    if plan.boundWithoutMargin < plan.bound {
      lines.append(texts.scheduleMargin(numbers.text(plan.boundWithoutMargin, style)))
    }
    if plan.isInterrupted { lines.append(texts.scheduleInterrupted) }
    for (model, cost) in [("Erlang C", plan.costOfErlangC), ("Erlang A", plan.costOfErlangA)] {
      guard let cost else { continue }
      let more = cost / max(plan.cost, 1e-9) - 1
      lines.append(texts.setCovering(model, numbers.text(cost, style), (more >= 0 ? "+" : "") + numbers.share(more)))
    }
    return lines
  }

  /// Tables for the terminal.
  public static func text(_ plan: SchedulePlan, language: Language, width: Int = 100, colour: Bool = false) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [texts.scheduleTitle(plan.service.scenario, aim: texts.aim(plan.service.aim))]
    for group in plan.groups {
      lines += ["", group.name]
      let isWeekly = group.shifts.contains { $0.weekdays.count < 7 }
      var table = TextTable(columns: [
        .init(title: texts.shiftName, alignsLeft: true), .init(title: texts.shiftTime), .init(title: texts.shiftBreaks),
        .init(title: texts.shiftHeads),
      ])
      if isWeekly { table.columns.insert(.init(title: texts.shiftDays, alignsLeft: true), at: 3) }
      for shift in group.shifts {
        var cells: [TextTable.Cell] = [
          .init(shift.name), .init(range(shift.time)), .init(shift.breaks.map(range).joined(separator: " ")),
          .init("\(shift.heads)", .strong),
        ]
        if isWeekly { cells.insert(.init(RosterReport.words(shift.weekdays, texts)), at: 3) }
        table.rows.append(cells)
      }
      lines += table.lines(width: width, colour: colour)
    }
    lines += [""] + costs(plan, texts, numbers)
    return (lines + StaffingReport.achieved(plan.service, texts, numbers)).joined(separator: "\n") + "\n"
  }

  /// How far a search has come, on one line.
  public static func progress(_ progress: ScheduleProgress) -> String {
    let best = progress.cost.map { NumberText.fixed($0, decimals: 0) } ?? NumberText.nothing
    let bound = NumberText.fixed(progress.bound, decimals: 0)
    return "\(progress.rounds) schedules simulated, best \(best), bound \(bound)  (Ctrl-C keeps the best) "
  }

  /// A clock time as scenarios write it; past midnight it is the clock of the next day.
  static func clock(_ seconds: Int) -> String {
    let second = seconds % 86_400 == 0 && seconds > 0 ? 86_400 : seconds % 86_400
    let parts = [second / 3600, second / 60 % 60] + (second % 60 == 0 ? [] : [second % 60])
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  static func range(_ range: ClockRange) -> String { clock(range.start) + "-" + clock(range.end) }
}
