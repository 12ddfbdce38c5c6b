import ContactCentre

/// One contact of a traced replication, as the log of a contact centre has it; of work in steps each step that was begun.
public struct ContactRecord: Sendable, Equatable {
  /// What became of it.
  public enum Outcome: String, Sendable, CaseIterable {
    /// An agent took it, or the answer to another settled it.
    case answered
    /// Gave up waiting.
    case abandoned
    /// The queue was full.
    case blocked
    /// Left on hearing the announcement.
    case balked
    /// Left a message instead.
    case message
    /// Sent away at closing, or not over when the run ended.
    case unfinished
  }

  /// The customer's issue, from 1; contacts that come back have the same.
  public var issue: Int
  /// Number of the contact, from 1; the steps of one contact have the same.
  public var contact: Int
  /// Name of the contact type.
  public var contactType: String
  /// Name of the step; `nil` for types without.
  public var step: String?
  /// Local times with milliseconds and offset: without it an hour is missing, or is there twice, where the clocks change. A
  /// later step arrives when it can begin, or, where it cannot by the end of the run, when the step before was over.
  public var arrived: String
  /// When it joined the queue, or was told how long it would take and did not join; `nil` when it never waited.
  public var queued: String?
  /// When an agent began with it.
  public var answered: String?
  /// When it was over, wrap-up included.
  public var ended: String?
  /// What became of it.
  public var outcome: Outcome
  /// Group and number of the first agent.
  public var agent: String?
}

extension ContactRecord {
  /// The contacts of a trace in order of arrival. Those outside opening hours that become another type are only that one.
  public static func all(of events: [TraceEvent]) -> [ContactRecord] {
    var open: [Int: (number: Int, record: ContactRecord)] = [:]
    var done: [(number: Int, record: ContactRecord)] = []
    var contacts = 0
    // Of whom the next step cannot begin yet: it arrives when it can.
    var delayed: Set<Int> = []
    for (number, event) in events.enumerated() {
      let time = event.time
      func begin() -> (number: Int, record: ContactRecord) {
        if let one = open[event.issue] { return one }
        contacts += 1
        return (
          number,
          ContactRecord(
            issue: event.issue, contact: contacts, contactType: event.contactType, arrived: time, outcome: .unfinished)
        )
      }
      /// What is in hand, or the next step of it when the one before is over.
      func goOn() -> (number: Int, record: ContactRecord) {
        var one = begin()
        if one.record.ended != nil, let step = event.step {
          done.append(one)
          one = (
            number,
            ContactRecord(
              issue: one.record.issue, contact: one.record.contact, contactType: one.record.contactType, step: step,
              arrived: time, outcome: .unfinished)
          )
        }
        if one.record.step == nil { one.record.step = event.step }
        if delayed.remove(event.issue) != nil { one.record.arrived = time }
        return one
      }
      func close(_ outcome: ContactRecord.Outcome? = nil) {
        guard var one = open.removeValue(forKey: event.issue) else { return }
        if let outcome {
          one.record.outcome = outcome
          one.record.ended = time
        }
        done.append(one)
      }
      /// Who does not even join has only this one event, unless it is the first contact of its issue.
      func turnAway(_ outcome: ContactRecord.Outcome) {
        var one = begin()
        // It asked for an agent: a record that never waited has hung up before.
        if outcome != .blocked { one.record.queued = time }
        open[event.issue] = one
        close(outcome)
      }
      switch event.event {
      case .arrived: open[event.issue] = begin()
      case .diverted, .turnedAway: open[event.issue] = nil
      case .delayed:
        // The first step keeps the time at which its contact came.
        let isLater = open[event.issue]?.record.ended != nil
        open[event.issue] = goOn()
        if isLater { delayed.insert(event.issue) }
      case .queued:
        var one = goOn()
        if one.record.queued == nil, one.record.answered == nil { one.record.queued = time }
        open[event.issue] = one
      case .answered:
        var one = goOn()
        if one.record.answered == nil {
          one.record.answered = time
          one.record.outcome = .answered
          one.record.agent = event.group.map { "\($0)-\(event.agent ?? 0)" }
        }
        open[event.issue] = one
      case .finished: open[event.issue]?.record.ended = time
      case .broadcast:
        open[event.issue]?.record.answered = time
        close(.answered)
      case .abandoned: close(.abandoned)
      case .balked: turnAway(.balked)
      case .blocked: turnAway(.blocked)
      case .message: turnAway(.message)
      case .cutOff: close(.unfinished)
      case .resolved, .unresolved, .lost, .redirected, .redials: close()
      case .interrupted, .deadlineMissed: break
      }
    }
    done += open.values
    return done.sorted { $0.number < $1.number }.map(\.record)
  }
}
