import Randomness

/// How a contact reaches the centre.
public enum Channel: String, Sendable, Hashable, Codable, CaseIterable {
  /// Online chat: an agent may hold several at once.
  case chat
  /// Telephone.
  case phone
  /// Work left behind by a customer (voicemail, message), done later.
  case deferred
  /// Tickets: work with a deadline.
  case ticket
  /// Social groups.
  case social

  /// Whether nobody waits on the line: the work keeps until an agent has time, and is kept after closing.
  public var isDeferred: Bool { self == .deferred || self == .ticket }
}

/// One kind of contact: its demand, its handling, the patience of its customers and the promise made to them.
public struct ContactType: Sendable, Hashable, Codable {
  /// The name, for example `chat.general`.
  public var name: String
  /// How it reaches the centre.
  public var channel: Channel
  /// Name of its opening hours; `nil` is always open.
  public var hours: String?
  /// What contacts outside the hours become; the share that is left over goes away unserved.
  public var afterHours: [Diversion]
  /// Demand from outside; `nil` for types that only other types turn into.
  public var arrivals: Arrivals?
  /// Talk and hold time; with ``steps`` theirs count instead.
  public var handling: Distribution
  /// Factor on handling and wrap-up of the work that begins in a period; `nil` is 1 all day. Steps know none.
  public var handlingFactor: PeriodProfile?
  /// After-contact work that keeps the agent busy; `nil` is none.
  public var wrapUp: Distribution?
  /// How long a customer waits before giving up; `nil` is for ever.
  public var patience: Distribution?
  /// How many may wait at most; beyond it a contact is blocked. `nil` is no limit.
  public var queueLimit: Int?
  /// What a waiting customer is told, and offered.
  public var announcement: Announcement?
  /// The promise on the wait.
  public var promise: Promise?
  /// Higher is served first.
  public var priority: Int
  /// Served as if it had waited that much longer than it has, among waiting contacts of the same priority.
  public var waitingCredit: Seconds
  /// What happens at closing to those who still wait.
  public var closing: ClosingRule
  /// The promise on work that keeps.
  public var deadline: Deadline?
  /// The departments that a contact passes through, one after the other; empty when one agent does all.
  public var steps: [WorkStep]
  /// Whether a contact settles the issue, and how it comes back; `nil` settles all.
  public var resolution: Resolution?
  /// Customers who were blocked or gave up try again.
  public var redial: Redial?
  /// Contacts that turn out to belong elsewhere.
  public var redirects: [Redirect]
  /// One answer for all who wait with the same topic.
  public var broadcast: Broadcast?

  /// Creates a contact type; whatever is left out takes the value that changes nothing.
  public init(
    name: String, channel: Channel, hours: String? = nil, afterHours: [Diversion] = [], arrivals: Arrivals? = nil,
    handling: Distribution, handlingFactor: PeriodProfile? = nil, wrapUp: Distribution? = nil,
    patience: Distribution? = nil, queueLimit: Int? = nil,
    announcement: Announcement? = nil, promise: Promise? = nil, priority: Int = 0, waitingCredit: Seconds = 0,
    closing: ClosingRule = .serveOut,
    deadline: Deadline? = nil, steps: [WorkStep] = [], resolution: Resolution? = nil, redial: Redial? = nil,
    redirects: [Redirect] = [], broadcast: Broadcast? = nil
  ) {
    self.name = name
    self.channel = channel
    self.hours = hours
    self.afterHours = afterHours
    self.arrivals = arrivals
    self.handling = handling
    self.handlingFactor = handlingFactor
    self.wrapUp = wrapUp
    self.patience = patience
    self.queueLimit = queueLimit
    self.announcement = announcement
    self.promise = promise
    self.priority = priority
    self.waitingCredit = waitingCredit
    self.closing = closing
    self.deadline = deadline
    self.steps = steps
    self.resolution = resolution
    self.redial = redial
    self.redirects = redirects
    self.broadcast = broadcast
  }

