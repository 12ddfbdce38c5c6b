import ArgumentParser
import Reporting
import Simulation

/// How a result is written.
struct ReportingOptions: ParsableArguments {
  /// How standard output is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
  }

  @Option(help: ArgumentHelp("Folder for the files of the run.", valueName: "dir"), completion: .directory)
  var output: String?

  @Option(help: "What is printed: table, json (as summary.json) or csv (as periods.csv).")
  var format: Format = .table

  @Option(help: "Language of the table and of the report: en or zh-Hans.")
  var language: Language = .english

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
    do {
      let paths = try RunOutput.write(result, to: output, language: language)
      if format == .table { Terminal.write("\n" + paths.joined(separator: "\n") + "\n") }
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(ExitStatus.failure)
    }
  }
}

extension Language: ExpressibleByArgument {}
