/// Seconds of waiting that contacts are given on joining, by type and priority class.
struct ClassCredits: Sendable {
  private struct Key: Hashable {
    var type: NameID
    var priority: NameID
  }

  private var byPriority: [NameID: Double] = [:]
  private var byBoth: [Key: Double] = [:]

  init(_ mapping: LogMapping, _ names: LogNames) {
    for (name, credit) in mapping.priorityCredit {
      if let priority = names.known(name) { byPriority[priority] = credit }
      guard let slash = name.firstIndex(of: "/") else { continue }
      if let type = names.known(String(name[..<slash])),
        let priority = names.known(String(name[name.index(after: slash)...]))
      {
        byBoth[Key(type: type, priority: priority)] = credit
      }
    }
  }

  /// The credit of a contact, seconds; 0 for a class that the mapping does not name.
  func credit(of contact: LogContact) -> Double {
    guard let priority = contact.priority else { return 0 }
    return byBoth[Key(type: contact.type, priority: priority)] ?? byPriority[priority] ?? 0
  }
}
