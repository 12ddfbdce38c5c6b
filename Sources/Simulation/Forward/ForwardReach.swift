import ContactCentre

/// What the waits of one contact type may depend on.
struct ForwardReach: Sendable {
  /// Groups that answer it or share work with those who do, directly or through others; indices.
  var groups: [Int]
  /// The types that may matter, itself included; indices.
  var types: [Int]
  /// By contact type: whether contacts that come later may be answered before those who wait now, or keep their agents.
  var comes: [Bool]

  /// Finds them for all types of a scenario.
  static func all(of scenario: Scenario) -> [ForwardReach] {
    let types = scenario.contactTypes
    let numbers = Dictionary(types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let skills = scenario.agentGroups.map { group in Set(group.skills.compactMap { numbers[$0.contactType] }) }
    let ways = types.map { type in Set(type.becomes.compactMap { numbers[$0] }) }
    return types.indices.map { type in
      var reached: Set<Int> = [type]
      var groups: Set<Int> = []
      var isGrowing = true
      while isGrowing {
        let before = reached.count
        for group in skills.indices where !skills[group].isDisjoint(with: reached) {
          groups.insert(group)
          reached.formUnion(skills[group])
        }
        for other in types.indices where !ways[other].isDisjoint(with: reached) { reached.insert(other) }
        isGrowing = reached.count > before
      }
      var comes = types.indices.map { reached.contains($0) }
      // Whoever comes later stands behind those of the same type, unless they become something else.
      if types[type].becomes.isEmpty, types[type].steps.isEmpty, types[type].broadcast == nil { comes[type] = false }
      return ForwardReach(groups: groups.sorted(), types: reached.sorted(), comes: comes)
    }
  }
}

extension ContactType {
  /// Names of the types that its contacts may become.
  fileprivate var becomes: [String] {
    afterHours.map(\.becomes) + redirects.map(\.becomes) + (resolution?.otherwise.map(\.becomes) ?? [])
      + (announcement?.offer.map { [$0.becomes] } ?? [])
  }
}
