/// The issues of customers, each of which may cost several contacts; counts are of issues that began on an average day.
public struct IssueFigures: Sendable, Equatable {
  /// Issues that began.
  public var opened: Figure
  /// Settled before the run ended.
  public var resolved: Figure
  /// Given up before the run ended: abandoned for good, turned away, or never heard of again.
  public var lost: Figure
  /// Contacts per issue that is over: attempts, returns and what a contact became on its way.
  public var contactsPerIssue: Figure
  /// Hand-offs from one group or type to another per issue that is over.
  public var handOffsPerIssue: Figure
  /// Mean time from the first contact until settled, seconds.
  public var timeToResolution: Figure
  /// First-contact resolution as measured: first contacts that were not followed by a return within the window, of all
  /// first contacts that were dealt with.
  public var firstContactResolution: Figure
  /// Cost of all groups per issue settled after the warm-up, whenever it began; `nil` unless every group with paid hours has a
  /// price, and for a single type.
  public var costPerResolved: Figure?

  package init(
    opened: Figure, resolved: Figure, lost: Figure, contactsPerIssue: Figure, handOffsPerIssue: Figure,
    timeToResolution: Figure, firstContactResolution: Figure, costPerResolved: Figure? = nil
  ) {
    self.opened = opened
    self.resolved = resolved
    self.lost = lost
    self.contactsPerIssue = contactsPerIssue
    self.handOffsPerIssue = handOffsPerIssue
    self.timeToResolution = timeToResolution
    self.firstContactResolution = firstContactResolution
    self.costPerResolved = costPerResolved
  }
}

/// One step of a contact type, over an average day.
public struct StepResult: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The group that does it; `nil` is every group with the skill.
  public var group: String?
  /// Contacts that came to the step.
  public var arrived: Figure
  /// Contacts that an agent took up.
  public var answered: Figure
  /// Mean wait of those until then, seconds.
  public var wait: Figure
  /// Mean handling time, seconds.
  public var handling: Figure
  /// Mean number waiting.
  public var queueLength: Figure

  package init(
    name: String, group: String?, arrived: Figure, answered: Figure, wait: Figure, handling: Figure, queueLength: Figure
  ) {
    self.name = name
    self.group = group
    self.arrived = arrived
    self.answered = answered
    self.wait = wait
    self.handling = handling
    self.queueLength = queueLength
  }
}

/// Contacts that one rule of the scenario makes of others.
public struct LoopResult: Sendable, Equatable {
  /// Contact type that they come from.
  public var from: String
  /// Contact type that they become.
  public var to: String
  /// The rule.
  public var reason: LoopReason
  /// Contacts on an average day.
  public var contacts: Figure

  package init(from: String, to: String, reason: LoopReason, contacts: Figure) {
    self.from = from
    self.to = to
    self.reason = reason
    self.contacts = contacts
  }
}

/// A rule that makes contacts of others.
public enum LoopReason: String, Sendable, Equatable, CaseIterable {
  /// Came outside the hours.
  case afterHours
  /// Accepted the offer to leave a message.
  case message
  /// The issue was not settled, and came back or was escalated.
  case unresolved
  /// Was blocked or gave up, and tries again.
  case redial
  /// Belonged elsewhere.
  case redirect
}

/// A contact type's share of a group's working time.
public struct TimeShare: Sendable, Equatable {
  /// Name of the contact type.
  public var contactType: String
  /// Share of the time that the group worked on contacts, 0 to 1.
  public var share: Figure

  package init(contactType: String, share: Figure) {
    self.contactType = contactType
    self.share = share
  }
}
