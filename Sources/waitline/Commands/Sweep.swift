import ArgumentParser
import ContactCentre
import Foundation
import Reporting
import ScenarioFormat
import Simulation

/// `waitline sweep`.
struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Simulate a scenario for every combination of some values.",
    usage: "waitline sweep <file> --over <path=a,b,…> ... --output <dir> [<options>]",
    discussion: """
      Each --over names a path of the scenario, as --set does, and the values to try; every combination of values is a cell.
      All cells are played with the same random numbers, so that they differ only by what was changed. --output DIR receives
      sweep.csv, with a row for each cell and contact type, and a folder for each cell with the files of its run.

      A large sweep can be cut into shards: each plays its share of the replications of every cell, on any machine that sees
      the folder, and --merge puts them together in the end. --slurm does this with an array job of Slurm: elements that
      fail are submitted again, and the same command given once more goes on where the last one stopped.

      EXAMPLES
        waitline sweep scenarios/erlang-a.yaml --over agentGroups.agents.staff=10,11,12 --output output/sweep
        waitline sweep scenarios/erlang-a.yaml --list --over contactTypes.call.patience=90s,120s,180s --over agentGroups.agents.shrinkage=0.1,0.2
        waitline sweep scenarios/erlang-a.yaml --over agentGroups.agents.staff=10,11 --shard 1/2 --output output/sweep
        waitline sweep scenarios/erlang-a.yaml --over agentGroups.agents.staff=10,11 --shard 2/2 --output output/sweep
        waitline sweep scenarios/erlang-a.yaml --over agentGroups.agents.staff=10,11 --merge --output output/sweep
        waitline sweep scenarios/erlang-a.yaml --over agentGroups.agents.staff=10,11 --slurm 8 --output output/sweep
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A path of the scenario and the values to try. May be repeated: every combination is played.",
      valueName: "path=a,b,…"))
  var over: [String] = []

  @OptionGroup var options: RunOptions

  @Flag(help: "List the cells and simulate nothing.")
  var list = false

  @Option(
    help: ArgumentHelp("Play only this share of the replications of every cell, for example 3/8.", valueName: "i/n"))
  var shard: Shard?

  @Flag(help: "Put the shards in the folder together; nothing is simulated.")
  var merge = false

  @Option(
    help: ArgumentHelp("Play the sweep as an array job of Slurm with this many elements, and merge.", valueName: "n"))
  var slurm: Int?

  @OptionGroup var reporting: ReportingOptions

  func validate() throws {
    if over.isEmpty { throw ValidationError("Give at least one --over path=value,value.") }
    if let slurm, !(1...Shard.mostParts).contains(slurm) {
      throw ValidationError("--slurm must be from 1 to \(Shard.mostParts).")
    }
    if [shard != nil, merge, slurm != nil, list].filter({ $0 }).count > 1 {
      throw ValidationError("--list, --shard, --merge and --slurm do not go together.")
    }
    if !list, reporting.output == nil { throw ValidationError("A sweep needs --output, the folder for its cells.") }
    if reporting.format == .json {
      throw ValidationError("A sweep prints a table or csv; json is in the cells' folders.")
    }
  }

  func run() throws {
    let plan: SweepPlan
    do {
      plan = try SweepPlan(over)
    } catch {
      Terminal.complain("error: --over: \(error)")
      throw ExitCode(ExitStatus.badData)
    }
    try orExit(ExitStatus.ofRun) { try play(plan) }
  }

  private func play(_ plan: SweepPlan) throws {
    if list { return listCells(plan) }
    let folder = SweepFolder(
      directory: reporting.output ?? "", plan: plan, scenario: scenario.file, overlays: scenario.changes.overlay,
      sets: scenario.changes.set, replications: options.replications, seed: options.seed)
    // All cells are read before the first is run: a mistake in the last one shall not come after hours.
    let cells = try plan.cells.map { try load(plan.sets(of: $0)) }
    Interrupt.listen()
    try folder.claim()
    if let shard { return try run(shard, of: cells, in: folder) }
    if let slurm { try submit(slurm, folder: folder) }
    try finish(cells, in: folder, plan: plan, fromShards: merge || slurm != nil)
  }

  private func listCells(_ plan: SweepPlan) {
    for (number, cell) in plan.cells.enumerated() {
      Terminal.write("\(number + 1)\t" + plan.sets(of: cell).joined(separator: "\t") + "\n")
    }
  }

  private func load(_ sets: [String]) throws -> (simulator: Simulator, overlays: [String]) {
    var changed = scenario
    changed.changes.set += sets
    let loaded = try changed.load()
    return (try Simulator(options.applied(to: loaded.scenario)), loaded.overlaysApplied)
  }

  private func run(
    _ shard: Shard, of cells: [(simulator: Simulator, overlays: [String])], in folder: SweepFolder
  ) throws {
    for (number, cell) in cells.enumerated() {
      let run = cell.simulator.shardRun(overlays: cell.overlays)
      if folder.holds(shard, of: number + 1, run: run) { continue }
      let file = try ProgressBar.during {
        try cell.simulator.run(
          shard, threads: options.threading.threads, overlays: cell.overlays, isCancelled: { Interrupt.isRaised },
          progress: $0.show)
      }
      Terminal.write(try ShardFolder.write(file, to: folder.cellFolder(number + 1)) + "\n")
    }
  }

  private func submit(_ elements: Int, folder: SweepFolder) throws {
    var command = [CommandLine.programPath, "sweep", scenario.file]
    for overlay in scenario.changes.overlay { command += ["--overlay", overlay] }
    for change in scenario.changes.set { command += ["--set", change] }
    for axis in over { command += ["--over", axis] }
    if let replications = options.replications { command += ["--replications", String(replications)] }
    if let seed = options.seed { command += ["--seed", String(seed)] }
    command += ["--threads", "1", "--shard", SlurmArray.shardPlaceholder, "--output", folder.directory]
    let place = URL(fileURLWithPath: folder.directory).appendingPathComponent("slurm").path
    try SlurmArray(elements: elements, folder: place, command: command).run(
      missing: { folder.missingShards(of: elements) }, isCancelled: { Interrupt.isRaised }, tell: Terminal.complain)
  }

  private func finish(
    _ cells: [(simulator: Simulator, overlays: [String])], in folder: SweepFolder, plan: SweepPlan, fromShards: Bool
  ) throws {
    var results: [SimulationResult] = []
    for (number, cell) in cells.enumerated() {
      let result: SimulationResult
      if fromShards {
        let files = try ShardFolder.read([folder.cellFolder(number + 1)])
        let run = cell.simulator.shardRun(overlays: cell.overlays)
        if let other = files.first(where: { $0.run != run }) {
          Terminal.complain(
            "error: shard \(other.shard) of cell \(number + 1) is of another scenario than the one given")
          throw ExitCode(ExitStatus.badData)
        }
        result = try Simulator.merge(files)
      } else {
        result = try ProgressBar.during {
          try cell.simulator.run(
            threads: options.threading.threads, overlays: cell.overlays, isCancelled: { Interrupt.isRaised },
            progress: $0.show)
        }
      }
      guard result.ended != .interrupted else { throw ExitCode(ExitStatus.interrupted) }
      try folder.write(result, cell: number + 1, language: reporting.language)
      results.append(result)
    }
    let table = SweepTable(plan: plan, results: results)
    let path = try folder.write(table)
    switch reporting.format {
    case .csv: Terminal.write(table.csv)
    default:
      Terminal.write(
        table.terminal(width: Terminal.width, colour: Terminal.wantsColour, language: reporting.language) + "\n" + path
          + "\n")
    }
  }
}

extension CommandLine {
  /// Where this program is, for those who start it again.
  fileprivate static var programPath: String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
  }
}
