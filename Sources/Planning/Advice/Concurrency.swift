import ContactCentre

/// Agents who hold several contacts at once hold one fewer, or one more.
enum Concurrency: IdeaSource {
  static func ideas(_ scenario: Scenario) -> [Idea] {
    scenario.agentGroups.indices.flatMap { index -> [Idea] in
      let group = scenario.agentGroups[index]
      guard let most = group.skills.map(\.concurrency).max(), most > 1 else { return [] }
      return [most - 1, most + 1].map { wanted in
        var changed = scenario
        for place in group.skills.indices where group.skills[place].concurrency == most {
          changed.agentGroups[index].skills[place].concurrency = wanted
          changed.agentGroups[index].skills[place].slowdown = slowdown(group.skills[place].slowdown, wanted)
        }
        return Idea(change: .concurrency(group: group.name, from: most, to: wanted), scenario: changed)
      }
    }
  }

  /// The slowdown of one contact more grows on as it did last.
  private static func slowdown(_ known: [Double], _ wanted: Int) -> [Double] {
    guard wanted > known.count, let last = known.last else { return Array(known.prefix(wanted)) }
    let step = known.count > 1 ? last - known[known.count - 2] : 0
    return known + [last + step]
  }
}
