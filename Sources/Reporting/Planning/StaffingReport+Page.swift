import Planning
import Simulation

extension StaffingReport {
  /// One page: the staff of each group against its load, and what it achieves.
  public static func html(_ plan: StaffingPlan, language: Language) -> String {
    let texts = Texts(language)
    let numbers = NumberText(language)
    let page = PlanCharts(plan, language)
    let charts = plan.groups.map { group -> Markup in
      var note = texts.hoursADay(numbers.hours(group.hours))
      if let cost = group.cost { note += texts.comma + texts.costADay(numbers.money(cost)) }
      return page.block(
        group.name, note: note, parts: [.init(texts.agentsOnDuty, group.periods.map { Double($0.agents) })],
        requirement: group.periods.compactMap { $0.erlangA ?? $0.erlangC }.map(Double.init),
        requirementName: group.periods.contains { $0.erlangA != nil } ? "SIPP Erlang A" : "SIPP Erlang C",
        load: group.periods.map(\.load))
    }
    return PageFrame(
      kicker: texts.staffingKicker, title: plan.scenario,
      verdicts: plan.isShown ? [verdict(plan, texts, numbers)] : [],
      facts: [texts.staffingTitle(plan.scenario, aim: texts.aim(plan.aim))],
      warning: plan.isShown ? "" : verdict(plan, texts, numbers),
      sections: [
        PageSection(id: "staff", title: texts.staffAgainstLoad, lead: texts.planNote, body: .charts(charts)),
        PageSection(id: "service", title: texts.achievedHeading, body: PlanCharts.achieved(plan, texts, numbers)),
      ], styles: [StackedChart.style], language: language
    ).text
  }
}
