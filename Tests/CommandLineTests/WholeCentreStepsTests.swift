import Testing

/// Tickets that pass through departments.
@Suite struct WholeCentreStepsTests {
  /// Three departments with rework and a delayed approval: an open network, each department M/M/c (Jackson 1957).
  @Test func departmentsInARow() throws {
    let (means, agents) = ([240.0, 300, 200], [3, 4, 1])
    let run = try ExactRun(
      ExactCasesTests.calendar(days: 10) + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals: {perHour: 20}
            steps:
              - {name: one, group: g0, handling: {exponential: {mean: 240s}}}
              - name: two
                group: g1
                handling: {exponential: {mean: 300s}}
                then: [{next: one, share: 0.2}, {next: three, share: 0.3}, {done: 0.5}]
              - {name: three, group: g2, handling: {exponential: {mean: 200s}}, delay: {exponential: {mean: 1h}}}
        agentGroups:
          g0: {skills: {ticket: 1}, staff: 3}
          g1: {skills: {ticket: 1}, staff: 4}
          g2: {skills: {ticket: 1}, staff: 1}
        experiment: {warmUp: 24h}
        """, replications: 250)
    // Visits: v₁ = 1 + 0.2 v₂, v₂ = v₁, v₃ = 0.3 v₂.
    let visits = [1.25, 1.25, 0.375]
    let arrival = 20.0 / 3600
    let waits = (0..<3).map {
      erlangWait(agents: agents[$0], load: arrival * visits[$0] * means[$0], service: means[$0])
    }
    for step in 0..<3 {
      let path = "contactTypes.ticket.steps.\(step)"
      try run.expect("\(path).arrived", isExactly: 480 * visits[step])
      try run.expect("\(path).answered", isExactly: 480 * visits[step])
      try run.expect("\(path).wait", isExactly: waits[step], atMostWide: 0.04)
      try run.expect("\(path).queueLength", isExactly: waits[step] * arrival * visits[step], atMostWide: 0.04)
      try run.expect("\(path).handling", isExactly: means[step])
      try run.expect(
        "agentGroups.g\(step).day.occupancy", isExactly: arrival * visits[step] * means[step] / Double(agents[step]))
    }
    let ticket = "contactTypes.ticket"
    try run.expect("\(ticket).day.offered", isExactly: 480)
    try run.expect("\(ticket).day.wait.answered.mean", isExactly: waits[0], atMostWide: 0.04)
    try run.expect("\(ticket).day.handling", isExactly: zip(visits, means).reduce(0) { $0 + $1.0 * $1.1 })
    try run.expect(
      "\(ticket).day.queueLength", isExactly: zip(waits, visits).reduce(0) { $0 + $1.0 * $1.1 * arrival },
      atMostWide: 0.03)
    try run.expect("\(ticket).issues.contactsPerIssue", isExactly: 1)
    // Each way back costs two hand-offs; before that one, and one to the approval.
    try run.expect("\(ticket).issues.handOffsPerIssue", isExactly: 2 * 0.25 + 1 + 0.375)
  }

  /// One agent verifies (30 minutes) and re-issues (40 minutes, 20 minutes after that); the hour allowed begins with the end
  /// of the verification. What is due first is done first; what is not verified yet has its turn as if its hour had begun with
  /// its arrival.
  @Test func deadlineFromAStep() throws {
    let run = try ExactRun(
      ExactCasesTests.calendar(period: "1h") + """
        contactTypes:
          ticket:
            channel: ticket
            arrivals: {trace: ["2026-01-05 09:00:00", "2026-01-05 09:00:00", "2026-01-05 10:01:00"]}
            steps:
              - {name: verify, handling: 30min}
              - {name: issue, handling: 40min, delay: 20min}
            deadline: {within: 1h, from: verify, until: resolved, target: 0.9}
        agentGroups:
          agent: {skills: {ticket: 1}, staff: 1}
        """, replications: 2)
    // Verified 9:30, 10:00; re-issued 10:00–10:40 (due 10:30) and 10:40–11:20 (due 11:00); the third, of 10:01, is verified
    // 11:20–11:50 and re-issued 12:10–12:50, when it is due.
    let ticket = "contactTypes.ticket"
    try run.expect("\(ticket).day.deadline.met", isExactly: 1)
    try run.expect("\(ticket).day.deadline.missed", isExactly: 2)
    try run.expect("\(ticket).day.deadline.compliance", isExactly: 1 / 3.0)
    try run.expect("\(ticket).day.wait.answered.mean", isExactly: (0 + 30 + 79) * 60 / 3.0)
    try run.expect("\(ticket).steps.0.wait", isExactly: (0 + 30 + 79) * 60 / 3.0)
    try run.expect("\(ticket).steps.1.wait", isExactly: (10 + 20 + 0) * 60 / 3.0)
    try run.expect("\(ticket).day.handling", isExactly: 70 * 60)
    try run.expect("\(ticket).issues.timeToResolution", isExactly: (100 + 140 + 169) * 60 / 3.0)
    try run.expect("\(ticket).issues.handOffsPerIssue", isExactly: 0)
    try run.expect("agentGroups.agent.day.busyHours", isExactly: 3.5)
  }
}
