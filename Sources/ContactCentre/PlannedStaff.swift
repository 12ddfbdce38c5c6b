/// How many agents are planned from a moment on, until the next such moment of the plan.
public struct PlannedStaff: Sendable, Hashable, Codable {
  /// Seconds since 1970.
  public var from: Seconds
  /// Agents.
  public var onDuty: Int

  /// Creates a step of a plan.
  public init(from: Seconds, onDuty: Int) {
    self.from = from
    self.onDuty = onDuty
  }
}
