import ArgumentParser
import Foundation
import Planning
import Reporting

/// `waitline advise`.
struct Advise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advise",
    abstract: "Rank the cheapest single changes by what they do in simulation.",
    discussion: """
      Tries changes one by one: an agent more in a window of the day, or one moved to another; agents who learn another
      contact type; fewer or more contacts at once; the offer to leave a message sooner or later; help from another group
      sooner; opening an hour longer. All are compared with today on common random numbers, and the best again on fresh ones.
      Those that cost nothing come first, then those that cost least for a percentage point.

      A point is one of a hundred contacts with a promise or a deadline that is kept to it in addition. With --output DIR
      also writes advice.json, advice.csv and report.html.

      EXAMPLES
        waitline advise scenarios/card-platform.yaml
        waitline advise scenarios/card-platform.yaml --overlay promotion --most 5 --output output/advice
        waitline advise scenarios/after-hours.yaml --format json
      """.asHelp)

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: ArgumentHelp("The most changes that are shown.", valueName: "n"))
  var most = 10

  @Option(
    help: ArgumentHelp(
      "Replications of the first look at each change; by default as many as the scenario's size allows. The last look has four times as many.",
      valueName: "n"))
  var replications: Int?

  @Option(
    help: ArgumentHelp("Folder for advice.json, advice.csv and report.html.", valueName: "dir"),
    completion: .directory)
  var output: String?

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
    let advice = try PlanInput.withSpinner { tick in
      try Advice.find(request, isCancelled: { Interrupt.isRaised }, afterEach: tick)
    }
    planning.write(
      widest: 120, table: { AdviceReport.text(advice, language: planning.language, width: $0, colour: $1) },
      json: { AdviceReport.json(advice) }, csv: { AdviceReport.csv(advice) })
    if let output {
      try planning.writeFiles {
        try AdviceReport.write(advice, to: output, language: planning.language)
      }
    }
    if advice.isInterrupted { throw ExitCode(ExitStatus.interrupted) }
  }
}
