import ArgumentParser
import ContactCentre
import Planning
import Reporting
import ScenarioFormat

/// `waitline compare`.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios side by side, with intervals of the differences and a verdict.",
    usage: "waitline compare <scenario> <scenario> ... [<options>]",
    discussion: """
      Plays all scenarios with the same random numbers and compares each with the first: service level, ASA, abandonment,
      volumes and cost, with the 95 % intervals of the paired differences, and a sentence that sums them up.

      A scenario is a file. Changes that only it has follow after plus signs: names of overlays, or path=value. --overlay
      and --set change all scenarios. --output DIR also writes comparison.json, comparison.csv and report.html.

      EXAMPLES
        waitline compare scenarios/card-platform.yaml scenarios/card-platform.yaml+promotion
        waitline compare scenarios/card-platform.yaml+promotion scenarios/card-platform.yaml+promotion+reinforced
        waitline compare scenarios/erlang-a.yaml scenarios/erlang-a.yaml+agentGroups.agents.staff=12 --format json
      """.asHelp)

  @Argument(
    help: ArgumentHelp("Two or more scenarios: FILE, FILE+overlay or FILE+path=value.", valueName: "scenario"),
    completion: .file())
  var scenarios: [String]

  @OptionGroup var changes: ScenarioChanges

  @Option(
    help: ArgumentHelp(
      "Replications of each scenario; by default as many as they ask for themselves, at least 100.", valueName: "n"))
  var replications: Int?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if scenarios.count < 2 { throw ValidationError("There is nothing to compare: give at least two scenarios.") }
    if let replications, replications < 2 { throw ValidationError("--replications must be at least 2.") }
  }

  func run() throws {
    let loaded = try loaded()
    let count =
      replications ?? max(100, loaded.map(\.scenario.experiment.minimumReplications).max() ?? 100)
    Interrupt.listen()
    let comparison = try orExit(ExitStatus.ofRun) {
      try ProgressBar.counting(of: count * loaded.count) {
        try Comparison.run(
          loaded, replications: count, seed: planning.seed ?? loaded[0].scenario.experiment.seed,
          threads: planning.threads, isCancelled: { Interrupt.isRaised }, afterEach: $0)
      }
    }
    try planning.report(
      widest: 120, table: { ComparisonReport.text(comparison, language: planning.language, width: $0, colour: $1) },
      json: { ComparisonReport.json(comparison) }, csv: { ComparisonReport.csv(comparison) },
      files: { try ComparisonReport.write(comparison, to: $0, language: planning.language) })
  }

  /// The scenarios with their labels, of which equal ones are numbered. The mistakes of all are printed before they end the
  /// program.
  private func loaded() throws -> [(label: String, scenario: Scenario)] {
    var loaded: [(label: String, scenario: Scenario)] = []
    var mistakes: [Mistake] = []
    for text in scenarios {
      let argument = ScenarioArgument(text)
      do {
        let scenario = try ScenarioLoader().load(
          path: argument.file, overlays: changes.overlay + argument.overlays, sets: changes.set + argument.sets)
        for warning in scenario.warnings { Terminal.complain("warning: \(warning)") }
        let same = loaded.count { $0.label == argument.label || $0.label.hasPrefix(argument.label + " (") }
        loaded.append((same == 0 ? argument.label : "\(argument.label) (\(same + 1))", scenario.scenario))
      } catch let errors as ScenarioErrors {
        mistakes += errors.mistakes
      }
    }
    for mistake in mistakes { Terminal.complain("\(mistake)") }
    if !mistakes.isEmpty { throw ExitCode(ExitStatus.badData) }
    return loaded
  }
}
