import ArgumentParser
import Planning
import Reporting

/// `waitline schedule`.
struct Schedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the cheapest shifts that keep every promise, verified by simulation.",
    usage: "waitline schedule <file> [<options>]",
    discussion: """
      Chooses how many people work each of the shifts that the “patterns” of a group allow. An integer programme (GLPK)
      proposes a schedule, simulation judges it, and what simulation finds goes back into the programme, until its own
      answer keeps all promises or the gap is small. A final check on fresh random streams states the confidence. Groups
      without patterns keep their staff. If the scenario already has “shifts” that the patterns allow, the search starts
      from them.

      Where a pattern has “daysPerWeek”, “hoursPerWeek” or “daysOffTogether”, each person works the same shift on the same
      weekdays. Otherwise a shift is worked on every day of the run, or on each of its “days”.

      --output DIR also writes plan.yaml (a scenario with these shifts, ready to simulate), schedule.json, schedule.csv,
      roster.csv (a row for each person, with the names from “people”, and a column for each day) and report.html. Ctrl-C
      and --time-limit end the search with the best schedule so far, a lower bound of the cost and the gap between the two.

      EXAMPLES
        waitline schedule scenarios/shift-patterns.yaml
        waitline schedule scenarios/shift-patterns.yaml --aim day --time-limit 30s --output output/schedule
        waitline simulate output/schedule/plan.yaml
        waitline schedule scenarios/weekly-roster.yaml --gap 2% --output output/roster
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @OptionGroup var staffing: StaffingOptions

  @Option(
    help: ArgumentHelp("Take the best schedule found within this time, for example 30s or 1h.", valueName: "time"))
  var timeLimit: Duration = Duration(seconds: 600)

  @Option(
    help: ArgumentHelp(
      "Stop when the cost is within this share of the lower bound, for example 2% or 0.02; by default 1% where there are "
        + "many possible shifts, else 0.", valueName: "share"))
  var gap: String?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if let gap, wantedGap == nil {
      throw ValidationError("--gap: found “\(gap)”; expected a share from 0 and below 1, such as 2% or 0.02.")
    }
    if timeLimit.seconds <= 0 { throw ValidationError("--time-limit must be above 0.") }
  }

  /// The gap as a number; `nil` when there is none, or it is none.
  private var wantedGap: Double? {
    guard let gap, let share = WrittenNumber(gap)?.value, (0..<1).contains(share) else { return nil }
    return share
  }

  func run() throws {
    let loaded = try scenario.load()
    let request = StaffingRequest(
      scenario: loaded.scenario, aim: staffing.aim, groups: staffing.groups, replications: staffing.replications,
      seed: planning.seed, threads: planning.threads)
    Interrupt.listen()
    let plan = try orExit(ExitStatus.ofRun) {
      try ProgressBar.during { bar in
        try SchedulePlan.find(
          request, timeLimit: timeLimit.seconds, gap: wantedGap, isCancelled: { Interrupt.isRaised },
          progress: { bar.show(ScheduleReport.progress($0)) })
      }
    }
    let source = scenario.source(ofPlan: "\(loaded.scenario.name), scheduled")
    try planning.report(
      widest: 100, table: { ScheduleReport.text(plan, language: planning.language, width: $0, colour: $1) },
      json: { ScheduleReport.json(plan) }, csv: { ScheduleReport.csv(plan) },
      files: { try ScheduleReport.write(plan, for: source, to: $0, language: planning.language) })
    if Interrupt.isRaised { throw ExitCode(ExitStatus.interrupted) }
  }
}
