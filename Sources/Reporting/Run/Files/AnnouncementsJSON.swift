import Simulation

/// `announcements.json`: what a waiting customer would be told, by contact type, period and place in the queue.
///
/// The keys and their order are part of the interface of the tool; the article of this module lists them.
public enum AnnouncementsJSON {
  /// The document: UTF-8, indented by two spaces, a row on a line; the same result gives the same bytes.
  public static func text(_ result: SimulationResult) -> String {
    JSONValue.object(
      SummaryJSON.head(result) + [
        .init("timeZone", .string(result.timeZone)),
        .init("periodSeconds", .integer(result.periodSeconds)),
        .init(
          "contactTypes",
          .object(
            result.contactTypes.map { type in
              .init(
                type.name,
                .object([
                  .init("answerWithin", .number(type.answerWithin)),
                  .init("rows", .array(type.announcements.map { row($0, in: result) })),
                ]))
            })),
      ]
    ).text
  }

  private static func row(_ row: AnnouncementRow, in result: SimulationResult) -> JSONValue {
    let sentences = Language.allCases.map { language in
      JSONValue.Member(
        language.rawValue,
        .string(AnnouncementText.text(waitingAhead: row.waitingAhead, row: row, language: language)))
    }
    return .compact(
      .object(
        SummaryJSON.label(result.periods[row.period]) + [
          .init("waitingAhead", .integer(row.waitingAhead)),
          .init("observations", .integer(row.observations)),
          .init("mean", .number(row.mean)), .init("p50", .number(row.p50)), .init("p80", .number(row.p80)),
          .init("p90", .number(row.p90)), .init("withinPromise", .number(row.withinPromise)),
          .init("text", .object(sentences)),
        ]))
  }
}
