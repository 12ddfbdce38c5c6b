import Foundation

/// A plan as a scenario file that changes another: it can be simulated as it is.
public struct PlanYAML: Sendable {
  /// Path of the scenario that was planned for.
  public var base: String
  /// Overlays that were applied to it.
  public var overlays: [String]
  /// Single values that were changed in it.
  public var sets: [String]
  /// What the result is called.
  public var name: String

  /// Describes what a plan is a plan for.
  public init(base: String, overlays: [String], sets: [String], name: String) {
    self.base = base
    self.overlays = overlays
    self.sets = sets
    self.name = name
  }

  /// The head of the file, up to and with the key `changes`.
  /// - Parameters:
  ///   - comment: lines that say what it is.
  ///   - directory: the folder it is written to, so that the path to the base holds from there.
  func head(_ comment: [String], in directory: String) -> String {
    var lines = comment.map { $0.isEmpty ? "#" : "# " + $0 }
    lines += ["version: 1", "base: \(Self.quoted(Self.path(from: directory, to: base)))", "name: \(Self.quoted(name))"]
    if !overlays.isEmpty { lines.append("with: [\(overlays.map(Self.quoted).joined(separator: ", "))]") }
    if !sets.isEmpty { lines.append("sets: [\(sets.map(Self.quoted).joined(separator: ", "))]") }
    lines.append("changes:")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text as a quoted YAML scalar.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }

  /// A relative path where both share a folder, so that a checkout can be moved; else the absolute one.
  static func path(from directory: String, to file: String) -> String {
    let here = URL(fileURLWithPath: directory, isDirectory: true).standardizedFileURL.pathComponents
    let there = URL(fileURLWithPath: file).standardizedFileURL.pathComponents
    var common = 0
    while common < here.count, common < there.count - 1, here[common] == there[common] { common += 1 }
    guard common > 1 else { return there.dropFirst().reduce("") { $0 + "/" + $1 } }
    return (Array(repeating: "..", count: here.count - common) + there.dropFirst(common)).joined(separator: "/")
  }
}
