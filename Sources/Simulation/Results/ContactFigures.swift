/// The figures of a contact type over a day or over a period.
///
/// Counts are of contacts that **arrived** in it, but for `answeredInPeriod` and `queueLength`, which go by the clock.
/// offered = blocked + balked + messages + answered + abandoned + cutOff + unfinished.
public struct ContactFigures: Sendable, Equatable {
  /// Contacts that arrived while open.
  public var offered: Figure
  /// Turned away because the queue was full.
  public var blocked: Figure
  /// Left at once on hearing the announcement.
  public var balked: Figure
  /// Accepted the offer to leave a message instead of waiting.
  public var messages: Figure
  /// Answered by an agent.
  public var answered: Figure
  /// Gave up waiting.
  public var abandoned: Figure
  /// Sent away at closing.
  public var cutOff: Figure
  /// Still waiting when the run ended.
  public var unfinished: Figure
  /// Arrived outside the hours and became another type (not part of offered).
  public var diverted: Figure
  /// Arrived outside the hours and went away (not part of offered).
  public var turnedAway: Figure
  /// Answered by the clock in it, whenever they arrived.
  public var answeredInPeriod: Figure
  /// Part of offered: customers who came back, because the issue was not settled or to try again.
  public var returned: Figure
  /// Part of answered: by the broadcast of an answer to another.
  public var broadcast: Figure
  /// Done by the deadline.
  public var deadlineMet: Figure
  /// Not done when the deadline passed.
  public var deadlineMissed: Figure
  /// Not done when the run ended, and not yet due.
  public var deadlineOpen: Figure
  /// Deadline compliance: met / (met + missed).
  public var deadlineCompliance: Figure
  /// The four service levels.
  public var serviceLevel: ServiceLevelFigures
  /// Wait of those answered; its mean is the ASA.
  public var waitAnswered: WaitFigures
  /// Wait of all who joined: until answered, abandoned or cut off.
  public var waitAll: WaitFigures
  /// Wait of a customer with endless patience: what is announced.
  public var waitVirtual: WaitFigures
  /// Mean handling time (talk, hold and wrap-up) of those answered, seconds.
  public var handling: Figure
  /// Mean number waiting, by the clock.
  public var queueLength: Figure
  /// Waiting when the period ended; over a day, when the day ended. Deferred work only, else 0.
  public var backlog: Figure
  /// How long the oldest of the backlog had waited then, seconds; 0 when nothing waited.
  public var oldest: Figure

  package init(
    offered: Figure, blocked: Figure, balked: Figure, messages: Figure, answered: Figure, abandoned: Figure,
    cutOff: Figure, unfinished: Figure, diverted: Figure, turnedAway: Figure, answeredInPeriod: Figure,
    serviceLevel: ServiceLevelFigures, waitAnswered: WaitFigures, waitAll: WaitFigures, waitVirtual: WaitFigures,
    handling: Figure, queueLength: Figure, returned: Figure = .unknown, broadcast: Figure = .unknown,
    deadlineMet: Figure = .unknown, deadlineMissed: Figure = .unknown, deadlineOpen: Figure = .unknown,
    deadlineCompliance: Figure = .unknown, backlog: Figure = .unknown, oldest: Figure = .unknown
  ) {
    self.offered = offered
    self.blocked = blocked
    self.balked = balked
    self.messages = messages
    self.answered = answered
    self.abandoned = abandoned
    self.cutOff = cutOff
    self.unfinished = unfinished
    self.diverted = diverted
    self.turnedAway = turnedAway
    self.answeredInPeriod = answeredInPeriod
    self.serviceLevel = serviceLevel
    self.waitAnswered = waitAnswered
    self.waitAll = waitAll
    self.waitVirtual = waitVirtual
    self.handling = handling
    self.queueLength = queueLength
    self.returned = returned
    self.broadcast = broadcast
    self.deadlineMet = deadlineMet
    self.deadlineMissed = deadlineMissed
    self.deadlineOpen = deadlineOpen
    self.deadlineCompliance = deadlineCompliance
    self.backlog = backlog
    self.oldest = oldest
  }
}
