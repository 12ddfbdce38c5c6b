import ArgumentParser
import Simulation

/// `waitline validate`.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check a scenario file and report all its mistakes at once.",
    usage: "waitline validate <file> [<options>]",
    discussion: """
      Prints one line for each mistake: file, line, path, what was found and what was expected. Nothing is simulated.

      EXAMPLES
        waitline validate scenarios/card-platform.yaml
        waitline validate scenarios/card-platform.yaml --overlay promotion
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  func run() throws {
    let loaded = try scenario.load()
    do {
      _ = try Simulator(loaded.scenario)
    } catch {
      Terminal.complain("\(scenario.file): \(error)")
      throw ExitCode(ExitStatus.badData)
    }
    let types = loaded.scenario.contactTypes.count
    let groups = loaded.scenario.agentGroups.count
    print(
      "\(scenario.file) is fine: contact types \(types), agent groups \(groups), days \(loaded.scenario.calendar.days)")
    if !loaded.overlaysDefined.isEmpty { print("overlays: \(loaded.overlaysDefined.joined(separator: ", "))") }
  }
}
