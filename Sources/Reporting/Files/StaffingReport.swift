import ContactCentre
import Planning
import Simulation

/// Staff per group and period, for people, programs and the simulator.
public enum StaffingReport {
  /// JSON with stable keys: `groups.<name>.periods[].{start,clock,day,agents,scheduled,load,erlangC,erlangA}`,
  /// `contactTypes.<name>.{periods[],days[]}` with the service level achieved, `feasible`, `confidence`, `hours`, `cost`.
  public static func json(_ plan: StaffingPlan) -> String {
    JSONValue.object([
      .init("version", .integer(1)),
      .init("scenario", .string(plan.scenario)),
      .init("aim", .string(plan.aim.text)),
      .init("feasible", .boolean(plan.isShown)),
      .init("confidence", .number(plan.confidence)),
      .init("replications", .integer(Int64(plan.replications))),
      .init("interrupted", .boolean(plan.isInterrupted)),
      .init("notShown", .array(plan.open.map(JSONValue.string))),
      .init(
        "judgedTogether",
        .object(
          plan.judgedTogether.map {
            .init(
              $0.contactType,
              .compact(
                .object([.init("periods", .integer(Int64($0.periods))), .init("isEnough", .boolean($0.isEnough))])))
          })),
      .init("hours", .number(plan.hours)),
      .init("cost", .optional(plan.cost)),
      .init("agentPeriods", .integer(Int64(plan.groups.reduce(0) { $0 + $1.periods.reduce(0) { $0 + $1.agents } }))),
      .init("periodSeconds", .integer(Int64(plan.periodSeconds))),
      .init("groups", .object(plan.groups.map { .init($0.name, group($0, plan)) })),
      .init("contactTypes", contactTypes(plan)),
      .init("notPlanned", .array(plan.notPlanned.map(JSONValue.string))),
      .init("unpromised", .array(plan.unpromised.map(JSONValue.string))),
    ]).text
  }

