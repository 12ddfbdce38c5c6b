import ArgumentParser
import Foundation
import Planning
import Reporting
import ScenarioFormat

/// `waitline compare`.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare scenarios side by side, with paired intervals and a plain verdict.",
    discussion: """
      Plays every scenario with the same random numbers and compares each with the first: the differences of service level,
      ASA, abandonment, volumes and cost, with 95 % intervals of the paired differences, and what they come to in a sentence.
      A scenario is a file; changes of its own follow it after a plus sign: the name of an overlay, or path=value.
      --overlay and --set change all of them. With --output DIR also writes comparison.json, comparison.csv and
      report.html.

      EXAMPLES
        waitline compare scenarios/card-platform.yaml scenarios/card-platform.yaml+promotion
        waitline compare scenarios/card-platform.yaml+promotion scenarios/card-platform.yaml+promotion+reinforced
        waitline compare scenarios/erlang-a.yaml scenarios/erlang-a.yaml+agentGroups.agents.staff=12 --format json
      """.asHelp)

  @Argument(
    help: ArgumentHelp("Scenarios: FILE, FILE+overlay or FILE+path=value; at least two.", valueName: "scenario"),
    completion: .file())
  var scenarios: [String]

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Apply an overlay to all; may be given again, in order.", valueName: "name"))
  var overlay: [String] = []

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Change one value in all; may be given again, in order.", valueName: "path=value"))
  var set: [String] = []

  @Option(
    help: ArgumentHelp(
      "Replications of each; by default as many as the scenarios ask for, at least 100.", valueName: "n"))
  var replications: Int?

  @Option(
    help: ArgumentHelp("Folder for comparison.json, comparison.csv and report.html.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if scenarios.count < 2 { throw ValidationError("There is nothing to compare: give at least two scenarios.") }
    if let replications, replications < 2 { throw ValidationError("--replications must be at least 2.") }
  }

  func run() throws {
    let loaded = try PlanInput.load(scenarios, overlays: overlay, sets: set)
    let count =
      replications ?? max(100, loaded.map(\.scenario.experiment.minimumReplications).max() ?? 100)
    Interrupt.listen()
    let comparison = try PlanInput.withProgress(of: count * loaded.count) { bar in
      try Comparison.run(
        loaded, replications: count, seed: planning.seed ?? loaded[0].scenario.experiment.seed,
        threads: planning.threads,
        isCancelled: { Interrupt.isRaised }, afterEach: bar)
    }
    planning.write(
      widest: 120, table: { ComparisonReport.text(comparison, language: planning.language, width: $0, colour: $1) },
      json: { ComparisonReport.json(comparison) }, csv: { ComparisonReport.csv(comparison) })
    guard let output else { return }
    try planning.writeFiles { try ComparisonReport.write(comparison, to: output, language: planning.language) }
  }
}
