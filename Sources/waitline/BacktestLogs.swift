import ArgumentParser
import LogFitting
import Reporting

/// `waitline backtest`.
struct BacktestLogs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Replay contact logs and score the wait that customers would have been told.",
    discussion: """
      Learns from the --fit logs, then replays the --test logs event by event as a live service would have seen them:
      when a caller joins, only what has happened by then is known. The learned estimator goes on calibrating itself by
      the waits it sees, and learns anew every four days. Beside it stand simple estimates such as the wait of the last
      caller. The mapping says whom to score.

      EXAMPLES
        waitline backtest --fit 1999-0[1-5].csv.gz --test 1999-06.csv.gz --mapping scenarios/anonymous-bank-mapping.yaml
        waitline backtest --fit may.csv --test june.csv --mapping mapping.yaml --predictions output/june.csv
        waitline backtest --fit april.csv may.csv --test june.csv --mapping mapping.yaml --language zh-Hans
      """.asHelp)

  /// How standard output is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv
  }

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Logs to learn from, CSV or CSV.gz.", valueName: "log"),
    completion: .file())
  var fit: [String]

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Logs to replay and score.", valueName: "log"), completion: .file())
  var test: [String]

  @OptionGroup var logs: LogOptions

  @Option(
    help: ArgumentHelp("CSV file for the forecast of every scored caller.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var predictions: String?

  @Option(help: "What is printed: table, json or csv (the forecasts).")
  var format: Format = .table

  @Option(help: "Language of the table: en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let bar = ProgressBar()
    let (backtest, counts) = try logs.reading { mapping, setAside in
      let archive = try LogArchive(
        paths: fit + test, mapping: mapping, allowDirty: logs.allowDirty, setAside: setAside)
      let backtest = try Backtest(archive, fitFiles: fit.count) { bar.show("replaying: \(Int($0 * 100)) %") }
      return (backtest, archive.counts)
    }
    bar.finish()
    if let predictions {
      do {
        try TextFile.write(BacktestReport.predictionsCSV(backtest), to: predictions)
      } catch {
        Terminal.complain("error: \(error)")
        throw ExitCode(ExitStatus.failure)
      }
    }
    switch format {
    case .table: Terminal.write(BacktestReport.text(backtest, rows: counts, width: Terminal.width, language: language))
    case .json: Terminal.write(BacktestReport.json(backtest, rows: counts))
    case .csv: Terminal.write(BacktestReport.predictionsCSV(backtest))
    }
  }
}
