import ContactCentre
import Simulation

extension SampleResult {
  /// The shop with deadlines, backlogs, steps, issues, loops and the division of the groups' time.
  static func wholeCentre(days: Int = 2, periodSeconds: Int = 1800) -> SimulationResult {
    var result = shop(days: days, periodSeconds: periodSeconds)
    result.contactTypes[3] = deferred(
      result.contactTypes[3], Deadline(within: 4 * 3600, clock: .business, hours: "office", target: 0.95), share: 0.74)
    var ticket = deferred(
      type("ticket", .ticket, nil, perPeriod: 9, load: 0.7, periods: result.periods, days: days),
      Deadline(within: 86_400, until: .resolved, fromStep: "intake", target: 0.98), share: 0.995)
    ticket.announcements = []
    ticket.steps = [
      step("intake", group: "frontline", arrived: 101.5), step("examination", group: nil, arrived: 96.25),
    ]
    ticket.issues = issues(opened: 88.5, cost: nil)
    result.contactTypes.append(ticket)
    result.contactTypes[0].issues = issues(opened: 1403.5, cost: nil)
    result.issues = issues(opened: 1492, cost: Figure(mean: 7.125, halfWidth: 0.0625))
    result.loops = [
      LoopResult(
        from: "chat.general", to: "ticket", reason: .unresolved, contacts: Figure(mean: 118.75, halfWidth: 2.5)),
      LoopResult(
        from: "phone.urgent", to: "phone.urgent", reason: .redial, contacts: Figure(mean: 29.6875, halfWidth: 1.5)),
      LoopResult(from: "chat.general", to: "message", reason: .afterHours, contacts: Figure(mean: 0, halfWidth: 0)),
    ]
    result.agentGroups[0].timeByType = [
      TimeShare(contactType: "chat.general", share: Figure(mean: 0.8125, halfWidth: 0.01)),
      TimeShare(contactType: "ticket", share: Figure(mean: 0.1875, halfWidth: 0.01)),
    ]
    result.agentGroups[1].timeByType = [
      TimeShare(contactType: "phone.urgent", share: Figure(mean: 1, halfWidth: 0)),
      TimeShare(contactType: "message", share: Figure(mean: 0, halfWidth: 0)),
    ]
    return result
  }

  private static func deferred(_ type: ContactTypeResult, _ deadline: Deadline, share: Double) -> ContactTypeResult {
    var type = type
    type.deadline = deadline
    func due(_ figures: inout ContactFigures, backlog: Double, open: Double = 0.125) {
      let offered = figures.offered.mean ?? 0
      figures.deadlineMet = Figure(mean: offered * share, halfWidth: 0.5)
      figures.deadlineMissed = Figure(mean: offered * (1 - share), halfWidth: 0.25)
      figures.deadlineOpen = Figure(mean: offered * open, halfWidth: 0.125)
      figures.deadlineCompliance = offered > 0 ? Figure(mean: share, halfWidth: 0.0078125) : .unknown
      figures.backlog = Figure(mean: backlog, halfWidth: backlog / 8)
      figures.oldest = Figure(mean: backlog * 900, halfWidth: backlog * 50)
    }
    due(&type.day, backlog: 25.375)
    for day in type.days.indices { due(&type.days[day], backlog: Double(20 + day)) }
    // What comes in the last quarter of the run is not all done when it ends.
    for period in type.periods.indices {
      due(
        &type.periods[period], backlog: Double(period % 40), open: period * 4 < type.periods.count * 3 ? 0.03125 : 0.125
      )
    }
    return type
  }

  private static func step(_ name: String, group: String?, arrived: Double) -> StepResult {
    StepResult(
      name: name, group: group, arrived: Figure(mean: arrived, halfWidth: 2),
      answered: Figure(mean: arrived - 3, halfWidth: 2),
      wait: Figure(mean: arrived * 40, halfWidth: 60), handling: Figure(mean: arrived * 3, halfWidth: 4),
      queueLength: Figure(mean: arrived / 16, halfWidth: 0.5))
  }

  private static func issues(opened: Double, cost: Figure?) -> IssueFigures {
    IssueFigures(
      opened: Figure(mean: opened, halfWidth: 4), resolved: Figure(mean: opened * 0.75, halfWidth: 3),
      lost: Figure(mean: opened * 0.125, halfWidth: 1),
      contactsPerIssue: Figure(mean: 1 + opened / 8192, halfWidth: 0.015625),
      handOffsPerIssue: Figure(mean: opened / 4096, halfWidth: 0.015625),
      timeToResolution: Figure(mean: opened * 8, halfWidth: 500),
      firstContactResolution: Figure(mean: 0.875 + opened / 65_536, halfWidth: 0.00390625), costPerResolved: cost)
  }
}
