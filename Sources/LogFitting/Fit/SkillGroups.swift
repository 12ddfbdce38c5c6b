/// Agents who answer the same contact types, found from who answered what.
///
/// Types with at least 5 % of the contacts tell groups apart. An agent lacks such a skill where so many contacts of the type
/// were to be expected among theirs that fewer than a fifth of them is no accident (at least ten expected). Groups that
/// answered less than 5 % of all are joined to the most similar other one. A group has a rarer skill when it answered at
/// least a fifth of what was to be expected.
///
/// Steps of work that passes through departments tell groups apart however rare they are, and a group that alone does one
/// stays: a handful of approvals is a department all the same.
struct SkillGroups {
  /// What each group does, as places in `works`, ascending.
  private(set) var skills: [[Int]] = []
  /// The group of each agent.
  private(set) var groupOf: [NameID: Int] = [:]

  private static let most = 8

  init(_ survey: LogSurvey) {
    let works = survey.works
    func isStep(_ place: Int) -> Bool { place >= survey.types.count }
    var totals = [Double](repeating: 0, count: works.count)
    for own in survey.answered.values {
      for (place, work) in works.enumerated() { totals[place] += Double(own[work] ?? 0) }
    }
    let all = totals.reduce(0, +)
    guard all > 0 else {
      // Nobody is named: one group does everything.
      skills = [works.indices.filter { survey.hasRows(works[$0]) }]
      return
    }
    var members: [[Int]: [NameID]] = [:]
    var sizes: [[Int]: Double] = [:]
    let telling = works.indices.filter { totals[$0] >= 0.05 * all || isStep($0) }
    for (agent, own) in survey.answered.sorted(by: { $0.key < $1.key }) {
      let sum = Double(own.values.reduce(0, +))
      let kept = telling.filter { place in
        let expected = sum * totals[place] / all
        let found = Double(own[works[place]] ?? 0)
        // The log names the departments: who was never seen in one is not of it.
        if isStep(place) { return found > 0 && found >= expected / 5 }
        return expected < 10 ? found > 0 || expected * 20 > sum : found >= expected / 5
      }
      members[kept, default: []].append(agent)
      sizes[kept, default: 0] += sum
    }
    var sets = sizes.keys.sorted { ((sizes[$1] ?? 0), $0.count, "\($0)") < ((sizes[$0] ?? 0), $1.count, "\($1)") }
    /// Whether a set has a step that no other has.
    func isAlone(_ set: [Int]) -> Bool {
      set.contains { place in isStep(place) && !sets.contains { $0 != set && $0.contains(place) } }
    }
    while sets.count > 1, let last = sets.last(where: { !isAlone($0) }),
      (sizes[last] ?? 0) < 0.05 * all || sets.count > Self.most
    {
      sets.removeAll { $0 == last }
      let weights = totals
      func likeness(_ other: [Int]) -> Double {
        let both = Set(last).intersection(other).reduce(0) { $0 + weights[$1] }
        let either = Set(last).union(other).reduce(0) { $0 + weights[$1] }
        return either > 0 ? both / either : 0
      }
      guard let home = sets.max(by: { likeness($0) < likeness($1) }) else { break }
      members[home, default: []] += members[last] ?? []
      sizes[home, default: 0] += sizes[last] ?? 0
      sets.sort { ((sizes[$1] ?? 0), "\($0)") < ((sizes[$0] ?? 0), "\($1)") }
    }
    skills = sets.map { set in
      let agents = members[set] ?? []
      let sum = sizes[set] ?? 0
      return works.indices.filter { place in
        if telling.contains(place) { return set.contains(place) }
        let found = agents.reduce(0) { $0 + Double(survey.answered[$1]?[works[place]] ?? 0) }
        return found > 0 && found >= sum * totals[place] / all / 5
      }
    }
    // Every work must be done by somebody: one that only joined groups took goes to the largest group.
    for place in works.indices where survey.hasRows(works[place]) && !skills.contains(where: { $0.contains(place) }) {
      skills[0] = (skills[0] + [place]).sorted()
    }
    for (number, set) in sets.enumerated() {
      for agent in members[set] ?? [] { groupOf[agent] = number }
    }
  }

  /// Rank of a skill: a contact goes first to those who can do the least else, so that the others stay free.
  func rank(of group: Int, type: Int) -> Int {
    let counts = Set(skills.filter { $0.contains(type) }.map(\.count)).sorted()
    return (counts.firstIndex(of: skills[group].count) ?? 0) + 1
  }
}
