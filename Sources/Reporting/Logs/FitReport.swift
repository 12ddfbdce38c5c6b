import LogFitting

/// A fitted scenario beside the record, for people and for programs.
public enum FitReport {
  /// Tables for the terminal.
  public static func text(_ fit: LogFit, _ check: FitCheck, width: Int, language: Language = .english) -> String {
    let texts = Texts(language)
    var lines = [
      texts.fitTitle(
        fit.name, ordinary: fit.ordinaryDays.reduce(0, +), special: fit.specialDays.count, fit.firstDay, fit.lastDay),
      "", "  " + texts.fitVerdict(fit, check), "",
    ]
    lines += comparison("", [check.all] + check.types, texts, width) + [""]
    lines += comparison(texts.period, check.periods, texts, width) + [""]
    lines += figures(fit, texts, width) + [""] + staff(fit, texts, width)
    if !fit.specialDays.isEmpty { lines += [""] + specialDays(fit, texts) }
    let found = findings(fit, texts)
    if !found.isEmpty { lines += [""] + found }
    if !fit.notes.isEmpty { lines += ["", texts.notFitted + texts.colon] + fit.notes.map { "- " + texts.note($0) } }
    let notes = [texts.fitNote, texts.allMeans(fit)].filter { !$0.isEmpty }
    lines += ["", notes.joined(separator: texts.sentenceSpace)]
    return (lines + RowCountsText.lines(fit.rows, texts)).joined(separator: "\n") + "\n"
  }

  private static func comparison(_ title: String, _ rows: [FitCheck.Row], _ texts: Texts, _ width: Int) -> [String] {
    let numbers = NumberText(texts.language)
    let simulated = texts.simulated
    var table = TextTable(
      columns: [.init(title: title, alignsLeft: true)]
        + [texts.aDay, simulated, texts.asaLong, simulated, texts.abandonedShare, simulated, "SL1", simulated].map {
          .init(title: $0)
        })
    table.rows = rows.enumerated().map { index, row in
      let cells = [
        NumberText.fixed(row.offeredPerDay, decimals: 1), NumberText.fixed(row.simulatedPerDay, decimals: 1),
        numbers.duration(row.observedWait), numbers.duration(row.simulatedWait),
        numbers.share(row.observedAbandonment), numbers.share(row.simulatedAbandonment),
        numbers.share(row.observedLevels[0]), numbers.share(row.simulatedLevels[0]),
      ]
      return [.init(title.isEmpty && index == 0 ? texts.allName : row.name)] + cells.map { .init($0) }
    }
    return table.lines(width: max(width, 110), colour: false)
  }

  /// A figure with its standard error.
  static func seconds(_ estimate: Estimate?, _ numbers: NumberText) -> String {
    guard let estimate else { return NumberText.nothing }
    guard let error = estimate.standardError else { return numbers.duration(estimate.value) }
    return numbers.duration(estimate.value) + " ± " + numbers.halfWidth(error, of: estimate.value, .duration)
  }

  private static func figures(_ fit: LogFit, _ texts: Texts, _ width: Int) -> [String] {
    let numbers = NumberText(texts.language)
    var table = TextTable(
      columns: [.init(title: texts.fitted, alignsLeft: true)]
        + [
          texts.dayFactor, texts.handlingName, "cv", texts.lawName, texts.wrapUpName, texts.gaveUpName,
          texts.patienceName, texts.lawName,
        ].map { .init(title: $0) })
    table.rows = fit.types.flatMap { type -> [[TextTable.Cell]] in
      let factor = type.dayFactor.map {
        NumberText.fixed($0.value, decimals: 3) + " ± " + NumberText.fixed($0.standardError ?? 0, decimals: 3)
      }
      let patience = type.patience.first.map { Estimate($0.law.mean, $0.meanError) }
      let cells = [
        factor ?? NumberText.nothing, seconds(type.handlingMean, numbers),
        type.steps.isEmpty
          ? NumberText.fixed(type.handlingDeviation / max(type.handlingMean.value, 1e-9), decimals: 2)
          : NumberText.nothing,
        type.handling.first.map { texts.law($0.family) } ?? NumberText.nothing, seconds(type.wrapUp?.mean, numbers),
        NumberText.fixed(Double(type.gaveUp), decimals: 0), seconds(patience, numbers),
        type.patience.first.map { texts.law($0.family) } ?? NumberText.nothing,
      ]
      return [[.init(type.name)] + cells.map { .init($0) }] + type.steps.map { stepRow($0, numbers, texts) }
    }
    return table.lines(width: max(width, 132), colour: false)
  }

  /// A step below its type: only its handling has figures.
  private static func stepRow(_ step: FittedStep, _ numbers: NumberText, _ texts: Texts) -> [TextTable.Cell] {
    let cells = [
      "", seconds(step.handlingMean, numbers),
      NumberText.fixed(step.handlingDeviation / max(step.handlingMean.value, 1e-9), decimals: 2),
      step.handling.first.map { texts.law($0.family) } ?? NumberText.nothing, "", "", "", "",
    ]
    return [.init("  " + step.name)] + cells.map { .init($0) }
  }

  private static func staff(_ fit: LogFit, _ texts: Texts, _ width: Int) -> [String] {
    let numbers = NumberText(texts.language)
    var table = TextTable(
      columns: [.init(title: texts.agentsName, alignsLeft: true)]
        + [texts.seenName, texts.hoursOnDuty, texts.absence, texts.answersName].map { .init(title: $0) })
    table.rows = fit.groups.map { group in
      let hours = staffedHours(group, fit)
      let cells = [
        "\(group.agents)", NumberText.fixed(hours, decimals: 1), numbers.share(group.absence.value),
        group.skills.map { fit.types[$0.type].name }.joined(separator: " "),
      ]
      return [.init(group.name)] + cells.map { .init($0) }
    }
    return table.lines(width: max(width, 100), colour: false)
  }

  /// Hours on duty on an ordinary day.
  static func staffedHours(_ group: FittedGroup, _ fit: LogFit) -> Double {
    let perPeriod = Double(fit.options.periodSeconds) / 3600
    let days = Double(max(1, fit.ordinaryDays.reduce(0, +)))
    return zip(group.onDuty, fit.ordinaryDays).reduce(0) { sum, weekday in
      sum + (weekday.0 ?? []).reduce(0) { $0 + $1.value } * perPeriod * Double(weekday.1) / days
    }
  }

  /// Trend, returns and redials, in sentences.
  static func findings(_ fit: LogFit, _ texts: Texts) -> [String] {
    let numbers = NumberText(texts.language)
    return (fit.trend.map { [texts.trendNote($0)] } ?? [])
      + [texts.handlingHoursNote(fit.handlingSpells)].compactMap { $0 }
      + fit.types.flatMap { type in
        type.steps.compactMap { texts.stepNote($0, of: type, numbers) }
          + [texts.returnNote(type, numbers), texts.redialNote(type, numbers)].compactMap { $0 }
      }
  }

  private static func specialDays(_ fit: LogFit, _ texts: Texts) -> [String] {
    let days = fit.specialDays.map { "\($0.date) (× \(NumberText.fixed($0.factor, decimals: 2)))" }
    return [texts.specialDaysLeftOut(days.joined(separator: texts.comma))]
  }
}