  /// Factor on the work that begins in a period of a day of the run, which may be the day before its start (−1): that is like the
  /// last day of its first week.
  public func handlingFactor(day: Int, period: Int) -> Double {
    guard let profile = handlingFactor else { return 1 }
    let days = profile.values.count / profile.periodsPerDay
    return profile.value(day: day < 0 ? max(0, min(7, days) + day) : day, period: period)
  }

  /// The factor on the work at all times; `nil` where it varies.
  public var steadyHandlingFactor: Double? {
    guard let factors = handlingFactor?.values, let first = factors.first else { return 1 }
    return factors.allSatisfy { $0 == first } ? first : nil
  }
}

/// A share of contacts that turn into another type, for example a call at night into a voicemail.
public struct Diversion: Sendable, Hashable, Codable {
  /// Name of the contact type it becomes.
  public var becomes: String
  /// Share of the contacts, 0 to 1.
  public var share: Double

  /// Creates a diversion.
  public init(becomes: String, share: Double = 1) {
    self.becomes = becomes
    self.share = share
  }
}

/// What a customer who must wait is told, and how customers respond.
public struct Announcement: Sendable, Hashable, Codable {
  /// Place in the queue (1 is next) from which the announcement is made.
  public var fromPosition: Int
  /// Customers who leave at once when the expected wait is long.
  public var balking: Balking?
  /// The offer to leave a message instead.
  public var offer: MessageOffer?

  /// Creates an announcement.
  public init(fromPosition: Int = 1, balking: Balking? = nil, offer: MessageOffer? = nil) {
    self.fromPosition = fromPosition
    self.balking = balking
    self.offer = offer
  }
}

/// A share of customers leaves at once when the announced wait is above a threshold.
public struct Balking: Sendable, Hashable, Codable {
  /// Announced wait above which customers balk.
  public var whenExpectedWaitAbove: Seconds
  /// Share of them who do, 0 to 1.
  public var share: Double

  /// Creates a balking rule.
  public init(whenExpectedWaitAbove: Seconds, share: Double) {
    self.whenExpectedWaitAbove = whenExpectedWaitAbove
    self.share = share
  }
}

/// The offer to leave a message when the announced wait is above a threshold.
public struct MessageOffer: Sendable, Hashable, Codable {
  /// Name of the contact type that the accepted offer becomes.
  public var becomes: String
  /// Announced wait above which the offer is made.
  public var whenExpectedWaitAbove: Seconds
  /// Share of customers who accept, 0 to 1.
  public var acceptance: Double

  /// Creates an offer.
  public init(becomes: String, whenExpectedWaitAbove: Seconds, acceptance: Double) {
    self.becomes = becomes
    self.whenExpectedWaitAbove = whenExpectedWaitAbove
    self.acceptance = acceptance
  }
}

/// A promise on the wait: answered within a time, for a share of contacts, by one of four definitions.
public struct Promise: Sendable, Hashable, Codable {
  /// The acceptable waiting time (AWT).
  public var answerWithin: Seconds
  /// The share promised, 0 to 1.
  public var target: Double
  /// Which of the four service levels is promised.
  public var definition: ServiceLevelDefinition

  /// Creates a promise.
  public init(answerWithin: Seconds, target: Double, definition: ServiceLevelDefinition = .SL1) {
    self.answerWithin = answerWithin
    self.target = target
    self.definition = definition
  }
}

/// The four usual definitions of the service level; "within" is always ≤ the acceptable waiting time.
public enum ServiceLevelDefinition: String, Sendable, Hashable, Codable, CaseIterable {
  /// Answered within / offered.
  case SL1
  /// Answered within / (offered − abandoned within).
  case SL2
  /// (Answered within + abandoned within) / offered.
  case SL3
  /// Answered within / answered.
  case SL4
}

/// What happens at closing to those who still wait.
public enum ClosingRule: String, Sendable, Hashable, Codable, CaseIterable {
  /// Agents stay until everyone who waits has been served or has given up.
  case serveOut
  /// Those who wait are sent away: neither answered nor abandoned.
  case cutOff
}
