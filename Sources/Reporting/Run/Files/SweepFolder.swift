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
    manifest = .object([
      .init("scenario", .string(scenario)), .init("overlays", .strings(overlays)), .init("set", .strings(sets)),
      .init("replications", .optional(replications)),
      .init("seed", seed.map { .unsigned($0) } ?? .null),
      .init(
        "over",
        .array(plan.axes.map { .object([.init("path", .string($0.path)), .init("values", .strings($0.values))]) })),
    ])
  }

  /// The folder of a cell, from 1.
  public func cellFolder(_ number: Int) -> String {
    OutputFolder.path(of: "cell-\(number)", in: directory)
  }

  /// Claims the folder: writes `sweep.json`, or makes sure that the one that is there is the same.
  /// - Throws: ``OutputError`` when the folder belongs to another sweep, or cannot be written.
  public func claim() throws {
    let text = manifest.text + "\n"
    let path = OutputFolder.path(of: "sweep.json", in: directory)
    if let earlier = try? String(contentsOfFile: path, encoding: .utf8) {
      guard earlier == text else {
        throw OutputError("“\(directory)” holds another sweep: give another --output or move it away")
      }
      return
    }
    _ = try OutputFolder.write([("sweep.json", text)], to: directory)
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
    try OutputFolder.write([("sweep.csv", table.csv)], to: directory)[0]
  }
}
