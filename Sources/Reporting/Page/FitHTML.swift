import LogFitting

/// A fitted scenario on one page: the simulation beside the record, and a plot of every fit.
public enum FitHTML {
  private static let numbers = NumberText(.english)

  /// The whole page; it needs nothing else.
  public static func text(_ fit: LogFit, _ check: FitCheck) -> String {
    LogPage.text(
      kicker: "Fitted scenario", title: fit.name,
      facts: "\(fit.firstDay) to \(fit.lastDay) · \(fit.ordinaryDays.reduce(0, +)) ordinary days · "
        + "\(NumberText.fixed(Double(check.all.offered), decimals: 0)) contacts · \(check.result.replications) replications",
      body: [
        trust(fit, check), types(fit), staff(fit), special(fit),
      ])
  }

  private static func trust(_ fit: LogFit, _ check: FitCheck) -> Markup {
    let columns = [
      "", "Contacts a day (observed)", "(simulated)", "ASA (observed)", "(simulated)", "Abandoned (observed)",
      "(simulated)", "SL1 (observed)", "(simulated)", "SL2 (observed)", "(simulated)", "SL3 (observed)", "(simulated)",
      "SL4 (observed)", "(simulated)",
    ]
    let table = DataTable(
      caption: "Simulated against observed", columns: columns, rows: ([check.all] + check.types).map(cells))
    let periods = DataTable(
      caption: "By period of the day", columns: columns, rows: check.periods.map(cells))
    return LogPage.section(
      "trust", "May the model be trusted?", lead: FitReport.verdict(fit, check),
      """
      \(LogPage.panel(
        "Simulated against observed",
        note: "Ordinary days; ± is the half width of the record's 95 % interval over days. SL: answered within "
          + numbers.roundDuration(fit.options.answerWithin) + "." + FitReport.allMeans(fit),
        table))\(LogPage.charts(overTheDay(fit, check, periods)))
      """)
  }

  private static func cells(_ row: FitCheck.Row) -> [Markup] {
    var cells: [Markup] = [
      "\(row.name)", "\(NumberText.fixed(row.offeredPerDay, decimals: 1))",
      "\(NumberText.fixed(row.simulatedPerDay, decimals: 1))", "\(FitReport.duration(row.observedWait, numbers))",
      "\(numbers.duration(row.simulatedWait))", "\(FitReport.share(row.observedAbandonment, numbers))",
      "\(numbers.share(row.simulatedAbandonment))",
    ]
    for (observed, simulated) in zip(row.observedLevels, row.simulatedLevels) {
      cells.append("\(FitReport.share(observed, numbers))")
      cells.append("\(numbers.share(simulated))")
    }
    return cells
  }

