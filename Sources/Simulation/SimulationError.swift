/// What keeps a scenario from being simulated, in words for a planner.
public struct SimulationError: Error, Sendable, CustomStringConvertible {
  /// What is wrong and how to mend it.
  public let description: String

  /// Creates an error from its text.
  public init(_ description: String) { self.description = description }
}
