import ContactCentre
import Planning
import Simulation

/// Staff per group and period, for people, programs and the simulator.
public enum StaffingReport {
  /// How sure it is that all is kept.
  static func verdict(_ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText) -> String {
    if plan.isInterrupted { return texts.stoppedEarly(replications: String(plan.replications)) }
    return plan.isShown
      ? texts.shown(numbers.target(plan.confidence), replications: String(plan.replications))
      : texts.notShown(plan.open.prefix(5).joined(separator: "; "), replications: String(plan.replications))
  }

  /// Tables for the terminal.
  public static func text(_ plan: StaffingPlan, language: Language, width: Int = 100, colour: Bool = false) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [texts.staffingTitle(plan.scenario, aim: texts.aim(plan.aim))]
    for group in plan.groups {
      var head = "\(group.name)\(texts.namedAs)\(texts.hoursADay(numbers.hours(group.hours)))"
      if let cost = group.cost { head += "\(texts.comma)\(texts.costADay(numbers.money(cost)))" }
      lines += ["", head]
      var table = TextTable(columns: [
        .init(title: texts.startsAt, alignsLeft: true), .init(title: texts.agentsOnDuty),
        .init(title: texts.loadInAgents),
        .init(title: "SIPP Erlang C"), .init(title: "SIPP Erlang A"),
      ])
      if group.periods.contains(where: { $0.agents != $0.scheduled }) {
        table.columns.insert(.init(title: texts.scheduledHeads), at: 2)
      }
      for (label, period) in zip(plan.periods, group.periods)
      where period.agents > 0 || period.scheduled > 0 || (period.erlangC ?? 0) > 0 {
        let name = plan.days > 1 ? "\(label.start.prefix(10)) \(label.clock)" : label.clock
        var cells: [TextTable.Cell] = [.init(name), .init("\(period.agents)", .strong)]
        if table.columns.count == 6 { cells.append(.init("\(period.scheduled)")) }
        cells += [
          .init(NumberText.fixed(period.load, decimals: 1)),
          .init(period.erlangC.map { "\($0)" } ?? NumberText.nothing),
          .init(period.erlangA.map { "\($0)" } ?? NumberText.nothing),
        ]
        table.rows.append(cells)
      }
      lines += table.lines(width: width, colour: colour)
    }
    lines += ["", texts.planNote, texts.nobodyLeftOut]
    return (lines + achieved(plan, texts, numbers)).joined(separator: "\n") + "\n"
  }

  /// What the plan achieves, and how sure that is.
  static func achieved(_ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText) -> [String] {
    var lines = ["", texts.whatItAchieves]
    for type in plan.contactTypes { lines += services(type, plan, texts, numbers) }
    lines += ["", verdict(plan, texts, numbers)]
    lines += plan.judgedTogether.map {
      texts.judgedTogether($0.contactType, periods: $0.periods, isEnough: $0.isEnough)
    }
    if !plan.notPlanned.isEmpty { lines.append(texts.notPlannedFor(texts.list(plan.notPlanned))) }
    if !plan.unpromised.isEmpty { lines.append(texts.nothingPromised(texts.list(plan.unpromised))) }
    return lines
  }

  static func services(
    _ type: StaffingPlan.ContactTypeService, _ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText
  ) -> [String] {
    var lines: [String] = []
    if let promise = type.promise {
      let wanted =
        "\(promise.definition.rawValue) ≥ \(numbers.target(promise.target)) ≤\(numbers.roundDuration(promise.answerWithin))"
      // Days on which nothing comes have nothing to keep.
      for (day, figure) in type.days.enumerated() where figure.mean != nil || plan.days == 1 {
        var line = "  \(type.name) (\(wanted))\(plan.days > 1 ? " \(texts.dayNumber(day + 1))" : "")\(texts.namedAs)"
        line += numbers.figure(figure, .share)
        let worst = zip(plan.periods, type.periods).filter { $0.0.day == day && $0.1.mean != nil }
          .min { ($0.1.mean ?? 1) < ($1.1.mean ?? 1) }
        if let worst { line += "\(texts.comma)\(texts.lowestPeriod(worst.0.clock, numbers.figure(worst.1, .share)))" }
        line += "\(texts.comma)\(texts.daysKept)\(texts.namedAs)\(numbers.figure(type.dayMeetsPromise[day], .share))"
        lines.append(line)
      }
    }
    if let deadline = type.deadline {
      for (day, figure) in type.deadlines.enumerated() where figure.mean != nil || plan.days == 1 {
        lines.append(
          "  \(type.name) (\(texts.deadlinesKept) ≥ \(numbers.target(deadline.target)))\(plan.days > 1 ? " \(texts.dayNumber(day + 1))" : "")\(texts.namedAs)\(numbers.figure(figure, .share))"
        )
      }
    }
    return lines
  }
}
