import Foundation

/// A text file that is read only as far as a sensible one can be long.
enum BoundedFile {
  /// Larger files are refused: no scenario and no table of volumes comes near it.
  static let mostBytes = 16 << 20

  /// Why a file was not read.
  enum Problem: Error {
    case missing, folder, tooLarge, unreadable, binary, otherEncoding

    /// What a message says of it, after the name of the file.
    var words: String {
      switch self {
      case .missing: "there is no such file"
      case .folder: "is a folder; expected a file"
      case .tooLarge: "is too large: more than \(BoundedFile.mostBytes >> 20) MB"
      case .unreadable: "cannot be read; look at its permissions"
      case .binary: "is not text in UTF-8; is it a binary file?"
      case .otherEncoding: "is text in another encoding than UTF-8; save it as UTF-8, in Excel as “CSV UTF-8”"
      }
    }
  }

  /// The text of a file without its byte order mark.
  static func text(path: String) throws(Problem) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing }
    guard !isFolder.boolValue else { throw .folder }
    guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable }
    defer { try? handle.close() }
    // Not by the size in the directory: a pipe has none, and `/dev/zero` has no end.
    var data = Data()
    while data.count <= mostBytes {
      guard let more = try? handle.read(upToCount: mostBytes + 1 - data.count) else {
        // The end of a file is an empty piece or none at all.
        break
      }
      if more.isEmpty { break }
      data.append(more)
    }
    guard data.count <= mostBytes else { throw .tooLarge }
    // The byte order marks of UTF-16.
    if data.starts(with: [0xFF, 0xFE]) || data.starts(with: [0xFE, 0xFF]) { throw .otherEncoding }
    guard !data.contains(0) else { throw .binary }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw data.contains { (14..<32).contains($0) } ? .binary : .otherEncoding
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
  }
}
