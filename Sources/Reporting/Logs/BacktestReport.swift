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
      .init("fitted", .integer(backtest.fitted)),
      .init("testFiles", .strings(backtest.testFiles)),
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
    [.init("joined", .integer(all.count)), .init("abandoned", .integer(all.abandoned))]
      + members(all.scores).map { member in
        member.key == "within30Bias" ? .init("within30Bias", .optional(all.within30Bias)) : member
      }
  }

  private static func members(_ scores: ForecastScores) -> [JSONValue.Member] {
    func byLevel(_ values: [Double]) -> JSONValue {
      .compact(.object(zip(levelNames, values).map { .init($0, .number($1)) }))
    }
    return [
      .init("count", .integer(scores.count)), .init("meanWait", .number(scores.meanWait)),
      .init("rmseOverMean", .number(scores.rmseOverMean)), .init("mae", .number(scores.mae)),
      .init("bias", .number(scores.bias)), .init("coverage80", .number(scores.coverage80)),
      .init("coverage90", .number(scores.coverage90)), .init("width80", .number(scores.width80)),
      .init("width90", .number(scores.width90)), .init("meanPinball", .number(scores.meanPinball)),
      .init("pinball", byLevel(scores.pinball)), .init("shareBelow", byLevel(scores.shareBelow)),
      .init("brier", .number(scores.brier)), .init("calibrationError", .number(scores.calibrationError)),
      .init("within30Bias", .number(scores.within30Bias)),
    ]
  }

  /// Tables for the terminal: all methods, then the learned one by month, then all who joined.
  public static func text(
    _ backtest: Backtest, rows: RowCounts, width: Int, language: Language = .english
  ) -> String {
    let texts = Texts(language)
    func table(_ title: String, _ rows: [(name: String, scores: ForecastScores)]) -> [String] {
      var table = TextTable(
        columns: [.init(title: title, alignsLeft: true)] + texts.scoreColumns.map { .init(title: $0) })
      table.rows = rows.map { Self.row($0.name, $0.scores, texts) }
      return table.lines(width: max(width, 150), colour: false)
    }
    func named(_ scores: (Backtest.Method) -> ForecastScores) -> [(name: String, scores: ForecastScores)] {
      backtest.methods.map { (texts.method($0), scores($0)) }
    }
    var lines = [texts.fittedOn(NumberText.fixed(Double(backtest.fitted), decimals: 0)), ""]
    lines += table(texts.methodName, named(\.scores))
    if let learned = backtest.methods.first, learned.months.count > 1 {
      let months = learned.months.sorted { $0.key < $1.key }
      lines += [""] + table(texts.learnedByMonth, months.map { ($0.key, $0.value) })
    }
    if let learned = backtest.methods.first {
      let all = learned.all
      func count(_ value: Int) -> String { NumberText.fixed(Double(value), decimals: 0) }
      var joined = named(\.all.scores)
      if learned.allByMonth.count > 1 {
        joined += learned.allByMonth.sorted { $0.key < $1.key }.map { (texts.learned(in: $0.key), $0.value.scores) }
      }
      lines += ["", texts.allWhoJoined(count(all.count), abandoned: count(all.abandoned)), ""]
      lines += table(texts.whoJoined, joined)
    }
    return (lines + ["", texts.scoresNote] + RowCountsText.lines(rows, texts)).joined(separator: "\n") + "\n"
  }

  private static func row(_ name: String, _ scores: ForecastScores, _ texts: Texts) -> [TextTable.Cell] {
    func number(_ value: Double, _ decimals: Int) -> String { NumberText.fixed(value, decimals: decimals) }
    func seconds(_ value: Double, _ decimals: Int = 1) -> String {
      number(value, decimals) + texts.pick(" ", "") + texts.secondsUnit
    }
    return [
      name, number(Double(scores.count), 0), seconds(scores.meanWait), number(scores.rmseOverMean, 3),
      seconds(scores.mae), number(scores.coverage80 * 100, 1) + "%", number(scores.coverage90 * 100, 1) + "%",
      seconds(scores.width80, 0), seconds(scores.width90, 0), number(scores.meanPinball, 2), number(scores.brier, 4),
      number(scores.calibrationError, 4),
    ].map { .init($0) }
  }
}

/// What was read from logs and what could not be used.
enum RowCountsText {
  static func json(_ rows: RowCounts) -> JSONValue {
    .object([
      .init("read", .integer(rows.rows)), .init("dirty", .integer(rows.dirtyRows)),
      .init(
        "reasons",
        .object(
          rows.dirty.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            .init($0.key.rawValue, .integer($0.value))
          })),
    ])
  }

  /// Nothing when all rows were fine.
  static func lines(_ rows: RowCounts, _ texts: Texts) -> [String] {
    guard rows.dirtyRows > 0 else { return [] }
    let reasons = rows.dirty.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let named = reasons.map { "\(texts.reason($0.key)) \($0.value)" }.joined(separator: texts.comma)
    return ["", texts.rowsUnused(rows.dirtyRows, of: rows.rows, named)]
  }
}
