import ContactCentre
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

/// Counts of the last hour (to the minute), day (to the hour) and 30 days (to the day), by when contacts arrived.
struct PromiseBook: Sendable, Hashable, Codable {
  private static let widths: [Seconds] = [60, 3600, 86_400]
  private static let lengths = [60, 24, 30]
  private var slots: [[Int: PromiseCount]] = [[:], [:], [:]]

  /// Counts a stay in a queue that is over, or takes it back (`times` −1).
  mutating func count(_ leg: ContactRecord.Leg, answerWithin: Seconds, times: Int = 1) {
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
    for (index, width) in Self.widths.enumerated() {
      let slot = Int((leg.since / width).rounded(.down))
      slots[index][slot, default: PromiseCount()].add(one, times: times)
      if slots[index][slot] == PromiseCount() { slots[index][slot] = nil }
    }
  }

  /// The count over a window up to a time.
  func total(_ window: ScoreBook.Window, at time: Seconds) -> PromiseCount {
    let index = Self.index(window)
    let slot = Int((time / Self.widths[index]).rounded(.down))
    return slots[index].reduce(into: PromiseCount()) { sum, entry in
      if entry.key <= slot, entry.key > slot - Self.lengths[index] { sum.add(entry.value) }
    }
  }

  /// The counts of a window up to a time in its order, also where nobody came: twelve times five minutes, 24 hours, 30 days.
  func series(_ window: ScoreBook.Window, at time: Seconds) -> [(from: Seconds, count: PromiseCount)] {
    let index = Self.index(window)
    let width = Self.widths[index]
    let group = index == 0 ? 5 : 1
    let last = Int((time / width).rounded(.down))
    return stride(from: last - Self.lengths[index] + 1, through: last, by: group).map { first in
      let count = (first..<first + group).reduce(into: PromiseCount()) { sum, slot in
        if let count = slots[index][slot] { sum.add(count) }
      }
      return (Double(first) * width, count)
    }
  }

  /// When a window begins whose end is now.
  static func start(_ window: ScoreBook.Window, at time: Seconds) -> Seconds {
    let index = index(window)
    return ((time / widths[index]).rounded(.down) - Double(lengths[index] - 1)) * widths[index]
  }

  private static func index(_ window: ScoreBook.Window) -> Int {
    switch window {
    case .hour: 0
    case .day: 1
    case .month: 2
    }
  }

  /// Drops what no window reaches any more.
  mutating func forget(before time: Seconds) {
    for (index, width) in Self.widths.enumerated() {
      let oldest = Int((time / width).rounded(.down)) - Self.lengths[index]
      slots[index] = slots[index].filter { $0.key >= oldest }
    }
  }
}
