import LogFitting

/// A fitted scenario on one page: the simulation beside the record, and a plot of every fit.
public struct FitHTML {
  private let texts: Texts
  private let numbers: NumberText

  private init(_ language: Language) {
    texts = Texts(language)
    numbers = NumberText(language)
  }

  /// The whole page; it needs nothing else.
  public static func text(_ fit: LogFit, _ check: FitCheck, language: Language = .english) -> String {
    FitHTML(language).page(fit, check)
  }

  private func page(_ fit: LogFit, _ check: FitCheck) -> String {
    let facts = texts.fitFacts(
      fit.firstDay, fit.lastDay, days: fit.ordinaryDays.reduce(0, +),
      contacts: NumberText.fixed(Double(check.all.offered), decimals: 0), replications: check.result.replications)
    return PageFrame(
      kicker: texts.fitKicker, title: fit.name, facts: [facts],
      sections: [trust(fit, check), notes(fit), types(fit), staff(fit), special(fit)].compactMap { $0 },
      foot: texts.logFoot, language: texts.language
    ).text
  }

  private func trust(_ fit: LogFit, _ check: FitCheck) -> PageSection {
    let names = [texts.contactsADay, texts.asaLong, texts.abandonedShare, "SL1", "SL2", "SL3", "SL4"]
    let columns = [""] + names.flatMap { [texts.observedColumn($0), texts.simulatedColumn] }
    let table = DataTable(
      caption: texts.simulatedAndObserved, columns: columns,
      rows: [cells(check.all, texts.allName)] + check.types.map { cells($0, $0.name) })
    let periods = DataTable(
      caption: texts.byPeriod, columns: columns, rows: check.periods.map { cells($0, $0.name) })
    let notes = [texts.simulatedNote(numbers.roundDuration(fit.options.answerWithin)), texts.allMeans(fit)]
    let panel = table.panel(
      texts.simulatedAndObserved, note: notes.filter { !$0.isEmpty }.joined(separator: texts.sentenceSpace))
    return PageSection(
      id: "trust", title: texts.mayItBeTrusted, lead: texts.fitVerdict(fit, check),
      body: "\(panel)\(charts(overTheDay(fit, check, periods)))")
  }

  private func cells(_ row: FitCheck.Row, _ name: String) -> [Markup] {
    var cells: [Markup] = [
      "\(name)", "\(NumberText.fixed(row.offeredPerDay, decimals: 1))",
      "\(NumberText.fixed(row.simulatedPerDay, decimals: 1))", "\(numbers.duration(row.observedWait))",
      "\(numbers.duration(row.simulatedWait))", "\(numbers.share(row.observedAbandonment))",
      "\(numbers.share(row.simulatedAbandonment))",
    ]
    for (observed, simulated) in zip(row.observedLevels, row.simulatedLevels) {
      cells.append("\(numbers.share(observed))")
      cells.append("\(numbers.share(simulated))")
    }
    return cells
  }

  private func overTheDay(_ fit: LogFit, _ check: FitCheck, _ table: DataTable) -> [ChartBlock] {
    // A handful of contacts at night would only draw a zigzag.
    let busiest = check.periods.map(\.offered).max() ?? 0
    let shown = check.periods.filter { $0.offered >= max(20, busiest / 20) }
    let place = Dictionary(
      uniqueKeysWithValues: shown.enumerated().map { ($1.name, (Double($0) + 0.5) / Double(shown.count)) })
    let step = max(1, (shown.count + 7) / 8)
    let marks = shown.enumerated().filter { $0.offset % step == 0 }.map {
      AxisMark(position: place[$1.name] ?? 0, label: $1.name, isMinor: ($0 / step) % 2 == 1)
    }
    func block(
      _ title: String, _ scale: Scale, _ observed: (FitCheck.Row) -> ShareEstimate,
      _ simulated: (FitCheck.Row) -> Double?
    ) -> ChartBlock {
      let record = shown.compactMap { row in
        observed(row).share.map {
          CurveChart.Point(place[row.name] ?? 0, $0, halfWidth: observed(row).halfWidth ?? 0)
        }
      }
      let model = shown.compactMap { row in simulated(row).map { CurveChart.Point(place[row.name] ?? 0, $0) } }
      let chart = CurveChart(
        texts.overTheDay(title), scale: scale, marks: marks,
        curves: [.init(texts.observed, .first, record), .init(texts.simulatedCurve, .second, model)])
      return ChartBlock(
        title: title, legend: chart.legend(band: texts.bandOfRecord), svg: chart.svg, table: table)
    }
    let longest = shown.map { max($0.observedWait.share ?? 0, $0.simulatedWait ?? 0) }.max() ?? 0
    let most = shown.map { max($0.observedAbandonment.share ?? 0, $0.simulatedAbandonment ?? 0) }.max() ?? 0
    return [
      block(texts.levelOne, .shares(numbers), { $0.observedLevels[0] }, { $0.simulatedLevels[0] }),
      block(
        texts.meanWaitOfAnswered, .durations(upTo: longest * 1.1, numbers), { $0.observedWait },
        { $0.simulatedWait }),
      block(
        texts.abandonedShare, .shares(upTo: most * 1.1, numbers), { $0.observedAbandonment },
        { $0.simulatedAbandonment }),
    ]
  }

