import Foundation

/// A folder of files that appear whole or not at all.
enum OutputFolder {
  /// Writes files, all or none.
  ///
  /// All files are first written in full to a temporary folder. A new folder then takes its name in one step; in a folder
  /// that exists each file replaces an earlier one in one step, and if any of them cannot, the earlier ones are put back.
  /// Other files in the folder are left alone.
  /// - Returns: the paths written, as given in `directory`.
  /// - Throws: ``OutputError``.
  static func write(_ files: [(name: String, text: String)], to directory: String) throws -> [String] {
    guard !directory.isEmpty else { throw OutputError("the output folder has an empty name: give it a path") }
    let folder = URL(fileURLWithPath: directory, isDirectory: true).standardizedFileURL
    if try isThere(directory) {
      try replace(files, in: folder, named: directory)
    } else {
      try create(folder, with: files, named: directory)
    }
    return files.map { path(of: $0.name, in: directory) }
  }

  /// Where a file of a folder lies, as the folder is given.
  static func path(of name: String, in directory: String) -> String {
    (directory.hasSuffix("/") ? directory : directory + "/") + name
  }

  /// Whether the folder exists.
  /// - Throws: ``OutputError`` when its name is that of a file.
  static func isThere(_ directory: String) throws -> Bool {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) else { return false }
    guard isDirectory.boolValue else {
      throw OutputError("“\(directory)” is a file, not a folder: give another --output or move it away")
    }
    return true
  }

  /// A new folder: written beside its place, then renamed.
  private static func create(_ folder: URL, with files: [(name: String, text: String)], named name: String) throws {
    let manager = FileManager.default
    let parent = folder.deletingLastPathComponent()
    var made: [URL] = []
    do {
      for missing in missingAncestors(of: folder) {
        try manager.createDirectory(at: missing, withIntermediateDirectories: false)
        made.append(missing)
      }
      let temporary = try fill(parent, with: files)
      do {
        try WholeFile.rename(temporary, to: folder)
      } catch {
        try? manager.removeItem(at: temporary)
        throw error
      }
    } catch {
      for parent in made.reversed() { try? manager.removeItem(at: parent) }
      throw OutputError("cannot write the folder “\(name)”", because: error)
    }
  }

  /// An existing folder: the temporary one lies inside it, so that both are on one file system and renaming is one step.
  private static func replace(_ files: [(name: String, text: String)], in folder: URL, named name: String) throws {
    let manager = FileManager.default
    let temporary: URL
    do {
      temporary = try fill(folder, with: files)
    } catch {
      throw OutputError("cannot write into the folder “\(name)”", because: error)
    }
    defer { try? manager.removeItem(at: temporary) }
    var replaced: [(file: URL, earlier: URL?)] = []
    for file in files {
      let target = folder.appendingPathComponent(file.name)
      do {
        var earlier: URL?
        if manager.fileExists(atPath: target.path) {
          let copy = temporary.appendingPathComponent("earlier-" + file.name)
          try manager.copyItem(at: target, to: copy)
          earlier = copy
        }
        try WholeFile.rename(temporary.appendingPathComponent(file.name), to: target)
        replaced.append((target, earlier))
      } catch {
        for (file, earlier) in replaced.reversed() {
          if let earlier { try? WholeFile.rename(earlier, to: file) } else { try? manager.removeItem(at: file) }
        }
        throw OutputError("cannot write “\(file.name)” into the folder “\(name)”", because: error)
      }
    }
  }

  /// Writes the files into a new temporary folder inside `parent`; leaves nothing behind when it fails.
  private static func fill(_ parent: URL, with files: [(name: String, text: String)]) throws -> URL {
    let temporary = parent.appendingPathComponent(".waitline-unfinished-" + UUID().uuidString, isDirectory: true)
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: false)
    do {
      for file in files {
        try Data(file.text.utf8).write(to: temporary.appendingPathComponent(file.name))
      }
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw error
    }
    return temporary
  }

  /// The folders above `folder` that do not exist yet, outermost first.
  private static func missingAncestors(of folder: URL) -> [URL] {
    var missing: [URL] = []
    var ancestor = folder.deletingLastPathComponent()
    while ancestor.path != "/", !FileManager.default.fileExists(atPath: ancestor.path) {
      missing.insert(ancestor, at: 0)
      ancestor = ancestor.deletingLastPathComponent()
    }
    return missing
  }
}
