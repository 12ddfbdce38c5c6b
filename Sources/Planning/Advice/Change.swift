import ContactCentre

/// A single change to a centre; clock times in seconds after midnight.
public enum Change: Sendable, Hashable {
  /// So many more agents of a group on duty in a window.
  case addAgents(group: String, count: Int, window: ClockRange)
  /// An agent of a group works in one window instead of another.
  case moveAgent(group: String, from: ClockRange, to: ClockRange)
  /// So many of the agents of a group on duty learn a contact type.
  case crossTrain(group: String, count: Int, contactType: String)
  /// Agents of a group hold at most another number of contacts of these types at once.
  case concurrency(group: String, from: Int, to: Int)
  /// The offer to leave a message comes at another expected wait.
  case messageOffer(contactType: String, from: Seconds, to: Seconds)
  /// Opening hours end later, and those on duty at closing stay.
  case openLonger(hours: String, from: Int, to: Int)
  /// A group helps with a contact type after another wait.
  case helpSooner(group: String, contactType: String, from: Seconds, to: Seconds)

  /// A stable name for programs.
  public var kind: String {
    switch self {
    case .addAgents: "addAgents"
    case .moveAgent: "moveAgent"
    case .crossTrain: "crossTrain"
    case .concurrency: "concurrency"
    case .messageOffer: "messageOffer"
    case .openLonger: "openLonger"
    case .helpSooner: "helpSooner"
    }
  }
}

/// A change and the scenario that it makes.
struct Idea: Sendable {
  let change: Change
  let scenario: Scenario
}

/// A rule that looks at a centre and has ideas; each is a small file of its own in this folder.
protocol IdeaSource {
  /// Changes that make sense in a scenario; none where the rule does not apply.
  static func ideas(_ scenario: Scenario) -> [Idea]
}

extension Idea {
  /// All rules.
  static var sources: [any IdeaSource.Type] {
    [
      MoreAgents.self, MoveAgent.self, CrossTraining.self, Concurrency.self, OfferThreshold.self, LongerHours.self,
      SoonerHelp.self,
    ]
  }

  /// The ideas of all rules.
  static func all(_ scenario: Scenario) -> [Idea] { sources.flatMap { $0.ideas(scenario) } }
}
