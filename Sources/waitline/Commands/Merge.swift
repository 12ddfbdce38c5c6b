import ArgumentParser
import Reporting
import Simulation

/// `waitline merge`.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the shards of a run together.",
    usage: "waitline merge <dir> ... [<options>]",
    discussion: """
      Reads all shards in the folders and reports what a single run would have reported, byte for byte. Shards that are
      missing are named. The scenario file is no longer needed.

      EXAMPLES
        waitline simulate scenarios/card-platform.yaml --replications 1000 --shard 1/2 --output output/big
        waitline simulate scenarios/card-platform.yaml --replications 1000 --shard 2/2 --output output/big
        waitline merge output/big --output output/big
      """.asHelp)

  @Argument(help: ArgumentHelp("Folders with shards, or shard files.", valueName: "dir"))
  var folders: [String]

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    try reporting.report(try orExit(ExitStatus.badData) { try Simulator.merge(try ShardFolder.read(folders)) })
  }
}
