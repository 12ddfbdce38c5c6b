/// What agents did with several things in hand: calls taken in the middle of a ticket, tickets open side by side or over night.
struct InterruptionTally {
  /// Live contacts of agents who also do work that keeps, and those of them taken with such work in hand.
  private var live = 0
  private var inBetween = 0
  /// Work that keeps, by type; what was open side by side, and how many were not over on the day on which they were begun.
  private var sideBySide: ConcurrencyTally
  private var begun: [Int]
  private var overNight: [Int]

  init(types: Int) {
    sideBySide = ConcurrencyTally(types: types)
    begun = Array(repeating: 0, count: types)
    overNight = begun
  }

  /// Adds work that was not over on the day on which it was begun.
  mutating func addOverNight(_ type: Int) {
    begun[type] += 1
    overNight[type] += 1
  }

  /// Adds what one agent began on a day, in order: live contacts, and other work.
  mutating func add(live own: [AgentWork], deferred: [AgentWork]) {
    for one in deferred { begun[one.type] += 1 }
    guard !deferred.isEmpty else { return }
    live += own.count
    inBetween += own.count { one in deferred.contains { $0.from < one.from && one.from < $0.to } }
    sideBySide.add(deferred.map { ($0.type, $0.from, $0.to) })
  }

  /// Whether agents put such work aside for live contacts: by accident of the clocks it would be rare.
  var areUsual: Bool { inBetween >= 5 && inBetween * 20 >= live }

  /// How many of a type of work that keeps an agent has open at once, where the time from the first touch to the end is not
  /// that of the work; `nil` where it is.
  func openAtOnce(_ type: Int, isDeferred: Bool) -> Int? {
    guard isDeferred else { return nil }
    // Work that is put aside for calls is open beside other work now and then.
    let time = sideBySide.time[type]
    let isUsual = time.dropFirst(2).reduce(0, +) > 0.2 * time.reduce(0, +)
    return isUsual || overNight[type] * 5 > begun[type] ? sideBySide.concurrency(type) : nil
  }
}

/// A contact in an agent's hands.
struct AgentWork {
  /// Place among the types.
  var type: Int
  var queued: Double?
  var from: Double
  var to: Double
}
