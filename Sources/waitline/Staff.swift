import ArgumentParser
import Foundation
import Planning
import Reporting
import ScenarioFormat

/// `waitline staff`.
struct Staff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the staff per period that keeps every promise, verified by simulation.",
    discussion: """
      Starts from the square-root rule on the modified offered load, corrects it by simulation with common random numbers,
      and drops agents until none can be spared. A final check on fresh random streams says with what confidence all
      promises are kept. The staff in the file is not looked at. Beside it stands what Erlang C and A would ask for if each
      period were stationary by itself (SIPP), where a type has one group of its own.

      The aim is every-period (each period by itself), day (each whole day), or probability=P (a whole day meets the
      promise with at least this probability). Deadlines are kept over each day, whatever the aim.
      Ctrl-C keeps the best plan so far. With --output DIR also writes plan.yaml, a scenario that can be simulated as it is, staffing.json,
      staffing.csv and report.html.

      EXAMPLES
        waitline staff scenarios/erlang-a.yaml
        waitline staff scenarios/card-platform.yaml --overlay promotion --aim day --output output/staff
        waitline simulate output/staff/plan.yaml
        waitline staff scenarios/card-platform.yaml --group hotline --aim probability=0.9 --format json
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: "When a promise counts as kept: every-period, day or probability=0.9.")
  var aim: StaffingAim = .everyPeriod

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Plan this group only; may be given again. The others keep their staff.", valueName: "name"))
  var group: [String] = []

  @Option(help: ArgumentHelp("The most agents that a group may have in a period.", valueName: "n"))
  var most: Int?

  @Option(
    help: ArgumentHelp(
      "Replications of each step of the search; by default as many as the scenario's size allows.", valueName: "n"))
  var replications: Int?

  @Option(
    help: ArgumentHelp("Folder for plan.yaml, staffing.json, staffing.csv and report.html.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if let replications, replications < 20 { throw ValidationError("--replications must be at least 20.") }
    if let most, most < 1 { throw ValidationError("--most must be at least 1.") }
  }

  func run() throws {
    let loaded = try scenario.load()
    let request = StaffingRequest(
      scenario: loaded.scenario, aim: aim, groups: group.isEmpty ? nil : group, most: most,
      replications: replications, seed: planning.seed, threads: planning.threads)
    Interrupt.listen()
    let plan = try PlanInput.withSpinner { tick in
      try StaffingPlan.find(request, isCancelled: { Interrupt.isRaised }, afterEach: tick)
    }
    planning.write(
      widest: 100, table: { StaffingReport.text(plan, language: planning.language, width: $0, colour: $1) },
      json: { StaffingReport.json(plan) }, csv: { StaffingReport.csv(plan) })
    if let output {
      let source = PlanYAML(
        base: scenario.file, overlays: scenario.changes.overlay, sets: scenario.changes.set,
        name: "\(plan.scenario), staffed")
      try planning.writeFiles {
        try StaffingReport.write(plan, for: source, to: output, language: planning.language)
      }
    }
    if plan.isInterrupted { throw ExitCode(ExitStatus.interrupted) }
  }
}

extension StaffingAim: ExpressibleByArgument {
  /// Reads `day`, `every-period` or `probability=0.9`.
  public init?(argument: String) { self.init(argument) }

  /// As it is written.
  public var defaultValueDescription: String { text }
}
