import LogFitting

/// A fitted scenario beside the record, for people and for programs.
public enum FitReport {
  /// Tables for the terminal.
  public static func text(_ fit: LogFit, _ check: FitCheck, width: Int, language: Language = .english) -> String {
    let texts = Texts(language)
    var lines = [
      texts.fitTitle(
        fit.name, ordinary: fit.ordinaryDays.reduce(0, +), special: fit.specialDays.count, fit.firstDay, fit.lastDay),
      "", "  " + texts.fitVerdict(fit, check), "",
    ]
    lines += comparison("", [check.all] + check.types, texts, width) + [""]
    lines += comparison(texts.period, check.periods, texts, width) + [""]
    lines += figures(fit, texts, width) + [""] + staff(fit, texts, width)
    if !fit.specialDays.isEmpty { lines += [""] + specialDays(fit, texts) }
    let found = findings(fit, texts)
    if !found.isEmpty { lines += [""] + found }
    if !fit.notes.isEmpty { lines += ["", texts.notFitted + texts.colon] + fit.notes.map { "- " + texts.note($0) } }
    let notes = [texts.fitNote, texts.allMeans(fit)].filter { !$0.isEmpty }
    lines += ["", notes.joined(separator: texts.sentenceSpace)]
    return (lines + RowCountsText.lines(fit.rows, texts)).joined(separator: "\n") + "\n"
  }

  private static func comparison(_ title: String, _ rows: [FitCheck.Row], _ texts: Texts, _ width: Int) -> [String] {
    let numbers = NumberText(texts.language)
    let simulated = texts.simulated
    var table = TextTable(
      columns: [.init(title: title, alignsLeft: true)]
        + [texts.aDay, simulated, texts.asa, simulated, texts.abandoned, simulated, "SL1", simulated].map {
          .init(title: $0)
        })
    table.rows = rows.enumerated().map { index, row in
      let cells = [
        NumberText.fixed(row.offeredPerDay, decimals: 1), NumberText.fixed(row.simulatedPerDay, decimals: 1),
        duration(row.observedWait, numbers), numbers.duration(row.simulatedWait),
        share(row.observedAbandonment, numbers), numbers.share(row.simulatedAbandonment),
        share(row.observedLevels[0], numbers), numbers.share(row.simulatedLevels[0]),
      ]
      return [.init(title.isEmpty && index == 0 ? texts.allName : row.name)] + cells.map { .init($0) }
    }
    return table.lines(width: max(width, 110), colour: false)
  }

  static func share(_ estimate: ShareEstimate, _ numbers: NumberText) -> String {
    guard let half = estimate.halfWidth, half < 1 else { return numbers.share(estimate.share) }
    return numbers.share(estimate.share) + " ± " + NumberText.fixed(half * 100, decimals: 1)
  }

  static func duration(_ estimate: ShareEstimate, _ numbers: NumberText) -> String {
    guard let share = estimate.share, let half = estimate.halfWidth else { return numbers.duration(estimate.share) }
    return numbers.text(share, .duration) + " ± " + numbers.halfWidth(half, of: share, .duration)
  }

  /// A figure with its standard error.
  static func seconds(_ estimate: Estimate?, _ numbers: NumberText) -> String {
    guard let estimate else { return NumberText.nothing }
    guard let error = estimate.standardError else { return numbers.duration(estimate.value) }
    return numbers.duration(estimate.value) + " ± " + numbers.halfWidth(error, of: estimate.value, .duration)
  }

  private static func figures(_ fit: LogFit, _ texts: Texts, _ width: Int) -> [String] {
    let numbers = NumberText(texts.language)
    var table = TextTable(
      columns: [.init(title: texts.fitted, alignsLeft: true)]
        + [
          texts.dayFactor, texts.handlingName, "cv", texts.lawName, texts.wrapUpName, texts.gaveUpName,
          texts.patienceName, texts.lawName,
        ].map { .init(title: $0) })
    table.rows = fit.types.flatMap { type -> [[TextTable.Cell]] in
      let factor = type.dayFactor.map {
        NumberText.fixed($0.value, decimals: 3) + " ± " + NumberText.fixed($0.standardError ?? 0, decimals: 3)
      }
      let patience = type.patience.first.map { Estimate($0.law.mean, $0.meanError) }
      let cells = [
        factor ?? NumberText.nothing, seconds(type.handlingMean, numbers),
        type.steps.isEmpty
          ? NumberText.fixed(type.handlingDeviation / max(type.handlingMean.value, 1e-9), decimals: 2)
          : NumberText.nothing,
        type.handling.first.map { texts.law($0.family) } ?? NumberText.nothing, seconds(type.wrapUp?.mean, numbers),
        NumberText.fixed(Double(type.gaveUp), decimals: 0), seconds(patience, numbers),
        type.patience.first.map { texts.law($0.family) } ?? NumberText.nothing,
      ]
      return [[.init(type.name)] + cells.map { .init($0) }] + type.steps.map { stepRow($0, numbers, texts) }
    }
    return table.lines(width: max(width, 132), colour: false)
  }

