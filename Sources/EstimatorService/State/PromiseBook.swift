import ContactCentre
import Simulation
import Statistics
import WaitEstimation

/// How many contacts were answered within the promised time.
public struct PromiseCount: Sendable, Hashable, Codable {
  /// Contacts whose wait is over, or has lasted longer than promised.
  public var offered = 0
  /// Answered.
  public var answered = 0
  /// Answered within the promised time.
  public var answeredInTime = 0
  /// Gave up.
  public var abandoned = 0
  /// Gave up within the promised time.
  public var abandonedInTime = 0

  /// Nobody yet.
  public init() {}

  /// The share by one of the four definitions; `nil` when it has nobody to count.
  public func share(_ definition: ServiceLevelDefinition) -> Double? { proportion(definition).value }

  /// How many of how many, by one of the four definitions.
  public func proportion(_ definition: ServiceLevelDefinition) -> Proportion {
    switch definition {
    case .SL1: Proportion(answeredInTime, of: offered)
    case .SL2: Proportion(answeredInTime, of: offered - abandonedInTime)
    case .SL3: Proportion(answeredInTime + abandonedInTime, of: offered)
    case .SL4: Proportion(answeredInTime, of: answered)
    }
  }

  mutating func add(_ other: PromiseCount, times: Int = 1) {
    offered += times * other.offered
    answered += times * other.answered
    answeredInTime += times * other.answeredInTime
    abandoned += times * other.abandoned
    abandonedInTime += times * other.abandonedInTime
  }
}

/// Counts of the last hour (to the minute), day (to the hour) and 30 days (to the day of the local calendar), by when contacts
/// arrived.
struct PromiseBook: Sendable, Hashable, Codable {
  private static let lengths = [60, 24, 30]
  private var slots: [[Int: PromiseCount]] = [[:], [:], [:]]

  /// Counts a stay in a queue that is over, or takes it back (`times` −1).
  mutating func count(_ leg: ContactRecord.Leg, answerWithin: Seconds, clock: LocalClock, times: Int = 1) {
    guard let end = leg.end, end != .unknown, let until = leg.until else { return }
    let isInTime = until - leg.since <= answerWithin
    // Who is moved elsewhere in time was no contact of this queue; after that time it had been missed.
    if end == .left, isInTime { return }
    var one = PromiseCount()
    one.offered = 1
    if end == .answered {
      one.answered = 1
      one.answeredInTime = isInTime ? 1 : 0
    } else if end != .left {
      one.abandoned = 1
      one.abandonedInTime = isInTime ? 1 : 0
    }
    for window in ScoreBook.Window.allCases {
      let (index, slot) = (Self.index(window), Self.slot(window, of: leg.since, clock))
      slots[index][slot, default: PromiseCount()].add(one, times: times)
      if slots[index][slot] == PromiseCount() { slots[index][slot] = nil }
    }
  }

  /// The count over a window up to a time.
  func total(_ window: ScoreBook.Window, at time: Seconds, clock: LocalClock) -> PromiseCount {
    let index = Self.index(window)
    let slot = Self.slot(window, of: time, clock)
    return slots[index].reduce(into: PromiseCount()) { sum, entry in
      if entry.key <= slot, entry.key > slot - Self.lengths[index] { sum.add(entry.value) }
    }
  }

  /// The counts of a window up to a time in its order, also where nobody came: twelve times five minutes, 24 hours, 30 days.
  func series(
    _ window: ScoreBook.Window, at time: Seconds, clock: LocalClock
  ) -> [(from: Seconds, count: PromiseCount)] {
    let index = Self.index(window)
    let group = window == .hour ? 5 : 1
    let last = Self.slot(window, of: time, clock)
    return stride(from: last - Self.lengths[index] + 1, through: last, by: group).map { first in
      let count = (first..<first + group).reduce(into: PromiseCount()) { sum, slot in
        if let count = slots[index][slot] { sum.add(count) }
      }
      return (Self.start(window, ofSlot: first, clock), count)
    }
  }

  /// When a window begins whose end is now.
  static func start(_ window: ScoreBook.Window, at time: Seconds, clock: LocalClock) -> Seconds {
    start(window, ofSlot: slot(window, of: time, clock) - lengths[index(window)] + 1, clock)
  }

  private static func index(_ window: ScoreBook.Window) -> Int {
    switch window {
    case .hour: 0
    case .day: 1
    case .month: 2
    }
  }

  /// The minute, the hour, or the day of the local calendar that a time is in.
  private static func slot(_ window: ScoreBook.Window, of time: Seconds, _ clock: LocalClock) -> Int {
    switch window {
    case .hour: Int((time / 60).rounded(.down))
    case .day: Int((time / 3600).rounded(.down))
    case .month: Int((Double(clock.local(instant: Int(time.rounded(.down)))) / 86_400).rounded(.down))
    }
  }

  private static func start(_ window: ScoreBook.Window, ofSlot slot: Int, _ clock: LocalClock) -> Seconds {
    switch window {
    case .hour: Double(slot) * 60
    case .day: Double(slot) * 3600
    case .month: Double(clock.instant(local: slot * 86_400))
    }
  }

  /// Drops what no window reaches any more.
  mutating func forget(before time: Seconds, clock: LocalClock) {
    for window in ScoreBook.Window.allCases {
      let index = Self.index(window)
      let oldest = Self.slot(window, of: time, clock) - Self.lengths[index]
      slots[index] = slots[index].filter { $0.key >= oldest }
    }
  }
}
