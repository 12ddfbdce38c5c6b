import Randomness

/// A length of time in seconds.
public typealias Seconds = Double

/// A contact centre as a planner describes it: when it is open, who contacts it, who answers, and what was promised.
///
/// A pure value. References between its parts are by name; `ScenarioFormat` checks that they resolve.
public struct Scenario: Sendable, Hashable, Codable {
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
  /// Random factors of the day that several contact types have in common: how busy channels are together.
  public var dayFactors: [SharedDayFactor]
  /// Work that waits when the run starts.
  public var backlog: [Backlog]

  /// Creates a scenario from its parts.
  public init(
    name: String, calendar: ServiceCalendar, contactTypes: [ContactType], agentGroups: [AgentGroup],
    routing: RoutingPolicy = RoutingPolicy(), experiment: Experiment = Experiment(),
    dayFactors: [SharedDayFactor] = [], backlog: [Backlog] = []
  ) {
    self.name = name
    self.calendar = calendar
    self.contactTypes = contactTypes
    self.agentGroups = agentGroups
    self.routing = routing
    self.experiment = experiment
    self.dayFactors = dayFactors
    self.backlog = backlog
  }
}

/// A random factor with mean 1 on all types that name it, drawn once a day.
public struct SharedDayFactor: Sendable, Hashable, Codable {
  /// The name.
  public var name: String
  /// Its law.
  public var law: Distribution

  /// Creates a factor.
  public init(name: String, law: Distribution) {
    self.name = name
    self.law = law
  }
}

/// Contacts of a type that wait when the run starts.
public struct Backlog: Sendable, Hashable, Codable {
  /// Name of the contact type.
  public var contactType: String
  /// How many.
  public var count: Int
  /// How long the oldest has waited; the ages of the others lie evenly between this and 0.
  public var oldest: Seconds

  /// Creates a backlog.
  public init(contactType: String, count: Int, oldest: Seconds = 0) {
    self.contactType = contactType
    self.count = count
    self.oldest = oldest
  }
}
