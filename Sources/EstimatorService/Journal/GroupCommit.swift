import ContactCentre

/// Collects events of many requests while a transaction is under way, and writes them together in the next one.
///
/// Forcing a transaction to the disk costs the same for one event as for a thousand. Who hands in events is answered when they
/// are on the disk and in the state.
actor GroupCommit {
  /// What became of each event: `true` for new, `false` for known already.
  typealias Receipt = [Bool]

  private struct Request {
    var entries: [Journal.Entry]
    var continuation: CheckedContinuation<Receipt, any Error>
  }

  private let write: @Sendable ([Journal.Entry]) async throws -> [Bool]
  private var waiting: [Request] = []
  private var count = 0
  private var isWriting = false
  /// The most events that may wait to be written.
  private let most: Int

  /// - Parameter write: writes events and takes them into the state; says which ones were new.
  init(most: Int = 100_000, write: @escaping @Sendable ([Journal.Entry]) async throws -> [Bool]) {
    self.most = most
    self.write = write
  }

  /// More events come in than can be written.
  struct Overloaded: Error {}

  /// Writes events.
  func submit(_ entries: [Journal.Entry]) async throws -> Receipt {
    guard !entries.isEmpty else { return [] }
    guard count + entries.count <= most else { throw Overloaded() }
    return try await withCheckedThrowingContinuation { continuation in
      waiting.append(Request(entries: entries, continuation: continuation))
      count += entries.count
      guard !isWriting else { return }
      isWriting = true
      Task { await self.writeAll() }
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let requests = waiting
      waiting = []
      count = 0
      do {
        let isNew = try await write(requests.flatMap(\.entries))
        var from = 0
        for request in requests {
          request.continuation.resume(returning: Array(isNew[from..<from + request.entries.count]))
          from += request.entries.count
        }
      } catch {
        for request in requests { request.continuation.resume(throwing: error) }
      }
    }
    isWriting = false
    for continuation in idle { continuation.resume() }
    idle = []
  }

  private var idle: [CheckedContinuation<Void, Never>] = []

  /// Waits until everything handed in is written.
  func drain() async {
    guard isWriting else { return }
    await withCheckedContinuation { idle.append($0) }
  }
}
