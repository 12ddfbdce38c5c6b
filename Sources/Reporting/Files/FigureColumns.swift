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

  /// The figures of an agent group.
  static func ofGroup(_ figures: GroupFigures) -> [(name: String, value: Figure)] {
    [
      ("occupancy", figures.occupancy), ("staffedHours", figures.staffedHours), ("busyHours", figures.busyHours),
      ("paidHours", figures.paidHours), ("cost", figures.cost ?? Figure(mean: nil, halfWidth: nil)),
    ]
  }
}
