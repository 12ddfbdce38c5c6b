import Simulation

/// The figures of a contact type in their stable order and by their stable names, for JSON and CSV alike.
enum FigureColumns {
  /// A figure and its name.
  typealias Column<Root, Value> = (name: String, value: @Sendable (Root) -> Value)

  /// Counts, in contacts.
  static let counts: [Column<ContactFigures, Figure>] = [
    ("offered", \.offered), ("blocked", \.blocked), ("balked", \.balked), ("messages", \.messages),
    ("answered", \.answered), ("abandoned", \.abandoned), ("cutOff", \.cutOff), ("unfinished", \.unfinished),
    ("diverted", \.diverted), ("turnedAway", \.turnedAway), ("answeredInPeriod", \.answeredInPeriod),
  ]

  /// Service levels, shares from 0 to 1.
  static let serviceLevels: [Column<ContactFigures, Figure>] = [
    ("SL1", \.serviceLevel.SL1), ("SL2", \.serviceLevel.SL2), ("SL3", \.serviceLevel.SL3),
    ("SL4", \.serviceLevel.SL4),
  ]

  /// The three waits, seconds.
  static let waits: [Column<ContactFigures, WaitFigures>] = [
    ("answered", \.waitAnswered), ("all", \.waitAll), ("virtual", \.waitVirtual),
  ]

  /// Mean and percentiles of a wait, seconds.
  static let percentiles: [Column<WaitFigures, Figure>] = [
    ("mean", \.mean), ("p50", \.p50), ("p80", \.p80), ("p90", \.p90), ("p95", \.p95),
  ]

  /// What follows the waits: mean handling time in seconds, mean number waiting.
  static let others: [Column<ContactFigures, Figure>] = [
    ("handling", \.handling), ("queueLength", \.queueLength),
  ]

  /// Customers who came back, and answers to many at once: parts of offered and of answered.
  static let loops: [Column<ContactFigures, Figure>] = [("returned", \.returned), ("broadcast", \.broadcast)]

  /// Compliance with the deadline: contacts, and the share of those decided.
  static let deadlines: [Column<ContactFigures, Figure>] = [
    ("met", \.deadlineMet), ("missed", \.deadlineMissed), ("open", \.deadlineOpen),
    ("compliance", \.deadlineCompliance),
  ]

  /// Deferred work at the end of the period or day: contacts, and the age of the oldest in seconds.
  static let backlog: [Column<ContactFigures, Figure>] = [("backlog", \.backlog), ("oldest", \.oldest)]

  /// Issues, per day, per issue, in seconds, and as a share.
  static func ofIssues(_ figures: IssueFigures) -> [(name: String, value: Figure)] {
    [
      ("opened", figures.opened), ("resolved", figures.resolved), ("lost", figures.lost),
      ("contactsPerIssue", figures.contactsPerIssue), ("handOffsPerIssue", figures.handOffsPerIssue),
      ("timeToResolution", figures.timeToResolution), ("firstContactResolution", figures.firstContactResolution),
    ] + (figures.costPerResolved.map { [("costPerResolved", $0)] } ?? [])
  }

  /// A step of a contact type.
  static func ofStep(_ step: StepResult) -> [(name: String, value: Figure)] {
    [
      ("arrived", step.arrived), ("answered", step.answered), ("wait", step.wait), ("handling", step.handling),
      ("queueLength", step.queueLength),
    ]
  }

  /// The figures of an agent group.
  static func ofGroup(_ figures: GroupFigures) -> [(name: String, value: Figure)] {
    [
      ("occupancy", figures.occupancy), ("staffedHours", figures.staffedHours), ("busyHours", figures.busyHours),
      ("paidHours", figures.paidHours), ("cost", figures.cost ?? Figure(mean: nil, halfWidth: nil)),
    ]
  }
}
