import ArgumentParser
import Foundation
import Planning
import Reporting
import ScenarioFormat

/// `waitline schedule`.
struct Schedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the shifts of least cost that keep every promise, verified by simulation.",
    discussion: """
      Chooses heads on the shifts that the “patterns” of each group allow. An integer programme (GLPK) proposes, simulation
      judges, and what it finds goes back into the programme until its own answer keeps all promises or the gap is small; a
      final check on fresh random streams says with what confidence. Groups without patterns keep their staff. Where a
      pattern has “daysPerWeek”, “hoursPerWeek” or “daysOffTogether”, each person works the same shift on the same weekdays;
      else it is worked on every day of the run, or on every one of its “days”. If the scenario has “shifts” that the
      patterns allow, the search goes on from them.

      Ctrl-C and --time-limit end the search with the best schedule so far, a bound and the gap. With --output DIR also
      writes plan.yaml, a scenario that can be simulated as it is, schedule.json, schedule.csv, roster.csv with a row for
      each person (names from “people”) and a column for each day, and report.html.

      EXAMPLES
        waitline schedule scenarios/shift-patterns.yaml
        waitline schedule scenarios/shift-patterns.yaml --aim day --time-limit 30s --output output/schedule
        waitline schedule scenarios/weekly-roster.yaml --gap 2% --output output/roster
        waitline simulate output/schedule/plan.yaml
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: "When a promise counts as kept: every-period, day or probability=0.9.")
  var aim: StaffingAim = .everyPeriod

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("Schedule this group only; may be given again. The others keep their staff.", valueName: "name"))
  var group: [String] = []

  @Option(help: ArgumentHelp("Take the best schedule found after this time.", valueName: "time"))
  var timeLimit: Duration = Duration(seconds: 600)

  @Option(
    help: ArgumentHelp(
      "Be content with this gap between cost and bound, for example 2%; by default 1% with many possible shifts, else 0.",
      valueName: "share"))
  var gap: String?

  @Option(
    help: ArgumentHelp(
      "Replications of each schedule tried; by default as many as the scenario's size allows.", valueName: "n"))
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "Folder for plan.yaml, schedule.json, schedule.csv, roster.csv and report.html.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if let replications, replications < 20 { throw ValidationError("--replications must be at least 20.") }
    if gap != nil, wantedGap == nil {
      throw ValidationError("--gap must be a share from 0 and below 1, such as 2% or 0.02.")
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
      scenario: loaded.scenario, aim: aim, groups: group.isEmpty ? nil : group, replications: replications,
      seed: planning.seed,
      threads: planning.threads)
    Interrupt.listen()
    let plan = try PlanInput.withStatus { show in
      try SchedulePlan.find(
        request, timeLimit: timeLimit.seconds, gap: wantedGap, isCancelled: { Interrupt.isRaised },
        progress: { show(ScheduleReport.progress($0)) })
    }
    planning.write(
      widest: 100, table: { ScheduleReport.text(plan, language: planning.language, width: $0, colour: $1) },
      json: { ScheduleReport.json(plan) }, csv: { ScheduleReport.csv(plan) })
    if let output {
      let source = PlanYAML(
        base: scenario.file, overlays: scenario.changes.overlay, sets: scenario.changes.set,
        name: "\(loaded.scenario.name), scheduled")
      try planning.writeFiles {
        try ScheduleReport.write(plan, for: source, to: output, language: planning.language)
      }
    }
    if Interrupt.isRaised { throw ExitCode(ExitStatus.interrupted) }
  }
}
