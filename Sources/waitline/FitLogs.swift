import ArgumentParser
import ContactCentre
import Foundation
import LogFitting
import Reporting
import ScenarioFormat
import Simulation

/// `waitline fit`.
struct FitLogs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a scenario to contact logs, simulate it, and compare it with what happened.",
    discussion: """
      Writes an ordinary week: arrival rates by weekday and period with the factor of the day, handling and wrap-up times,
      patience (those who were served are censored), agents on duty as their contacts betray them, concurrency, and with
      --return-window how issues come back. Every figure has its standard error and how it was found as a comment; special
      days become overlays. Where the mapping names columns.step and columns.id, the rows of a ticket are its steps through
      departments: handling, hand-offs and delays of each are fitted. Then the week is simulated, and its waits, abandonment and service levels stand beside those
      of the record: whether the model may be trusted. Logs are streamed, and read twice.

      EXAMPLES
        waitline fit calls.csv.gz --mapping mapping.yaml -o scenario.yaml
        waitline fit 1999-05.csv.gz --mapping scenarios/anonymous-bank-mapping.yaml -o bank.yaml --html fit.html
        waitline fit chats.csv --mapping mapping.yaml -o chats.yaml --return-window 3d --format json
        waitline fit output/whole.csv --mapping scenarios/waitline-mapping.yaml -o output/fitted.yaml
      """.asHelp)

  /// How standard output is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  @Argument(help: ArgumentHelp("Logs, CSV or CSV.gz.", valueName: "log"), completion: .file())
  var files: [String]

  @OptionGroup var logs: LogOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("YAML file for the scenario; - prints it instead of the comparison.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var output: String

  @Option(
    help: ArgumentHelp("HTML file for the comparison, with plots of every fit.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(
    help: "Length of a period: divides a day into whole minutes, such as 15min, 30min or 1h.", transform: FitLogs.time)
  var period = 1800.0

  @Option(help: "Within which answers count as in time.", transform: FitLogs.time)
  var answerWithin = 30.0

  @Option(help: "An agent without a contact for longer is not on duty in between.", transform: FitLogs.time)
  var longestIdle = 1800.0

  @Option(
    help: "An agent who lets somebody wait for longer after a contact is on a break, for less in wrap-up.",
    transform: FitLogs.time)
  var longestWrapUp = 120.0

  @Option(
    help:
      "A contact of the same issue or customer within this time after an answered one is a return; by default none is.",
    transform: FitLogs.time)
  var returnWindow: Double?

  @Option(help: ArgumentHelp("Replications of the simulated week.", valueName: "n"))
  var replications = 100

  @Option(help: ArgumentHelp("Threads; by default one for each core.", valueName: "n"))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: "What is printed: table or json.")
  var format: Format = .table

  @Option(help: "Language of the table and of the page: en or zh-Hans.")
  var language: Language = .english

  func validate() throws {
    guard period >= 60, period <= 3600, period.truncatingRemainder(dividingBy: 60) == 0,
      3600.truncatingRemainder(dividingBy: period) == 0
    else { throw ValidationError("--period must be whole minutes that divide an hour, such as 15min, 30min or 1h.") }
    if replications < 1 { throw ValidationError("--replications must be at least 1.") }
    if !(1...1024).contains(threads) { throw ValidationError("--threads must be from 1 to 1024.") }
    if longestIdle <= 0 || longestWrapUp <= 0 || returnWindow.map({ $0 <= 0 }) ?? false {
      throw ValidationError("times must be above 0.")
    }
  }

  func run() throws {
    var options = FitOptions()
    options.periodSeconds = Int(period)
    options.answerWithin = answerWithin
    options.longestIdle = longestIdle
    options.longestWrapUp = longestWrapUp
    options.returnWindow = returnWindow
    options.replications = replications
    let bar = ProgressBar()
    let fit = try logs.reading { mapping, setAside in
      try LogFit(
        paths: files, mapping: mapping, options: options, allowDirty: logs.allowDirty, setAside: setAside
      ) { bar.show("reading logs: \($0) contacts") }
    }
    bar.finish()
    if output == "-" { return Terminal.write(fit.yaml) }
    try write(fit.yaml, to: output)
    let check: FitCheck
    do {
      check = try FitCheck(fit, threads: threads, progress: bar.show)
      bar.finish()
    } catch let error as ScenarioErrors {
      Terminal.complain("\(error)")
      throw ExitCode(ExitStatus.badData)
    } catch let error as SimulationError {
      Terminal.complain("\(output): \(error)")
      throw ExitCode(ExitStatus.badData)
    }
    if let html { try write(FitHTML.text(fit, check, language: language), to: html) }
    switch format {
    case .table:
      Terminal.write(FitReport.text(fit, check, width: Terminal.width, language: language))
      Terminal.write("\n" + ([output] + [html].compactMap { $0 }).joined(separator: "\n") + "\n")
    case .json: Terminal.write(FitReport.json(fit, check))
    }
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try TextFile.write(text, to: path)
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(ExitStatus.failure)
    }
  }

  @Sendable private static func time(_ text: String) throws -> Double {
    guard let seconds = DurationArgument.seconds(text) else {
      throw ValidationError("“\(text)” is not a length of time; expected for example 30s or 30min")
    }
    return seconds
  }
}
