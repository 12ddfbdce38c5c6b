import ArgumentParser
import Planning
import Reporting

/// `waitline advise`.
struct Advise: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rank single changes to a scenario by what they improve and what they cost.",
    usage: "waitline advise <file> [<options>]",
    discussion: """
      Tries changes one at a time: one more agent in a window of the day, or one moved to another window; agents who learn
      another contact type; more or fewer contacts at once; offering to take a message sooner or later; help from another
      group sooner; staying open an hour longer. Each change is compared with the scenario as it is, on the same random
      numbers, and the best ones once more on fresh ones. Changes that cost nothing come first, then those with the lowest
      cost per point.

      A point is one more contact in a hundred, among those with a promise or a deadline, for which it is kept. --output DIR
      also writes advice.json, advice.csv and report.html. Ctrl-C keeps what is known by then.

      EXAMPLES
        waitline advise scenarios/card-platform.yaml
        waitline advise scenarios/card-platform.yaml --overlay promotion --most 5 --output output/advice
        waitline advise scenarios/after-hours.yaml --format json
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: ArgumentHelp("Show at most this many changes.", valueName: "n"))
  var most = 10

  @Option(
    help: ArgumentHelp(
      "Replications of the first look at each change; the last look has four times as many. By default as many as the "
        + "size of the scenario allows.", valueName: "n"))
  var replications: Int?

  @OptionGroup var planning: PlanningOptions

  func validate() throws {
    if let replications, replications < 10 { throw ValidationError("--replications must be at least 10.") }
    if most < 1 { throw ValidationError("--most must be at least 1.") }
  }

  func run() throws {
    let loaded = try scenario.load()
    let request = AdviceRequest(
      scenario: loaded.scenario, most: most, replications: replications, seed: planning.seed, threads: planning.threads)
    Interrupt.listen()
    let advice = try orExit(ExitStatus.ofRun) {
      try ProgressBar.counting { try Advice.find(request, isCancelled: { Interrupt.isRaised }, afterEach: $0) }
    }
    try planning.report(
      widest: 120, table: { AdviceReport.text(advice, language: planning.language, width: $0, colour: $1) },
      json: { AdviceReport.json(advice) }, csv: { AdviceReport.csv(advice) },
      files: { try AdviceReport.write(advice, to: $0, language: planning.language) })
    if advice.isInterrupted { throw ExitCode(ExitStatus.interrupted) }
  }
}
