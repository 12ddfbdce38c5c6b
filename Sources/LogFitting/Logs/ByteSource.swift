import CZlib
import Foundation

/// The bytes of a file, decompressed on the fly when it is gzip; memory does not grow with the file.
struct ByteSource: ~Copyable {
  private static let pieceBytes = 1 << 18

  private let file: String
  private let handle: gzFile
  private var buffer = [UInt8](repeating: 0, count: ByteSource.pieceBytes)

  /// Opens a file.
  /// - Throws: `LogError` when there is no such file or it is a folder.
  init(path: String) throws(LogError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw LogError(file: path, message: "there is no such file; expected a log in CSV or CSV.gz")
    }
    if isFolder.boolValue { throw LogError(file: path, message: "is a folder; expected a log in CSV or CSV.gz") }
    guard let handle = gzopen(path, "rb") else {
      throw LogError(file: path, message: "cannot be read; look at its permissions")
    }
    gzbuffer(handle, UInt32(Self.pieceBytes))
    file = path
    self.handle = handle
  }

  deinit { gzclose(handle) }

  /// Hands the next piece to `body`; `false` at the end of the file.
  /// - Throws: `LogError` when compressed data are damaged or cut short.
  mutating func next(_ body: (UnsafeBufferPointer<UInt8>) throws(LogError) -> Void) throws(LogError) -> Bool {
    let handle = handle
    let count = buffer.withUnsafeMutableBytes { gzread(handle, $0.baseAddress, UInt32($0.count)) }
    if count < 0 { throw damaged() }
    if count == 0 {
      // A compressed file that is cut short ends like a whole one; only the error code tells.
      var code: Int32 = 0
      _ = gzerror(handle, &code)
      if code != Z_OK { throw damaged() }
      return false
    }
    var failure: LogError?
    buffer.withUnsafeBufferPointer { whole in
      do throws(LogError) {
        try body(UnsafeBufferPointer(rebasing: whole[..<Int(count)]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return true
  }

  private func damaged() -> LogError {
    LogError(file: file, message: "is damaged or cut short: the compressed data do not end as they should")
  }
}
