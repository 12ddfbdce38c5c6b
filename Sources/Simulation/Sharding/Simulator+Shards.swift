import ContactCentre
import Foundation

extension Simulator {
  /// Runs one part of the scenario’s replications.
  ///
  /// Of a scenario that stops on precision all replications are run that it may take: where it would have stopped is only
  /// known when all parts are looked at. So that this can be told, the sums are kept batch by batch.
  /// - Parameters: as for ``run(threads:overlays:isCancelled:progress:)``; ``Progress`` counts the replications of the part.
  /// - Throws: ``SimulationError`` when it was cancelled: nothing is kept of a part.
  public func run(
    _ shard: Shard, threads: Int = ProcessInfo.processInfo.activeProcessorCount, overlays: [String] = [],
    isCancelled: @escaping @Sendable () -> Bool = { false },
    progress report: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> ShardFile {
    let parts = batches.map { shard.part(of: $0) }
    let planned = parts.reduce(0) { $0 + $1.count } * unit
    var sums: [[UInt8]] = []
    var done = 0
    for part in parts {
      let before = done
      sums.append(
        try play(part, threads: threads, isCancelled: isCancelled) { progress in
          report(Progress(finished: before + progress.finished, planned: planned))
        })
      done += part.count * unit
    }
    return ShardFile(run: shardRun(overlays: overlays), shard: shard, sums: sums)
  }

  /// What the shards of this run are of.
  public func shardRun(overlays: [String]) -> ShardFile.Run {
    ShardFile.Run(scenario: scenario, state: state, overlays: overlays)
  }

  /// Puts the parts of a run together: the result is that of one run, to the byte.
  /// - Throws: ``SimulationError`` when parts are missing, named one by one, or are not of the same run.
  public static func merge(_ files: [ShardFile]) throws -> SimulationResult {
    guard let first = files.first else { throw SimulationError("there are no shards to merge") }
    var parts: [Int: ShardFile] = [:]
    for file in files {
      guard file.shard.count == first.shard.count, file.run == first.run else {
        throw SimulationError("shard \(file.shard) is not of the same run as shard \(first.shard)")
      }
      if let other = parts[file.shard.index], other != file {
        throw SimulationError("shard \(file.shard) is there twice, with different sums")
      }
      parts[file.shard.index] = file
    }
    let missing = (1...first.shard.count).filter { parts[$0] == nil }
    guard missing.isEmpty else {
      let names = missing.map { "\($0)/\(first.shard.count)" }.joined(separator: ", ")
      throw SimulationError(
        missing.count == 1 ? "shard \(names) is missing" : "\(missing.count) shards are missing: \(names)")
    }
    let simulator = try Simulator(first.run.scenario, from: first.run.state)
    return try simulator.assemble(parts.keys.sorted().compactMap { parts[$0] }, overlays: first.run.overlays)
  }

  private func assemble(_ files: [ShardFile], overlays: [String]) throws -> SimulationResult {
    let compiled = run.compiled
    var sums = emptySums
    let histograms = WaitHistograms(
      types: compiled.typeCount, periods: compiled.periodCount, keepsPeriods: compiled.keepsAnnouncements)
    defer { histograms.deallocate() }
    let experiment = scenario.experiment
    var ended = experiment.stopping == nil ? RunEnd.replicationsDone : .precisionNotReached
    for (number, batch) in batches.enumerated() {
      for file in files {
        do {
          guard file.sums.count == batches.count else { throw ByteReader.Damaged() }
          var reader = ByteReader(file.sums[number][...])
          try sums.merge(&reader)
          try histograms.merge(&reader)
          guard reader.isAtEnd else { throw ByteReader.Damaged() }
        } catch {
          throw SimulationError("shard \(file.shard) does not fit its scenario: it is of another version, run it again")
        }
      }
      guard sums.replications == batch.upperBound * unit else {
        throw SimulationError(
          "the shards have \(sums.replications) replications together; expected \(batch.upperBound * unit)")
      }
      if let rule = experiment.stopping, Precision(self, sums).isReached(rule) {
        ended = .precisionReached
        break
      }
    }
    return Assembly(self, sums, histograms, ended: ended, overlays: overlays).result()
  }
}
