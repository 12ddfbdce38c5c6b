import ArgumentParser
import ContactCentre
import EstimatorService
import Foundation
import Logging
import ScenarioFormat

/// `waitline serve`.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve wait estimates over HTTP, from the events that a queue service reports.",
    usage: "waitline serve <file> [<options>]\nwaitline serve --new-token <for> --tokens <file>",
    discussion: """
      The queue service posts events to /v1/events: contacts enqueued, answered, abandoned, completed and transferred;
      agents signed in, signed out and paused; staff plans. It asks for a wait at /v1/queues/TYPE/estimate?position=K or
      ?contact=ID. /openapi.json describes all addresses.

      With --data, events are on disk before they are acknowledged, and nothing acknowledged is lost, even if the process is
      killed. Without it they are kept in memory only.

      The server listens to this machine only; --host opens it to others and then needs --tokens. Put a proxy in front of it
      for TLS. The scenario is loaded again when its file changes, and on SIGHUP. SIGTERM and Ctrl-C stop the server once the
      open requests are answered.

      In a browser, / is the planner's page: pick a scenario of the folder, change it, and see the effect at once; /replay
      plays a day of it event by event.

      EXAMPLES
        waitline serve scenarios/erlang-a.yaml --data output/service
        waitline serve scenarios/card-platform.yaml --scenarios scenarios
        waitline serve --new-token read --tokens tokens.txt
        waitline serve --new-token events --tokens tokens.txt
        waitline serve scenarios/card-platform.yaml --overlay promotion --host 0.0.0.0 --tokens tokens.txt --data data
      """.asHelp)

  @Argument(help: ArgumentHelp("The scenario file, YAML or JSON.", valueName: "file"), completion: .file())
  var file: String?

  @OptionGroup var changes: ScenarioChanges

  @Option(help: ArgumentHelp("Address to listen at.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: "Port to listen at; 0 takes a free one.")
  var port = 8080

  @Option(
    help: ArgumentHelp("Folder that keeps events over a restart.", valueName: "folder"), completion: .directory)
  var data: String?

  @Option(
    help: ArgumentHelp("File with the hashes of the tokens that may ask and report.", valueName: "file"),
    completion: .file())
  var tokens: String?

  @Option(
    help: ArgumentHelp(
      "Make a token that may read estimates, report events or show the display; add its hash to --tokens, print it once, "
        + "and end.", valueName: "for"))
  var newToken: TokenBook.Scope?

  @Option(
    help: ArgumentHelp(
      "Allow pages of this origin to embed the display, for example https://shop.example; * allows every page. May be "
        + "repeated.", valueName: "origin"))
  var allowOrigin: [String] = []

  @Option(
    help: ArgumentHelp(
      "Folder whose scenarios the planner's page opens; by default that of the file, while only this machine is served.",
      valueName: "folder"), completion: .directory)
  var scenarios: String?

  @Option(help: ArgumentHelp("Events may arrive this late, for example 10min.", valueName: "time"))
  var window = Duration(seconds: 600)

  @Option(
    help: ArgumentHelp(
      "Agents who do not sign in count as on duty for this long after they were seen, for example 15min.",
      valueName: "time"))
  var seenWithin = Duration(seconds: 900)

  @Option(
    help: ArgumentHelp("Keep events that a snapshot covers for this long, for example 2d.", valueName: "time"))
  var retention = Duration(seconds: 172800)

  @Option(help: ArgumentHelp("Make a snapshot after this many events.", valueName: "n"))
  var snapshotEvery = 20_000

  @Option(help: ArgumentHelp("Size that the journal may reach.", valueName: "megabytes"))
  var journalLimit = 4096

  @Option(
    help: "What counts as the present: the wall clock, or the time of the newest event, to play back what happened.")
  var clock: ServiceClock = .wall

  @Option(help: ArgumentHelp("The most connections at once.", valueName: "n"))
  var connections = 1000

  @Option(
    help: ArgumentHelp("End idle connections and slow requests after this time, for example 30s.", valueName: "time"))
  var timeout = Duration(seconds: 30)

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535.") }
    guard journalLimit >= 1 else { throw ValidationError("--journal-limit must be at least 1 megabyte.") }
    guard snapshotEvery >= 1 else { throw ValidationError("--snapshot-every must be at least 1.") }
    guard retention.seconds >= window.seconds else {
      throw ValidationError("--retention must be at least --window: events are known by it to be the same.")
    }
    guard connections >= 1 else { throw ValidationError("--connections must be at least 1.") }
    for origin in allowOrigin where !ServiceOptions.isOrigin(origin) {
      throw ValidationError(
        "--allow-origin: found “\(origin)”; expected a scheme and a host such as https://shop.example, or *.")
    }
    if let scenarios {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: scenarios, isDirectory: &isFolder), isFolder.boolValue else {
        throw ValidationError("--scenarios: found “\(scenarios)”; expected a folder with scenario files.")
      }
    }
    if newToken != nil, tokens == nil {
      throw ValidationError("--new-token needs --tokens: the file that gets its hash.")
    }
    if newToken == nil, file == nil { throw ValidationError("Missing expected argument '<file>': the scenario.") }
  }

  func run() async throws {
    if let newToken, let tokens {
      let token = try orExit { try TokenBook.add(newToken, to: tokens) }
      Terminal.write(token + "\n")
      return
    }
    guard let file else { return }
    let loaded = try changes.load(file)
    let options = try options()
    if let refusal = options.refusal {
      Terminal.complain("error: " + refusal)
      throw ExitCode(ExitStatus.failure)
    }
    let logger = Logger(label: "waitline") { StreamLogHandler.standardError(label: $0) }
    let (overlays, sets) = (changes.overlay, changes.set)
    let reload = EstimatorServer.Reload(files: loaded.files) {
      let loaded = try ScenarioLoader().load(path: file, overlays: overlays, sets: sets)
      return (loaded.scenario, loaded.files)
    }
    let server = try orExit { try EstimatorServer(loaded.scenario, options: options, reload: reload, logger: logger) }
    // An address of IPv6 stands in brackets.
    let host = options.host.contains(":") ? "[\(options.host)]" : options.host
    do {
      try await server.run { port in
        Terminal.complain("Listening at http://\(host):\(port)")
      }
    } catch {
      let hint = "\(error)".contains("errno: 98") ? "; another program has it, choose another --port" : ""
      Terminal.complain("error: the server at \(host):\(port) stopped: \(error)\(hint)")
      throw ExitCode(ExitStatus.failure)
    }
  }

  private func options() throws -> ServiceOptions {
    var options = ServiceOptions()
    options.host = host
    options.port = port
    options.data = data
    options.tokens = try tokens.map { file in try orExit { try TokenBook(file: file) } }
    options.allowedOrigins = allowOrigin
    // Simulating takes the machine's time: others are let at it only when that was asked for.
    options.scenarios =
      scenarios
      ?? (ServiceOptions.isLoopback(host)
        ? file.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path } : nil)
    options.clock = clock
    options.window = window.seconds
    options.duty.seenWithin = seenWithin.seconds
    options.retention = retention.seconds
    options.snapshotEvery = snapshotEvery
    options.mostJournalBytes = journalLimit << 20
    options.mostConnections = connections
    options.idleTimeout = timeout.seconds
    return options
  }
}

extension ServiceClock: ExpressibleByArgument {}
extension TokenBook.Scope: ExpressibleByArgument {}
