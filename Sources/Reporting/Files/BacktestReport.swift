import Foundation
import LogFitting

/// The scores of a back-test, for people and for programs.
public enum BacktestReport {
  /// One row a scored caller: `file,row,mean,q05,q10,q25,q50,q75,q90,q95,pWithin30`, seconds.
  public static func predictionsCSV(_ backtest: Backtest) -> String {
    var text = "file,row,mean," + levelNames.joined(separator: ",") + ",pWithin30\n"
    let names = backtest.testFiles.map { URL(fileURLWithPath: $0).lastPathComponent }
    for prediction in backtest.predictions {
      let forecast = prediction.forecast
      var cells = [quoted(names[prediction.file]), String(prediction.row), rounded(forecast.mean, 1e3)]
      cells += forecast.quantiles.map { rounded($0, 1e3) }
      cells.append(rounded(forecast.within30, 1e5))
      text += cells.joined(separator: ",") + "\n"
    }
    return text
  }

  private static let levelNames = ["q05", "q10", "q25", "q50", "q75", "q90", "q95"]

  private static func rounded(_ value: Double, _ unit: Double) -> String {
    ((value * unit).rounded() / unit).description
  }

  private static func quoted(_ name: String) -> String {
    name.contains { ",\"\r\n".contains($0) } ? "\"\(name.replacing("\"", with: "\"\""))\"" : name
  }

  /// JSON with stable keys: `fitted`, `testFiles`, `rows`, `methods` (each with its scores over all and by month) and
  /// `allWhoJoined`. Times in seconds, shares between 0 and 1.
  public static func json(_ backtest: Backtest, rows: RowCounts) -> String {
    return JSONValue.object([
      .init("version", .integer(1)),
      .init("fitted", .integer(Int64(backtest.fitted))),
      .init("testFiles", .array(backtest.testFiles.map(JSONValue.string))),
      .init("rows", RowCountsText.json(rows)),
      .init(
        "methods",
        .array(
          backtest.methods.map { method in
            .object(
              [.init("name", .string(method.name)), .init("title", .string(method.title))] + members(method.scores)
                + [
                  .init("months", byMonth(method.months, members)),
                  .init(
                    "allWhoJoined",
                    .object(members(method.all) + [.init("months", byMonth(method.allByMonth, members))])),
                ])
          })),
    ]).text
  }

  private static func byMonth<Scores>(
    _ months: [String: Scores], _ members: (Scores) -> [JSONValue.Member]
  ) -> JSONValue {
    .object(months.sorted { $0.key < $1.key }.map { .init($0.key, .object(members($0.value))) })
  }

  private static func members(_ all: CensoredScores) -> [JSONValue.Member] {
    [.init("joined", .integer(Int64(all.count))), .init("abandoned", .integer(Int64(all.abandoned)))]
      + members(all.scores).map { member in
        member.key == "within30Bias" ? .init("within30Bias", .optional(all.within30Bias)) : member
      }
  }

  private static func members(_ scores: ForecastScores) -> [JSONValue.Member] {
    func byLevel(_ values: [Double]) -> JSONValue {
      .compact(.object(zip(levelNames, values).map { .init($0, .number($1)) }))
    }
    return [
      .init("count", .integer(Int64(scores.count))), .init("meanWait", .number(scores.meanWait)),
      .init("rmseOverMean", .number(scores.rmseOverMean)), .init("mae", .number(scores.mae)),
      .init("bias", .number(scores.bias)), .init("coverage80", .number(scores.coverage80)),
      .init("coverage90", .number(scores.coverage90)), .init("width80", .number(scores.width80)),
      .init("width90", .number(scores.width90)), .init("meanPinball", .number(scores.meanPinball)),
      .init("pinball", byLevel(scores.pinball)), .init("shareBelow", byLevel(scores.shareBelow)),
      .init("brier", .number(scores.brier)), .init("calibrationError", .number(scores.calibrationError)),
      .init("within30Bias", .number(scores.within30Bias)),
    ]
  }

  /// Tables for the terminal: all methods, then the learned one by month.
  public static func text(_ backtest: Backtest, rows: RowCounts, width: Int) -> String {
    func columns(_ first: String) -> [TextTable.Column] {
      [.init(title: first, alignsLeft: true)]
        + ["callers", "mean wait", "RMSE/mean", "MAE", "in 80%", "in 90%", "width 80%", "width 90%"].map {
          .init(title: $0)
        }
        + ["pinball", "Brier ≤30s", "cal. error"].map { .init(title: $0) }
    }
    func row(_ name: String, _ scores: ForecastScores) -> [TextTable.Cell] {
      func seconds(_ value: Double, _ decimals: Int = 1) -> String {
        NumberText.fixed(value, decimals: decimals) + " s"
      }
      func number(_ value: Double, _ decimals: Int) -> String { NumberText.fixed(value, decimals: decimals) }
      return [
        name, number(Double(scores.count), 0), seconds(scores.meanWait), number(scores.rmseOverMean, 3),
        seconds(scores.mae), number(scores.coverage80 * 100, 1) + "%", number(scores.coverage90 * 100, 1) + "%",
        seconds(scores.width80, 0), seconds(scores.width90, 0), number(scores.meanPinball, 2), number(scores.brier, 4),
        number(scores.calibrationError, 4),
      ].map { .init($0) }
    }
    var methods = TextTable(columns: columns("method"))
    methods.rows = backtest.methods.map { row($0.title, $0.scores) }
    var lines = ["Fitted on \(backtest.fitted) callers; scored at the moment of joining:", ""]
    lines += methods.lines(width: max(width, 150), colour: false)
    if let learned = backtest.methods.first, learned.months.count > 1 {
      var months = TextTable(columns: columns("learned, by month"))
      months.rows = learned.months.sorted { $0.key < $1.key }.map { row($0.key, $0.value) }
      lines += [""] + months.lines(width: max(width, 150), colour: false)
    }
    if let learned = backtest.methods.first {
      let all = learned.all
      var joined = TextTable(columns: columns("all who joined"))
      joined.rows = backtest.methods.map { row($0.title, $0.all.scores) }
      if learned.allByMonth.count > 1 {
        joined.rows += learned.allByMonth.sorted { $0.key < $1.key }.map { row("learned, " + $0.key, $0.value.scores) }
      }
      lines += [
        "",
        "All \(NumberText.fixed(Double(all.count), decimals: 0)) who joined, "
          + "\(NumberText.fixed(Double(all.abandoned), decimals: 0)) abandoned and count as censored "
          + "(those served stand for those who went before):", "",
      ]
      lines += joined.lines(width: max(width, 150), colour: false)
    }
    return (lines + RowCountsText.lines(rows)).joined(separator: "\n") + "\n"
  }
}

/// What was read from logs and what could not be used.
enum RowCountsText {
  static func json(_ rows: RowCounts) -> JSONValue {
    .object([
      .init("read", .integer(Int64(rows.rows))), .init("dirty", .integer(Int64(rows.dirtyRows))),
      .init(
        "reasons",
        .object(
          rows.dirty.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            .init($0.key.rawValue, .integer(Int64($0.value)))
          })),
    ])
  }

  /// Nothing when all rows were fine.
  static func lines(_ rows: RowCounts, _ texts: Texts = Texts(.english)) -> [String] {
    guard rows.dirtyRows > 0 else { return [] }
    let reasons = rows.dirty.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let named = reasons.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: texts.comma)
    return ["", texts.rowsUnused(rows.dirtyRows, of: rows.rows, named)]
  }
}
