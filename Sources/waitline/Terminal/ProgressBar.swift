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

  /// Runs what shows how far it is; the bar is off the screen when it ends, however it does.
  static func during<Result>(_ body: (ProgressBar) throws -> Result) rethrows -> Result {
    let bar = ProgressBar()
    defer { bar.finish() }
    return try body(bar)
  }

  /// The same of a search of unknown length, which is counted in replications.
  static func counting<Result>(_ body: (_ playedOne: @escaping @Sendable () -> Void) throws -> Result) rethrows
    -> Result
  {
    try during { bar in
      let played = Counter()
      return try body { bar.show("\(played.next()) replications played  (Ctrl-C stops) ") }
    }
  }

  /// The same of so many replications as are planned.
  static func counting<Result>(
    of planned: Int, _ body: (_ playedOne: @escaping @Sendable () -> Void) throws -> Result
  ) rethrows -> Result {
    try during { bar in
      let played = Counter()
      return try body { bar.show(finished: played.next(), planned: planned) }
    }
  }

  /// Shows how far the run has come, at most ten times a second.
  func show(_ progress: Simulator.Progress) { show(finished: progress.finished, planned: progress.planned) }

  /// Shows how many replications of all are finished, at most ten times a second.
  func show(finished: Int, planned: Int) {
    draw {
      let share = min(1, Double(finished) / Double(max(1, planned)))
      let full = Int(share * Double(Self.width))
      let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
      return "\(bar) \(finished) of \(planned) replications  (Ctrl-C keeps what is finished) "
    }
  }

  /// Shows that a search goes on, at most ten times a second.
  func show(_ status: String) { draw { status } }

  private func draw(_ text: () -> String) {
    guard isTerminal else { return }
    state.withLock { state in
      let now = Date()
      guard now.timeIntervalSince(state.started) > 1, now.timeIntervalSince(state.drawn) > 0.1 else { return }
      state.drawn = now
      state.isVisible = true
      write("\r\u{1B}[2K\(text())")
    }
  }

  private func finish() {
    state.withLock { state in
      if state.isVisible { write("\r\u{1B}[2K") }
      state.isVisible = false
    }
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Counts from any thread.
  private final class Counter: Sendable {
    private let count = Atomic(0)

    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
  }
}
