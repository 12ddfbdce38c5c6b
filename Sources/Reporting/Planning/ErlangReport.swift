import ContactCentre
import Planning

/// The answer of a formula, for people and for programs.
public enum ErlangReport {
  /// JSON with stable keys: `model`, the question, `stable`, `agentsNeeded`, `occupancy`, `waitProbability`, `abandonment`,
  /// `blocking`, `queueLength`, `serviceLevel.{SL1,SL2,SL3,SL4}`, `wait.{answered,all,virtual}.{mean,p50,p80,p90,p95}` in
  /// seconds. Figures are `null` when the queue is unstable.
  public static func json(_ answer: ErlangAnswer) -> String {
    let question = answer.question
    let figures = answer.figures
    func percentiles(_ values: [Double]?) -> [JSONValue.Member] {
      ErlangFigures.percentiles.enumerated().map { .init("p\($1)", .optional(values?[$0])) }
    }
    return JSONValue.object([
      .init("version", .integer(1)),
      .init("model", .string(answer.model)),
      .init("arrivalsPerHour", .number(question.arrivalsPerHour)),
      .init("handling", .number(question.handling)),
      .init("patience", .optional(question.patience)),
      .init("queueLimit", .optional(question.queueLimit)),
      .init("agents", .integer(answer.agents)),
      .init("answerWithin", .number(question.answerWithin)),
      .init("target", .optional(question.target)),
      .init("definition", .string(question.definition.rawValue)),
      .init("agentsNeeded", .optional(answer.agentsNeeded)),
      .init("offeredLoad", .number(question.offeredLoad)),
      .init("stable", .boolean(figures != nil)),
      .init("occupancy", .optional(figures?.occupancy)),
      .init("waitProbability", .optional(figures?.waitProbability)),
      .init("abandonment", .optional(figures?.abandonment)),
      .init("blocking", .optional(figures?.blocking)),
      .init("queueLength", .optional(figures?.queueLength)),
      .init(
        "serviceLevel",
        .object([
          .init("SL1", .optional(figures?.serviceLevel.SL1)), .init("SL2", .optional(figures?.serviceLevel.SL2)),
          .init("SL3", .optional(figures?.serviceLevel.SL3)), .init("SL4", .optional(figures?.serviceLevel.SL4)),
        ])),
      .init(
        "wait",
        .object([
          .init(
            "answered",
            .object(
              [.init("mean", .optional(figures?.meanWaitOfAnswered))] + percentiles(figures?.percentilesOfAnswered))),
          .init(
            "all",
            .object([.init("mean", .optional(figures?.meanWaitOfAll))] + percentiles(figures?.percentilesOfAll))),
          .init(
            "virtual",
            .object(
              [.init("mean", .optional(figures?.meanVirtualWait))] + percentiles(figures?.percentilesOfVirtual))),
        ])),
    ]).text
  }

  /// CSV: a heading and a row; times in seconds, nothing where the queue is unstable.
  public static func csv(_ answer: ErlangAnswer) -> String {
    let question = answer.question
    let figures = answer.figures
    let level = figures?.serviceLevel
    let numbers: [(String, Double?)] = [
      ("occupancy", figures?.occupancy), ("waitProbability", figures?.waitProbability),
      ("abandonment", figures?.abandonment), ("blocking", figures?.blocking), ("queueLength", figures?.queueLength),
      ("SL1", level?.SL1), ("SL2", level?.SL2), ("SL3", level?.SL3), ("SL4", level?.SL4),
      ("meanWaitOfAnswered", figures?.meanWaitOfAnswered), ("meanWaitOfAll", figures?.meanWaitOfAll),
    ]
    let asked = [
      "model", "arrivalsPerHour", "handling", "patience", "agents", "agentsNeeded", "answerWithin", "stable",
    ]
    return CSVRow.text(asked + numbers.map(\.0))
      + CSVRow.text(
        [
          answer.model, CSVRow.number(question.arrivalsPerHour), CSVRow.number(question.handling),
          CSVRow.number(question.patience), String(answer.agents), answer.agentsNeeded.map(String.init) ?? "",
          CSVRow.number(question.answerWithin), String(figures != nil),
        ] + numbers.map { CSVRow.number($0.1) })
  }

  /// A few lines for the terminal.
  public static func text(_ answer: ErlangAnswer, language: Language) -> String {
    let question = answer.question
    let numbers = NumberText(language)
    let texts = Texts(language)
    let load = NumberText.fixed(question.offeredLoad, decimals: 2)
    var lines = [texts.erlangQuestion(answer.model, load: load, agents: answer.agents)]
    if let needed = answer.agentsNeeded, let target = question.target {
      lines.append(
        texts.erlangNeeded(
          needed,
          promise:
            "\(question.definition.rawValue) \(numbers.target(target)) ≤\(numbers.roundDuration(question.answerWithin))"
        ))
    }
    guard let figures = answer.figures else {
      lines.append(texts.erlangUnstable(fewest: Int((question.offeredLoad * (1 + 1e-12)).rounded(.down)) + 1))
      return lines.joined(separator: "\n") + "\n"
    }
    let level = figures.serviceLevel
    var table = TextTable(columns: [.init(title: "", alignsLeft: true), .init(title: "")])
    func row(_ name: String, _ value: String) { table.rows.append([.init(name), .init(value)]) }
    for (name, value) in [("SL1", level.SL1), ("SL2", level.SL2), ("SL3", level.SL3), ("SL4", level.SL4)] {
      row("\(name) ≤\(numbers.roundDuration(question.answerWithin))", numbers.share(value))
    }
    row(texts.asaLong, numbers.duration(figures.meanWaitOfAnswered))
    row(texts.p90Wait, numbers.duration(figures.percentilesOfVirtual[2]))
    row(texts.mustWait, numbers.share(figures.waitProbability))
    if question.patience != nil { row(texts.abandonedShare, numbers.share(figures.abandonment)) }
    if question.queueLimit != nil { row(texts.blockedShare, numbers.share(figures.blocking)) }
    row(texts.occupancy, numbers.share(figures.occupancy))
    row(texts.waiting, numbers.count(figures.queueLength))
    lines += table.lines(width: 60, colour: false).dropFirst() + texts.waitNotes.wrapped(toWidth: 60)
    return lines.joined(separator: "\n") + "\n"
  }
}
