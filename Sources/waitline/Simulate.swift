import ArgumentParser
import ContactCentre
import Foundation
import Reporting
import ScenarioFormat
import Simulation

/// `waitline simulate`.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate a scenario and report waits, compliance, staffing and cost.",
    discussion: """
      Plays the days of the scenario many times and prints what they have in common, with 95 % confidence intervals.
      With --output also writes summary.json, periods.csv, announcements.json and report.html; they appear whole or not
      at all. The same scenario, seed and version give the same bytes, whatever the number of threads.

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

  @Option(help: ArgumentHelp("Replications, exactly this many.", valueName: "n"))
  var replications: Int?

  @OptionGroup var experiment: ExperimentOptions

  @Option(help: ArgumentHelp("Seed of the random streams.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Threads; by default one for each core.", valueName: "n"))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @OptionGroup var reporting: ReportingOptions

  @Option(
    help: ArgumentHelp(
      "CSV file for what happened to every contact of the first replication, one row an event; - prints it instead.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var trace: String?

  @Option(
    help: ArgumentHelp(
      "CSV file for the contacts of the first replication, one row each (work in steps: one row a step): a log as waitline fit, audit and backtest read it.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var log: String?

  @Option(
    help: ArgumentHelp(
      "JSON file with a live state to start from, as for waitline estimate; by default the run starts empty.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var state: String?

  @Option(
    help: ArgumentHelp(
      "Run one part of the replications only, for example 3/8, and write its sums into --output for waitline merge.",
      valueName: "i/n"))
  var shard: Shard?

  func validate() throws {
    if let replications, replications < 1 { throw ValidationError("--replications must be at least 1.") }
    if !(1...1024).contains(threads) { throw ValidationError("--threads must be from 1 to 1024.") }
    if replications != nil, experiment.stopWhen != nil {
      throw ValidationError("--replications says exactly how many; with --stop-when give --max-replications.")
    }
    guard shard != nil else { return }
    if reporting.output == nil { throw ValidationError("--shard needs --output, the folder for its sums.") }
    if trace != nil { throw ValidationError("--trace does not go with --shard.") }
    if log != nil { throw ValidationError("--log does not go with --shard.") }
  }

  func run() throws {
    var loaded = try scenario.load()
    if experiment.stopWhen != nil || experiment.varianceReduction != nil {
      let before = loaded.scenario.experiment
      var options = scenario
      options.changes.set += experiment.sets(
        leastReplications: before.minimumReplications,
        mostReplications: before.stopping == nil ? max(2000, before.minimumReplications) : before.maximumReplications)
      loaded = try options.load()
    }
    var described = loaded.scenario
    if let seed { described.experiment.seed = seed }
    if let replications {
      described.experiment.minimumReplications = replications
      described.experiment.maximumReplications = replications
      described.experiment.stopping = nil
    }
    if trace == "-" {
      Terminal.write(TraceCSV.text(try simulator(described).trace()))
      return
    }
    Interrupt.listen()
    if let shard { return try runShard(shard, of: described, overlays: loaded.overlaysApplied) }
    let bar = ProgressBar()
    let result: SimulationResult
    let simulator = try simulator(described)
    do {
      result = try simulator.run(
        threads: threads, overlays: loaded.overlaysApplied, isCancelled: { Interrupt.isRaised }, progress: bar.show)
      bar.finish()
    } catch {
      bar.finish()
      Terminal.complain("error: \(error)")
      throw ExitCode(Interrupt.isRaised ? ExitStatus.interrupted : ExitStatus.failure)
    }
    try reporting.report(result)
    do {
      let events = trace != nil || log != nil ? simulator.trace() : []
      if let trace { try RunOutput.writeTrace(events, to: trace) }
      if let log { try TextFile.write(ContactLogCSV.text(ContactRecord.all(of: events)), to: log) }
      if reporting.format == .table { for file in [trace, log].compactMap({ $0 }) { Terminal.write(file + "\n") } }
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(ExitStatus.failure)
    }
    if result.ended == .interrupted { throw ExitCode(ExitStatus.interrupted) }
  }

  private func simulator(_ scenario: Scenario) throws -> Simulator {
    do {
      guard let state else { return try Simulator(scenario) }
      let live = try LiveStateLoader(scenario).load(path: state)
      return try Simulator(scenario, from: try StartingState(live, of: scenario))
    } catch let errors as ScenarioErrors {
      for mistake in errors.mistakes { Terminal.complain("\(mistake)") }
      throw ExitCode(ExitStatus.badData)
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(ExitStatus.failure)
    }
  }

  private func runShard(_ shard: Shard, of described: Scenario, overlays: [String]) throws {
    let bar = ProgressBar()
    do {
      defer { bar.finish() }
      let file = try simulator(described).run(
        shard, threads: threads, overlays: overlays, isCancelled: { Interrupt.isRaised }, progress: bar.show)
      Terminal.write(try ShardFolder.write(file, to: reporting.output ?? "") + "\n")
    } catch let error as ExitCode {
      throw error
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(Interrupt.isRaised ? ExitStatus.interrupted : ExitStatus.failure)
    }
  }
}

extension Shard: ExpressibleByArgument {
  /// Reads `3/8`.
  public init?(argument: String) { self.init(argument) }
}
