import Foundation
import ScenarioFormat

/// The folder whose scenarios the planner's page may open; nothing outside it is read.
struct ScenarioFolder: Sendable {
  let path: String
  /// More would make a list that nobody reads.
  private static let mostFiles = 200
  /// How much of a file is looked at to tell whether it is a scenario.
  private static let sniffedBytes = 64 << 10

  init(_ path: String) { self.path = URL(fileURLWithPath: path).standardizedFileURL.path }

  /// Names of the scenario files, in order.
  var files: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return Array(names.filter { Self.isName($0) && looksLikeScenario($0) }.sorted().prefix(Self.mostFiles))
  }

  /// Whether a name is one of a file in the folder itself: no path, nothing hidden.
  static func isName(_ name: String) -> Bool {
    !name.hasPrefix(".") && !name.contains("/") && !name.contains("\\") && !name.contains("\0")
      && [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
  }

  /// Mapping files and schemas lie beside scenarios.
  private func looksLikeScenario(_ name: String) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path + "/" + name) else { return false }
    defer { try? handle.close() }
    let text = String(decoding: (try? handle.read(upToCount: Self.sniffedBytes)) ?? Data(), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).contains { line in
      let key = line.drop { $0 == " " || $0 == "\"" || $0 == "{" }
      return key.hasPrefix("contactTypes") || key.hasPrefix("base:") || key.hasPrefix("base\":")
    }
  }

  /// Reads a scenario of the folder.
  /// - Throws: `ScenarioErrors`.
  func load(_ name: String, overlays: [String], changes: String) throws -> LoadedScenario {
    try ScenarioLoader(within: path).load(path: path + "/" + name, overlays: overlays, changes: changes)
  }

  /// Reads a scenario that came along; CSV files that it names are looked for in the folder.
  /// - Throws: `ScenarioErrors`.
  func load(text: String, name: String, overlays: [String], changes: String) throws -> LoadedScenario {
    try ScenarioLoader(within: path).load(
      text: text, fileName: path + "/" + name, directory: path, overlays: overlays, changes: changes)
  }

  /// A mistake without the path of the folder, which is nobody's business.
  func words(_ mistake: Mistake) -> String {
    mistake.description.replacingOccurrences(of: path + "/", with: "")
  }
}
