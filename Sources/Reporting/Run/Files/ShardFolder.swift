import Foundation
import Simulation

/// The shards of a run in folders.
public enum ShardFolder {
  /// Writes a shard into a folder, whole or not at all.
  /// - Returns: its path.
  /// - Throws: ``OutputError``, which says what could not be written, where and why.
  public static func write(_ file: ShardFile, to directory: String) throws -> String {
    let path = OutputFolder.path(of: ShardFile.name(file.shard), in: directory)
    _ = try OutputFolder.isThere(directory)
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      try WholeFile.write(Data(try file.bytes()), to: path)
    } catch {
      throw OutputError("cannot write the shard “\(path)”", because: error)
    }
    return path
  }

  /// Reads all shards of some folders, or single ones; in the order of their names.
  /// - Throws: ``OutputError`` for a path that is not there, cannot be read, or holds no shards.
  public static func read(_ paths: [String]) throws -> [ShardFile] {
    var files: [String] = []
    for path in paths {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw OutputError("“\(path)” does not exist")
      }
      guard isDirectory.boolValue else {
        files.append(path)
        continue
      }
      let names: [String]
      do {
        names = try FileManager.default.contentsOfDirectory(atPath: path)
      } catch {
        throw OutputError("cannot read the folder “\(path)”", because: error)
      }
      let shards = names.filter { $0.hasPrefix("shard-") && $0.hasSuffix("." + ShardFile.fileExtension) }
      guard !shards.isEmpty else { throw OutputError("there are no shards in “\(path)”") }
      files += shards.sorted().map { OutputFolder.path(of: $0, in: path) }
    }
    return try files.map(read)
  }

  /// Reads one shard.
  /// - Throws: ``OutputError``, which says which file and what is wrong with it.
  public static func read(_ path: String) throws -> ShardFile {
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw OutputError("cannot read “\(path)”", because: error)
    }
    do {
      return try ShardFile(bytes: bytes)
    } catch {
      throw OutputError("“\(path)” \(error)")
    }
  }
}
