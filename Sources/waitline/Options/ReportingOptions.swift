import ArgumentParser
import Reporting
import Simulation

/// Where the result of a run goes.
struct ReportingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Also write the files of the run into this folder.", valueName: "dir"), completion: .directory)
  var output: String?

  @Option(help: "What is printed: a table, json (as summary.json) or csv (as periods.csv).")
  var format: OutputFormat = .table

  @OptionGroup var languages: LanguageOptions

  var language: Language { languages.language }

  /// Prints a result, and writes its files when a folder is given.
  func report(_ result: SimulationResult) throws {
    switch format {
    case .table:
      Terminal.write(
        TerminalTable(colour: Terminal.wantsColour, width: Terminal.width, language: language).text(result))
    case .json: SummaryJSON.write(result, Terminal.write)
    case .csv: Terminal.write(PeriodsCSV.text(result))
    }
    guard let output else { return }
    let paths = try orExit { try RunOutput.write(result, to: output, language: language) }
    if format == .table { Terminal.write("\n" + paths.joined(separator: "\n") + "\n") }
  }
}
