import ArgumentParser
import ContactCentre
import Reporting
import ScenarioFormat
import Simulation

/// `waitline simulate`.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate a scenario and report waits, service levels, staffing and cost.",
    usage: "waitline simulate <file> [<options>]",
    discussion: """
      Plays the days of the scenario many times and prints the averages with their 95 % confidence intervals. --output DIR
      also writes summary.json, periods.csv, announcements.json and report.html; they appear whole or not at all. Ctrl-C
      keeps the replications that are finished.

      The same scenario, seed and version give the same bytes, whatever the number of threads.

      EXAMPLES
        waitline simulate scenarios/card-platform.yaml
        waitline simulate scenarios/card-platform.yaml --overlay promotion --output output/promotion
        waitline simulate scenarios/erlang-a.yaml --set agentGroups.agents.staff=12 --format json
        waitline simulate scenarios/card-platform.yaml --replications 200 --seed 7 --threads 2
        waitline simulate scenarios/whole-centre.yaml --trace output/trace.csv
        waitline simulate scenarios/erlang-a.yaml --set calendar.days=14 --log output/log.csv
        waitline simulate scenarios/erlang-a.yaml --state state.json
        waitline simulate scenarios/card-platform.yaml --replications 1000 --shard 3/8 --output output/big
        waitline simulate scenarios/erlang-a.yaml --stop-when call.averageWait=2% --max-replications 5000
        waitline simulate scenarios/busy-days.yaml --variance-reduction stratification,control-variates
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @OptionGroup var options: RunOptions

  @OptionGroup var precision: PrecisionOptions

  @OptionGroup var reporting: ReportingOptions

  @Option(
    help: ArgumentHelp(
      "Also write every event of the first replication as CSV, one row for each event; - prints only that.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "Also write the contacts of the first replication as CSV, one row for each contact or step of its work: a log that "
        + "waitline fit, audit and backtest can read.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var log: String?

  @Option(
    help: ArgumentHelp(
      "Start from this live state, a JSON file as for waitline estimate; by default the run starts empty.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var state: String?

  @Option(
    help: ArgumentHelp(
      "Play only this share of the replications, for example 3/8, and write its sums into --output for waitline merge.",
      valueName: "i/n"))
  var shard: Shard?

  func validate() throws {
    if options.replications != nil, precision.stopWhen != nil {
      throw ValidationError("--replications says exactly how many; with --stop-when give --max-replications.")
    }
    guard shard != nil else { return }
    if reporting.output == nil { throw ValidationError("--shard needs --output, the folder for its sums.") }
    if trace != nil { throw ValidationError("--trace does not go with --shard.") }
    if log != nil { throw ValidationError("--log does not go with --shard.") }
  }

  func run() throws {
    let loaded = try precision.load(scenario)
    let described = options.applied(to: loaded.scenario)
    if trace == "-" {
      Terminal.write(TraceCSV.text(try simulator(described).trace()))
      return
    }
    Interrupt.listen()
    if let shard { return try runShard(shard, of: described, overlays: loaded.overlaysApplied) }
    let simulator = try simulator(described)
    let result = try orExit(ExitStatus.ofRun) {
      try ProgressBar.during {
        try simulator.run(
          threads: options.threading.threads, overlays: loaded.overlaysApplied, isCancelled: { Interrupt.isRaised },
          progress: $0.show)
      }
    }
    try reporting.report(result)
    try orExit {
      let events = trace != nil || log != nil ? simulator.trace() : []
      if let trace { try TextFile.write(TraceCSV.text(events), to: trace) }
      if let log { try TextFile.write(ContactLogCSV.text(ContactRecord.all(of: events)), to: log) }
    }
    if reporting.format == .table { for file in [trace, log].compactMap({ $0 }) { Terminal.write(file + "\n") } }
    if result.ended == .interrupted { throw ExitCode(ExitStatus.interrupted) }
  }

  private func simulator(_ scenario: Scenario) throws -> Simulator {
    try orExit {
      guard let state else { return try Simulator(scenario) }
      let live = try LiveStateLoader(scenario).load(path: state)
      return try Simulator(scenario, from: try StartingState(live, of: scenario))
    }
  }

  private func runShard(_ shard: Shard, of described: Scenario, overlays: [String]) throws {
    let simulator = try simulator(described)
    let path = try orExit(ExitStatus.ofRun) {
      let file = try ProgressBar.during {
        try simulator.run(
          shard, threads: options.threading.threads, overlays: overlays, isCancelled: { Interrupt.isRaised },
          progress: $0.show)
      }
      return try ShardFolder.write(file, to: reporting.output ?? "")
    }
    Terminal.write(path + "\n")
  }
}

extension Shard: ExpressibleByArgument {
  /// Reads `3/8`.
  public init?(argument: String) { self.init(argument) }
}
