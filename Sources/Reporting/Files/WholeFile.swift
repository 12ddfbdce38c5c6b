import Foundation

/// A file written whole or not at all.
enum WholeFile {
  /// Writes beside the file's place, then renames in one step.
  ///
  /// The name beside it is the same each time: what a killed attempt leaves there is overwritten, and gone with the next
  /// attempt that ends well. A path that is no regular file (`/dev/stdout`, a pipe) is written as it is.
  /// - Throws: the system's error.
  static func write(_ bytes: Data, to path: String) throws {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let kind = try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
    guard kind == nil || kind == .typeRegular else {
      let handle = try FileHandle(forWritingTo: file)
      defer { try? handle.close() }
      return try handle.write(contentsOf: bytes)
    }
    let unfinished = file.deletingLastPathComponent().appendingPathComponent(unfinishedName(file.lastPathComponent))
    do {
      try bytes.write(to: unfinished)
      try rename(unfinished, to: file)
    } catch {
      try? FileManager.default.removeItem(at: unfinished)
      throw error
    }
  }

  /// Where a file lies until it is whole: hidden, and never taken for a result.
  static func unfinishedName(_ name: String) -> String { ".\(name).unfinished" }

  /// Renames in one step, replacing a file that is there.
  static func rename(_ source: URL, to target: URL) throws {
    guard Foundation.rename(source.path, target.path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  }
}
