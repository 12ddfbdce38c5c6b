import Foundation

/// Who may ask and who may report: the hashes of bearer tokens, from a file.
///
/// One token a line, `read HASH`, `events HASH` or `display HASH`, where HASH is the SHA-256 of the token in hexadecimal digits; `#` begins a
/// comment. The tokens themselves are nowhere kept.
public struct TokenBook: Sendable {
  /// What a token allows.
  public enum Scope: String, Sendable, CaseIterable {
    /// To ask.
    case read
    /// To report events.
    case events
    /// To see what customers are shown of a queue, and nothing else: such a token may stand in a page.
    case display
  }

  /// What is wrong with a token file.
  public struct Failure: Error, CustomStringConvertible {
    /// In a sentence.
    public let description: String
  }

  private var digests: [Scope: [[UInt8]]] = [:]

  /// Reads a file.
  /// - Throws: ``Failure`` with the line.
  public init(file: String) throws {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw Failure(description: "\(file): the token file cannot be read")
    }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { continue }
      guard words.count == 2, let scope = Scope(rawValue: String(words[0])), let digest = Self.bytes(words[1]) else {
        throw Failure(
          description: "\(file):\(index + 1): expected “read”, “events” or “display” and 64 hexadecimal digits; "
            + "make a line with waitline serve --new-token read --tokens \(file)")
      }
      digests[scope, default: []].append(digest)
    }
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    guard hex.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var rest = hex
    while !rest.isEmpty {
      guard rest.prefix(2).allSatisfy(\.isHexDigit), let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  /// Whether there is a token for this.
  public func has(_ scope: Scope) -> Bool { !(digests[scope] ?? []).isEmpty }

  /// Whether a token allows this; who may ask may also see what customers see. All are compared in full, so that the time says nothing.
  public func allows(_ token: some StringProtocol, _ scope: Scope) -> Bool {
    let digest = SHA256.hash(token.utf8)
    let known = scope == .display ? [Scope.display, .read] : [scope]
    return known.flatMap { digests[$0] ?? [] }.reduce(false) { found, known in
      zip(known, digest).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0 || found
    }
  }

  /// Makes a token, adds its hash to a file, and returns it: it is shown once.
  /// - Throws: ``Failure`` when the file cannot be written.
  public static func add(_ scope: Scope, to file: String) throws -> String {
    var numbers = SystemRandomNumberGenerator()
    let token = (0..<4).map { _ in
      let digits = String(numbers.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
    let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(description: "\(file): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    let line = "\(scope.rawValue) \(SHA256.hex(token))\n"
    guard line.withCString({ write(descriptor, $0, line.utf8.count) }) == line.utf8.count else {
      throw Failure(description: "\(file): the token could not be written")
    }
    return token
  }
}
