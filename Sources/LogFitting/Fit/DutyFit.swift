/// Agents on duty by weekday and period, from what was inferred for each day.
enum DutyFit {
  /// Days differ in staff as if each agent of the plan stayed away with some probability; above this it is another plan.
  private static let mostAbsence = 0.3

  /// The groups, and in how many periods of the week one agent is planned because contacts were answered though hardly anybody
  /// was seen.
  static func all(_ tally: FitTally, _ demand: DemandFit, workNames: [String]) -> (groups: [FittedGroup], lonely: Int) {
    let groups = tally.groups
    let absence = absence(tally, demand)
    let onDuty = groups.skills.indices.map { self.onDuty($0, tally, demand) }
    var lonely = 0
    let heads = (0..<7).map { weekday -> [[Int]] in
      let own = onDuty.map { $0[weekday] ?? [] }
      var heads = whole(own, absence: absence.value)
      for period in (own.first ?? []).indices where heads.allSatisfy({ $0[period] == 0 }) {
        guard wasAnswered(weekday, period, tally, demand),
          let group = own.indices.max(by: { own[$0][period].value < own[$1][period].value })
        else { continue }
        heads[group][period] = 1
        lonely += 1
      }
      return heads
    }
    let fitted = groups.skills.indices.map { group in
      FittedGroup(
        name: name(group, groups, workNames, of: tally), agents: groups.groupOf.values.count { $0 == group },
        skills: skills(group, tally), onDuty: onDuty[group],
        absence: absence, heads: (0..<7).map { onDuty[group][$0] == nil ? nil : heads[$0][group] })
    }
    return (fitted, lonely)
  }

  /// Whether at least half of the customers on the line in a period of a weekday were answered.
  private static func wasAnswered(_ weekday: Int, _ period: Int, _ tally: FitTally, _ demand: DemandFit) -> Bool {
    var sum = ComplianceCounts()
    for day in demand.byWeekday[weekday] {
      for type in tally.types.indices where !tally.isDeferred[type] {
        if let observed = tally.observed[day] { sum += observed[type * tally.periods + period] }
      }
    }
    return sum.answered > 0 && 2 * sum.answered >= sum.offered
  }

  private static func name(_ group: Int, _ groups: SkillGroups, _ workNames: [String], of tally: FitTally) -> String {
    if groups.skills.count == 1 { return "agents" }
    let skills = groups.skills[group]
    if tally.types.count > 1, skills.count == Set(groups.skills.flatMap { $0 }).count { return "all-types" }
    return skills.count == 1 ? "only-\(workNames[skills[0]])" : "group-\(group + 1)"
  }

  /// The types of what a group does, each with the best rank of its steps.
  private static func skills(_ group: Int, _ tally: FitTally) -> [(type: Int, rank: Int)] {
    let works = tally.groups.skills[group]
    return Set(works.map { tally.typeOf[$0] }).sorted().map { type in
      let ranks = works.filter { tally.typeOf[$0] == type }.map { tally.groups.rank(of: group, type: $0) }
      return (type, ranks.min() ?? 1)
    }
  }

  /// Mean heads of a day in a period.
  private static func heads(_ day: Int, _ group: Int, _ period: Int, _ tally: FitTally) -> Double {
    (tally.duty[day]?[group * tally.periods + period] ?? 0) / Double(tally.options.periodSeconds)
  }

  /// The mean over the days of a weekday; its error from how they differ, pooled over weekdays when there is one day only.
  private static func onDuty(_ group: Int, _ tally: FitTally, _ demand: DemandFit) -> [[Estimate]?] {
    let freedom = demand.byWeekday.reduce(0) { $0 + max(0, $1.count - 1) }
    let pooled = (0..<tally.periods).map { period in
      demand.byWeekday.reduce(0) { $0 + squares($1.map { heads($0, group, period, tally) }) } / Double(max(1, freedom))
    }
    return demand.byWeekday.map { days in
      guard !days.isEmpty else { return nil }
      return (0..<tally.periods).map { period in
        let own = days.map { heads($0, group, period, tally) }
        let variance = own.count > 1 ? squares(own) / Double(own.count - 1) : freedom > 0 ? pooled[period] : nil
        return Estimate(
          own.reduce(0, +) / Double(own.count), variance.map { ($0 / Double(own.count)).squareRoot() })
      }
    }
  }

  private static func squares(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  /// If each of h/(1 − a) planned agents stays away with probability a, the heads of a day have mean h and variance h·a.
  ///
  /// Taken from all agents together: who stays away is often replaced from another group.
  private static func absence(_ tally: FitTally, _ demand: DemandFit) -> Estimate {
    func heads(_ day: Int, _ period: Int) -> Double {
      tally.groups.skills.indices.reduce(0) { $0 + self.heads(day, $1, period, tally) }
    }
    var freedom = 0
    var variance = 0.0
    var mean = 0.0
    var count = 0.0
    for days in demand.byWeekday where days.count > 1 {
      let staffed = (0..<tally.periods).filter { period in
        days.reduce(0) { $0 + heads($1, period) } / Double(days.count) >= 0.5
      }
      guard !staffed.isEmpty else { continue }
      let own = days.map { day in staffed.reduce(0) { $0 + heads(day, $1) } / Double(staffed.count) }
      variance += squares(own)
      freedom += own.count - 1
      mean += own.reduce(0, +)
      count += Double(own.count)
    }
    guard freedom > 0, mean > 0 else { return Estimate(0) }
    let share = variance / Double(freedom) / (mean / count)
    return Estimate(min(mostAbsence, share), share * (2 / Double(freedom)).squareRoot())
  }

  /// Whole heads of a weekday, absent ones included. What is left over is carried to the next period, so that the hours of
  /// each group are right; of each period the heads of all groups together are, to the nearest whole one.
  private static func whole(_ onDuty: [[Estimate]], absence: Double) -> [[Int]] {
    var carried = [Double](repeating: 0, count: onDuty.count)
    var heads = onDuty.map { [Int](repeating: 0, count: $0.count) }
    for period in (onDuty.first ?? []).indices {
      let wanted = onDuty.indices.map { group -> Double in
        let value = onDuty[group][period].value / (1 - absence)
        // Nobody is planned where hardly anybody was seen.
        return value > 0.02 ? value + carried[group] : 0
      }
      for group in heads.indices { heads[group][period] = max(0, Int(wanted[group].rounded(.down))) }
      let missing = Int(max(0, wanted.reduce(0, +)).rounded()) - heads.reduce(0) { $0 + $1[period] }
      let byRest = wanted.indices.sorted {
        let (left, right) = (wanted[$0] - wanted[$0].rounded(.down), wanted[$1] - wanted[$1].rounded(.down))
        return (right, $0) < (left, $1)
      }
      for group in byRest.prefix(max(0, missing)) { heads[group][period] += 1 }
      for group in heads.indices {
        carried[group] = wanted[group] == 0 ? 0 : wanted[group] - Double(heads[group][period])
      }
    }
    return heads
  }
}
