import Foundation
import ScenarioFormat
import Simulation

/// The folder of a sweep: `sweep.json` says what it is of, `sweep.csv` has a row for each cell and contact type, and each cell
/// has a folder of its own with its files or its shards.
public struct SweepFolder: Sendable {
  /// The folder, as given.
  public let directory: String
  /// What is varied.
  public let plan: SweepPlan
  private let manifest: JSONValue

  /// Names a sweep’s folder.
  /// - Parameters:
  ///   - scenario, overlays, sets, replications, seed: what all cells have in common, as given on the command line.
  public init(
    directory: String, plan: SweepPlan, scenario: String, overlays: [String], sets: [String], replications: Int?,
    seed: UInt64?
  ) {
    self.directory = directory
    self.plan = plan
    func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    manifest = .object([
      .init("scenario", .string(scenario)), .init("overlays", list(overlays)), .init("set", list(sets)),
      .init("replications", replications.map { .integer(Int64($0)) } ?? .null),
      .init("seed", seed.map { .unsigned($0) } ?? .null),
      .init(
        "over",
        .array(plan.axes.map { .object([.init("path", .string($0.path)), .init("values", list($0.values))]) })),
    ])
  }

  /// The folder of a cell, from 1.
  public func cellFolder(_ number: Int) -> String {
    (directory.hasSuffix("/") ? directory : directory + "/") + "cell-\(number)"
  }

  /// Claims the folder: writes `sweep.json`, or makes sure that the one that is there is the same.
  /// - Throws: ``OutputError`` when the folder belongs to another sweep, or cannot be written.
  public func claim() throws {
    let text = manifest.text + "\n"
    let path = (directory.hasSuffix("/") ? directory : directory + "/") + "sweep.json"
    if let earlier = try? String(contentsOfFile: path, encoding: .utf8) {
      guard earlier == text else {
        throw OutputError("“\(directory)” holds another sweep: give another --output or move it away")
      }
      return
    }
    _ = try RunOutput.write([("sweep.json", text)], to: directory)
  }

  /// Whether a shard of a cell is there, whole, and of the same run.
  public func holds(_ shard: Shard, of cell: Int, run: ShardFile.Run) -> Bool {
    guard let file = try? ShardFolder.read(cellFolder(cell) + "/" + ShardFile.name(shard)) else { return false }
    return file.run == run && file.shard == shard
  }

  /// Shards of which a cell’s file is missing, by looking at their names only.
  public func missingShards(of count: Int) -> [Int] {
    let manager = FileManager.default
    return (1...count).filter { index in
      guard let shard = Shard(index: index, count: count) else { return true }
      return plan.cells.indices.contains { cell in
        !manager.fileExists(atPath: cellFolder(cell + 1) + "/" + ShardFile.name(shard))
      }
    }
  }

  /// Writes the files of a finished cell.
  /// - Throws: ``OutputError``.
  public func write(_ result: SimulationResult, cell: Int, language: Language) throws {
    _ = try RunOutput.write(result, to: cellFolder(cell), language: language)
  }

  /// Writes `sweep.csv`.
  /// - Returns: its path.
  /// - Throws: ``OutputError``.
  public func write(_ table: SweepTable) throws -> String {
    try RunOutput.write([("sweep.csv", table.csv)], to: directory)[0]
  }
}

/// What the cells of a sweep gave: a row for each cell and contact type.
public struct SweepTable: Sendable {
  private let plan: SweepPlan
  private let results: [SimulationResult]

  /// Lays out the results of all cells, in their order.
  public init(plan: SweepPlan, results: [SimulationResult]) {
    self.plan = plan
    self.results = results
  }

  private static let columns: [FigureColumns.Column<ContactFigures, Figure>] =
    [("offered", \.offered), ("answered", \.answered), ("abandoned", \.abandoned)] + FigureColumns.serviceLevels
    + [("waitAnsweredMean", \.waitAnswered.mean), ("waitAllMean", \.waitAll.mean), ("queueLength", \.queueLength)]

  /// RFC 4180 with a heading; each figure is followed by its half width.
  public var csv: String {
    var text = CSVRow.text(
      ["cell"] + plan.axes.map { CSVRow.name($0.path) } + ["contactType", "replications"]
        + Self.columns.flatMap { [$0.name, $0.name + "HalfWidth"] } + ["cost", "costHalfWidth"])
    for (number, (cell, result)) in zip(plan.cells, results).enumerated() {
      let cost = Self.cost(of: result)
      for type in result.contactTypes {
        var cells = [String(number + 1)] + cell.map { CSVRow.name($0) }
        cells += [CSVRow.name(type.name), String(result.replications)]
        for column in Self.columns {
          let figure = column.value(type.day)
          cells += [CSVRow.number(figure.mean), CSVRow.number(figure.halfWidth)]
        }
        cells += [CSVRow.number(cost.mean), CSVRow.number(cost.halfWidth)]
        text += CSVRow.text(cells)
      }
    }
    return text
  }

  /// For a terminal: the cells, the service level that each type promises (SL1 without a promise), its mean wait, and the cost.
  public func terminal(width: Int, colour: Bool) -> String {
    var table = TextTable(
      columns: [.init(title: "cell", alignsLeft: true)]
        + plan.axes.map { .init(title: $0.path, alignsLeft: true) }
        + [
          .init(title: "contact type", alignsLeft: true), .init(title: "offered", dropOrder: 2),
          .init(title: "answered in time"), .init(title: "mean wait"), .init(title: "cost", dropOrder: 1),
        ])
    let numbers = NumberText(.english)
    for (number, (cell, result)) in zip(plan.cells, results).enumerated() {
      let cost = Self.cost(of: result)
      for type in result.contactTypes {
        let level = type.promise.map { type.day.serviceLevel[$0.definition] } ?? type.day.serviceLevel.SL1
        table.rows.append(
          ([String(number + 1)] + cell + [
            type.name, numbers.count(type.day.offered.mean), numbers.share(level.mean),
            numbers.duration(type.day.waitAnswered.mean.mean), numbers.money(cost.mean),
          ]).map { .init($0) })
      }
    }
    return table.lines(width: width, colour: colour).joined(separator: "\n") + "\n"
  }

  private static func cost(of result: SimulationResult) -> Figure {
    let costs = result.agentGroups.compactMap(\.day.cost)
    guard costs.count == result.agentGroups.count else { return Figure(mean: nil, halfWidth: nil) }
    // Overtime is what varies, and differs little between groups: the half widths are added, which is never too narrow.
    return Figure(
      mean: costs.reduce(0) { $0 + ($1.mean ?? 0) }, halfWidth: costs.reduce(0) { $0 + ($1.halfWidth ?? 0) })
  }
}
