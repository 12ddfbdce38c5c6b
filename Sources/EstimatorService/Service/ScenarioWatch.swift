import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// Loads the scenario again on SIGHUP, and when one of its files changes.
struct ScenarioWatch: Service {
  let reload: EstimatorServer.Reload
  let centre: LiveCentre
  let metrics: Metrics
  let logger: Logger

  private let files = Watched()

  /// What is looked at now.
  private final class Watched: Sendable {
    let files = Mutex<[String]?>(nil)
  }

  init(reload: EstimatorServer.Reload, centre: LiveCentre, metrics: Metrics, logger: Logger) {
    (self.reload, self.centre, self.metrics, self.logger) = (reload, centre, metrics, logger)
  }

  /// How often the files are looked at.
  private static let pause: Duration = .seconds(1)

  func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { load() }
      }
      group.addTask {
        // Ends with an error when the server stops.
        try? await cancelWhenGracefulShutdown {
          var before = stamps
          while true {
            try await Task.sleep(for: Self.pause)
            let now = stamps
            // An editor that moves a new file into place may leave none for a moment.
            guard let now, now != before else { continue }
            load()
            // Another scenario may be made of other files.
            before = stamps
          }
        }
      }
    }
  }

  /// What changes with the files; `nil` while one of them is missing.
  private var stamps: [[Int]]? {
    var stamps: [[Int]] = []
    for file in files.files.withLock({ $0 }) ?? reload.files {
      var info = stat()
      guard stat(file, &info) == 0 else { return nil }
      stamps.append([Int(info.st_mtim.tv_sec), Int(info.st_mtim.tv_nsec), Int(info.st_size), Int(info.st_ino)])
    }
    return stamps
  }

  private func load() {
    do {
      let (scenario, read) = try reload.load()
      try centre.follow(scenario)
      files.files.withLock { $0 = read }
      metrics.reload(isGood: true)
      logger.info("the scenario was loaded again")
    } catch {
      metrics.reload(isGood: false)
      logger.error("the scenario was not loaded again, the old one stays: \(error)")
    }
  }
}
