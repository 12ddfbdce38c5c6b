import ContactCentre

extension ContactType {
  /// What contacts of the type become at once, before anybody has handled them.
  var turnsInto: [String] { afterHours.map(\.becomes) + (announcement?.offer.map { [$0.becomes] } ?? []) }

  /// The contacts that follow a handled one, by their type; at most 1 in all.
  ///
  /// A contact is handed over, or else it settles the issue or comes back.
  var followedBy: [(type: String, share: Double)] {
    let kept = 1 - redirects.reduce(0) { $0 + $1.share }
    let unsettled = max(0, kept) * (1 - (resolution?.firstContact ?? 1))
    return redirects.map { ($0.becomes, $0.share) }
      + (resolution?.otherwise ?? []).map { ($0.becomes, unsettled * $0.share) }
  }
}

extension ReferenceCheck {
  /// A contact that becomes another at once must not come back to where it was.
  func checkCircles() {
    var isDone: Set<String> = []
    for start in scenario.contactTypes.map(\.name) where !isDone.contains(start) {
      // A walk in depth with its own stack: a chain of types may be longer than the stack of the program.
      var trail = [start]
      var places = [start: 0]
      var rest = [(types[start]?.turnsInto ?? [])[...]]
      while let name = trail.last {
        guard let next = rest[trail.count - 1].popFirst() else {
          isDone.insert(name)
          places[name] = nil
          trail.removeLast()
          rest.removeLast()
          continue
        }
        if let place = places[next] {
          let circle = EndlessWalk.words(trail[place...] + [next])
          item("contactTypes", next).report("contacts go round in a circle: \(circle); let one of them end it")
        } else if !isDone.contains(next), let type = types[next] {
          places[next] = trail.count
          trail.append(next)
          rest.append(type.turnsInto[...])
        }
      }
    }
  }

  /// Issues that come back are fine as long as each is settled, or given up, some day.
  func checkReturns() {
    let all = scenario.contactTypes
    let places = Dictionary(all.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let walk = EndlessWalk(
      all.map { type in type.followedBy.compactMap { next in places[next.type].map { ($0, next.share) } } })
    for circle in walk.circles() {
      let name = all[circle[0]].name
      let way = EndlessWalk.words(circle.map { all[$0].name })
      item("contactTypes", name).report(
        "every issue comes back for ever: \(way); let a share be settled, with “firstContact” above 0, or go away")
    }
  }
}