  /// What the types achieve, by name.
  static func contactTypes(_ plan: StaffingPlan) -> JSONValue {
    func labelled(_ figures: [Figure], _ name: String) -> JSONValue {
      .array(
        zip(plan.periods, figures).map { label, value in
          .object(SummaryJSON.label(label) + [.init(name, figure(value))])
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
            .init("serviceLevel", .array(type.days.map(figure))),
            .init("dayMeetsPromise", .array(type.dayMeetsPromise.map(figure))),
            .init("deadlineCompliance", .array(type.deadlines.map(figure))),
            .init("periods", labelled(type.periods, "serviceLevel")),
          ]))
      })
  }

  private static func group(_ group: StaffingPlan.Group, _ plan: StaffingPlan) -> JSONValue {
    func whole(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
    return .object([
      .init("hours", .number(group.hours)), .init("cost", .optional(group.cost)),
      .init(
        "periods",
        .array(
          zip(plan.periods, group.periods).map { label, period in
            .compact(
              .object(
                SummaryJSON.label(label) + [
                  .init("agents", whole(period.agents)), .init("scheduled", whole(period.scheduled)),
                  .init("load", .number(period.load)), .init("erlangC", whole(period.erlangC)),
                  .init("erlangA", whole(period.erlangA)),
                ]))
          })),
    ])
  }

  private static func figure(_ figure: Figure) -> JSONValue { ComparisonReport.figure(figure) }

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

  /// Writes `plan.yaml`, `staffing.json`, `staffing.csv` and `report.html`, whole or not at all.
  /// - Returns: the paths written.
  /// - Throws: ``OutputError``.
  public static func write(
    _ plan: StaffingPlan, for source: PlanYAML, to directory: String, language: Language = .english
  ) throws -> [String] {
    try RunOutput.write(
      [
        ("plan.yaml", yaml(plan, for: source, in: directory)), ("staffing.json", json(plan)),
        ("staffing.csv", csv(plan)), ("report.html", html(plan, language: language)),
      ], to: directory)
  }

  /// One page: the staff of each group against its load, and what it achieves.
  public static func html(_ plan: StaffingPlan, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let page = PlanCharts(plan, language)
    let charts = plan.groups.map { group -> Markup in
      var note = texts.hoursADay(numbers.hours(group.hours))
      if let cost = group.cost { note += ", " + texts.costADay(numbers.money(cost)) }
      return page.block(
        group.name, note: note, parts: [.init(texts.agentsOnDuty, group.periods.map { Double($0.agents) })],
        requirement: group.periods.compactMap { $0.erlangA ?? $0.erlangC }.map(Double.init),
        requirementName: group.periods.contains { $0.erlangA != nil } ? "SIPP Erlang A" : "SIPP Erlang C",
        load: group.periods.map(\.load))
    }
    return PlanPage(
      kicker: texts.staffingKicker, title: plan.scenario,
      lead: [texts.staffingTitle(plan.scenario, aim: texts.aim(plan.aim))],
      warning: plan.isShown ? "" : verdict(plan, texts, numbers),
      sections: [
        (texts.staffAgainstLoad, "<div class=\"charts\">\(charts)</div>"),
        (texts.achievedHeading, PlanCharts.achieved(plan, texts, numbers)),
      ], language: language
    ).text
  }

  /// How sure it is that all is kept.
  static func verdict(_ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText) -> String {
    if plan.isInterrupted { return texts.stoppedEarly(replications: String(plan.replications)) }
    return plan.isShown
      ? texts.shown(numbers.share(plan.confidence), replications: String(plan.replications))
      : texts.notShown(plan.open.prefix(5).joined(separator: "; "), replications: String(plan.replications))
  }

  /// Tables for the terminal.
  public static func text(_ plan: StaffingPlan, language: Language, width: Int = 100, colour: Bool = false) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [texts.staffingTitle(plan.scenario, aim: texts.aim(plan.aim))]
    for group in plan.groups {
      var head = "\(group.name): \(texts.hoursADay(numbers.hours(group.hours)))"
      if let cost = group.cost { head += ", \(texts.costADay(numbers.money(cost)))" }
      lines += ["", head]
      var table = TextTable(columns: [
        .init(title: texts.startsAt, alignsLeft: true), .init(title: texts.agentsOnDuty),
        .init(title: texts.loadInAgents),
        .init(title: "SIPP Erlang C"), .init(title: "SIPP Erlang A"),
      ])
      if group.periods.contains(where: { $0.agents != $0.scheduled }) {
        table.columns.insert(.init(title: texts.scheduledHeads), at: 2)
      }
      for (label, period) in zip(plan.periods, group.periods)
      where period.agents > 0 || (period.erlangC ?? 0) > 0 || period.load > 0.005 {
        let name = plan.days > 1 ? "\(label.start.prefix(10)) \(label.clock)" : label.clock
        var cells: [TextTable.Cell] = [.init(name), .init("\(period.agents)", .strong)]
        if table.columns.count == 6 { cells.append(.init("\(period.scheduled)")) }
        cells += [
          .init(NumberText.fixed(period.load, decimals: 1)),
          .init(period.erlangC.map { "\($0)" } ?? NumberText.nothing),
          .init(period.erlangA.map { "\($0)" } ?? NumberText.nothing),
        ]
        table.rows.append(cells)
      }
      lines += table.lines(width: width, colour: colour)
    }
    return (lines + achieved(plan, texts, numbers)).joined(separator: "\n") + "\n"
  }

  /// What the plan achieves, and how sure that is.
  static func achieved(_ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText) -> [String] {
    var lines = ["", texts.whatItAchieves]
    for type in plan.contactTypes { lines += services(type, plan, texts, numbers) }
    lines += ["", verdict(plan, texts, numbers)]
    lines += plan.judgedTogether.map {
      texts.judgedTogether($0.contactType, periods: $0.periods, isEnough: $0.isEnough)
    }
    if !plan.notPlanned.isEmpty { lines.append(texts.notPlannedFor(plan.notPlanned.joined(separator: ", "))) }
    if !plan.unpromised.isEmpty { lines.append(texts.nothingPromised(plan.unpromised.joined(separator: ", "))) }
    return lines
  }

  static func services(
    _ type: StaffingPlan.ContactTypeService, _ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText
  ) -> [String] {
    var lines: [String] = []
    if let promise = type.promise {
      let wanted =
        "\(promise.definition.rawValue) ≥ \(numbers.target(promise.target)) ≤\(numbers.roundDuration(promise.answerWithin))"
      // Days on which nothing comes have nothing to keep.
      for (day, figure) in type.days.enumerated() where figure.mean != nil || plan.days == 1 {
        var line = "  \(type.name) (\(wanted))\(plan.days > 1 ? " \(texts.dayNumber(day + 1))" : "")\(texts.namedAs)"
        line += numbers.figure(figure, .share)
        let worst = zip(plan.periods, type.periods).filter { $0.0.day == day && $0.1.mean != nil }
          .min { ($0.1.mean ?? 1) < ($1.1.mean ?? 1) }
        if let worst { line += "\(texts.comma)\(texts.lowestPeriod(worst.0.clock, numbers.figure(worst.1, .share)))" }
        line += "\(texts.comma)\(texts.daysKept)\(texts.namedAs)\(numbers.figure(type.dayMeetsPromise[day], .share))"
        lines.append(line)
      }
    }
    if let deadline = type.deadline {
      for (day, figure) in type.deadlines.enumerated() where figure.mean != nil || plan.days == 1 {
        lines.append(
          "  \(type.name) (\(texts.deadlinesKept) ≥ \(numbers.target(deadline.target)))\(plan.days > 1 ? " \(texts.dayNumber(day + 1))" : "")\(texts.namedAs)\(numbers.figure(figure, .share))"
        )
      }
    }
    return lines
  }
}
