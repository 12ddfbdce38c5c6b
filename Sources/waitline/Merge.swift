import ArgumentParser
import Foundation
import Reporting
import Simulation

/// `waitline merge`.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the shards of a run together.",
    discussion: """
      Reads every shard in the folders and reports what one run would have reported, to the byte. All shards must be there:
      those that are missing are named. The scenario file is not needed any more.

      EXAMPLES
        waitline simulate scenarios/card-platform.yaml --replications 1000 --shard 1/2 --output output/big
        waitline simulate scenarios/card-platform.yaml --replications 1000 --shard 2/2 --output output/big
        waitline merge output/big --output output/big
      """.asHelp)

  @Argument(help: ArgumentHelp("Folders with shards, or the shards themselves.", valueName: "dir"))
  var folders: [String]

  @OptionGroup var reporting: ReportingOptions

  func run() throws {
    let result: SimulationResult
    do {
      result = try Simulator.merge(try ShardFolder.read(folders))
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(ExitStatus.badData)
    }
    try reporting.report(result)
  }
}
