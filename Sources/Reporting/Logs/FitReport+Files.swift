import LogFitting

extension FitReport {
  /// JSON with stable keys; times in seconds, shares between 0 and 1.
  public static func json(_ fit: LogFit, _ check: FitCheck) -> String {
    JSONValue.object([
      .init("version", .integer(1)), .init("name", .string(fit.name)), .init("firstDay", .string(fit.firstDay)),
      .init("lastDay", .string(fit.lastDay)), .init("rows", RowCountsText.json(fit.rows)),
      .init("notOffered", .integer(fit.notOffered)),
      .init("ordinaryDays", .compact(.array(fit.ordinaryDays.map { .integer($0) }))),
      .init("verdict", .string(check.verdict.rawValue)),
      .init(
        "periodsWithin",
        .compact(
          .object([
            .init("within", .integer(check.periodsWithin.within)),
            .init("of", .integer(check.periodsWithin.of)),
          ]))),
      .init("notes", .array(fit.notes.map { .string($0.text) })),
      .init("liveInterruptsDeferred", .boolean(fit.liveInterrupts)),
      .init("trendPer30Days", estimate(fit.trend)), .init("sharedDayFactor", estimate(fit.sharedDayFactor)),
      .init("handlingFactor", .array(fit.handlingSpells.map(spell))),
      .init("all", row(check.all)), .init("types", .array(zip(fit.types, check.types).map { type($0, $1) })),
      .init("periods", .array(check.periods.map(row))),
      .init("agentGroups", .array(fit.groups.map { group($0, fit) })),
      .init("specialDays", .array(fit.specialDays.map(special))),
    ]).text
  }

  private static func row(_ row: FitCheck.Row) -> JSONValue { .object(members(row)) }

  private static func estimate(_ estimate: Estimate?) -> JSONValue {
    guard let estimate else { return .null }
    return .compact(
      .object([.init("mean", .number(estimate.value)), .init("standardError", .optional(estimate.standardError))]))
  }

  private static func type(_ type: FittedType, _ row: FitCheck.Row) -> JSONValue {
    .object(
      members(row) + [
        .init("channel", .string(type.channel.rawValue)), .init("dayFactor", estimate(type.dayFactor)),
        .init("handling", estimate(type.handlingMean)), .init("steps", .array(type.steps.map(step))),
        .init("handlingLaws", .array(type.handling.map(law))),
        .init("wrapUp", estimate(type.wrapUp?.mean)), .init("gaveUp", .integer(type.gaveUp)),
        .init("censored", .integer(type.served)), .init("kaplanMeier", curve(type)),
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
      .init("name", .string(step.name)), .init("group", .optional(step.group)),
      .init("visits", .integer(step.visits)), .init("handling", estimate(step.handlingMean)),
      .init("handlingLaws", .array(step.handling.map(law))), .init("delayLaws", .array(step.delay.map(law))),
      .init(
        "next",
        .array(
          step.next.map { route in
            .object([
              .init("step", .optional(route.step)), .init("share", estimate(route.share)),
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
          .object(fit.figureErrors.map { .init($0.key, .numbers($0.errors)) })),
        .init("heldOut", .number(fit.heldOut)),
      ]))
  }

  private static func group(_ group: FittedGroup, _ fit: LogFit) -> JSONValue {
    .object([
      .init("name", .string(group.name)), .init("agents", .integer(group.agents)),
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

  /// Times in seconds of the day.
  private static func spell(_ spell: HandlingSpell) -> JSONValue {
    .compact(
      .object([
        .init("from", .integer(spell.from)), .init("to", .integer(spell.to)),
        .init("mean", .number(spell.factor.value)),
        .init("standardError", .optional(spell.factor.standardError)),
      ]))
  }

  private static func special(_ day: SpecialDay) -> JSONValue {
    .compact(
      .object([
        .init("date", .string(day.date)), .init("offered", .integer(day.offered)),
        .init("factor", .number(day.factor)),
      ]))
  }

  private static func observed(_ estimate: ShareEstimate, _ simulated: Double?) -> JSONValue {
    .compact(
      .object([
        .init("observed", .optional(estimate.share)), .init("halfWidth", .optional(estimate.halfWidth)),
        .init("simulated", .optional(simulated)),
      ]))
  }

  private static func members(_ row: FitCheck.Row) -> [JSONValue.Member] {
    [
      .init("name", .string(row.name)), .init("offered", .integer(row.offered)),
      .init("offeredPerDay", .number(row.offeredPerDay)), .init("simulatedPerDay", .number(row.simulatedPerDay)),
      .init("asa", observed(row.observedWait, row.simulatedWait)),
      .init("abandonment", observed(row.observedAbandonment, row.simulatedAbandonment)),
    ]
      + zip(["SL1", "SL2", "SL3", "SL4"], zip(row.observedLevels, row.simulatedLevels)).map {
        .init($0, observed($1.0, $1.1))
      }
  }
}
