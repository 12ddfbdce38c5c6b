import ContactCentre
import Foundation
import GRDB

/// The events on disk, and a snapshot of what came of those that are no longer needed.
///
/// SQLite in WAL mode with full synchronisation: what ``append(_:)`` returned for is on the disk. Each event has a number, in
/// the order in which it was taken.
public final class Journal: Sendable {
  /// An event with the service's time at which it was taken.
  public struct Entry: Sendable, Hashable {
    /// The event.
    public var event: QueueEvent
    /// When it was taken, seconds since 1970.
    public var received: Seconds

    /// Creates an entry.
    public init(_ event: QueueEvent, received: Seconds) {
      self.event = event
      self.received = received
    }
  }

  private static let format = 1
  private let folder: DataFolder?
  private let file: String
  private let database: DatabaseQueue

  /// Opens the journal in a folder, or begins one.
  /// - Parameters:
  ///   - path: the folder; `nil` keeps it in memory, for as long as the process lives.
  ///   - mostBytes: how large the file may become.
  /// - Throws: ``JournalError``.
  public init(folder path: String?, mostBytes: Int = 4 << 30) throws {
    folder = try path.map { try DataFolder($0) }
    file = path.map { $0 + "/journal.sqlite" } ?? "memory"
    var configuration = Configuration()
    if path != nil { configuration.journalMode = .wal }
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA max_page_count = \(max(64, mostBytes / 4096))")
    }
    do {
      if path != nil, FileManager.default.fileExists(atPath: file) { try Self.inspect(file) }
      database =
        try path == nil
        ? DatabaseQueue(configuration: configuration) : DatabaseQueue(path: file, configuration: configuration)
      try Self.prepare(database, file: file)
    } catch let error as DatabaseError {
      throw Self.failure(error, file: file)
    }
    let last = try lastNumber()
    if let folder, last < folder.acknowledged {
      throw JournalError.tailMissing(file, last: last, acknowledged: folder.acknowledged)
    }
  }

  /// Looks for damage without writing anything: opening a database for writing changes it.
  private static func inspect(_ file: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    let database = try DatabaseQueue(path: file, configuration: configuration)
    let check = try database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    guard check == "ok" else { throw JournalError.damaged(file, check ?? "no answer") }
  }

  private static func prepare(_ database: DatabaseQueue, file: String) throws {
    try database.write { database in
      let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
      guard version == 0 || version == format else { throw JournalError.otherVersion(file, version) }
      guard version == 0 else { return }
      try database.execute(
        sql: """
          CREATE TABLE event (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, received REAL NOT NULL, body BLOB NOT NULL);
          CREATE TABLE snapshot (only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER NOT NULL, body BLOB NOT NULL);
          PRAGMA user_version = \(format);
          """)
    }
  }

  private static func failure(_ error: DatabaseError, file: String) -> JournalError {
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(file, error.message ?? "not a database")
    case .SQLITE_FULL, .SQLITE_IOERR: .full(file)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .inUse((file as NSString).deletingLastPathComponent)
    default: .unavailable(file, error.message ?? "error \(error.resultCode.rawValue)")
    }
  }

  /// Number of the last event that was ever written; 0 for none.
  public func lastNumber() throws -> Int64 {
    try database.read { try Int64.fetchOne($0, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'event'") ?? 0 }
  }

  /// Writes events in one transaction. When it returns they are on the disk.
  /// - Returns: for each event its number; `nil` for one whose id is known already, and which was not written again.
  /// - Throws: ``JournalError``; then nothing was written.
  public func append(_ entries: [Entry]) throws -> [Int64?] {
    let encoder = JSONEncoder()
    do {
      let numbers = try database.write { database in
        let statement = try database.cachedStatement(
          sql: "INSERT OR IGNORE INTO event (id, received, body) VALUES (?, ?, ?)")
        return try entries.map { entry -> Int64? in
          try statement.execute(arguments: [entry.event.id, entry.received, try encoder.encode(entry.event)])
          return database.changesCount > 0 ? database.lastInsertedRowID : nil
        }
      }
      if let last = numbers.lazy.compactMap({ $0 }).last { folder?.acknowledge(last) }
      return numbers
    } catch let error as DatabaseError {
      throw Self.failure(error, file: file)
    }
  }

  /// Keeps what came of all events up to a number, and drops events that it covers and that are old enough.
  /// - Parameters:
  ///   - dropping: events taken longer ago than this before the newest one are dropped, seconds.
  public func keep(snapshot: Data, upTo number: Int64, dropping: Seconds) throws {
    do {
      try database.write { database in
        try database.execute(
          sql: "INSERT OR REPLACE INTO snapshot (only, number, body) VALUES (1, ?, ?)", arguments: [number, snapshot])
      }
      // A little at a time, so that events can be written in between.
      var dropped = 0
      repeat {
        dropped = try database.write { database in
          try database.execute(
            sql: """
              DELETE FROM event WHERE number IN (SELECT number FROM event WHERE number <= ?1 AND received <
                (SELECT received FROM event ORDER BY number DESC LIMIT 1) - ?2 ORDER BY number LIMIT 2000)
              """, arguments: [number, dropping])
          return database.changesCount
        }
      } while dropped == 2000
    } catch let error as DatabaseError {
      throw Self.failure(error, file: file)
    }
  }

  /// The snapshot, and the number of the last event that it covers.
  public func snapshot() throws -> (body: Data, number: Int64)? {
    do {
      return try database.read { database in
        guard let row = try Row.fetchOne(database, sql: "SELECT number, body FROM snapshot") else { return nil }
        return (row["body"], row["number"])
      }
    } catch let error as DatabaseError {
      throw Self.failure(error, file: file)
    }
  }

  /// Hands over all events after a number, in order.
  public func replay(after number: Int64, _ body: (Entry, Int64) throws -> Void) throws {
    let decoder = JSONDecoder()
    do {
      try database.read { database in
        let rows = try Row.fetchCursor(
          database, sql: "SELECT number, received, body FROM event WHERE number > ? ORDER BY number",
          arguments: [number])
        while let row = try rows.next() {
          let event: QueueEvent
          do {
            event = try decoder.decode(QueueEvent.self, from: row["body"] as Data)
          } catch {
            throw JournalError.damaged(file, "event \(row["number"] as Int64) cannot be read")
          }
          try body(Entry(event, received: row["received"]), row["number"])
        }
      }
    } catch let error as DatabaseError {
      throw Self.failure(error, file: file)
    }
  }

  /// How many events are kept.
  public func count() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM event") ?? 0 }
  }

  /// Closes the file.
  public func close() throws { try database.close() }
}
