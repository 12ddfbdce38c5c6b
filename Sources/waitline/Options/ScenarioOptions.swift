import ArgumentParser
import Reporting
import ScenarioFormat

/// Which scenario, and what is changed in it.
struct ScenarioOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The scenario file, YAML or JSON.", valueName: "file"), completion: .file())
  var file: String

  @OptionGroup var changes: ScenarioChanges

  /// Loads the scenario; mistakes are printed, one a line, and end the program with 65.
  func load() throws -> LoadedScenario { try changes.load(file) }

  /// What a plan for the scenario goes back to when it is written as a scenario of this name.
  func source(ofPlan name: String) -> PlanYAML {
    PlanYAML(base: file, overlays: changes.overlay, sets: changes.set, name: name)
  }
}

/// What is changed in a scenario.
struct ScenarioChanges: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Apply an overlay of the scenario. May be repeated; the order counts.", valueName: "name"))
  var overlay: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Change one value, for example agentGroups.agents.staff=12. May be repeated; the order counts.",
      valueName: "path=value"))
  var set: [String] = []

  /// Loads a scenario with the changes; warnings are printed, and so are mistakes, which end the program with 65.
  func load(_ file: String, warns: Bool = true) throws -> LoadedScenario {
    let loaded = try orExit { try ScenarioLoader().load(path: file, overlays: overlay, sets: set) }
    if warns { for warning in loaded.warnings { Terminal.complain("warning: \(warning)") } }
    return loaded
  }
}
