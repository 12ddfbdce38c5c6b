import Foundation
import Synchronization

/// Ctrl-C: the first asks the run to stop and keep what is finished, the second ends the program at once.
enum Interrupt {
  private static let raised = Atomic(false)

  /// Whether Ctrl-C was pressed; may be asked from any thread.
  static var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Listens from now on.
  ///
  /// A plain handler and not a dispatch source: while all cores simulate, a source may not get a thread to run on. It only
  /// sets a flag, which was made before, and restores the default action, both of which a handler may do.
  static func listen() {
    _ = isRaised
    signal(SIGINT) { _ in
      Interrupt.raised.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
    // A parent that started this program from a thread with blocked signals has passed the blocking on.
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
  }
}
