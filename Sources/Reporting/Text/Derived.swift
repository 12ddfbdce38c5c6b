import Simulation

/// Shares that are read off the mean counts of a result.
enum Shares {
  /// Share of the offered contacts, 0 to 1; `nil` when none were offered.
  static func of(_ part: Figure, in figures: ContactFigures) -> Double? {
    guard let part = part.mean, let offered = figures.offered.mean, offered > 0 else { return nil }
    return part / offered
  }
}

extension ContactTypeResult {
  /// Whether the share answered within seconds says nothing: deferred work without a promise.
  var hasNoUseForSeconds: Bool { promise == nil && channel.isDeferred }
}

extension SimulationResult {
  /// Whether the periods are whole days, as those of a long run.
  var periodsAreDays: Bool { periodSeconds >= 86_400 }

  /// The first period that lies after the warm-up as a whole; the number of periods when none does.
  var firstCountedPeriod: Int {
    min(periods.count, Int((warmUpSeconds / Double(max(1, periodSeconds))).rounded(.up)))
  }
}

extension AgentGroupResult {
  /// The hours with a contact in hand, in a period, as a mean number of agents.
  func busyAgents(_ period: Int, of labels: [PeriodLabel]) -> Figure {
    let hours = periods[period].busyHours
    let length = labels[period].seconds / 3600
    return Figure(mean: hours.mean.map { $0 / length }, halfWidth: hours.halfWidth.map { $0 / length })
  }
}

/// The sums of all agent groups over an average day; `nil` where a group does not know its part.
struct GroupTotals {
  let staffedHours: Double?
  let busyHours: Double?
  let paidHours: Double?
  /// Cost of all groups; `nil` unless every group with paid hours knows its own.
  let cost: Figure?
  /// Whether some groups know their cost and others, with paid hours, do not.
  let costIsPartial: Bool

  init(_ result: SimulationResult) {
    func sum(_ value: (GroupFigures) -> Double?) -> Double? {
      result.agentGroups.reduce(0) { total, group in
        guard let total, let value = value(group.day) else { return nil }
        return total + value
      }
    }
    staffedHours = sum(\.staffedHours.mean)
    busyHours = sum(\.busyHours.mean)
    paidHours = sum(\.paidHours.mean)
    let costs = result.agentGroups.compactMap(\.day.cost)
    costIsPartial = !costs.isEmpty && result.agentGroups.contains { $0.day.cost == nil && $0.day.paidHours.mean != 0 }
    // Overtime is what varies, and differs little between groups: the half widths are added, which is never too narrow.
    cost =
      costs.isEmpty || costIsPartial
      ? nil
      : Figure(
        mean: costs.reduce(0) { $0 + ($1.mean ?? 0) }, halfWidth: costs.reduce(0) { $0 + ($1.halfWidth ?? 0) })
  }

  /// Busy / staffed hours of all groups together.
  var occupancy: Double? {
    guard let busyHours, let staffedHours, staffedHours > 0 else { return nil }
    return busyHours / staffedHours
  }
}
