import Foundation

/// The file in which dirty rows are set aside: file, row, reason, and the row as it was. Made only when there is one.
public final class DirtyRowFile {
  private let path: String
  private var handle: FileHandle?
  private var pending = Data()
  /// Why the file cannot be written, if so; the run goes on to say so at its end.
  public private(set) var problem: LogError?
  /// Rows set aside.
  public private(set) var count = 0

  /// Creates the writer; nothing is written yet.
  public init(path: String) { self.path = path }

  /// Sets a row aside.
  public func add(file: String, row: Int, reason: DirtyReason, text: String) {
    count += 1
    if handle == nil, problem == nil {
      if FileManager.default.createFile(atPath: path, contents: nil) { handle = FileHandle(forWritingAtPath: path) }
      if handle == nil {
        problem = LogError(
          kind: .failure, file: path, message: "cannot be written; name another file with --set-aside")
      }
      pending.append(Data("file,row,reason,content\n".utf8))
    }
    let quoted = "\"\(file.replacing("\"", with: "\"\""))\""
    pending.append(Data("\(quoted),\(row),\(reason.rawValue),\(text)\n".utf8))
    if pending.count > 1 << 16 { flush() }
  }

  private func flush() {
    do {
      try handle?.write(contentsOf: pending)
    } catch {
      problem = LogError(kind: .failure, file: path, message: "cannot be written: the disk may be full")
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Writes what is left.
  /// - Throws: `LogError` when the file could not be written.
  public func finish() throws(LogError) {
    flush()
    try? handle?.close()
    if let problem { throw problem }
  }
}
