import Randomness

/// Whether a contact settles the customer's issue, and how the issue comes back when it does not.
public struct Resolution: Sendable, Hashable, Codable {
  /// Probability that a contact settles the issue.
  public var firstContact: Double
  /// What becomes of the others; the share that is left over is never heard of again.
  public var otherwise: [Return]
  /// First-contact resolution is measured as the share of first contacts without a return within this time.
  public var window: Seconds

  /// Creates a rule of resolution.
  public init(firstContact: Double, otherwise: [Return] = [], window: Seconds = 7 * 86_400) {
    self.firstContact = firstContact
    self.otherwise = otherwise
    self.window = window
  }
}

/// A way in which an unsettled issue comes back, or is escalated.
public struct Return: Sendable, Hashable, Codable {
  /// Name of the contact type it comes back as.
  public var becomes: String
  /// Share of the unsettled contacts, 0 to 1.
  public var share: Double
  /// How long after the end of the contact; constant 0 is at once.
  public var after: Distribution

  /// Creates a return.
  public init(becomes: String, share: Double = 1, after: Distribution = .constant(0)) {
    self.becomes = becomes
    self.share = share
    self.after = after
  }
}

/// Customers who were blocked or gave up try again.
public struct Redial: Sendable, Hashable, Codable {
  /// Share of them who do, each time.
  public var share: Double
  /// How long after.
  public var after: Distribution
  /// The most attempts of one customer, the first one counted.
  public var attempts: Int

  /// Creates a rule of redialling.
  public init(share: Double, after: Distribution, attempts: Int = .max) {
    self.share = share
    self.after = after
    self.attempts = attempts
  }
}

/// A share of contacts that an agent, having looked at them, hands over as another type.
public struct Redirect: Sendable, Hashable, Codable {
  /// Name of the contact type they become.
  public var becomes: String
  /// Share of the contacts, 0 to 1.
  public var share: Double
  /// Why, for example `sensitive`; shown in reports.
  public var because: String?

  /// Creates a redirection.
  public init(becomes: String, share: Double, because: String? = nil) {
    self.becomes = becomes
    self.share = share
    self.because = because
  }
}

/// One answer for all: when such a contact is finished, everyone who waits with the same topic is answered too.
public struct Broadcast: Sendable, Hashable, Codable {
  /// Share of the contacts whose answer is of use to all.
  public var share: Double

  /// Creates a rule of broadcasting.
  public init(share: Double) { self.share = share }
}