  private static func overTheDay(_ fit: LogFit, _ check: FitCheck, _ table: DataTable) -> [ChartBlock] {
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
        "\(title) by time of day, observed and simulated", scale: scale, marks: marks,
        curves: [.init("Observed", .first, record), .init("Simulated", .second, model)])
      return ChartBlock(
        title: title, legend: chart.legend(band: "95 % interval of the record"), svg: chart.svg, table: table)
    }
    let longest = shown.map { max($0.observedWait.share ?? 0, $0.simulatedWait ?? 0) }.max() ?? 0
    let most = shown.map { max($0.observedAbandonment.share ?? 0, $0.simulatedAbandonment ?? 0) }.max() ?? 0
    return [
      block("Service level (SL1)", .shares(numbers), { $0.observedLevels[0] }, { $0.simulatedLevels[0] }),
      block(
        "Mean wait of those answered", .durations(upTo: longest * 1.1, numbers), { $0.observedWait },
        { $0.simulatedWait }),
      block(
        "Abandoned", .shares(upTo: most * 1.1, numbers), { $0.observedAbandonment }, { $0.simulatedAbandonment }),
    ]
  }

  private static func types(_ fit: LogFit) -> Markup {
    let blocks = fit.types.flatMap { type in [handling(type), patience(type)].compactMap { $0 } }
    return LogPage.section(
      "laws", "Handling and patience",
      lead:
        "Bars and steps are what was recorded, lines the laws in the scenario: those that foretell other days best.",
      LogPage.charts(blocks))
  }

  private static func handling(_ type: FittedType) -> ChartBlock? {
    guard let reach = type.handlingShares.last?.upTo, let best = type.handling.first else { return nil }
    var bars: [CurveChart.Bar] = []
    var curve: [CurveChart.Point] = []
    var rows: [[Markup]] = []
    var from = 0.0
    // Chats slow each other down: the law is that of one alone, drawn here at the mean that was observed.
    let law = best.law.scaled(by: type.handlingMean.value / max(best.law.mean, 1e-9))
    for bar in type.handlingShares {
      let fitted = law.cumulative(bar.upTo) - law.cumulative(from)
      let stretch = "\(numbers.duration(from)) – \(numbers.duration(bar.upTo))"
      bars.append(
        .init(
          from: from / reach, to: bar.upTo / reach, value: bar.share,
          hint: "\(stretch): \(numbers.share(bar.share)), fitted \(numbers.share(fitted))"))
      curve.append(.init((from + bar.upTo) / 2 / reach, fitted))
      rows.append(["\(stretch)", "\(numbers.share(bar.share))", "\(numbers.share(fitted))"])
      from = bar.upTo
    }
    let top = max(bars.map(\.value).max() ?? 0, curve.map(\.y).max() ?? 0)
    let chart = CurveChart(
      "Handling times of \(type.name)", scale: .shares(upTo: top, numbers),
      marks: CurveChart.timeMarks(upTo: reach, numbers),
      curves: [.init("\(best.family.rawValue) law", .second, curve)], bars: bars)
    return ChartBlock(
      title: "\(type.name): handling",
      note: "Mean \(FitReport.seconds(type.handlingMean, numbers)) (standard error). "
        + likelihoods(type.handling),
      legend: chart.legend(bars: "Recorded"), svg: chart.svg,
      table: DataTable(caption: "Handling times", columns: ["", "Recorded", "Fitted"], rows: rows))
  }

  private static func likelihoods(_ fits: [LawFit]) -> String {
    "Log-likelihood on other days: "
      + fits.map { "\($0.family.rawValue) \(NumberText.fixed($0.heldOut, decimals: 3))" }.joined(separator: ", ") + "."
  }

  private static func patience(_ type: FittedType) -> ChartBlock? {
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
      "Patience of \(type.name)", scale: .shares(numbers), marks: CurveChart.timeMarks(upTo: reach, numbers),
      curves: [
        .init("Kaplan–Meier", .first, steps, isStep: true), .init("\(best.family.rawValue) law", .second, fitted),
      ])
    let rows = (1...10).map { part -> [Markup] in
      let time = reach * Double(part) / 10
      return [
        "\(numbers.duration(time))", "\(numbers.share(curve.survival(after: time)))",
        "\(numbers.share(1 - best.law.cumulative(time)))",
      ]
    }
    return ChartBlock(
      title: "\(type.name): patience",
      note:
        "Still waiting after so long, if nobody answered. \(type.gaveUp) gave up, \(type.served) were answered (censored). "
        + likelihoods(type.patience),
      legend: chart.legend(band: "95 % interval"), svg: chart.svg,
      table: DataTable(caption: "Patience", columns: ["", "Kaplan–Meier", "Fitted"], rows: rows))
  }

  private static func staff(_ fit: LogFit) -> Markup {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
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
        "\(names[weekday]): agents on duty and load", scale: .numbers(upTo: top), marks: marks,
        curves: [
          .init("Agents on duty", .first, (from...to).map { .init(x($0), duty[$0]) }),
          .init("Work offered (Erlangs)", .second, load),
        ])
      return ChartBlock(
        title: "\(names[weekday]) (\(fit.ordinaryDays[weekday]) days)", legend: chart.legend(), svg: chart.svg,
        table: DataTable(
          caption: names[weekday],
          columns: ["", "Contacts an hour", "Work offered", "Agents on duty", "Planned heads"],
          rows: (from...to).map { period in
            [
              "\(clock(period, fit))", "\(NumberText.fixed(rates[period], decimals: 1))",
              "\(NumberText.fixed(load[period - from].y, decimals: 1))",
              "\(NumberText.fixed(duty[period], decimals: 1))", "\(heads[period])",
            ]
          }))
    }
    return LogPage.section(
      "staff", "Demand and staff",
      lead: fit.namesAgents
        ? "Agents on duty are inferred from their contacts."
        : "The log names no agents: those on duty are a lower bound.",
      LogPage.charts(blocks))
  }

  private static func clock(_ period: Int, _ fit: LogFit) -> String {
    let seconds = period * fit.options.periodSeconds
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))"
  }

  private static func special(_ fit: LogFit) -> Markup {
    guard !fit.specialDays.isEmpty else { return "" }
    return LogPage.section(
      "special", "Special days", lead: "Left out of all rates; each is an overlay of the scenario.",
      LogPage.panel(
        "Special days",
        DataTable(
          caption: "Special days", columns: ["", "Contacts", "Times an ordinary day"],
          rows: fit.specialDays.map { day in
            ["\(day.date)", "\(day.offered)", "\(NumberText.fixed(day.factor, decimals: 2))"]
          })))
  }
}
