import ContactCentre
import Reporting
import Simulation

/// The events of a replication as numbers, with the names that they stand for: small enough for a browser.
enum TraceJSON {
  /// `events` has a row for each event: seconds since midnight of the first day, ticket, contact type, event, group, agent
  /// and waiting ahead; −1 is none. `planned` has the agents on duty of each group by period.
  /// - Parameter isAbandoned: asked now and then, whether it takes too long.
  /// - Throws: ``Problem`` when it does, or the scenario cannot be run.
  static func value(
    _ scenario: Scenario, replication: Int, isAbandoned: @escaping @Sendable () -> Bool
  ) throws -> JSONValue {
    let simulator: Simulator
    let result: SimulationResult
    do {
      simulator = try Simulator(scenario, announcements: false)
      var once = scenario
      once.experiment.minimumReplications = 1
      once.experiment.stopping = nil
      result = try Simulator(once, announcements: false).run(threads: 1, isAbandoned: isAbandoned)
    } catch let error as SimulationError {
      throw Problem(.unprocessableContent, "simulation", "\(error)")
    }
    func places(_ names: [String]) -> [String: Int] {
      Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    }
    let types = places(scenario.contactTypes.map(\.name))
    let groups = places(scenario.agentGroups.map(\.name))
    let kinds = places(TraceEventKind.allCases.map(\.rawValue))
    guard let events = simulator.trace(replication: replication, isAbandoned: isAbandoned) else {
      throw Problem(.unprocessableContent, "too-large", "This day takes longer than the page waits.")
    }
    let rows = events.map { event -> JSONValue in
      .array([
        .number((event.elapsed * 1000).rounded() / 1000), .integer(event.issue),
        .integer(types[event.contactType] ?? -1), .integer(kinds[event.event.rawValue] ?? -1),
        .integer(event.group.flatMap { groups[$0] } ?? -1), .integer(event.agent ?? -1),
        .integer(event.waitingAhead ?? -1),
      ])
    }
    return .object([
      .init("version", .integer(1)), .init("scenario", .string(scenario.name)),
      .init("seed", .unsigned(scenario.experiment.seed)), .init("replication", .integer(replication)),
      .init("start", .string(result.start)), .init("days", .integer(result.days)),
      .init("timeZone", .string(result.timeZone)), .init("periodSeconds", .integer(result.periodSeconds)),
      .init("periods", DayPictureJSON.periods(result)),
      .init(
        "contactTypes",
        .array(
          scenario.contactTypes.map {
            .object([.init("name", .string($0.name)), .init("channel", .string($0.channel.rawValue))])
          })),
      .init(
        "groups",
        .array(
          result.agentGroups.map {
            .object([.init("name", .string($0.name)), .init("planned", .numbers($0.headsPlanned))])
          })),
      .init("kinds", .array(TraceEventKind.allCases.map { .string($0.rawValue) })), .init("events", .array(rows)),
    ])
  }
}
