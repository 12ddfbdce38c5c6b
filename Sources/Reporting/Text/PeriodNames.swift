import Simulation

/// How days and periods are called in tables and on axes.
package struct PeriodNames: Sendable {
  private let periods: [PeriodLabel]
  private let severalDays: Bool
  private let areDays: Bool
  private let texts: Texts

  /// Creates the names of the periods of a run.
  package init(_ result: SimulationResult, _ language: Language) {
    periods = result.periods
    severalDays = result.days > 1
    areDays = result.periodsAreDays
    texts = Texts(language)
  }

  /// The clock time, with the date when the run has several days: `09:00` or `11 Nov 09:00`; of a whole day `Wed 11 Nov`.
  package func name(_ period: Int) -> String {
    if areDays { return longDate(period) }
    return severalDays ? date(period) + " " + periods[period].clock : periods[period].clock
  }

  /// The local date on which a period starts: `11 Nov`.
  package func date(_ period: Int) -> String { Self.date(periods[period].start, texts, weekday: false) }

  /// The local date on which a period starts, with the weekday: `Wed 11 Nov`.
  package func longDate(_ period: Int) -> String { Self.date(periods[period].start, texts, weekday: true) }

  /// The date at the start of `2026-11-11T09:00:00+08:00` or of `2026-11-11`; the text itself when it is something else.
  static func date(_ start: String, _ texts: Texts, weekday: Bool) -> String {
    let parts = start.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return start }
    return texts.date(
      month: parts[1], day: parts[2],
      weekday: weekday ? Self.weekday(year: parts[0], month: parts[1], day: parts[2]) : nil)
  }

  /// Day of the week, 0 for Sunday: Zeller's congruence in Sakamoto's form.
  static func weekday(year: Int, month: Int, day: Int) -> Int {
    let year = month < 3 ? year - 1 : year
    let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1]
    return (year + year / 4 - year / 100 + year / 400 + shift + day) % 7
  }
}

/// What a run is called and how it was made, in words.
struct RunWords {
  /// Name of the scenario and its overlays.
  let title: String
  /// Days, time zone, replications, seed and what ± means.
  let facts: String
  /// What to mind when the run did not end as asked.
  let warning: String?

  init(_ result: SimulationResult, _ language: Language) {
    let texts = Texts(language)
    title = ([result.scenario] + result.overlays).joined(separator: " + ")
    var facts = [
      texts.days(result.days, from: result.start), result.timeZone,
      texts.replications(NumberText.fixed(Double(result.replications), decimals: 0)), texts.seed(result.seed),
    ]
    if result.warmUpSeconds > 0 {
      facts.append(texts.warmUp(NumberText(language).roundDuration(result.warmUpSeconds)))
    }
    facts.append(result.replications > 1 ? texts.plusMinus : texts.noIntervals)
    self.facts = facts.joined(separator: " · ")
    warning =
      switch result.ended {
      case .replicationsDone, .precisionReached: nil
      case .precisionNotReached:
        [texts.precisionNotReached, result.precision.map { Self.shortfall($0, texts) }].compactMap { $0 }
          .joined(separator: " ")
      case .interrupted: texts.interrupted
      }
  }

  /// What was wanted, and what the most replications allowed came to.
  private static func shortfall(_ precision: PrecisionResult, _ texts: Texts) -> String {
    let rule = precision.rule
    func number(_ value: Double) -> String {
      rule.isRelative ? NumberText.fixed(value * 100, decimals: 2) + "%" : NumberText.fixed(value, decimals: 4)
    }
    let reached = precision.figure.halfWidth.flatMap { halfWidth -> Double? in
      guard rule.isRelative else { return halfWidth }
      return precision.figure.mean.flatMap { $0 == 0 ? nil : halfWidth / abs($0) }
    }
    return texts.shortfall(
      of: "\(rule.contactType).\(rule.figure.rawValue)", wanted: number(rule.halfWidth),
      reached: reached.map(number) ?? NumberText.nothing,
      most: NumberText.fixed(Double(precision.most), decimals: 0))
  }
}
