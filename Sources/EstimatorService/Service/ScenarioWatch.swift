import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// Loads the scenario again on SIGHUP, and when its file changes.
struct ScenarioWatch: Service {
  let reload: EstimatorServer.Reload
  let centre: LiveCentre
  let metrics: Metrics
  let logger: Logger

  /// How often the file is looked at.
  private static let pause: Duration = .seconds(1)

  func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { load() }
      }
      group.addTask {
        // Ends with an error when the server stops.
        try? await cancelWhenGracefulShutdown {
          var before = stamp
          while true {
            try await Task.sleep(for: Self.pause)
            let now = stamp
            // An editor that moves a new file into place may leave none for a moment.
            guard let now, now != before else { continue }
            before = now
            load()
          }
        }
      }
    }
  }

  /// What changes with the file.
  private var stamp: [Int]? {
    var info = stat()
    guard stat(reload.file, &info) == 0 else { return nil }
    return [Int(info.st_mtim.tv_sec), Int(info.st_mtim.tv_nsec), Int(info.st_size), Int(info.st_ino)]
  }

  private func load() {
    do {
      try centre.follow(try reload.load())
      metrics.reload(isGood: true)
      logger.info("the scenario was loaded again")
    } catch {
      metrics.reload(isGood: false)
      logger.error("the scenario was not loaded again, the old one stays: \(error)")
    }
  }
}
