import ContactCentre
import Reporting
import WaitEstimation

/// How promises were kept and how good the estimates were, over the last hour, day and 30 days.
struct ComplianceReport {
  private let centre: LiveCentre

  init(_ centre: LiveCentre) { self.centre = centre }

  var value: JSONValue {
    let now = centre.now
    let types = centre.scenario.contactTypes.map { type in
      let calibrator = centre.calibrator(type.name)
      let windows = ScoreBook.Window.allCases.map { window in
        let count = centre.read { state, _ in state.promiseCount(type.name, window, at: now) }
        return JSONValue.Member(
          window.rawValue,
          .object(
            members(count, type) + [
              .init("estimates", scores(calibrator?.scores.score(window, at: now)))
            ]))
      }
      return JSONValue.object([
        .init("contactType", .string(type.name)),
        .init(
          "promise",
          type.promise.map { promise in
            .object([
              .init("answerWithin", .number(promise.answerWithin)), .init("target", .number(promise.target)),
              .init("definition", .string(promise.definition.rawValue)),
            ])
          } ?? .null),
        .init("answerWithin", .number(type.promise?.answerWithin ?? CentreRules.usualPromise)),
        .init("windows", .object(windows)),
      ])
    }
    return .object([
      .init("version", .integer(1)), .init("time", .string(centre.view().report.moment(now))),
      .init("contactTypes", .array(types)),
    ])
  }

  private func members(_ count: PromiseCount, _ type: ContactType) -> [JSONValue.Member] {
    let share = type.promise.flatMap { count.share($0.definition) }
    return [
      .init("offered", .integer(Int64(count.offered))), .init("answered", .integer(Int64(count.answered))),
      .init("answeredInTime", .integer(Int64(count.answeredInTime))),
      .init("abandoned", .integer(Int64(count.abandoned))),
    ]
      + ServiceLevelDefinition.allCases.map { .init($0.rawValue.lowercased(), .optional(count.share($0))) }
      + [.init("isKept", share.flatMap { share in type.promise.map { .boolean(share >= $0.target) } } ?? .null)]
  }

  private func scores(_ score: WaitScore?) -> JSONValue {
    guard let score, score.answered + score.gaveUp > 0 else { return .null }
    return .object([
      .init("answered", .integer(Int64(score.answered))), .init("gaveUp", .integer(Int64(score.gaveUp))),
      .init("coverage80", .optional(score.coverage)), .init("pinball", .optional(score.pinball)),
      .init("brierWithin30", .optional(score.brier)),
      .init("pit", score.histogram.map { .array($0.map { .number($0) }) } ?? .null),
    ])
  }
}

/// What a waiting customer is shown.
enum AnnouncementJSON {
  static func value(_ answer: Answer, _ range: WaitRange) -> JSONValue {
    let (lower, upper): (JSONValue, JSONValue) =
      switch range {
      case .unknown: (.null, .null)
      case .underAMinute: (.integer(0), .integer(1))
      case .minutes(let lower, let upper): (.integer(Int64(lower)), .integer(Int64(upper)))
      }
    return .object([
      .init("waitingAhead", .integer(Int64(answer.ahead))), .init("lowerMinutes", lower), .init("upperMinutes", upper),
      .init(
        "text",
        .object(
          Language.allCases.map {
            .init(
              $0.rawValue, .string(AnnouncementText.text(waitingAhead: answer.ahead, range: range, language: $0)))
          })),
    ])
  }
}
