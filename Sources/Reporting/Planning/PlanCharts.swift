import Planning
import Simulation

/// The parts that the pages of staff and of shifts have in common.
struct PlanCharts {
  private let plan: StaffingPlan
  private let texts: Texts
  private let time: TimeAxis
  private let names: PeriodNames

  init(_ plan: StaffingPlan, _ language: Language) {
    self.plan = plan
    texts = Texts(language)
    names = PeriodNames(plan.periods, days: plan.days, language)
    // Of a single day only the part in which anything happens.
    let active = plan.periods.indices.filter { period in
      plan.days > 1 || plan.groups.contains { $0.periods[period].agents > 0 || $0.periods[period].load > 0.005 }
    }
    let range = (active.first ?? 0)..<(active.last ?? plan.periods.count - 1) + 1
    time = TimeAxis(plan.periods, periods: range, names: names)
  }

  /// A group: what covers its load, stacked, with its numbers folded away.
  /// - Parameter requirement: a level for each period, or nothing.
  func block(
    _ title: String, note: String, parts: [StackedChart.Part], requirement: [Double], requirementName: String,
    load: [Double]
  ) -> Markup {
    let range = time.periods
    let hasRequirement = requirement.count == plan.periods.count
    let line = hasRequirement ? range.map { requirement[$0] } : []
    func number(_ value: Double) -> String { NumberText.fixed(value, decimals: value == value.rounded() ? 0 : 1) }
    let total = range.map { period in parts.reduce(0) { $0 + $1.heights[period] } }
    let chart = StackedChart(
      title, time: time, parts: parts.map { .init($0.name, Array($0.heights[range])) }, requirement: line,
      load: Array(load[range]),
      hints: range.map { period in
        let at = period - range.lowerBound
        return "\(names.name(period)) · \(texts.agentsOnDuty) \(number(total[at]))"
          + (hasRequirement ? " · \(requirementName) \(number(line[at]))" : "")
          + " · \(texts.loadInAgents) \(number(load[period]))"
      })
    let columns =
      [texts.period, texts.agentsOnDuty] + (hasRequirement ? [requirementName] : []) + [texts.loadInAgents]
    let rows = range.map { period -> [Markup] in
      let at = period - range.lowerBound
      let cells =
        [names.name(period), number(total[at])] + (hasRequirement ? [number(line[at])] : [])
        + [NumberText.fixed(load[period], decimals: 1)]
      return cells.map { "\($0)" }
    }
    return ChartBlock(
      title: title, note: note, legend: chart.legend(requirement: requirementName, load: texts.loadInAgents),
      svg: chart.svg, table: DataTable(caption: title, columns: columns, rows: rows)
    ).markup(texts)
  }

  /// What each kind of shift has on duty in each period; together they are the agents of the group.
  func parts(_ group: SchedulePlan.Group) -> [StackedChart.Part] {
    var kinds: [String] = []
    for shift in group.shifts where !kinds.contains(shift.name) { kinds.append(shift.name) }
    let length = plan.periodSeconds
    func seconds(_ label: PeriodLabel) -> Int {
      zip(label.clock.split(separator: ":").compactMap { Int($0) }, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let heads = kinds.map { kind in
      plan.periods.map { label -> Double in
        let from = seconds(label)
        return group.shifts.filter { $0.name == kind }.reduce(0) { sum, shift in
          func overlap(_ start: Int, _ end: Int) -> Int {
            // The shift of the day, and the one of the day before that reaches over midnight.
            max(0, min(end, from + length) - max(start, from))
              + max(0, min(end, from + 86_400 + length) - max(start, from + 86_400))
          }
          let there =
            overlap(shift.time.start, shift.time.end)
            - shift.breaks.reduce(0) { $0 + overlap($1.start, $1.end) }
          return sum + Double(shift.heads * there) / Double(length)
        }
      }
    }
    // Heads are scheduled, agents are productive: the parts keep their shares.
    return kinds.indices.map { index in
      StackedChart.Part(
        kinds[index],
        plan.periods.indices.map { period in
          let all = heads.reduce(0) { $0 + $1[period] }
          return all > 0 ? heads[index][period] / all * group.agents[period] : 0
        })
    }
  }

  /// What the plan achieves, and how sure that is.
  static func achieved(_ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText) -> Markup {
    let table = achievedTable(plan, texts, numbers)
    var notes: [Markup] = []
    if let words = StaffingReport.shownBefore(plan, texts) { notes.append("<p class=\"note\">\(words)</p>") }
    for rare in plan.judgedTogether {
      let words = texts.judgedTogether(rare.contactType, periods: rare.periods, isEnough: rare.isEnough)
      notes.append("<p class=\"note\">\(words)</p>")
    }
    if !plan.notPlanned.isEmpty {
      notes.append("<p class=\"note\">\(texts.notPlannedFor(texts.list(plan.notPlanned)))</p>")
    }
    if !plan.unpromised.isEmpty {
      notes.append("<p class=\"note\">\(texts.nothingPromised(texts.list(plan.unpromised)))</p>")
    }
    return "<div class=\"panel\">\(table.markup)\(notes)</div>"
  }

  /// What each promise comes to on each day that has contacts, with the worst period.
  private static func achievedTable(_ plan: StaffingPlan, _ texts: Texts, _ numbers: NumberText) -> DataTable {
    var rows: [[String]] = []
    func row(_ type: String, _ wanted: String, _ day: Int, _ cells: [String]) {
      rows.append([type, wanted] + (plan.days > 1 ? [texts.dayNumber(day + 1)] : []) + cells)
    }
    for type in plan.contactTypes {
      if let promise = type.promise {
        for (day, figure) in type.days.enumerated() where figure.mean != nil || plan.days == 1 {
          let worst = StaffingReport.lowest(type, day: day, plan)
          row(
            type.name, texts.shortPromise(promise, numbers), day,
            [
              numbers.figure(figure, .share),
              worst.map { "\($0.label.clock)\(texts.namedAs)\(numbers.figure($0.level, .share))" }
                ?? NumberText.nothing,
              numbers.figure(type.dayMeetsPromise[day], .share),
            ])
        }
      }
      if let deadline = type.deadline {
        for (day, figure) in type.deadlines.enumerated() where figure.mean != nil || plan.days == 1 {
          row(
            type.name, texts.shortDeadline(deadline, numbers), day,
            [numbers.figure(figure, .share), NumberText.nothing, NumberText.nothing])
        }
      }
    }
    return DataTable(
      caption: texts.achievedHeading,
      columns: [texts.contactType, texts.promise] + (plan.days > 1 ? [texts.day] : [])
        + [texts.levelAchieved, texts.lowestColumn, texts.wholeDays],
      rows: rows.map { $0.map { "\($0)" } }, wordColumns: plan.days > 1 ? 2 : 1)
  }
}