  /// A step below its type: only its handling has figures.
  private static func stepRow(_ step: FittedStep, _ numbers: NumberText, _ texts: Texts) -> [TextTable.Cell] {
    let cells = [
      "", seconds(step.handlingMean, numbers),
      NumberText.fixed(step.handlingDeviation / max(step.handlingMean.value, 1e-9), decimals: 2),
      step.handling.first.map { texts.law($0.family) } ?? NumberText.nothing, "", "", "", "",
    ]
    return [.init("  " + step.name)] + cells.map { .init($0) }
  }

  private static func staff(_ fit: LogFit, _ texts: Texts, _ width: Int) -> [String] {
    let numbers = NumberText(texts.language)
    var table = TextTable(
      columns: [.init(title: texts.agentsName, alignsLeft: true)]
        + [texts.seenName, texts.hoursOnDuty, texts.absence, texts.answersName].map { .init(title: $0) })
    table.rows = fit.groups.map { group in
      let hours = staffedHours(group, fit)
      let cells = [
        "\(group.agents)", NumberText.fixed(hours, decimals: 1), numbers.share(group.absence.value),
        group.skills.map { fit.types[$0.type].name }.joined(separator: " "),
      ]
      return [.init(group.name)] + cells.map { .init($0) }
    }
    return table.lines(width: max(width, 100), colour: false)
  }

  /// Hours on duty on an ordinary day.
  static func staffedHours(_ group: FittedGroup, _ fit: LogFit) -> Double {
    let perPeriod = Double(fit.options.periodSeconds) / 3600
    let days = Double(max(1, fit.ordinaryDays.reduce(0, +)))
    return zip(group.onDuty, fit.ordinaryDays).reduce(0) { sum, weekday in
      sum + (weekday.0 ?? []).reduce(0) { $0 + $1.value } * perPeriod * Double(weekday.1) / days
    }
  }

  /// Trend, returns and redials, in sentences.
  static func findings(_ fit: LogFit, _ texts: Texts) -> [String] {
    let numbers = NumberText(texts.language)
    return (fit.trend.map { [texts.trendNote($0)] } ?? [])
      + fit.types.flatMap { type in
        type.steps.compactMap { texts.stepNote($0, of: type, numbers) }
          + [texts.returnNote(type, numbers), texts.redialNote(type, numbers)].compactMap { $0 }
      }
  }

  private static func specialDays(_ fit: LogFit, _ texts: Texts) -> [String] {
    let days = fit.specialDays.map { "\($0.date) (× \(NumberText.fixed($0.factor, decimals: 2)))" }
    return [texts.specialDaysLeftOut(days.joined(separator: texts.comma))]
  }

  /// JSON with stable keys; times in seconds, shares between 0 and 1.
  public static func json(_ fit: LogFit, _ check: FitCheck) -> String {
    JSONValue.object([
      .init("version", .integer(1)), .init("name", .string(fit.name)), .init("firstDay", .string(fit.firstDay)),
      .init("lastDay", .string(fit.lastDay)), .init("rows", RowCountsText.json(fit.rows)),
      .init("notOffered", .integer(Int64(fit.notOffered))),
      .init("ordinaryDays", .compact(.array(fit.ordinaryDays.map { .integer(Int64($0)) }))),
      .init("verdict", .string(check.verdict.rawValue)),
      .init(
        "periodsWithin",
        .compact(
          .object([
            .init("within", .integer(Int64(check.periodsWithin.within))),
            .init("of", .integer(Int64(check.periodsWithin.of))),
          ]))),
      .init("notes", .array(fit.notes.map { .string($0.text) })),
      .init("liveInterruptsDeferred", .boolean(fit.liveInterrupts)),
      .init("trendPer30Days", estimate(fit.trend)), .init("sharedDayFactor", estimate(fit.sharedDayFactor)),
      .init("all", row(check.all)), .init("types", .array(zip(fit.types, check.types).map { type($0, $1) })),
      .init("periods", .array(check.periods.map(row))),
      .init("agentGroups", .array(fit.groups.map { group($0, fit) })),
      .init("specialDays", .array(fit.specialDays.map(special))),
    ]).text
  }

