import Randomness

/// A length of time in seconds.
public typealias Seconds = Double

/// A contact centre as a planner describes it: when it is open, who contacts it, who answers, and what was promised.
///
/// A pure value. References between its parts are by name; `ScenarioFormat` checks that they resolve.
public struct Scenario: Sendable, Hashable {
  /// What the planner calls this scenario.
  public var name: String
  /// The days simulated, their periods and the named opening hours.
  public var calendar: ServiceCalendar
  /// The contact types in the order of the file.
  public var contactTypes: [ContactType]
  /// The agent groups in the order of the file.
  public var agentGroups: [AgentGroup]
  /// How contacts and agents find each other.
  public var routing: RoutingPolicy
  /// Seed, replications and precision of a run.
  public var experiment: Experiment

  /// Creates a scenario from its parts.
  public init(
    name: String, calendar: ServiceCalendar, contactTypes: [ContactType], agentGroups: [AgentGroup],
    routing: RoutingPolicy = RoutingPolicy(), experiment: Experiment = Experiment()
  ) {
    self.name = name
    self.calendar = calendar
    self.contactTypes = contactTypes
    self.agentGroups = agentGroups
    self.routing = routing
    self.experiment = experiment
  }
}
