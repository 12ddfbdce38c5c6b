import Foundation
import Simulation

/// The folder that a run leaves behind.
public enum RunOutput {
  /// Writes `summary.json`, `periods.csv`, `announcements.json` and `report.html`, whole or not at all.
  ///
  /// All files are first written in full to a temporary folder. A new folder then takes its name in one step; in a folder
  /// that exists each file replaces an earlier one in one step, and if any of them cannot, the earlier ones are put back.
  /// Other files in the folder are left alone.
  /// - Parameters:
  ///   - result: what is written.
  ///   - directory: the folder; it and its parents are made when they are missing.
  ///   - language: language of the report.
  /// - Returns: the paths written, as given in `directory`.
  /// - Throws: ``OutputError``, which says what could not be written, where and why.
  public static func write(_ result: SimulationResult, to directory: String, language: Language) throws -> [String] {
    try write(
      [
        ("summary.json", SummaryJSON.text(result)), ("periods.csv", PeriodsCSV.text(result)),
        ("announcements.json", AnnouncementsJSON.text(result)),
        ("report.html", ReportHTML.text(result, language: language)),
      ], to: directory)
  }

  /// Writes the trace of a replication as CSV, whole or not at all.
  /// - Throws: ``OutputError``, which says what could not be written, where and why.
  public static func writeTrace(_ events: [TraceEvent], to path: String) throws {
    guard !path.isEmpty else { throw OutputError("the file for the trace has an empty name: give it a path") }
    let file = URL(fileURLWithPath: path)
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory), isDirectory.boolValue {
      throw OutputError("“\(path)” is a folder: give the trace a file name")
    }
    do {
      try WholeFile.write(Data(TraceCSV.text(events).utf8), to: path)
    } catch {
      throw OutputError("cannot write the trace “\(path)”: \(reason(error))")
    }
  }

  /// Writes files into a folder, all or none.
  static func write(_ files: [(name: String, text: String)], to directory: String) throws -> [String] {
    guard !directory.isEmpty else { throw OutputError("the output folder has an empty name: give it a path") }
    let folder = URL(fileURLWithPath: directory, isDirectory: true).standardizedFileURL
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else {
        throw OutputError("“\(directory)” is a file, not a folder: give another --output or move it away")
      }
      try replace(files, in: folder, named: directory)
    } else {
      try create(folder, with: files, named: directory)
    }
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    return files.map { prefix + $0.name }
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
      throw OutputError("cannot write the folder “\(name)”: \(reason(error))")
    }
  }

  /// An existing folder: the temporary one lies inside it, so that both are on one file system and renaming is one step.
  private static func replace(_ files: [(name: String, text: String)], in folder: URL, named name: String) throws {
    let manager = FileManager.default
    let temporary: URL
    do {
      temporary = try fill(folder, with: files)
    } catch {
      throw OutputError("cannot write into the folder “\(name)”: \(reason(error))")
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
        throw OutputError("cannot write “\(file.name)” into the folder “\(name)”: \(reason(error))")
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

  /// The system's reason in plain words.
  static func reason(_ error: any Error) -> String {
    if let error = error as? POSIXError { return String(cString: strerror(error.code.rawValue)) }
    let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
    if let inner, (inner as NSError).domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32((inner as NSError).code)))
    }
    return (error as NSError).localizedDescription
  }
}

/// Why the files of a run could not be written, in words for the planner.
public struct OutputError: Error, CustomStringConvertible, Sendable, Equatable {
  /// What could not be written, where and why.
  public let description: String

  init(_ description: String) { self.description = description }
}
