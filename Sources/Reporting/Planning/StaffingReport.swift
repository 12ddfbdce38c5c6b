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
    lines += [shownBefore(plan, texts)].compactMap { $0 }
    lines += plan.judgedTogether.map {
      texts.judgedTogether($0.contactType, periods: $0.periods, isEnough: $0.isEnough)
    }
    if !plan.notPlanned.isEmpty { lines.append(texts.notPlannedFor(texts.list(plan.notPlanned))) }
    if !plan.unpromised.isEmpty { lines.append(texts.nothingPromised(texts.list(plan.unpromised))) }
    return lines
  }

  /// The period of a day with the lowest level, of those that were judged by themselves.
  static func lowest(
    _ type: StaffingPlan.ContactTypeService, day: Int, _ plan: StaffingPlan
  ) -> (label: PeriodLabel, level: Figure)? {
    plan.periods.indices.filter {
      plan.periods[$0].day == day && type.periods[$0].mean != nil && !type.rarePeriods.contains($0)
    }
    .min { (type.periods[$0].mean ?? 1) < (type.periods[$1].mean ?? 1) }
    .map { (plan.periods[$0], type.periods[$0]) }
  }

  /// Why an interval may reach below a promise that was shown to be kept; nothing where none does.
  static func shownBefore(_ plan: StaffingPlan, _ texts: Texts) -> String? {
    guard plan.isShown, plan.aim == .everyPeriod else { return nil }
    let reachesBelow = plan.contactTypes.contains { type in
      guard let target = type.promise?.target else { return false }
      return type.periods.enumerated().contains { period, level in
        !type.rarePeriods.contains(period) && (level.mean ?? 1) - (level.halfWidth ?? 0) < target
      }
    }
    return reachesBelow ? texts.shownBefore : nil
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
        if let worst = lowest(type, day: day, plan) {
          line += "\(texts.comma)\(texts.lowestPeriod(worst.label.clock, numbers.figure(worst.level, .share)))"
        }
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
