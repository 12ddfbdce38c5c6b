import ContactCentre

/// Announces the wait of the last customer who was answered (LES).
///
/// R. Ibrahim, W. Whitt, “Real-time delay estimation based on delay history”, Manufacturing & Service Operations Management 11,
/// 2009.
public struct LastToEnterService: Sendable {
  private var line = WaitingLine()
  private var last: Seconds?

  /// Nothing was observed yet.
  public init() {}

  /// Takes note of an event.
  public mutating func record(_ event: ContactEvent) {
    if let wait = line.record(event) { last = wait }
  }

  /// The wait, seconds; `nil` when nobody has been answered yet.
  public var estimate: Seconds? { last }
}

/// Announces how long the next to be answered has waited so far (HOL); nothing when nobody waits.
public struct HeadOfLine: Sendable {
  private var line = WaitingLine()

  /// Nothing was observed yet.
  public init() {}

  /// Takes note of an event.
  public mutating func record(_ event: ContactEvent) { _ = line.record(event) }

  /// The wait, seconds; `nil` when nobody waits.
  public func estimate(at time: Seconds) -> Seconds? { line.oldest.map { max(0, time - $0) } }
}

/// Announces the mean wait of the last few who were answered.
public struct AverageOfLast: Sendable {
  /// How many.
  public let count: Int
  private var line = WaitingLine()
  private var waits: [Seconds] = []
  private var next = 0

  /// Averages over so many, at least 1.
  public init(_ count: Int) { self.count = max(1, count) }

  /// Takes note of an event.
  public mutating func record(_ event: ContactEvent) {
    guard let wait = line.record(event) else { return }
    if waits.count < count { waits.append(wait) } else { waits[next] = wait }
    next = (next + 1) % count
  }

  /// The wait, seconds; `nil` when nobody has been answered yet.
  public var estimate: Seconds? { waits.isEmpty ? nil : waits.reduce(0, +) / Double(waits.count) }

  /// The waits themselves as a law: an estimate with quantiles for when the state is missing; `nil` without any.
  public var law: WaitLaw? { waits.isEmpty ? nil : WaitLaw(.samples(waits)) }
}

/// Announces (waiting ahead + 1) × mean handling time / agents on duty, of what was observed lately (QL).
public struct QueueLengthRule: Sendable {
  private var duty: DutyRecord
  private var line = WaitingLine()
  private var started: [Int: Seconds] = [:]
  private var handling: [Seconds] = []
  private var next = 0
  private static let remembered = 100

  /// Infers who is on duty from who was seen within a time, seconds.
  public init(seenWithin window: Seconds = 900) { duty = DutyRecord(seenWithin: window) }

  /// Takes note of an event.
  public mutating func record(_ event: ContactEvent) {
    duty.record(event)
    _ = line.record(event)
    switch event.kind {
    case .answered: started[event.contact] = event.time
    case .completed:
      guard let start = started.removeValue(forKey: event.contact) else { return }
      let time = max(0, event.time - start)
      if handling.count < Self.remembered { handling.append(time) } else { handling[next] = time }
      next = (next + 1) % Self.remembered
    case .enqueued, .abandoned, .signedIn, .signedOut: break
    }
  }

  /// The wait, seconds, of a customer with so many ahead; `nil` of one behind all. `nil` is returned when nothing was
  /// completed yet, or nobody is on duty.
  public func estimate(ahead: Int? = nil, at time: Seconds) -> Seconds? {
    let onDuty = duty.onDuty(at: time)
    guard !handling.isEmpty, onDuty > 0 else { return nil }
    let mean = handling.reduce(0, +) / Double(handling.count)
    return Double((ahead ?? line.count) + 1) * mean / Double(onDuty)
  }
}

/// Who waits, by what was reported.
struct WaitingLine: Sendable {
  private var since: [Int: Seconds] = [:]

  var count: Int { since.count }
  var oldest: Seconds? { since.values.min() }

  /// Takes note of an event; returns the wait of a contact that was answered.
  mutating func record(_ event: ContactEvent) -> Seconds? {
    switch event.kind {
    case .enqueued: since[event.contact] = event.time
    case .abandoned: since[event.contact] = nil
    case .answered: return since.removeValue(forKey: event.contact).map { max(0, event.time - $0) }
    case .completed, .signedIn, .signedOut: break
    }
    return nil
  }
}
