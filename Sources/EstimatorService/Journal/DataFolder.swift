import Foundation

/// The folder of a server's data: one server at a time, and how far it has acknowledged.
///
/// The lock is the kernel's, so that it falls with the process, however that ends.
final class DataFolder: Sendable {
  let path: String
  private let lock: Int32
  private let mark: Int32

  /// Makes the folder if need be, and takes it.
  init(_ path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw JournalError.unavailable(path, error.localizedDescription)
    }
    lock = open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw JournalError.unavailable(path + "/lock", Self.reason) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw JournalError.inUse(path)
    }
    mark = open(path + "/acknowledged", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard mark >= 0 else {
      let reason = Self.reason
      close(lock)
      throw JournalError.unavailable(path + "/acknowledged", reason)
    }
  }

  deinit {
    close(mark)
    // A process that was just begun by this one holds the file too until it runs its own program: the lock is given back whole.
    flock(lock, LOCK_UN)
    close(lock)
  }

  private static var reason: String { String(cString: strerror(errno)) }

  /// Number of the last event that was acknowledged; 0 for none.
  var acknowledged: Int64 {
    get {
      var value: Int64 = 0
      let read = withUnsafeMutableBytes(of: &value) { pread(mark, $0.baseAddress, $0.count, 0) }
      return read == MemoryLayout<Int64>.size ? Int64(littleEndian: value) : 0
    }
  }

  /// Takes note of the last event before its answer goes out. It is not forced to the disk: after a power cut it may say less
  /// than the journal has, and never more.
  func acknowledge(_ number: Int64) {
    var value = number.littleEndian
    _ = withUnsafeBytes(of: &value) { pwrite(mark, $0.baseAddress, $0.count, 0) }
  }
}
