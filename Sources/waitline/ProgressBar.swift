import Foundation
import Simulation
import Synchronization

/// A bar on standard error for runs above a second; nothing when it is not a terminal.
final class ProgressBar: Sendable {
  private struct State {
    var started = Date()
    var drawn = Date.distantPast
    var isVisible = false
  }

  private static let width = 30
  private let state = Mutex(State())
  private let isTerminal = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Shows how far the run has come, at most ten times a second.
  func show(_ progress: Simulator.Progress) { show(finished: progress.finished, planned: progress.planned) }

  /// Shows how many replications of all are finished, at most ten times a second.
  func show(finished: Int, planned: Int) {
    guard isTerminal else { return }
    state.withLock { state in
      let now = Date()
      guard now.timeIntervalSince(state.started) > 1, now.timeIntervalSince(state.drawn) > 0.1 else { return }
      state.drawn = now
      state.isVisible = true
      let share = min(1, Double(finished) / Double(max(1, planned)))
      let full = Int(share * Double(Self.width))
      let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
      write("\r\(bar) \(finished) of \(planned) replications  (Ctrl-C keeps what is finished) ")
    }
  }

  /// Shows that a search goes on, at most ten times a second.
  func show(_ status: String) {
    guard isTerminal else { return }
    state.withLock { state in
      let now = Date()
      guard now.timeIntervalSince(state.started) > 1, now.timeIntervalSince(state.drawn) > 0.1 else { return }
      state.drawn = now
      state.isVisible = true
      write("\r\u{1B}[2K\(status)")
    }
  }

  /// Takes the bar off the screen.
  func finish() {
    state.withLock { state in
      if state.isVisible { write("\r\u{1B}[2K") }
      state.isVisible = false
    }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
