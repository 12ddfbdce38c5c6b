import ContactCentre
import Simulation

/// `summary.json`: every figure of a run, for programs.
///
/// The keys and their order are part of the interface of the tool; the article of this module lists them.
public enum SummaryJSON {
  /// The document: UTF-8, indented by two spaces, each figure on a line of its own; the same result gives the same bytes.
  public static func text(_ result: SimulationResult) -> String { document(result).text }

  /// Hands the document over in pieces of its bytes: that of a year has some twenty megabytes.
  public static func write(_ result: SimulationResult, _ take: ([UInt8]) -> Void) { document(result).write(take) }

  private static func document(_ result: SimulationResult) -> JSONValue {
    .object(
      head(result) + [.init("ended", .string(result.ended.rawValue))]
        + (result.precision.map { [.init("precision", precision($0))] } ?? [])
        + (result.varianceReduction.map { [.init("varianceReduction", varianceReduction($0))] } ?? []) + [
          .init("timeZone", .string(result.timeZone)),
          .init("start", .string(result.start)),
          .init("days", .integer(result.days)),
          .init("warmUpSeconds", .number(result.warmUpSeconds)),
          .init("periodSeconds", .integer(result.periodSeconds)),
          .init(
            "contactTypes",
            .object(
              result.contactTypes.map { type in .init(type.name, .later(.init { contactType(type, in: result) })) })),
          .init(
            "agentGroups",
            .object(
              result.agentGroups.map { group in .init(group.name, .later(.init { agentGroup(group, in: result) })) })),
          .init("issues", result.issues.map(issues) ?? .null),
          .init("loops", .array(result.loops.map(loop))),
        ]
    )
  }

  private static func precision(_ precision: PrecisionResult) -> JSONValue {
    .compact(
      .object([
        .init("of", .string("\(precision.rule.contactType).\(precision.rule.figure.rawValue)")),
        .init(precision.rule.isRelative ? "relativeHalfWidth" : "halfWidth", .number(precision.rule.halfWidth)),
        .init("max", .integer(precision.most)),
        .init("reached", .figure(precision.figure)),
      ]))
  }

  private static func varianceReduction(_ reduction: VarianceReductionResult) -> JSONValue {
    .object([
      .init("methods", .compact(.array(reduction.methods.map { .string($0.rawValue) }))),
      .init("block", .integer(reduction.block)),
      .init(
        "factors",
        .array(
          reduction.factors.map { factor in
            .compact(
              .object([
                .init("contactType", .string(factor.contactType)), .init("figure", .string(factor.figure.rawValue)),
                .init("spreading", .optional(factor.spreading)), .init("controls", .optional(factor.controls)),
                .init("total", .optional(factor.total)),
              ]))
          })),
    ])
  }

  /// What every document starts with.
  static func head(_ result: SimulationResult) -> [JSONValue.Member] {
    [
      .init("version", .integer(1)),
      .init("scenario", .string(result.scenario)),
      .init("overlays", .compact(.strings(result.overlays))),
      .init("seed", .unsigned(result.seed)),
      .init("replications", .integer(result.replications)),
    ]
  }

  /// When a period starts.
  static func label(_ label: PeriodLabel) -> [JSONValue.Member] {
    [
      .init("start", .string(label.start)), .init("clock", .string(label.clock)),
      .init("day", .integer(label.day)),
    ]
  }

  private static func issues(_ figures: IssueFigures) -> JSONValue {
    .object(FigureColumns.ofIssues(figures).map { .init($0.name, .figure($0.value)) })
  }

  private static func loop(_ loop: LoopResult) -> JSONValue {
    .compact(
      .object([
        .init("from", .string(loop.from)), .init("to", .string(loop.to)),
        .init("reason", .string(loop.reason.rawValue)),
        .init("contacts", .figure(loop.contacts)),
      ]))
  }

  private static func deadline(_ deadline: Deadline) -> JSONValue {
    .compact(
      .object([
        .init("within", .number(deadline.within)), .init("clock", .string(deadline.clock.rawValue)),
        .init("hours", .optional(deadline.hours)),
        .init("until", .string(deadline.until.rawValue)),
        .init("from", .optional(deadline.fromStep)), .init("target", .number(deadline.target)),
      ]))
  }

  private static func step(_ step: StepResult) -> JSONValue {
    .object(
      [.init("name", .string(step.name)), .init("group", .optional(step.group))]
        + FigureColumns.ofStep(step).map { .init($0.name, .figure($0.value)) })
  }

  private static func contactType(_ type: ContactTypeResult, in result: SimulationResult) -> JSONValue {
    .object([
      .init("channel", .string(type.channel.rawValue)),
      .init("answerWithin", .number(type.answerWithin)),
      .init("promise", type.promise.map(promise) ?? .null),
      .init("deadline", type.deadline.map(deadline) ?? .null),
      .init("dayMeetsPromise", .optional(type.dayMeetsPromise)),
      .init("day", .object(figures(type.day))),
      .init("days", .array(type.days.map { day in .later(.init { .object(figures(day)) }) })),
      .init(
        "periods",
        .array(
          zip(result.periods, type.periods).map { at, period in .later(.init { .object(label(at) + figures(period)) }) }
        )
      ),
      .init(
        "waitHistogram",
        .array(
          type.waitHistogram.map {
            .compact(.object([.init("upTo", .number($0.upTo)), .init("share", .number($0.share))]))
          })),
      .init("steps", .array(type.steps.map(step))),
      .init("issues", type.issues.map(issues) ?? .null),
    ])
  }

  private static func promise(_ promise: Promise) -> JSONValue {
    .compact(
      .object([
        .init("answerWithin", .number(promise.answerWithin)), .init("target", .number(promise.target)),
        .init("definition", .string(promise.definition.rawValue)),
      ]))
  }

  private static func figures(_ figures: ContactFigures) -> [JSONValue.Member] {
    func members(_ columns: [FigureColumns.Column<ContactFigures, Figure>]) -> [JSONValue.Member] {
      columns.map { .init($0.name, .figure($0.value(figures))) }
    }
    let waits = FigureColumns.waits.map { wait in
      JSONValue.Member(
        wait.name,
        .object(
          FigureColumns.percentiles.map {
            .init($0.name, .figure($0.value(wait.value(figures))))
          }))
    }
    return members(FigureColumns.counts)
      + [.init("serviceLevel", .object(members(FigureColumns.serviceLevels))), .init("wait", .object(waits))]
      + members(FigureColumns.others) + members(FigureColumns.loops)
      + [.init("deadline", .object(members(FigureColumns.deadlines)))] + members(FigureColumns.backlog)
  }

  private static func agentGroup(_ group: AgentGroupResult, in result: SimulationResult) -> JSONValue {
    func members(_ figures: GroupFigures) -> [JSONValue.Member] {
      FigureColumns.ofGroup(figures).map { .init($0.name, .figure($0.value)) }
    }
    let periods = result.periods.indices.map { period in
      JSONValue.object(
        label(result.periods[period]) + [.init("headsPlanned", .number(group.headsPlanned[period]))]
          + members(group.periods[period]))
    }
    return .object([
      .init("day", .object(members(group.day))), .init("periods", .array(periods)),
      .init("timeByType", .object(group.timeByType.map { .init($0.contactType, .figure($0.share)) })),
    ])
  }
}
