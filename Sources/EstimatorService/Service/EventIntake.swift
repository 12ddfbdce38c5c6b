import ContactCentre
import Foundation
import Logging
import Synchronization

/// The way of events: checked, written to disk, taken into the state, acknowledged.
final class EventIntake: Sendable {
  /// What became of a batch.
  struct Outcome: Sendable {
    var accepted = 0
    var duplicates = 0
    var rejected: [(index: Int, objection: Objection)] = []
  }

  /// More contacts are open than are followed.
  struct Crowded: Error {}

  private struct Progress {
    var lastNumber: Int64
    var sinceSnapshot = 0
    var isKeeping = false
    var failure: JournalError?
    var clock = ClockWatch()
    var jumps = 0
  }

  let centre: LiveCentre
  private let journal: Journal
  private let options: ServiceOptions
  private let logger: Logger
  private let progress: Mutex<Progress>
  private let commits: GroupCommit

  init(
    _ centre: LiveCentre, journal: Journal, lastNumber: Int64, recovered: Int, options: ServiceOptions, logger: Logger
  ) {
    self.centre = centre
    self.journal = journal
    self.options = options
    self.logger = logger
    let progress = Progress(lastNumber: lastNumber, sinceSnapshot: recovered)
    self.progress = Mutex(progress)
    let book = Book()
    commits = GroupCommit { entries in try await book.write(entries) }
    book.intake.withLock { $0 = self }
  }

  /// Lets the commits find their way back.
  private final class Book: Sendable {
    let intake = Mutex<EventIntake?>(nil)

    func write(_ entries: [Journal.Entry]) async throws -> [Bool] {
      guard let intake = intake.withLock({ $0 }) else { throw CancellationError() }
      return try intake.write(entries)
    }
  }

  /// Takes a batch; when it returns, what was accepted is on the disk and in the state.
  /// - Throws: ``JournalError``, ``Crowded`` or ``GroupCommit/Overloaded``; then nothing of it was taken.
  func take(_ events: [QueueEvent]) async throws -> Outcome {
    notice()
    var outcome = Outcome()
    // On the clock of events a batch is as of its newest event.
    let now: Seconds =
      switch options.clock {
      case .wall: centre.now
      case .events: max(centre.now, events.map(\.time).max() ?? -.greatestFiniteMagnitude)
      }
    let rules = centre.rules
    var entries: [Journal.Entry] = []
    for (index, event) in events.enumerated() {
      if let objection = rules.objection(event, now: now) {
        outcome.rejected.append((index, objection))
      } else {
        entries.append(Journal.Entry(event, received: now))
      }
    }
    // Ends that are never reported must not fill the memory.
    guard centre.read({ state, _ in state.size }) <= options.mostTracked else { throw Crowded() }
    let isNew = try await commits.submit(entries)
    outcome.accepted = isNew.count { $0 }
    outcome.duplicates = isNew.count - outcome.accepted
    if outcome.rejected.count < events.count || events.isEmpty { centre.heard(at: now) }
    return outcome
  }

  private func write(_ entries: [Journal.Entry]) throws -> [Bool] {
    let numbers: [Int64?]
    do {
      numbers = try journal.append(entries)
      progress.withLock { $0.failure = nil }
    } catch {
      let failure = error as? JournalError ?? .unavailable("the journal", "\(error)")
      let isFirst = progress.withLock { progress in
        defer { progress.failure = failure }
        return progress.failure == nil
      }
      if isFirst { logger.error("events cannot be kept: \(failure)") }
      throw failure
    }
    for (entry, number) in zip(entries, numbers) where number != nil { centre.apply(entry) }
    let isDue = progress.withLock { progress -> Bool in
      if let last = numbers.lazy.compactMap({ $0 }).last { progress.lastNumber = max(progress.lastNumber, last) }
      progress.sinceSnapshot += numbers.count { $0 != nil }
      guard progress.sinceSnapshot >= options.snapshotEvery, !progress.isKeeping else { return false }
      progress.sinceSnapshot = 0
      progress.isKeeping = true
      return true
    }
    if isDue {
      // As of now: nobody else applies events while this runs. Writing it down may take a while and goes on beside.
      let (kept, number) = (centre.kept(), progress.withLock { $0.lastNumber })
      Task.detached(priority: .utility) { self.keep(kept, upTo: number) }
    }
    return numbers.map { $0 != nil }
  }

  private func keep(_ kept: Snapshot, upTo number: Int64) {
    do {
      try journal.keep(snapshot: try JSONEncoder().encode(kept), upTo: number, dropping: options.retention)
    } catch {
      logger.error("no snapshot could be written: \(error)")
    }
    progress.withLock { $0.isKeeping = false }
  }

  /// Writes what is under way and a last snapshot.
  func finish() async {
    await commits.drain()
    do {
      try journal.keep(
        snapshot: try JSONEncoder().encode(centre.kept()), upTo: progress.withLock { $0.lastNumber },
        dropping: options.retention)
      try journal.close()
    } catch {
      logger.error("no snapshot could be written: \(error)")
    }
  }

  // MARK: trouble

  private func notice() {
    guard options.clock == .wall else { return }
    let jump = progress.withLock { progress -> Seconds? in
      let jump = progress.clock.jump()
      if jump != nil { progress.jumps += 1 }
      return jump
    }
    if let jump {
      logger.warning(
        "the clock of this machine was set by \(Int(jump)) s; events are compared with it, those too far off are refused"
      )
    }
  }

  /// How often the clock was set.
  var clockJumps: Int { progress.withLock { $0.jumps } }

  /// Why events cannot be taken now; `nil` when they can.
  var trouble: String? {
    if let failure = progress.withLock({ $0.failure }) { return failure.description }
    guard options.clock == .wall else { return nil }
    let ahead = centre.read { state, _ in state.newest } - centre.now
    guard ahead > CentreRules.aheadAllowed else { return nil }
    return "the newest event is \(Int(ahead)) s ahead of this machine's clock: set the clock right"
  }

  /// Number of the last event that was written.
  var lastNumber: Int64 { progress.withLock { $0.lastNumber } }
}
