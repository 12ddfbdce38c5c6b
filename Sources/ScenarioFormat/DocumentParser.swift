import Yams

/// Reads YAML, and JSON, which is YAML too, into a tree of nodes with their places.
struct DocumentParser {
  private static let mostNodes = 2_000_000
  private static let deepest = 100

  let file: String
  let log: MistakeLog
  /// What messages call the language of the text, and what they say is expected in it.
  var language = "YAML"
  var expected = "a scenario with version, contactTypes and agentGroups"

  /// Reads a file.
  func parse(path: String) -> DocumentNode? {
    guard log.mayRead(path) else { return nothing(MistakeLog.outside) }
    do {
      return parse(text: try BoundedFile.text(path: path))
    } catch {
      report(error.words)
      return nil
    }
  }

  /// Reads a text.
  func parse(text: String) -> DocumentNode? {
    guard text.utf8.count <= BoundedFile.mostBytes else { return nothing(BoundedFile.Problem.tooLarge.words) }
    guard !text.utf8.contains(0) else { return nothing(BoundedFile.Problem.binary.words) }
    guard !ComplexKeys.areLikely(in: text) else { return nothing("a key must be a name, not an alias or a list") }
    var source = RepeatedKeys(text)
    while true {
      do {
        guard let root = try singleRoot(source.text) else { return nil }
        var count = 0
        return convert(root, path: "", depth: 0, count: &count, source: source)
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        // Put aside and read again: the mistakes behind it are wanted too.
        guard source.putAside(line: context.mark.line, column: context.mark.column) else {
          let quoted = names.map { "“\($0.shortened)”" }.joined(separator: ", ")
          return nothing("the key \(quoted) is given twice; delete one", line: context.mark.line)
        }
      } catch {
        report(error, in: source.text)
        return nil
      }
    }
  }

  private func report(_ message: String, line: Int? = nil) {
    log.report(message, at: Place(file: file, line: line), path: "")
  }

  private func nothing(_ message: String, line: Int? = nil) -> DocumentNode? {
    report(message, line: line)
    return nil
  }

  /// The one document of a text; that there is none or more than one is reported.
  private func singleRoot(_ text: String) throws -> Yams.Node? {
    var roots = try Yams.compose_all(yaml: text).makeIterator()
    let first = roots.next()
    if let error = roots.error { throw error }
    guard let first else {
      report("is empty; expected \(expected)")
      return nil
    }
    let second = roots.next()
    if let error = roots.error { throw error }
    if let second {
      report("a second document starts here; expected one document in a file", line: second.mark?.line)
      return nil
    }
    return first
  }

  /// The tree of nodes; nothing when it is too deep or, its aliases written out, too large.
  private func convert(
    _ node: Yams.Node, path: String, depth: Int, count: inout Int, source: RepeatedKeys
  ) -> DocumentNode? {
    count += 1
    let place = Place(file: file, line: node.mark?.line)
    guard depth < Self.deepest else {
      return nothing("is nested more than \(Self.deepest) deep", line: place.line)
    }
    guard count <= Self.mostNodes else {
      return nothing("is too large once its aliases are written out", line: place.line)
    }
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      if !isQuoted, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
        return DocumentNode(value: .null, place: place)
      }
      return DocumentNode(value: .scalar(scalar.string, isQuoted: isQuoted), place: place)
    case .sequence(let sequence):
      var items: [DocumentNode] = []
      for (index, item) in sequence.enumerated() {
        let itemPath = path.isEmpty ? "\(index)" : "\(path).\(index)"
        guard let item = convert(item, path: itemPath, depth: depth + 1, count: &count, source: source)
        else { return nil }
        items.append(item)
      }
      return DocumentNode(value: .list(items), place: place)
    case .mapping(let mapping):
      return entries(mapping, path: path, depth: depth, count: &count, source: source).map {
        DocumentNode(value: .map($0), place: place)
      }
    case .alias:
      return nothing("an alias refers to nothing", line: place.line)
    }
  }

  private func entries(
    _ mapping: Yams.Node.Mapping, path: String, depth: Int, count: inout Int, source: RepeatedKeys
  ) -> [(key: String, node: DocumentNode)]? {
    var entries: [(key: String, node: DocumentNode)] = []
    var firstLines: [String: Int?] = [:]
    for (key, value) in mapping {
      let line = key.mark?.line
      guard case .scalar(let scalar) = key else {
        log.report("a key must be a name", at: Place(file: file, line: line), path: path)
        continue
      }
      let name = source.name(scalar.string)
      let keyPath = path.isEmpty ? name : "\(path).\(name)"
      // Of those that stay: `1` and "1" are different keys to YAML, but not to us.
      if let first = firstLines.updateValue(line, forKey: name) {
        let where_ = first.map { " (first in line \($0))" } ?? ""
        log.report(
          "the key “\(name.shortened)” is given twice\(where_); delete one of them", at: Place(file: file, line: line),
          path: keyPath)
        continue
      }
      guard var node = convert(value, path: keyPath, depth: depth + 1, count: &count, source: source) else {
        return nil
      }
      // A block value starts on the line after its key: mistakes are looked for at the key.
      if let line { node.place.line = line }
      node.isKeyQuoted = scalar.style != .plain && scalar.style != .any
      entries.append((name, node))
    }
    return entries
  }

  private func report(_ error: any Error, in source: String) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      let hint = language == "YAML" ? SyntaxHint.of(problem, in: source, line: mark.line) : ""
      report("this is not \(language): \(problem)\(hint)", line: mark.line)
    case YamlError.reader(let problem, let offset, _, let text):
      let line = offset.map { text.prefix($0).count(where: \.isNewline) + 1 }
      report("this is not \(language): \(problem)", line: line)
    default:
      report("this cannot be read as \(language)")
    }
  }
}
