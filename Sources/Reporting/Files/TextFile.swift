import Foundation

/// A file of text, written whole or not at all.
public enum TextFile {
  /// Writes a text.
  /// - Throws: ``OutputError``, which says what could not be written, where and why.
  public static func write(_ text: String, to path: String) throws {
    guard !path.isEmpty else { throw OutputError("a file has an empty name: give it a path") }
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue {
      throw OutputError("“\(path)” is a folder: give the name of a file")
    }
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try WholeFile.write(Data(text.utf8), to: path)
    } catch {
      throw OutputError("cannot write “\(path)”", because: error)
    }
  }
}
