import ArgumentParser
import ContactCentre
import Foundation

/// How many threads share the work; the result is the same for any number.
struct ThreadOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Threads, one for each core unless given.", valueName: "n"))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    if !(1...1024).contains(threads) { throw ValidationError("--threads must be from 1 to 1024.") }
  }
}

/// How often a scenario is played, and with which random numbers.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Play exactly this many replications; by default the scenario decides.", valueName: "n"))
  var replications: Int?

  @Option(help: ArgumentHelp("Seed of the random streams; by default that of the scenario.", valueName: "n"))
  var seed: UInt64?

  @OptionGroup var threading: ThreadOptions

  func validate() throws {
    if let replications, replications < 1 { throw ValidationError("--replications must be at least 1.") }
  }

  /// The scenario with what was given here in place of what it says itself.
  func applied(to scenario: Scenario) -> Scenario {
    var scenario = scenario
    if let seed { scenario.experiment.seed = seed }
    if let replications {
      scenario.experiment.minimumReplications = replications
      scenario.experiment.maximumReplications = replications
      scenario.experiment.stopping = nil
    }
    return scenario
  }
}
