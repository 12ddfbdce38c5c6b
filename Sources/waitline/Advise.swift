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
      """)

  /// How standard output is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
  }

  @OptionGroup var scenario: ScenarioOptions

  @Option(help: ArgumentHelp("The most changes that are shown.", valueName: "n"))
  var most = 10

  @Option(
    help: ArgumentHelp(
      "Replications of the first look at each change; by default as many as the scenario's size allows. The last look has four times as many.",
      valueName: "n"))
  var replications: Int?

  @Option(help: ArgumentHelp("Seed of the random streams.", valueName: "n"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Threads; by default one for each core.", valueName: "n"))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    help: ArgumentHelp("Folder for advice.json, advice.csv and report.html.", valueName: "dir"),
    completion: .directory)
  var output: String?

  @Option(help: "What is printed: table, json or csv.")
  var format: Format = .table

  @Option(help: "Language of the table and of the report: en or zh-Hans.")
  var language: Language = .english

  func validate() throws {
    if let replications, replications < 10 { throw ValidationError("--replications must be at least 10.") }
    if most < 1 { throw ValidationError("--most must be at least 1.") }
    if !(1...1024).contains(threads) { throw ValidationError("--threads must be from 1 to 1024.") }
  }

  func run() throws {
    let loaded = try scenario.load()
    let request = AdviceRequest(
      scenario: loaded.scenario, most: most, replications: replications, seed: seed, threads: threads)
    Interrupt.listen()
    let advice = try PlanInput.withSpinner { tick in
      try Advice.find(request, isCancelled: { Interrupt.isRaised }, afterEach: tick)
    }
    switch format {
    case .table:
      Terminal.write(
        AdviceReport.text(advice, language: language, width: min(Terminal.width, 120), colour: Terminal.wantsColour))
    case .json: Terminal.write(AdviceReport.json(advice))
    case .csv: Terminal.write(AdviceReport.csv(advice))
    }
    if let output {
      try PlanInput.reportingFailure {
        let paths = try AdviceReport.write(advice, to: output, language: language)
        if format == .table { Terminal.write("\n" + paths.joined(separator: "\n") + "\n") }
      }
    }
    if advice.isInterrupted { throw ExitCode(ExitStatus.interrupted) }
  }
}
