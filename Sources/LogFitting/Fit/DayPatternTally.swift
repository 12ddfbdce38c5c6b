/// What a scenario cannot have and a log may show: handling that takes longer at some hours, and contacts that come when an
/// agent is free.
struct DayPatternTally {
  private static let fewest = 100
  /// Hours whose handling differs by less are alike.
  private static let leastRatio = 1.25

  private let periods: Int
  private let isDeferred: [Bool]
  /// Handling of live types, by type and hour of the answer: sums, squares and numbers.
  private var sums, squares, counts: [[Double]]
  /// Contacts that went straight to an agent, by type, and how many would have if they had come like the others of the same
  /// period of the same day; and how many there were in periods with others.
  private var straight, expected, compared: [Double]

  init(isDeferred: [Bool], periods: Int) {
    self.periods = periods
    self.isDeferred = isDeferred
    sums = Array(repeating: Array(repeating: 0, count: 24), count: isDeferred.count)
    squares = sums
    counts = sums
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
      guard contact.outcome == .answered else { continue }
      if (contact.wait ?? 0) == 0 { direct[type * periods + period] += 1 }
      guard let answered = contact.answered, let handled = contact.handling else { continue }
      let hour = min(23, Int(LogClock.secondOfDay(answered) / 3600))
      sums[type][hour] += handled
      squares[type][hour] += handled * handled
      counts[type][hour] += 1
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

  /// The hours with the shortest and the longest handling, each as a factor on what contacts of the same types take on average;
  /// `nil` where hours are alike.
  var extremes: (shortest: (hour: Int, factor: Double), longest: (hour: Int, factor: Double))? {
    let means = counts.indices.map { type -> Double in
      let count = counts[type].reduce(0, +)
      return count > 0 ? sums[type].reduce(0, +) / count : 0
    }
    var hours: [(hour: Int, factor: Double, error: Double)] = []
    for hour in 0..<24 {
      let seen = counts.reduce(0) { $0 + $1[hour] }
      let usual = counts.indices.reduce(0) { $0 + counts[$1][hour] * means[$1] }
      guard seen >= Double(Self.fewest), usual > 0 else { continue }
      let variance = counts.indices.reduce(0) { total, type in
        let count = counts[type][hour]
        guard count > 0 else { return total }
        return total + max(0, squares[type][hour] - sums[type][hour] * sums[type][hour] / count)
      }
      let sum = sums.reduce(0) { $0 + $1[hour] }
      hours.append((hour, sum / usual, variance.squareRoot() / usual))
    }
    guard let low = hours.min(by: { $0.factor < $1.factor }), let high = hours.max(by: { $0.factor < $1.factor }),
      high.factor > Self.leastRatio * low.factor,
      high.factor - low.factor > 5 * (high.error * high.error + low.error * low.error).squareRoot()
    else { return nil }
    return ((low.hour, low.factor), (high.hour, high.factor))
  }

  /// The share of a type that went straight to an agent, and that of the others in the same periods, where the type must have
  /// come when agents were free; `nil` else.
  func cameWhenFree(_ type: Int) -> (share: Double, others: Double)? {
    guard compared[type] >= Double(Self.fewest) else { return nil }
    let (share, others) = (straight[type] / compared[type], expected[type] / compared[type])
    return share > 2 * others && share - others > 0.2 ? (share, others) : nil
  }
}
