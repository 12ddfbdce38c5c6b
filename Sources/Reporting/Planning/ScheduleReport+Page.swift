import Planning

extension ScheduleReport {
  /// One page: shifts stacked against requirement and load, what they cost, and what they achieve.
  public static func html(_ plan: SchedulePlan, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let page = PlanCharts(plan.service, language)
    let charts = zip(plan.groups, plan.service.groups).map { group, staff -> Markup in
      page.block(
        group.name, note: "", parts: page.parts(group), requirement: group.requirement.map(Double.init),
        requirementName: texts.requirementLine, load: staff.periods.map(\.load))
    }
    let shifts = plan.groups.map { group -> Markup in
      let hasBreaks = group.shifts.contains { !$0.breaks.isEmpty }
      let isWeekly = group.shifts.contains { $0.weekdays.count < 7 }
      return DataTable(
        caption: group.name,
        columns: [texts.shiftName, texts.shiftTime] + (hasBreaks ? [texts.shiftBreaks] : [])
          + (isWeekly ? [texts.shiftDays] : []) + [texts.shiftHeads],
        rows: group.shifts.map { shift in
          let breaks = hasBreaks ? [shift.breaks.map(range).joined(separator: " ")] : []
          let days = isWeekly ? [RosterReport.words(shift.weekdays, texts)] : []
          return ([shift.name, range(shift.time)] + breaks + days + ["\(shift.heads)"]).map { "\($0)" }
        }, wordColumns: 1 + (hasBreaks ? 1 : 0) + (isWeekly ? 1 : 0)
      ).panel(group.name)
    }
    return PageFrame(
      kicker: texts.scheduleKicker, title: plan.service.scenario,
      verdicts: plan.service.isShown ? [StaffingReport.verdict(plan.service, texts, numbers)] : [],
      facts: [texts.scheduleTitle(plan.service.scenario, aim: texts.aim(plan.service.aim))]
        + costs(plan, texts, numbers),
      warning: plan.service.isShown ? "" : StaffingReport.verdict(plan.service, texts, numbers),
      sections: [
        PageSection(id: "staff", title: texts.staffAgainstLoad, lead: texts.loadNote, body: .charts(charts)),
        PageSection(id: "shifts", title: texts.shiftsHeading, body: Markup(shifts)),
        PageSection(id: "roster", title: texts.rosterHeading, body: RosterReport.section(plan.roster, texts, numbers)),
        PageSection(
          id: "service", title: texts.achievedHeading, body: PlanCharts.achieved(plan.service, texts, numbers)),
      ], styles: [StackedChart.style], language: language
    ).text
  }
}
