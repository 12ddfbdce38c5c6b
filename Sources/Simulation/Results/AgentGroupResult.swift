/// The figures of an agent group over a day or a period.
public struct GroupFigures: Sendable, Equatable {
  /// Busy / staffed time.
  public var occupancy: Figure
  /// Hours on duty (productive), including overtime to finish the contact in hand.
  public var staffedHours: Figure
  /// Hours with at least one contact in hand.
  public var busyHours: Figure
  /// Hours paid: scheduled heads and overtime.
  public var paidHours: Figure
  /// Cost; `nil` when the cost of an hour is unknown.
  public var cost: Figure?

  package init(occupancy: Figure, staffedHours: Figure, busyHours: Figure, paidHours: Figure, cost: Figure?) {
    self.occupancy = occupancy
    self.staffedHours = staffedHours
    self.busyHours = busyHours
    self.paidHours = paidHours
    self.cost = cost
  }
}

/// What a run found out about one agent group.
public struct AgentGroupResult: Sendable, Equatable {
  /// The name.
  public var name: String
  /// An average day.
  public var day: GroupFigures
  /// Each period of the run.
  public var periods: [GroupFigures]
  /// Productive heads planned in each period of the run.
  public var headsPlanned: [Double]
  /// How the group's working time is divided between contact types, in the order of its skills.
  public var timeByType: [TimeShare]

  package init(
    name: String, day: GroupFigures, periods: [GroupFigures], headsPlanned: [Double], timeByType: [TimeShare] = []
  ) {
    self.name = name
    self.day = day
    self.periods = periods
    self.headsPlanned = headsPlanned
    self.timeByType = timeByType
  }
}
