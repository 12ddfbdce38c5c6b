import ContactCentre
import Simulation

/// `summary.json`: every figure of a run, for programs.
///
/// The keys and their order are part of the interface of the tool; the article of this module lists them.
public enum SummaryJSON {
  /// The document: UTF-8, indented by two spaces, each figure on a line of its own; the same result gives the same bytes.
  public static func text(_ result: SimulationResult) -> String {
    JSONValue.object(
      head(result) + [
        .init("ended", .string(result.ended.rawValue)),
        .init("timeZone", .string(result.timeZone)),
        .init("start", .string(result.start)),
        .init("days", .integer(Int64(result.days))),
        .init("warmUpSeconds", .number(result.warmUpSeconds)),
        .init("periodSeconds", .integer(Int64(result.periodSeconds))),
        .init("contactTypes", .object(result.contactTypes.map { .init($0.name, contactType($0, in: result)) })),
        .init("agentGroups", .object(result.agentGroups.map { .init($0.name, agentGroup($0, in: result)) })),
      ]
    ).text
  }

  /// What every document starts with.
  static func head(_ result: SimulationResult) -> [JSONValue.Member] {
    [
      .init("version", .integer(1)),
      .init("scenario", .string(result.scenario)),
      .init("overlays", .compact(.array(result.overlays.map(JSONValue.string)))),
      .init("seed", .unsigned(result.seed)),
      .init("replications", .integer(Int64(result.replications))),
    ]
  }

  /// When a period starts.
  static func label(_ label: PeriodLabel) -> [JSONValue.Member] {
    [
      .init("start", .string(label.start)), .init("clock", .string(label.clock)),
      .init("day", .integer(Int64(label.day))),
    ]
  }

  private static func figure(_ figure: Figure) -> JSONValue {
    .compact(
      .object([.init("mean", .optional(figure.mean)), .init("halfWidth", .optional(figure.halfWidth))]))
  }

  private static func contactType(_ type: ContactTypeResult, in result: SimulationResult) -> JSONValue {
    .object([
      .init("channel", .string(type.channel.rawValue)),
      .init("answerWithin", .number(type.answerWithin)),
      .init("promise", type.promise.map(promise) ?? .null),
      .init("dayMeetsPromise", type.dayMeetsPromise.map(figure) ?? .null),
      .init("day", .object(figures(type.day))),
      .init("days", .array(type.days.map { .object(figures($0)) })),
      .init(
        "periods", .array(zip(result.periods, type.periods).map { .object(label($0) + figures($1)) })),
      .init(
        "waitHistogram",
        .array(
          type.waitHistogram.map {
            .compact(.object([.init("upTo", .number($0.upTo)), .init("share", .number($0.share))]))
          })),
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
      columns.map { .init($0.name, figure($0.value(figures))) }
    }
    let waits = FigureColumns.waits.map { wait in
      JSONValue.Member(
        wait.name,
        .object(
          FigureColumns.percentiles.map {
            .init($0.name, figure($0.value(wait.value(figures))))
          }))
    }
    return members(FigureColumns.counts)
      + [.init("serviceLevel", .object(members(FigureColumns.serviceLevels))), .init("wait", .object(waits))]
      + members(FigureColumns.others)
  }

  private static func agentGroup(_ group: AgentGroupResult, in result: SimulationResult) -> JSONValue {
    func members(_ figures: GroupFigures) -> [JSONValue.Member] {
      FigureColumns.ofGroup(figures).map { .init($0.name, figure($0.value)) }
    }
    let periods = result.periods.indices.map { period in
      JSONValue.object(
        label(result.periods[period]) + [.init("headsPlanned", .number(group.headsPlanned[period]))]
          + members(group.periods[period]))
    }
    return .object([.init("day", .object(members(group.day))), .init("periods", .array(periods))])
  }
}
