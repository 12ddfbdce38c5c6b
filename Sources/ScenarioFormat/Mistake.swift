import Foundation

/// One mistake in a scenario, with where it is and how to mend it.
public struct Mistake: Sendable, Hashable, CustomStringConvertible {
  /// The file, or `--set` for the command line.
  public var file: String
  /// Line in the file, from 1; `nil` where there is none.
  public var line: Int?
  /// Where in the document, for example `contactTypes.chat.general.patience`; empty for the whole of it.
  public var path: String
  /// What is wrong, what was expected.
  public var message: String

  /// Creates a mistake.
  public init(file: String, line: Int?, path: String, message: String) {
    self.file = file
    self.line = line
    self.path = path
    self.message = message
  }

  /// One line: `file:line: path: message`.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return path.isEmpty ? "\(place): \(message)" : "\(place): \(path): \(message)"
  }
}

/// All mistakes of a scenario at once, in the order of their lines.
public struct ScenarioErrors: Error, Sendable, CustomStringConvertible {
  /// At least one mistake.
  public var mistakes: [Mistake]

  /// Creates the error.
  public init(mistakes: [Mistake]) { self.mistakes = mistakes }

  /// One mistake a line.
  public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}

/// Collects mistakes while a document is read, so that all are reported at once.
final class MistakeLog {
  /// The folder that files must lie in to be read; `nil` is anywhere.
  private let folder: String?
  private(set) var mistakes: [Mistake] = []
  private(set) var warnings: [Mistake] = []
  /// Paths of the files that were read.
  private(set) var filesRead: [String] = []
  private var known: Set<Mistake> = []

  init(within folder: String? = nil) {
    self.folder = folder.map { Self.real($0) }
  }

  /// Whether a file lies where files may be read, links followed.
  func mayRead(_ path: String) -> Bool {
    guard let folder else { return true }
    return Self.real(path).hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }

  /// What is said of a file that may not be read.
  static let outside = "lies outside the folder of the scenarios; only files in it are read"

  private static func real(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  func report(_ message: String, at place: Place, path: String) {
    let mistake = Mistake(file: place.file, line: place.line, path: path.onOneLine, message: message.onOneLine)
    // An overlay that adjusts a profile moves it under `values`: the same mistake has another path then.
    var known = mistake
    known.path = mistake.path.split(separator: ".").filter { $0 != "values" }.joined(separator: ".")
    if self.known.insert(known).inserted { mistakes.append(mistake) }
  }

  func note(read path: String) {
    if !filesRead.contains(path) { filesRead.append(path) }
  }

  func warn(_ message: String, at place: Place, path: String) {
    let warning = Mistake(file: place.file, line: place.line, path: path.onOneLine, message: message.onOneLine)
    if known.insert(warning).inserted { warnings.append(warning) }
  }

  /// The mistakes by file and line.
  var sorted: [Mistake] {
    let files = mistakes.map(\.file)
    let first = Dictionary(files.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
    return mistakes.enumerated().sorted { a, b in
      let left = (first[a.element.file] ?? 0, a.element.line ?? 0, a.offset)
      let right = (first[b.element.file] ?? 0, b.element.line ?? 0, b.offset)
      return left < right
    }.map(\.element)
  }
}

extension String {
  /// What was quoted from a file may hold line ends; a mistake is one line.
  fileprivate var onOneLine: String {
    contains(where: \.isNewline) ? String(map { $0.isNewline ? " " : $0 }) : self
  }
}
