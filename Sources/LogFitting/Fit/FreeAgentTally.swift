/// What a scenario cannot have and a log may show: contacts that come when an agent is free.
struct FreeAgentTally {
  private static let fewest = 100

  private let periods: Int
  private let isDeferred: [Bool]
  /// Contacts that went straight to an agent, by type, and how many would have if they had come like the others of the same
  /// period of the same day; and how many there were in periods with others.
  private var straight, expected, compared: [Double]

  init(isDeferred: [Bool], periods: Int) {
    self.periods = periods
    self.isDeferred = isDeferred
    straight = Array(repeating: 0, count: isDeferred.count)
    expected = straight
    compared = straight
  }

  /// Adds the contacts of a day, each with the places of its type and of the period in which it came.
  mutating func add(_ contacts: [(contact: LogContact, type: Int, period: Int)]) {
    var offered = [Double](repeating: 0, count: isDeferred.count * periods)
    var direct = offered
    for (contact, type, period) in contacts where !isDeferred[type] {
      offered[type * periods + period] += 1
      if contact.outcome == .answered, (contact.wait ?? 0) == 0 { direct[type * periods + period] += 1 }
    }
    for period in 0..<periods {
      let places = isDeferred.indices.map { $0 * periods + period }
      let all = places.reduce(0) { $0 + offered[$1] }
      let allDirect = places.reduce(0) { $0 + direct[$1] }
      for (type, place) in places.enumerated() where offered[place] > 0 && all > offered[place] {
        straight[type] += direct[place]
        compared[type] += offered[place]
        expected[type] += offered[place] * (allDirect - direct[place]) / (all - offered[place])
      }
    }
  }

  /// The share of a type that went straight to an agent, and that of the others in the same periods, where the type must have
  /// come when agents were free; `nil` else.
  func cameWhenFree(_ type: Int) -> (share: Double, others: Double)? {
    guard compared[type] >= Double(Self.fewest) else { return nil }
    let (share, others) = (straight[type] / compared[type], expected[type] / compared[type])
    return share > 2 * others && share - others > 0.2 ? (share, others) : nil
  }
}
