/// Why logs or their mapping cannot be used: what, where, and what was expected.
public struct LogError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of mistake it is; decides the exit status.
  public enum Kind: Sendable, Hashable {
    /// The file, the mapping or the rows are wrong.
    case badData
    /// A file cannot be written.
    case failure
  }

  /// The kind.
  public var kind: Kind
  /// The file, as it was given.
  public var file: String
  /// Line from 1; `nil` for the file as a whole.
  public var line: Int?
  /// What is wrong and what was expected.
  public var message: String

  /// Creates an error.
  public init(kind: Kind = .badData, file: String, line: Int? = nil, message: String) {
    self.kind = kind
    self.file = file
    self.line = line
    self.message = message
  }

  /// One line: `file:line: message`.
  public var description: String { "\(line.map { "\(file):\($0)" } ?? file): \(message)" }
}
