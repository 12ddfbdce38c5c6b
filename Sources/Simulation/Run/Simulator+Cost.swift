extension Simulator {
  /// Whether it is known what all groups cost together: every group with paid hours by plan has a price, and there is one at all.
  ///
  /// The sum of some of them would look like the cost of the centre, and more people of a group without a price like nothing.
  package var costIsKnown: Bool {
    let groups = scenario.agentGroups
    return groups.contains { $0.usualCostPerHour != nil }
      && zip(groups, paidSecondsByPlan).allSatisfy { $0.knowsItsCost || $1 == 0 }
  }
}