  private static func estimate(_ estimate: Estimate?) -> JSONValue {
    guard let estimate else { return .null }
    return .compact(
      .object([.init("mean", .number(estimate.value)), .init("standardError", .optional(estimate.standardError))]))
  }

  private static func observed(_ estimate: ShareEstimate, _ simulated: Double?) -> JSONValue {
    .compact(
      .object([
        .init("observed", .optional(estimate.share)), .init("halfWidth", .optional(estimate.halfWidth)),
        .init("simulated", .optional(simulated)),
      ]))
  }

  private static func row(_ row: FitCheck.Row) -> JSONValue { .object(members(row)) }

  private static func members(_ row: FitCheck.Row) -> [JSONValue.Member] {
    [
      .init("name", .string(row.name)), .init("offered", .integer(Int64(row.offered))),
      .init("offeredPerDay", .number(row.offeredPerDay)), .init("simulatedPerDay", .number(row.simulatedPerDay)),
      .init("asa", observed(row.observedWait, row.simulatedWait)),
      .init("abandonment", observed(row.observedAbandonment, row.simulatedAbandonment)),
    ]
      + zip(["SL1", "SL2", "SL3", "SL4"], zip(row.observedLevels, row.simulatedLevels)).map {
        .init($0, observed($1.0, $1.1))
      }
  }

  private static func type(_ type: FittedType, _ row: FitCheck.Row) -> JSONValue {
    .object(
      members(row) + [
        .init("channel", .string(type.channel.rawValue)), .init("dayFactor", estimate(type.dayFactor)),
        .init("handling", estimate(type.handlingMean)), .init("steps", .array(type.steps.map(step))),
        .init("handlingLaws", .array(type.handling.map(law))),
        .init("wrapUp", estimate(type.wrapUp?.mean)), .init("gaveUp", .integer(Int64(type.gaveUp))),
        .init("censored", .integer(Int64(type.served))), .init("kaplanMeier", curve(type)),
        .init("patienceLaws", .array(type.patience.map(law))),
        .init("slowdown", .array(type.slowdown.map { estimate($0) })),
        .init("firstContact", estimate(type.firstContact)),
        .init("returnDelayLaws", .array(type.returnDelay.map(law))),
        .init("waitingCredit", estimate(type.waitingCredit)),
        .init("redial", estimate(type.redial)), .init("redialDelayLaws", .array(type.redialDelay.map(law))),
      ])
  }

  private static func step(_ step: FittedStep) -> JSONValue {
    .object([
      .init("name", .string(step.name)), .init("group", step.group.map(JSONValue.string) ?? .null),
      .init("visits", .integer(Int64(step.visits))), .init("handling", estimate(step.handlingMean)),
      .init("handlingLaws", .array(step.handling.map(law))), .init("delayLaws", .array(step.delay.map(law))),
      .init(
        "next",
        .array(
          step.next.map { route in
            .object([
              .init("step", route.step.map(JSONValue.string) ?? .null), .init("share", estimate(route.share)),
            ])
          })),
    ])
  }

  /// Time, survival and its standard error where somebody gave up.
  private static func curve(_ type: FittedType) -> JSONValue {
    let curve = type.patienceCurve
    return .array(
      curve.times.indices.map {
        .compact(
          .array([.number(curve.times[$0]), .number(curve.survival[$0]), .number(curve.standardErrors[$0])]))
      })
  }

  private static func law(_ fit: LawFit) -> JSONValue {
    .compact(
      .object([
        .init("family", .string(fit.family.rawValue)), .init("mean", .number(fit.law.mean)),
        .init("meanError", .optional(fit.meanError)), .init("shape", .optional(fit.shape)),
        .init("shapeError", .optional(fit.shapeError)),
        .init(
          "figureErrors",
          .object(fit.figureErrors.map { .init($0.key, .array($0.errors.map { .number($0) })) })),
        .init("heldOut", .number(fit.heldOut)),
      ]))
  }

  private static func group(_ group: FittedGroup, _ fit: LogFit) -> JSONValue {
    .object([
      .init("name", .string(group.name)), .init("agents", .integer(Int64(group.agents))),
      .init("types", .compact(.array(group.skills.map { .string(fit.types[$0.type].name) }))),
      .init("hoursOnDutyPerDay", .number(staffedHours(group, fit))), .init("absence", estimate(group.absence)),
      .init(
        "onDuty",
        .array(
          group.onDuty.map { day in
            day.map { .compact(.array($0.map { .number($0.value) })) } ?? .null
          })),
    ])
  }

  private static func special(_ day: SpecialDay) -> JSONValue {
    .compact(
      .object([
        .init("date", .string(day.date)), .init("offered", .integer(Int64(day.offered))),
        .init("factor", .number(day.factor)),
      ]))
  }
}
