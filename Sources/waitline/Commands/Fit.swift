import ArgumentParser
import LogFitting
import Reporting

/// `waitline fit`.
struct FitLogs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a scenario to contact logs, simulate it, and compare it with what happened.",
    usage: "waitline fit <log> ... --mapping <file> --output <file> [<options>]",
    discussion: """
      Writes a scenario of an ordinary week: arrival rates by weekday and period, with the factor by which whole days
      differ; handling and wrap-up times; patience, with those who were served as censored observations; agents on duty,
      inferred from the contacts they handled; concurrency; and with --return-window how issues come back. Each figure has
      its standard error, and how it was found, in a comment. Special days become overlays. Where the mapping names
      columns.step and columns.id, the rows of a ticket are its steps through departments, and the handling time, hand-offs
      and delays of each step are fitted.

      Then the week is simulated and set beside the record, to show whether the model can be trusted: waits, abandonment and
      service levels. Logs are streamed, and read twice.

      EXAMPLES
        waitline fit calls.csv.gz --mapping mapping.yaml -o scenario.yaml
        waitline fit 1999-05.csv.gz --mapping scenarios/anonymous-bank-mapping.yaml -o bank.yaml --html fit.html
        waitline fit chats.csv --mapping mapping.yaml -o chats.yaml --return-window 3d --format json
        waitline fit output/whole.csv --mapping scenarios/waitline-mapping.yaml -o output/fitted.yaml
      """.asHelp)

  @Argument(help: ArgumentHelp("Contact logs, CSV or CSV.gz.", valueName: "log"), completion: .file())
  var files: [String]

  @OptionGroup var logs: LogOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "Write the scenario to this YAML file; - prints it instead of the comparison.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var output: String

  @Option(
    help: ArgumentHelp("Also write the comparison as a page, with a plot of every fit.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Length of a period: whole minutes that divide an hour, such as 15min, 30min or 1h.", valueName: "time"))
  var period = Duration(seconds: 1800)

  @Option(
    help: ArgumentHelp("Acceptable waiting time of the service levels compared, for example 20s.", valueName: "time"))
  var answerWithin = Duration(seconds: 30)

  @Option(
    help: ArgumentHelp(
      "An agent who has no contact for longer than this, for example 1h, counts as off duty in between.",
      valueName: "time"))
  var longestIdle = Duration(seconds: 1800)

  @Option(
    help: ArgumentHelp(
      "An agent who leaves somebody waiting after a contact is in wrap-up for at most this time, for example 2min, and on "
        + "a break if it takes longer.", valueName: "time"))
  var longestWrapUp = Duration(seconds: 120)

  @Option(
    help: ArgumentHelp(
      "A contact of the same issue or customer this soon after an answered one, for example 3d, counts as a return; by "
        + "default none does.", valueName: "time"))
  var returnWindow: Duration?

  @Option(help: ArgumentHelp("Replications of the simulated week.", valueName: "n"))
  var replications = 100

  @OptionGroup var threading: ThreadOptions

  @Option(help: "What is printed on standard output.")
  var format: LogFormat = .table

  @OptionGroup var languages: LanguageOptions

  func validate() throws {
    let length = period.seconds
    guard length >= 60, length <= 3600, length.truncatingRemainder(dividingBy: 60) == 0,
      3600.truncatingRemainder(dividingBy: length) == 0
    else { throw ValidationError("--period must be whole minutes that divide an hour, such as 15min, 30min or 1h.") }
    if replications < 1 { throw ValidationError("--replications must be at least 1.") }
    let times = [
      ("--longest-idle", longestIdle), ("--longest-wrap-up", longestWrapUp), ("--return-window", returnWindow),
    ]
    for (name, time) in times {
      if let time, time.seconds <= 0 { throw ValidationError("\(name) must be above 0.") }
    }
  }

  func run() throws {
    var options = FitOptions()
    options.periodSeconds = Int(period.seconds)
    options.answerWithin = answerWithin.seconds
    options.longestIdle = longestIdle.seconds
    options.longestWrapUp = longestWrapUp.seconds
    options.returnWindow = returnWindow?.seconds
    options.replications = replications
    let fit = try logs.reading { mapping, setAside in
      try ProgressBar.during { bar in
        try LogFit(
          paths: files, mapping: mapping, options: options, allowDirty: logs.allowDirty, setAside: setAside
        ) { bar.show("reading logs: \($0) contacts") }
      }
    }
    if output == "-" { return Terminal.write(fit.yaml) }
    try orExit { try TextFile.write(fit.yaml, to: output) }
    // What was fitted is known to be a scenario: what fails here lies in the logs.
    let check = try orExit(ExitStatus.badData) {
      try ProgressBar.during { try FitCheck(fit, threads: threading.threads, progress: $0.show) }
    }
    let language = languages.language
    if let html { try orExit { try TextFile.write(FitHTML.text(fit, check, language: language), to: html) } }
    switch format {
    case .table:
      Terminal.write(FitReport.text(fit, check, width: Terminal.width, language: language))
      Terminal.write("\n" + ([output] + [html].compactMap { $0 }).joined(separator: "\n") + "\n")
    case .json: Terminal.write(FitReport.json(fit, check))
    }
  }
}
