import Dispatch
import Foundation
import Synchronization

/// Ctrl-C: the first asks the run to stop and keep what is finished, the second ends the program at once.
struct Interrupt {
  /// Whether Ctrl-C was pressed; may be asked from any thread.
  final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() { raised.store(true, ordering: .relaxed) }
  }

  let flag: Flag
  private let source: any DispatchSourceSignal

  /// Listens from now on.
  init() {
    let flag = Flag()
    // The default action would end the program before the source hears of the signal.
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global(qos: .userInteractive))
    source.setEventHandler {
      flag.raise()
      signal(SIGINT, SIG_DFL)
    }
    source.resume()
    self.flag = flag
  }
}
