import ArgumentParser
import ScenarioFormat

/// Which scenario, and what is changed in it.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The scenario file, YAML or JSON.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var changes: ScenarioChanges

  /// Loads the scenario; mistakes are printed, one a line, and end the program with 65.
  func load() throws -> LoadedScenario { try changes.load(file) }
}

/// What is changed in a scenario.
struct ScenarioChanges: ParsableArguments {
  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Apply an overlay of the scenario; may be given again, in order.", valueName: "name"))
  var overlay: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp(
      "Change one value, for example agentGroups.hotline.staff=12; may be given again, in order.",
      valueName: "path=value"))
  var set: [String] = []

  /// Loads a scenario with the changes; mistakes are printed, one a line, and end the program with 65.
  func load(_ file: String) throws -> LoadedScenario {
    do {
      let loaded = try ScenarioLoader().load(path: file, overlays: overlay, sets: set)
      for warning in loaded.warnings { Terminal.complain("warning: \(warning)") }
      return loaded
    } catch let errors as ScenarioErrors {
      for mistake in errors.mistakes { Terminal.complain("\(mistake)") }
      throw ExitCode(ExitStatus.badData)
    }
  }
}
