/// Why the journal cannot be used; each says how to mend it.
public enum JournalError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Another server has it open.
  case inUse(String)
  /// The file is damaged.
  case damaged(String, String)
  /// Events that were acknowledged are missing at the end.
  case tailMissing(String, last: Int64, acknowledged: Int64)
  /// Another version wrote it.
  case otherVersion(String, Int)
  /// It cannot be opened or written.
  case unavailable(String, String)
  /// There is no room for more events.
  case full(String)

  /// In a sentence.
  public var description: String {
    switch self {
    case .inUse(let folder):
      "\(folder) is in use by another server; stop that one, or give this one a folder of its own (--data)"
    case .damaged(let file, let why):
      "\(file) is damaged (\(why)); nothing was changed. Put a copy in its place, or move it and its -wal away to start empty"
    case .tailMissing(let file, let last, let acknowledged):
      "\(file) ends at event \(last), but \(acknowledged) were acknowledged: its -wal is damaged or missing, or it is an "
        + "old copy; nothing was changed. Put the right files in place, or remove the file “acknowledged” beside it to go on without"
    case .otherVersion(let file, let version):
      "\(file) has format \(version), which this version does not read; nothing was changed"
    case .unavailable(let file, let why): "\(file) cannot be used: \(why)"
    case .full(let file): "there is no room for more events in \(file): the disk is full, or the journal at its limit"
    }
  }
}
