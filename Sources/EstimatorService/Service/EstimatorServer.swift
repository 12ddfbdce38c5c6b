import ContactCentre
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import WaitEstimation

/// The wait estimator behind HTTP, with durable events.
///
/// ```swift
/// let server = try EstimatorServer(scenario, options: options, logger: logger)
/// try await server.run()   // until SIGTERM or SIGINT
/// ```
public struct EstimatorServer: Sendable {
  /// How a scenario is loaded again.
  public struct Reload: Sendable {
    /// The files that are looked at.
    public var files: [String]
    /// Loads it, and says which files are to be looked at from now on; what it throws is logged, and the old scenario stays.
    public var load: @Sendable () throws -> (scenario: Scenario, files: [String])

    /// Creates a way to load a scenario again.
    public init(files: [String], load: @escaping @Sendable () throws -> (scenario: Scenario, files: [String])) {
      (self.files, self.load) = (files, load)
    }
  }

  private let options: ServiceOptions
  private let reload: Reload?
  private let logger: Logger
  private let intake: EventIntake
  private let metrics = Metrics()
  private let stopping = StopFlag()
  /// How many events were read back from the journal.
  public let recovered: Int

  /// Opens the journal and brings the state up to date.
  /// - Parameters:
  ///   - reload: how the scenario is loaded again on SIGHUP and when one of its files changes; `nil` for never.
  /// - Throws: ``JournalError``, or `SimulationError` when the time zone of the scenario is unknown on this machine.
  public init(_ scenario: Scenario, options: ServiceOptions, reload: Reload? = nil, logger: Logger) throws {
    self.options = options
    self.reload = reload
    self.logger = logger
    let journal = try Journal(folder: options.data, mostBytes: options.mostJournalBytes)
    let rules = CentreRules(scenario, window: options.window, duty: options.duty)
    var (state, learner, feed, covered) = (CentreState(rules), Learner(), 0.0, Int64(0))
    if let snapshot = try journal.snapshot() {
      let kept: Snapshot
      do {
        kept = try JSONDecoder().decode(Snapshot.self, from: snapshot.body)
      } catch {
        throw JournalError.damaged("\(options.data ?? "")/journal.sqlite", "its snapshot cannot be read")
      }
      (state, learner, feed, covered) = (
        CentreState(kept.state, rules: rules), kept.learner, kept.feed, snapshot.number
      )
    }
    let centre = try LiveCentre(scenario, state: state, learner: learner, feed: feed, clock: options.clock)
    var (last, count) = (try journal.lastNumber(), 0)
    try journal.replay(after: covered) { entry, number in
      centre.apply(entry)
      last = max(last, number)
      count += 1
    }
    // Nothing was ever heard: what is not known is not known as of now.
    if options.clock == .wall, centre.feed == 0 { centre.heard(at: Date().timeIntervalSince1970) }
    recovered = count
    intake = EventIntake(centre, journal: journal, lastNumber: last, recovered: count, options: options, logger: logger)
  }

  /// Serves until it is told to stop; open requests are answered first, and a last snapshot is written.
  /// - Parameter onRunning: called with the port, when it listens.
  /// - Throws: when it cannot listen.
  public func run(onRunning: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
    let responder = Responder(
      intake: intake, options: options, metrics: metrics, logger: logger, stopping: stopping,
      planner: options.scenarios.map { PlannerDesk(folder: ScenarioFolder($0)) })
    // What Hummingbird says of requests may hold paths, and so ids.
    var quiet = logger
    quiet.logLevel = .critical
    let application = Application(
      responder: responder,
      server: .http1(
        configuration: .init(
          idleTimeout: .nanoseconds(Int64(options.idleTimeout * 1e9)),
          httpDecoderConfiguration: .init(maxHeaderFieldSize: 8192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 64))
      ),
      configuration: ApplicationConfiguration(
        address: .hostname(options.host, port: options.port), serverName: nil,
        availableConnectionsDelegate: .maximum(options.mostConnections, logger: quiet)),
      onServerRunning: { channel in onRunning(channel.localAddress?.port ?? 0) }, logger: quiet)
    var services: [any Service] = [LastSnapshot(intake: intake), application]
    if let reload {
      services.append(
        ScenarioWatch(reload: reload, centre: intake.centre, metrics: metrics, logger: logger))
    }
    services.append(StopNotice(flag: stopping))
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(20)
    try await ServiceGroup(configuration: configuration).run()
  }
}

/// The first to be told that the server stops.
private struct StopNotice: Service {
  let flag: StopFlag

  func run() async throws {
    try? await gracefulShutdown()
    flag.set()
  }
}

/// The last to be told.
private struct LastSnapshot: Service {
  let intake: EventIntake

  func run() async throws {
    try? await gracefulShutdown()
    await intake.finish()
  }
}
