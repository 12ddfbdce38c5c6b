import ContactCentre

// Why there is no schedule, in words for the planner.
extension ScheduleSearch {
  /// A period that needs agents and that no pattern covers.
  func uncovered(_ index: Int, _ period: Int, _ agents: Int) -> String {
    let group = problem.scenario.agentGroups[problem.planned[index]]
    let label = problem.timeline.labels[period]
    let end = period + 1 < problem.periodCount ? problem.timeline.labels[period + 1].clock : "24:00"
    return
      "\(group.name): at \(label.clock) on \(label.start.prefix(10)) at least \(agents) agents are needed, but no shift of its "
      + "patterns is on duty from \(label.clock) to \(end); add a pattern that covers it, move a break, or shorten the hours"
  }

  /// Limits of the patterns that no schedule can keep together with the promises.
  func uncoverable(_ part: SchedulePart) -> String {
    var limited: [String] = []
    for index in part.indices {
      let group = problem.planned[index]
      for pattern in problem.scenario.agentGroups[group].patterns {
        guard let most = pattern.most else { continue }
        limited.append("\(problem.scenario.agentGroups[group].name): “\(pattern.name)” at most \(most) heads")
      }
      guard let period = requirement[index].indices.max(by: { requirement[index][$0] < requirement[index][$1] }) else {
        continue
      }
      let label = problem.timeline.labels[period]
      limited.append(
        "\(problem.scenario.agentGroups[group].name) needs about \(requirement[index][period]) agents at \(label.clock) on "
          + "\(label.start.prefix(10))")
    }
    return
      "the patterns allow too few agents to keep the promises (\(limited.joined(separator: "; "))); raise a limit, add a "
      + "pattern, or lower the promise"
  }
}
