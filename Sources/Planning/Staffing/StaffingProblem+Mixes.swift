import ContactCentre

// Who answers what, where groups can stand in for each other.
extension StaffingProblem {
  /// The problem begun with different mixes of groups: as it is, and with groups left out whose types others answer as well.
  ///
  /// The service of a mix has many local optima: a search that begins with specialists seldom finds that nearly all should be
  /// cross-trained, nor the other way round.
  var mixes: [StaffingProblem] {
    var result = [self]
    for component in components where (2...4).contains(component.count) {
      for choice in 1..<(1 << component.count) - 1 {
        let out = Set(component.indices.filter { choice >> $0 & 1 == 1 }.map { planned[component[$0]] })
        guard component.allSatisfy({ standsIn(for: planned[$0], without: out) }) else { continue }
        var changed = self
        changed.pools = PoolModel.all(scenario, without: out)
        result.append(changed)
      }
    }
    return result
  }

  /// Whether groups can stand in for each other, so that a mix has to be found.
  var hasMixes: Bool { mixes.count > 1 }

  /// Whether all that a group answers first is answered at once by another planned group.
  private func standsIn(for group: Int, without out: Set<Int>) -> Bool {
    pools[group].types.allSatisfy { entry in
      let name = scenario.contactTypes[entry.type].name
      return PoolModel.owners(of: name, scenario, without: out).contains { owner in
        planned.contains(owner)
          && scenario.agentGroups[owner].skills.contains { $0.contactType == name && $0.after == 0 }
      }
    }
  }

  /// Cost of the counted periods of a plan, in the prices that the search compares by.
  func cost(_ heads: HeadPlan) -> Double {
    heads.enumerated().reduce(0) { sum, row in
      sum + countedPeriods.reduce(0) { $0 + Double(row.element[$1]) * length($1) } * price(row.offset)
    }
  }
}
