import ContactCentre

extension Scenario {
  /// The scenario with all demand from outside times a factor.
  ///
  /// Rates, purchases and bursts grow; the shape of the day, its random factors and what returns stay as they are.
  /// - Throws: ``PlanningError`` for recorded arrivals, which are as many as they were.
  func withDemand(times factor: Double) throws -> Scenario {
    var changed = self
    for index in changed.contactTypes.indices {
      guard var arrivals = changed.contactTypes[index].arrivals else { continue }
      guard arrivals.trace.isEmpty else {
        throw PlanningError(
          "\(changed.contactTypes[index].name): its arrivals are replayed as they were recorded and cannot be multiplied; "
            + "describe them by “perHour”", isMistake: true)
      }
      for period in arrivals.perHour.values.indices { arrivals.perHour.values[period] *= factor }
      for period in arrivals.lagged?.purchasesPerHour.values.indices ?? 0..<0 {
        arrivals.lagged?.purchasesPerHour.values[period] *= factor
      }
      for burst in arrivals.bursts.indices { arrivals.bursts[burst].contacts *= factor }
      changed.contactTypes[index].arrivals = arrivals
    }
    return changed
  }
}
