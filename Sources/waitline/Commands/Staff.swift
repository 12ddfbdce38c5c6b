import ArgumentParser
import Planning
import Reporting

/// `waitline staff`.
struct Staff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the staff per period that keeps every promise, verified by simulation.",
    usage: "waitline staff <file> [<options>]",
    discussion: """
      Starts from the square-root rule on the modified offered load, corrects it by simulation on common random numbers, and
      removes agents until none can be spared. A final check on fresh random streams states the confidence with which all
      promises are kept. The staff given in the file is ignored. For comparison the table also shows what Erlang C and A
      would ask for if each period were stationary by itself (SIPP), where a contact type has a group of its own.

      --aim every-period keeps the promise in each period by itself, day over each whole day, and probability=P on a whole
      day with at least that probability. Deadlines are kept over each day, whatever the aim.

      --output DIR also writes plan.yaml (a scenario with this staff, ready to simulate), staffing.json, staffing.csv and
      report.html. Ctrl-C keeps the best plan so far.

      EXAMPLES
        waitline staff scenarios/erlang-a.yaml
        waitline staff scenarios/card-platform.yaml --overlay promotion --aim day --output output/staff
        waitline simulate output/staff/plan.yaml
        waitline staff scenarios/card-platform.yaml --group hotline --aim probability=0.9 --format json
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @OptionGroup var staffing: StaffingOptions

  @Option(help: ArgumentHelp("The most agents that a group may have in a period.", valueName: "n"))
  var most: Int?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if let most, most < 1 { throw ValidationError("--most must be at least 1.") }
  }

  func run() throws {
    let loaded = try scenario.load()
    let request = StaffingRequest(
      scenario: loaded.scenario, aim: staffing.aim, groups: staffing.groups, most: most,
      replications: staffing.replications, seed: planning.seed, threads: planning.threads)
    Interrupt.listen()
    let plan = try orExit(ExitStatus.ofRun) {
      try ProgressBar.counting { try StaffingPlan.find(request, isCancelled: { Interrupt.isRaised }, afterEach: $0) }
    }
    let source = scenario.source(ofPlan: "\(plan.scenario), staffed")
    try planning.report(
      widest: 100, table: { StaffingReport.text(plan, language: planning.language, width: $0, colour: $1) },
      json: { StaffingReport.json(plan) }, csv: { StaffingReport.csv(plan) },
      files: { try StaffingReport.write(plan, for: source, to: $0, language: planning.language) })
    if plan.isInterrupted { throw ExitCode(ExitStatus.interrupted) }
  }
}
