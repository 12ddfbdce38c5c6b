import ArgumentParser
import LogFitting
import Reporting

/// `waitline backtest`.
struct BacktestLogs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Replay contact logs and score the waits that customers would have been told.",
    usage: "waitline backtest --fit <log> ... --test <log> ... --mapping <file> [<options>]",
    discussion: """
      Learns from the --fit logs, then replays the --test logs event by event, as a live service would have seen them: when
      a customer joins, only what has happened by then is known. The learned estimator keeps calibrating itself by the waits
      it observes, and is trained again every four days. It is compared with the scenario that `waitline fit` makes of the
      --fit logs, as `waitline serve` would ask it (played forward, and as the exact law of one line; both also corrected by
      the waits observed so far), and with simple estimates, such as the wait of the customer before. The mapping says which
      contacts are scored.

      EXAMPLES
        waitline backtest --fit 1999-0[1-5].csv.gz --test 1999-06.csv.gz --mapping scenarios/anonymous-bank-mapping.yaml
        waitline backtest --fit may.csv --test june.csv --mapping mapping.yaml --predictions output/june.csv
        waitline backtest --fit april.csv may.csv --test june.csv --mapping mapping.yaml --language zh-Hans
      """.asHelp)

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Logs to learn from, CSV or CSV.gz.", valueName: "log"),
    completion: .file())
  var fit: [String]

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Logs to replay and score, CSV or CSV.gz.", valueName: "log"),
    completion: .file())
  var test: [String]

  @OptionGroup var logs: LogOptions

  @Option(
    help: ArgumentHelp("Also write the forecast of every customer scored as CSV.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var predictions: String?

  @Option(help: "What is printed on standard output; csv has the forecasts.")
  var format: OutputFormat = .table

  @OptionGroup var languages: LanguageOptions

  func run() throws {
    let (backtest, counts) = try logs.reading { mapping, setAside in
      try ProgressBar.during { bar in
        let archive = try LogArchive(
          paths: fit + test, mapping: mapping, allowDirty: logs.allowDirty, setAside: setAside)
        let centre = try liveCentre(archive, mapping) { bar.show("fitting the model: \($0) rows") }
        let backtest = try Backtest(archive, fitFiles: fit.count, centre: centre) {
          bar.show("replaying: \(Int($0 * 100)) %")
        }
        return (backtest, archive.counts)
      }
    }
    if let predictions {
      try orExit { try TextFile.write(BacktestReport.predictionsCSV(backtest), to: predictions) }
    }
    switch format {
    case .table:
      Terminal.write(
        BacktestReport.text(backtest, rows: counts, width: Terminal.width, language: languages.language))
    case .json: Terminal.write(BacktestReport.json(backtest, rows: counts))
    case .csv: Terminal.write(BacktestReport.predictionsCSV(backtest))
    }
  }

  /// The scenario that the logs to learn from give; `nil` with a complaint when they give none: the other methods need none.
  private func liveCentre(
    _ archive: LogArchive, _ mapping: LogMapping, progress: (Int) -> Void
  ) throws -> ReplayCentre? {
    do {
      let fitted = try LogFit(
        paths: fit, mapping: mapping, options: FitOptions(), allowDirty: true, progress: progress)
      return try ReplayCentre(fitted, archive: archive, fitFiles: fit.count)
    } catch {
      Terminal.complain("the methods of the model are left out: \(error)")
      return nil
    }
  }
}
