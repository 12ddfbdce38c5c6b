import Foundation

/// A scenario on the command line, with what is changed in it: `FILE+overlay+path=value`.
///
/// ```swift
/// ScenarioArgument("card.yaml+promotion+agentGroups.hotline.costPerHour=60")
/// ```
public struct ScenarioArgument: Sendable, Equatable {
  /// The file.
  public var file: String
  /// Overlays of the file, in order.
  public var overlays: [String]
  /// Changes, applied after the overlays.
  public var sets: [String]

  /// Takes an argument apart; a file whose name holds a plus sign is taken as it is when it exists.
  public init(_ text: String) {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    // The longest beginning that is a file: a name may hold a plus.
    let lengths = (1...parts.count).reversed()
    let length = lengths.first { FileManager.default.fileExists(atPath: parts.prefix($0).joined(separator: "+")) } ?? 1
    file = parts.prefix(length).joined(separator: "+")
    overlays = parts.dropFirst(length).filter { !$0.contains("=") }
    sets = parts.dropFirst(length).filter { $0.contains("=") }
  }

  /// A short name: the file without its folder and ending, and what is changed.
  public var label: String {
    let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
    return ([name] + overlays + sets).joined(separator: "+")
  }
}
