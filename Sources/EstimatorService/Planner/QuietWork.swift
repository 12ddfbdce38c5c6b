import Foundation
import Synchronization

/// Runs heavy work beside the server: one piece at a time, on a thread that gives way to those that answer customers.
final class QuietWork: Sendable {
  private struct State {
    var isBusy = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let mostWaiting: Int

  init(mostWaiting: Int) { self.mostWaiting = mostWaiting }

  /// How much a thread gives way; 19 is the most.
  private static let niceness: Int32 = 10

  /// Runs a piece of work when its turn comes.
  /// - Throws: ``Problem`` (503) when too many wait already, and what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let isFull = state.withLock { $0.isBusy && $0.waiting.count >= mostWaiting }
    guard !isFull else {
      throw Problem(
        .serviceUnavailable, "busy", "Too many simulations are asked for at once; try again.",
        headers: [.retryAfter: "1"])
    }
    await withCheckedContinuation { turn in
      let mayGo = state.withLock { state in
        if state.isBusy {
          state.waiting.append(turn)
          return false
        }
        state.isBusy = true
        return true
      }
      if mayGo { turn.resume() }
    }
    defer {
      let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
        if state.waiting.isEmpty {
          state.isBusy = false
          return nil
        }
        return state.waiting.removeFirst()
      }
      next?.resume()
    }
    return try await withCheckedThrowingContinuation { done in
      let thread = Thread {
        // Of the calling thread alone, on Linux.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness)
        done.resume(with: Result { try work() })
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }
}
