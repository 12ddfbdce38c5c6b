import ContactCentre
import Reporting
import Statistics
import WaitEstimation

/// How promises were kept and how good the estimates were, over the last hour, day and 30 days.
struct ComplianceReport {
  /// A contact type over a window.
  struct Measured {
    let window: ScoreBook.Window
    let count: PromiseCount
    let score: WaitScore?
    /// Step by step, where it was asked for.
    let trend: [(from: Seconds, count: PromiseCount)]
  }

  /// A contact type.
  struct Entry {
    let type: ContactType
    let windows: [Measured]

    /// The definition that is promised; SL1 where nothing is.
    var definition: ServiceLevelDefinition { type.promise?.definition ?? .SL1 }
    var answerWithin: Seconds { type.promise?.answerWithin ?? CentreRules.usualPromise }

    /// Whether a promise is kept, as far as the number of contacts can tell; `nil` without a promise.
    func verdict(_ count: PromiseCount) -> Verdict? {
      guard let target = type.promise?.target else { return nil }
      guard let interval = count.proportion(definition).interval() else { return .unknown }
      return interval.lowerBound >= target ? .kept : interval.upperBound < target ? .missed : .close
    }
  }

  let time: Seconds
  let entries: [Entry]
  let moment: (Seconds) -> String

  /// - Parameter trendOf: the type whose way through the windows is wanted too.
  init(_ centre: LiveCentre, trendOf: String? = nil) {
    let now = centre.now
    let report = centre.view().report
    time = now
    moment = { report.moment($0) }
    entries = centre.scenario.contactTypes.map { type in
      let calibrator = centre.calibrator(type.name)
      return Entry(
        type: type,
        windows: ScoreBook.Window.allCases.map { window in
          Measured(
            window: window, count: centre.read { state, _ in state.promiseCount(type.name, window, at: now) },
            score: calibrator.map { $0.scores.score(window, at: now) },
            trend: type.name == trendOf
              ? centre.read { state, _ in state.promiseSeries(type.name, window, at: now) } : [])
        })
    }
  }

  /// All types.
  var value: JSONValue {
    .object([
      .init("version", .integer(1)), .init("time", .string(moment(time))),
      .init("contactTypes", .array(entries.map { .object(members($0)) })),
    ])
  }

  /// One type, with its trend; `nil` for one that the scenario does not have.
  func value(of name: String) -> JSONValue? {
    entries.first { $0.type.name == name }.map {
      .object([.init("version", .integer(1)), .init("time", .string(moment(time)))] + members($0))
    }
  }

  private func members(_ entry: Entry) -> [JSONValue.Member] {
    let type = entry.type
    return [
      .init("contactType", .string(type.name)),
      .init(
        "promise",
        type.promise.map { promise in
          .object([
            .init("answerWithin", .number(promise.answerWithin)), .init("target", .number(promise.target)),
            .init("definition", .string(promise.definition.rawValue)),
          ])
        } ?? .null),
      .init("answerWithin", .number(entry.answerWithin)),
      .init(
        "windows",
        .object(
          entry.windows.map { measured in
            var members = members(measured.count, entry)
            members.append(.init("estimates", scores(measured.score)))
            if !measured.trend.isEmpty { members.append(.init("trend", trend(measured.trend, entry))) }
            return JSONValue.Member(measured.window.rawValue, .object(members))
          })),
    ]
  }

  private func members(_ count: PromiseCount, _ entry: Entry) -> [JSONValue.Member] {
    let proportion = count.proportion(entry.definition)
    let isKept = proportion.value.flatMap { share in entry.type.promise.map { share >= $0.target } }
    return counts(count)
      + ServiceLevelDefinition.allCases.map { .init($0.rawValue.lowercased(), .optional(count.share($0))) }
      + [
        .init("isKept", isKept.map { .boolean($0) } ?? .null), .init("interval95", interval(proportion.interval())),
      ]
  }

  private func counts(_ count: PromiseCount) -> [JSONValue.Member] {
    [
      .init("offered", .integer(count.offered)), .init("answered", .integer(count.answered)),
      .init("answeredInTime", .integer(count.answeredInTime)),
      .init("abandoned", .integer(count.abandoned)),
    ]
  }

  private func interval(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .object([.init("lower", .number($0.lowerBound)), .init("upper", .number($0.upperBound))]) } ?? .null
  }

  private func trend(_ steps: [(from: Seconds, count: PromiseCount)], _ entry: Entry) -> JSONValue {
    .array(
      steps.map { step in
        let proportion = step.count.proportion(entry.definition)
        return .object(
          [.init("from", .string(moment(step.from)))] + counts(step.count) + [
            .init("share", .optional(proportion.value)), .init("interval95", interval(proportion.interval())),
          ])
      })
  }

  private func scores(_ score: WaitScore?) -> JSONValue {
    guard let score, score.answered + score.gaveUp > 0 else { return .null }
    return .object([
      .init("answered", .integer(score.answered)), .init("gaveUp", .integer(score.gaveUp)),
      .init("coverage80", .optional(score.coverage)), .init("coverageInterval95", interval(score.coverageInterval)),
      .init("pinball", .optional(score.pinball)), .init("brierWithin30", .optional(score.brier)),
      .init("brierOfShare", .optional(score.brierOfShare)),
      .init("pit", score.histogram.map { .numbers($0) } ?? .null),
      .init(
        "reliability",
        score.reliability.map { bins in
          .array(
            bins.map { bin in
              .object([
                .init("said", .optional(bin.predicted)), .init("observed", .optional(bin.observed)),
                .init("weight", .number(bin.weight)),
              ])
            })
        } ?? .null),
    ])
  }
}

extension WaitScore {
  /// Where the true coverage lies, by the number of answered customers.
  var coverageInterval: ClosedRange<Double>? {
    coverage.flatMap { Proportion(Int(($0 * Double(answered)).rounded()), of: answered).interval() }
  }
}

/// What a waiting customer is shown.
enum AnnouncementJSON {
  static func value(_ answer: Answer, _ range: WaitRange) -> JSONValue {
    let (lower, upper): (JSONValue, JSONValue) =
      switch range {
      case .unknown: (.null, .null)
      case .underAMinute: (.integer(0), .integer(1))
      case .minutes(let lower, let upper): (.integer(lower), .integer(upper))
      }
    return .object([
      .init("waitingAhead", .integer(answer.ahead)), .init("lowerMinutes", lower), .init("upperMinutes", upper),
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
