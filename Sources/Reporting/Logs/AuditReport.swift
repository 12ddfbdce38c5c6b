import ContactCentre
import LogFitting

/// The audit of promises, for people and for programs.
public enum AuditReport {
  /// JSON with stable keys: for each promise `claim`, `verdict`, `recentVerdict`, `verdictByDefinition`, `whole`, `last30Days`, `trendPer30Days`,
  /// `months`, `hours`, `weekdays`, `worstHours`, `worstDays`, `daysMet`. Shares between 0 and 1, times in seconds.
  public static func json(_ audit: LogAudit) -> String {
    JSONValue.object([
      .init("version", .integer(1)), .init("rows", RowCountsText.json(audit.rows)),
      .init("notOffered", .integer(audit.notOffered)),
      .init("promises", .array(audit.promises.map(promise))),
    ]).text
  }

  private static func promise(_ audit: PromiseAudit) -> JSONValue {
    .object([
      .init("claim", .string(audit.promise.text)), .init("target", .number(audit.promise.target)),
      .init("goal", .string(audit.promise.goal.rawValue)), .init("within", .number(audit.promise.seconds)),
      .init("clock", .string((audit.promise.business == nil ? DeadlineClock.wall : .business).rawValue)),
      .init("definition", .string(audit.definition.rawValue)),
      .init("firstDay", .string(audit.firstDay)), .init("lastDay", .string(audit.lastDay)),
      .init("verdict", .string(audit.verdict.rawValue)), .init("recentVerdict", .string(audit.recentVerdict.rawValue)),
      .init(
        "verdictByDefinition",
        .compact(
          .object(
            ServiceLevelDefinition.allCases.map { .init($0.rawValue, .string(audit.verdict(by: $0).rawValue)) }))),
      .init("secondsForTarget", .optional(audit.secondsForTarget)),
      .init(
        "daysMet",
        .object([
          .init("met", .integer(audit.daysMet.met)), .init("of", .integer(audit.daysMet.of)),
        ])),
      .init("trendPer30Days", .estimate(audit.trend)), .init("whole", part(audit.whole)),
      .init("last30Days", part(audit.last30)), .init("months", .array(audit.months.map(part))),
      .init("hours", .array(audit.hours.map(part))), .init("weekdays", .array(audit.weekdays.map(part))),
      .init("worstHours", .array(audit.worstHours.map(part))), .init("worstDays", .array(audit.worstDays.map(part))),
    ])
  }

  private static func part(_ part: PromiseAudit.Part) -> JSONValue {
    let counts = part.counts
    func count(_ value: Int) -> JSONValue { .integer(value) }
    return .object([
      .init("name", .string(part.name)), .init("days", count(part.days)), .init("offered", count(counts.offered)),
      .init("answered", count(counts.answered)), .init("answeredInTime", count(counts.answeredInTime)),
      .init("abandoned", count(counts.abandoned)), .init("abandonedInTime", count(counts.abandonedInTime)),
      .init("asa", .optional(counts.meanWait)), .init("abandonment", .optional(counts.abandonment)),
      .init(
        "serviceLevel",
        .object(zip(ServiceLevelDefinition.allCases, part.levels).map { .init($0.rawValue, .estimate($1)) })),
    ])
  }

  /// Tables for the terminal.
  public static func text(_ audit: LogAudit, width: Int, language: Language = .english) -> String {
    let texts = Texts(language)
    var lines: [String] = []
    for promise in audit.promises { lines += text(promise, width: width, texts) }
    if audit.notOffered > 0 {
      lines += ["", texts.neverAsked(NumberText.fixed(Double(audit.notOffered), decimals: 0)) + texts.fullStop]
    }
    return (lines + RowCountsText.lines(audit.rows, texts)).joined(separator: "\n") + "\n"
  }

  private static func text(_ audit: PromiseAudit, width: Int, _ texts: Texts) -> [String] {
    let numbers = NumberText(texts.language)
    let claimed = numbers.target(audit.promise.target)
    func level(_ part: PromiseAudit.Part) -> String { numbers.share(part.levels[audit.definition.index]) }
    var lines = [
      "\(audit.promise.text): " + texts.fromTo(audit.firstDay, audit.lastDay), "",
      "  "
        + texts.claimedAndObserved(
          claimed, audit.definition.rawValue, level(audit.whole), texts.said(audit.verdict)),
      "  " + texts.recently(level(audit.last30), texts.said(audit.recentVerdict), trend: signed(audit.trend)),
      "  " + texts.daysKept(audit.daysMet.met, of: audit.daysMet.of) + texts.sentenceSpace
        + texts.tookUpTo(claimed, audit.secondsForTarget.map(numbers.duration)),
    ]
    if audit.promise.business != nil { lines.append("  " + texts.businessClock(audit.promise)) }
    lines.append("")
    let isDone = audit.promise.goal == .done
    func table(_ title: String, _ parts: [PromiseAudit.Part]) -> [String] {
      Self.table(title, parts, isDone, texts, width)
    }
    lines += table("", [audit.whole, audit.last30] + audit.months)
    lines += [""] + table(texts.byHour, audit.hours)
    lines += [""] + table(texts.byWeekday, audit.weekdays)
    if !audit.worstHours.isEmpty { lines += [""] + table(texts.worstHours, audit.worstHours) }
    if !audit.worstDays.isEmpty { lines += [""] + table(texts.worstDays, audit.worstDays) }
    return lines + [""]
  }

  static func signed(_ estimate: ShareEstimate) -> String {
    guard let share = estimate.share, let half = estimate.halfWidth else { return NumberText.nothing }
    return (share > 0 ? "+" : "") + NumberText.fixed(share * 100, decimals: 1) + " ± "
      + NumberText.fixed(half * 100, decimals: 1)
  }

  private static func table(
    _ title: String, _ parts: [PromiseAudit.Part], _ isDone: Bool, _ texts: Texts, _ width: Int
  ) -> [String] {
    let numbers = NumberText(texts.language)
    var table = TextTable(
      columns: [.init(title: title, alignsLeft: true)]
        + [texts.offered, isDone ? texts.meanTime : texts.asaLong, texts.abandonedShare].map { .init(title: $0) }
        + ServiceLevelDefinition.allCases.map { .init(title: $0.rawValue) })
    table.rows = parts.map { part in
      let counts = part.counts
      return [
        .init(texts.part(part)), .init(NumberText.fixed(Double(counts.offered), decimals: 0)),
        .init(numbers.duration(counts.meanWait)), .init(numbers.share(counts.abandonment)),
      ] + part.levels.map { .init(numbers.share($0)) }
    }
    return table.lines(width: max(width, 100), colour: false)
  }
}