  private func types(_ fit: LogFit) -> PageSection {
    let blocks = fit.types.flatMap { type in handling(type) + [patience(type)].compactMap { $0 } }
    return PageSection(
      id: "laws", title: texts.handlingAndPatience, lead: texts.lawsNote(withoutHours: !fit.handlingSpells.isEmpty),
      body: charts(blocks))
  }

  /// Of a type, or of each of its steps.
  private func handling(_ type: FittedType) -> [ChartBlock] {
    guard type.steps.isEmpty else {
      return type.steps.compactMap {
        handling("\(type.name), \($0.name)", $0.handlingMean, $0.handling, $0.handlingShares)
      }
    }
    return [handling(type.name, type.handlingMean, type.handling, type.handlingShares)].compactMap { $0 }
  }

  private func handling(
    _ name: String, _ mean: Estimate, _ laws: [LawFit], _ shares: [(upTo: Double, share: Double)]
  ) -> ChartBlock? {
    guard let reach = shares.last?.upTo, let best = laws.first else { return nil }
    var bars: [CurveChart.Bar] = []
    var curve: [CurveChart.Point] = []
    var rows: [[Markup]] = []
    var from = 0.0
    // Chats slow each other down: the law is that of one alone, drawn here at the mean that was observed.
    let law = best.law.scaled(by: mean.value / max(best.law.mean, 1e-9))
    for bar in shares {
      let fitted = law.cumulative(bar.upTo) - law.cumulative(from)
      let stretch = "\(numbers.duration(from)) – \(numbers.duration(bar.upTo))"
      bars.append(
        .init(
          from: from / reach, to: bar.upTo / reach, value: bar.share,
          hint: texts.barHint(stretch, numbers.share(bar.share), numbers.share(fitted))))
      curve.append(.init((from + bar.upTo) / 2 / reach, fitted))
      rows.append(["\(stretch)", "\(numbers.share(bar.share))", "\(numbers.share(fitted))"])
      from = bar.upTo
    }
    let top = max(bars.map(\.value).max() ?? 0, curve.map(\.y).max() ?? 0)
    let chart = CurveChart(
      texts.handlingTimes(of: name), scale: .shares(upTo: top, numbers),
      marks: CurveChart.timeMarks(upTo: reach, numbers),
      curves: [.init(texts.lawCurve(best.family), .second, curve)], bars: bars)
    return ChartBlock(
      title: texts.handlingTitle(name),
      note: texts.meanWithError(FitReport.seconds(mean, numbers)) + texts.sentenceSpace + texts.likelihoods(laws),
      legend: chart.legend(bars: texts.recorded), svg: chart.svg,
      table: DataTable(
        caption: texts.handlingTimes, columns: ["", texts.recorded, texts.fittedColumn], rows: rows))
  }

  private func patience(_ type: FittedType) -> ChartBlock? {
    guard let best = type.patience.first, !type.patienceCurve.times.isEmpty else { return nil }
    let curve = type.patienceCurve
    // Where hardly anybody is left the curve says nothing.
    let last = curve.standardErrors.lastIndex { $0 < 0.1 } ?? 0
    let reach = max(10, curve.times[last])
    let stride = max(1, last / 200)
    var steps = [CurveChart.Point(0, 1)]
    for index in Swift.stride(from: 0, through: last, by: stride) {
      steps.append(
        .init(curve.times[index] / reach, curve.survival[index], halfWidth: 1.96 * curve.standardErrors[index]))
    }
    let fitted = (0...60).map { CurveChart.Point(Double($0) / 60, 1 - best.law.cumulative(Double($0) / 60 * reach)) }
    let chart = CurveChart(
      texts.patience(of: type.name), scale: .shares(numbers), marks: CurveChart.timeMarks(upTo: reach, numbers),
      curves: [
        .init("Kaplan–Meier", .first, steps, isStep: true), .init(texts.lawCurve(best.family), .second, fitted),
      ])
    let rows = (1...10).map { part -> [Markup] in
      let time = reach * Double(part) / 10
      return [
        "\(numbers.duration(time))", "\(numbers.share(curve.survival(after: time)))",
        "\(numbers.share(1 - best.law.cumulative(time)))",
      ]
    }
    return ChartBlock(
      title: texts.patienceTitle(type.name),
      note: texts.patienceNote(gaveUp: type.gaveUp, served: type.served) + texts.sentenceSpace
        + texts.likelihoods(type.patience),
      legend: chart.legend(band: texts.band), svg: chart.svg,
      table: DataTable(
        caption: texts.patience(of: type.name), columns: ["", "Kaplan–Meier", texts.fittedColumn], rows: rows))
  }

