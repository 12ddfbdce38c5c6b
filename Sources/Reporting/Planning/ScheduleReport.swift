import ContactCentre
import Planning
import Simulation

/// Shifts, for people, programs and the simulator.
public enum ScheduleReport {
  /// Cost, bound and what covering a formula would cost, a sentence each.
  static func costs(_ plan: SchedulePlan, _ texts: Texts, _ numbers: NumberText) -> [String] {
    let style: NumberText.Style = plan.isMoney ? .money : .hours
    var lines = [texts.scheduleCost(numbers.text(plan.cost, style), isMoney: plan.isMoney, days: plan.service.days)]
    lines.append(
      plan.isProven
        ? texts.scheduleProven(plan.service.aim == .everyPeriod)
        : texts.scheduleBound(
          numbers.text(plan.bound, style), gap: numbers.share(plan.gap), assumesConcavity: plan.assumesConcavity))
    if plan.boundWithoutMargin < plan.bound {
      lines.append(texts.scheduleMargin(numbers.text(plan.boundWithoutMargin, style)))
    }
    if plan.isInterrupted { lines.append(texts.scheduleInterrupted) }
    for (model, cost) in [("Erlang C", plan.costOfErlangC), ("Erlang A", plan.costOfErlangA)] {
      guard let cost else { continue }
      let more = cost / max(plan.cost, 1e-9) - 1
      lines.append(texts.setCovering(model, numbers.text(cost, style), (more >= 0 ? "+" : "") + numbers.share(more)))
    }
    return lines
  }

  /// Tables for the terminal.
  public static func text(_ plan: SchedulePlan, language: Language, width: Int = 100, colour: Bool = false) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    var lines = [texts.scheduleTitle(plan.service.scenario, aim: texts.aim(plan.service.aim))]
    for group in plan.groups {
      lines += ["", group.name]
      let isWeekly = group.shifts.contains { $0.weekdays.count < 7 }
      var table = TextTable(columns: [
        .init(title: texts.shiftName, alignsLeft: true), .init(title: texts.shiftTime), .init(title: texts.shiftBreaks),
        .init(title: texts.shiftHeads),
      ])
      if isWeekly { table.columns.insert(.init(title: texts.shiftDays, alignsLeft: true), at: 3) }
      for shift in group.shifts {
        var cells: [TextTable.Cell] = [
          .init(shift.name), .init(range(shift.time)), .init(shift.breaks.map(range).joined(separator: " ")),
          .init("\(shift.heads)", .strong),
        ]
        if isWeekly { cells.insert(.init(RosterReport.words(shift.weekdays, texts)), at: 3) }
        table.rows.append(cells)
      }
      lines += table.lines(width: width, colour: colour)
    }
    lines += [""] + costs(plan, texts, numbers)
    return (lines + StaffingReport.achieved(plan.service, texts, numbers)).joined(separator: "\n") + "\n"
  }

  /// How far a search has come, on one line.
  public static func progress(_ progress: ScheduleProgress) -> String {
    let best = progress.cost.map { NumberText.fixed($0, decimals: 0) } ?? NumberText.nothing
    let bound = NumberText.fixed(progress.bound, decimals: 0)
    return "\(progress.rounds) schedules simulated, best \(best), bound \(bound)  (Ctrl-C keeps the best) "
  }

  /// A clock time as scenarios write it; past midnight it is the clock of the next day.
  static func clock(_ seconds: Int) -> String {
    let second = seconds % 86_400 == 0 && seconds > 0 ? 86_400 : seconds % 86_400
    let parts = [second / 3600, second / 60 % 60] + (second % 60 == 0 ? [] : [second % 60])
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  static func range(_ range: ClockRange) -> String { clock(range.start) + "-" + clock(range.end) }
}
