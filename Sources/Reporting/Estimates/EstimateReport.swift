import ContactCentre
import WaitEstimation

/// The estimated wait of customers, for programs and for people.
public struct EstimateReport: Sendable {
  private let moments: MomentText

  /// Creates the reports of a scenario, in its local time.
  public init(_ scenario: Scenario) { moments = MomentText(timeZone: scenario.calendar.timeZone) }

  /// JSON of one answer with stable keys; times in seconds from the time of the state, `null` where they are not known.
  public func json(_ answer: WaitEstimate) -> String {
    JSONValue.object([.init("version", .integer(1))] + members(of: answer)).text
  }

  /// JSON of several answers, under `estimates`.
  public func json(_ answers: [WaitEstimate]) -> String {
    JSONValue.object([
      .init("version", .integer(1)), .init("estimates", .array(answers.map { .object(members(of: $0)) })),
    ]).text
  }

  /// The members of one answer.
  package func members(of answer: WaitEstimate) -> [JSONValue.Member] {
    let figures = try? answer.figures.get()
    let reason = answer.unknownReason
    return [
      .init("time", .string(moments.iso(answer.time))),
      .init("contactType", .string(answer.contactType)),
      .init("position", .integer(answer.position)),
      .init("ahead", .integer(answer.ahead)),
      .init("status", .string(reason == nil ? "estimated" : "unknown")),
      .init("unknown", .optional(reason?.description)),
      .init("mean", .optional(figures?.mean)),
      .init(
        "quantiles",
        .object([
          .init("p10", .optional(figures?.p10)), .init("p50", .optional(figures?.p50)),
          .init("p80", .optional(figures?.p80)), .init("p90", .optional(figures?.p90)),
        ])),
      .init("pWithin30", .optional(figures?.pWithin30)),
      .init("answerWithin", .optional(answer.answerWithin)),
      .init("pWithinPromise", .optional(figures?.pWithinPromise)),
      .init("pAnsweredBeforeClosing", .optional(figures?.pAnsweredBeforeClosing)),
      .init("closesAt", moment(answer.closesIn.map { answer.time + $0 })),
      .init("opensAt", moment(answer.opensIn.map { answer.time + $0 })),
      .init("pAbandon", .optional(figures?.pAbandon)),
      .init("age", .number(answer.age)),
      .init("method", .optional(answer.method?.rawValue)),
      .init("paths", .optional(answer.paths)),
      .init("assumptions", .array(answer.assumptions.map { .string($0.description) })),
      .init("advice", .array(answer.advice.map { advice($0, answer) })),
      .init(
        "text",
        .object(Language.allCases.map { .init($0.rawValue, .string(sentence(answer, language: $0))) })),
    ]
  }

  private func advice(_ advice: Advice, _ answer: WaitEstimate) -> JSONValue {
    let sentences = Language.allCases.map {
      JSONValue.Member($0.rawValue, .string(sentence(advice, answer, language: $0)))
    }
    return .object([
      .init("action", .string(advice.action.rawValue)),
      .init("contactType", .string(advice.contactType)),
      .init("expected", .optional(advice.expected)),
      .init("p90", .optional(advice.p90)),
      .init("basis", .optional(advice.basis?.rawValue)),
      .init("at", moment(advice.at)),
      .init("openUntil", moment(advice.openUntil)),
      .init("text", .object(sentences)),
    ])
  }

  /// A moment in the local time of the scenario, ISO 8601.
  package func moment(_ seconds: Double) -> String { moments.iso(seconds) }

  private func moment(_ seconds: Double?) -> JSONValue { seconds.map { .string(moments.iso($0)) } ?? .null }

  /// What the customer is told, in a sentence.
  public func sentence(_ answer: WaitEstimate, language: Language) -> String {
    if let reason = answer.unknownReason { return Texts(language).unknownWait(waitingAhead: answer.ahead, reason) }
    let figures = try? answer.figures.get()
    return AnnouncementText.text(
      waitingAhead: answer.ahead, range: WaitRange(p50: figures?.p50, p90: figures?.p90), language: language)
  }

  /// A piece of advice in a sentence. Waits are ranges rounded up, clock times the next full minute that nine in ten keep.
  private func sentence(_ advice: Advice, _ answer: WaitEstimate, language: Language) -> String {
    let texts = Texts(language)
    func clock(_ seconds: Double) -> String { moments.clock(seconds, now: answer.time, texts) }
    var text = texts.advice(advice.action, type: advice.contactType, at: advice.at.map(clock))
    if let until = advice.openUntil { text += texts.openUntil(clock(until)) }
    guard let expected = advice.expected else { return text + texts.timeNotKnown }
    switch advice.action {
    case .leaveMessage, .fileTicket:
      let by = clock(answer.time + (advice.p90 ?? expected))
      return text + (advice.basis == .promise ? texts.promisedBy(by) : texts.answeredBy(by))
    case .call where advice.basis == .promise: return text + texts.promisedBy(clock(answer.time + expected))
    case .wait, .call, .comeBack:
      // Of a later time only the mean is known.
      let late = advice.p90 ?? (advice.action == .comeBack ? expected : nil)
      let range = WaitRange(p50: advice.p50 ?? expected, p90: late)
      return text + texts.waitOf(AnnouncementText.wait(range, texts))
    }
  }

  /// A few lines for people: what to expect, the chances, what else can be done, and what was assumed.
  public func text(_ answers: [WaitEstimate], language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    return answers.map { answer in
      var lines = [answer.contactType, "  " + sentence(answer, language: language)]
      if let figures = try? answer.figures.get() {
        lines.append(
          "  "
            + texts.chances(
              within30: numbers.share(figures.pWithin30), beforeClosing: numbers.share(figures.pAnsweredBeforeClosing),
              abandons: numbers.share(figures.pAbandon)))
      }
      lines += answer.advice.map { "  – " + sentence($0, answer, language: language) }
      lines += answer.assumptions.map { "  " + texts.assumed(texts.assumption($0)) }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