  private func staff(_ fit: LogFit) -> PageSection {
    let names = (0..<7).map(texts.weekday)
    let periods = 86_400 / fit.options.periodSeconds
    let blocks = names.indices.compactMap { weekday -> ChartBlock? in
      guard fit.ordinaryDays[weekday] > 0 else { return nil }
      let seen = fit.groups.map { $0.onDuty[weekday] ?? [] }
      let plan = fit.groups.map { $0.heads[weekday] ?? [] }
      let duty = (0..<periods).map { period in seen.reduce(0) { $0 + ($1.isEmpty ? 0 : $1[period].value) } }
      let heads = (0..<periods).map { period in plan.reduce(0) { $0 + ($1.isEmpty ? 0 : $1[period]) } }
      let rates = (0..<periods).map { period in
        fit.types.reduce(0) { $0 + ($1.rates[weekday]?[period].value ?? 0) }
      }
      guard let from = rates.firstIndex(where: { $0 > 0 }), let to = rates.lastIndex(where: { $0 > 0 }) else {
        return nil
      }
      func x(_ period: Int) -> Double { (Double(period - from) + 0.5) / Double(to - from + 1) }
      let marks = (from...to).filter { $0 % max(1, periods / 8) == 0 }.enumerated().map {
        AxisMark(position: x($1) - 0.5 / Double(to - from + 1), label: clock($1, fit), isMinor: $0 % 2 == 1)
      }
      let load = (from...to).map { period in
        let busy = fit.types.reduce(0) {
          $0 + ($1.rates[weekday]?[period].value ?? 0) * ($1.handlingMean.value + ($1.wrapUp?.mean.value ?? 0)) / 3600
        }
        return CurveChart.Point(x(period), busy)
      }
      let top = max(Double(heads.max() ?? 0), duty.max() ?? 0, load.map(\.y).max() ?? 0)
      let chart = CurveChart(
        texts.dutyTitle(names[weekday]), scale: .numbers(upTo: top), marks: marks,
        curves: [
          .init(texts.agentsOnDuty, .first, (from...to).map { .init(x($0), duty[$0]) }),
          .init(texts.workOfferedErlangs, .second, load),
        ])
      return ChartBlock(
        title: texts.dayCount(names[weekday], fit.ordinaryDays[weekday]), legend: chart.legend(), svg: chart.svg,
        table: DataTable(
          caption: names[weekday],
          columns: ["", texts.contactsAnHour, texts.workOffered, texts.agentsOnDuty, texts.plannedHeads],
          rows: (from...to).map { period in
            [
              "\(clock(period, fit))", "\(NumberText.fixed(rates[period], decimals: 1))",
              "\(NumberText.fixed(load[period - from].y, decimals: 1))",
              "\(NumberText.fixed(duty[period], decimals: 1))", "\(heads[period])",
            ]
          }))
    }
    return PageSection(
      id: "staff", title: texts.demandAndStaff, lead: texts.dutyNote(namesAgents: fit.namesAgents),
      body: charts(blocks))
  }

  private func charts(_ blocks: [ChartBlock]) -> Markup { .charts(blocks.map { $0.markup(texts) }) }

  private func clock(_ period: Int, _ fit: LogFit) -> String {
    let seconds = period * fit.options.periodSeconds
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }

  /// What was found beside the laws, and what the logs do not tell.
  private func notes(_ fit: LogFit) -> PageSection? {
    let found = FitReport.findings(fit, texts).map { "<li>\($0)</li>" as Markup }
    let missing = fit.notes.map { "<li>\(texts.note($0))</li>" as Markup }
    var body: [Markup] = []
    if !found.isEmpty { body.append("<ul class=\"notes\">\(found)</ul>") }
    if !missing.isEmpty { body.append("<h3>\(texts.notFitted)</h3><ul class=\"notes\">\(missing)</ul>") }
    return body.isEmpty
      ? nil
      : PageSection(
        id: "notes", title: texts.furtherFindings, body: "<div class=\"panel\">\(body)</div>")
  }

  private func special(_ fit: LogFit) -> PageSection? {
    guard !fit.specialDays.isEmpty else { return nil }
    return PageSection(
      id: "special", title: texts.specialDaysTitle, lead: texts.specialDaysNote,
      body: DataTable(
        caption: texts.specialDaysTitle, columns: ["", texts.contactsName, texts.timesOrdinary],
        rows: fit.specialDays.map { day in
          ["\(day.date)", "\(day.offered)", "\(NumberText.fixed(day.factor, decimals: 2))"]
        }
      ).panel(texts.specialDaysTitle))
  }
}
