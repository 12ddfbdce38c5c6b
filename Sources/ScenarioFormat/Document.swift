import Foundation
import Yams

/// Where a piece of a document was written.
struct Place: Equatable {
  var file: String
  var line: Int?
}

/// A document as a tree in which every node knows its place.
struct DocumentNode {
  /// What a node holds.
  indirect enum Value {
    case null
    case scalar(String, isQuoted: Bool)
    case list([DocumentNode])
    case map([(key: String, node: DocumentNode)])
  }

  var value: Value
  var place: Place

  /// How the node is called in a message.
  var kind: String {
    switch value {
    case .null: "nothing"
    case .scalar(let text, _): "“\(text.count > 60 ? String(text.prefix(57)) + "…" : text)”"
    case .list: "a list"
    case .map: "a mapping"
    }
  }

  /// The entry of a mapping.
  subscript(key: String) -> DocumentNode? {
    guard case .map(let entries) = value else { return nil }
    return entries.first { $0.key == key }?.node
  }

  /// A scalar as it would be written by a program.
  static func scalar(_ text: String, at place: Place) -> DocumentNode {
    DocumentNode(value: .scalar(text, isQuoted: true), place: place)
  }
}

/// Reads YAML, and JSON, which is YAML too.
struct DocumentParser {
  /// Larger files are refused: no scenario comes near it.
  static let largestFile = 16 << 20
  private static let mostNodes = 2_000_000
  private static let deepest = 100

  let file: String
  let log: MistakeLog

  /// Reads a file.
  func parse(path: String) -> DocumentNode? {
    let place = Place(file: file, line: nil)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      log.report("there is no such file", at: place, path: "")
      return nil
    }
    guard !isFolder.boolValue else {
      log.report("is a folder; expected a scenario file", at: place, path: "")
      return nil
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard size <= Self.largestFile else {
      log.report(
        "is too large: \(size >> 20) MB; a scenario has at most \(Self.largestFile >> 20) MB", at: place, path: "")
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      log.report("cannot be read; look at its permissions", at: place, path: "")
      return nil
    }
    guard !data.contains(0), let text = String(data: data, encoding: .utf8) else {
      log.report("is not text in UTF-8: is it a binary file?", at: place, path: "")
      return nil
    }
    return parse(text: text)
  }

  /// Reads a text.
  func parse(text: String) -> DocumentNode? {
    do {
      var roots = try Yams.compose_all(yaml: text).makeIterator()
      let first = roots.next()
      if let error = roots.error { throw error }
      guard let root = first else {
        log.report("is empty; expected a scenario", at: Place(file: file, line: nil), path: "")
        return nil
      }
      if roots.next() != nil {
        log.report("holds several documents; expected one", at: Place(file: file, line: nil), path: "")
        return nil
      }
      if let error = roots.error { throw error }
      var count = 0
      return convert(root, depth: 0, count: &count)
    } catch {
      report(error)
      return nil
    }
  }

  private func convert(_ node: Yams.Node, depth: Int, count: inout Int) -> DocumentNode? {
    count += 1
    let place = Place(file: file, line: node.mark?.line)
    guard depth < Self.deepest, count < Self.mostNodes else {
      if count < Self.mostNodes * 2 {
        log.report("is nested too deeply or too large once its aliases are written out", at: place, path: "")
        count = Self.mostNodes * 2
      }
      return nil
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
      for item in sequence {
        guard let converted = convert(item, depth: depth + 1, count: &count) else { return nil }
        items.append(converted)
      }
      return DocumentNode(value: .list(items), place: place)
    case .mapping(let mapping):
      var entries: [(key: String, node: DocumentNode)] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          log.report("a key must be a name", at: Place(file: file, line: key.mark?.line), path: "")
          continue
        }
        guard var converted = convert(value, depth: depth + 1, count: &count) else { return nil }
        // A block value starts on the line after its key: mistakes are looked for at the key.
        if let line = key.mark?.line { converted.place.line = line }
        entries.append((name.string, converted))
      }
      return DocumentNode(value: .map(entries), place: place)
    case .alias:
      log.report("an alias refers to nothing", at: place, path: "")
      return nil
    }
  }

  private func report(_ error: any Error) {
    func say(_ message: String, _ line: Int?) { log.report(message, at: Place(file: file, line: line), path: "") }
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      say("this is not YAML: \(problem)", mark.line)
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "“\($0)”" }.joined(separator: ", ")
      say("the key \(names) is given twice; one of them would be lost", context.mark.line)
    case YamlError.reader(let problem, _, _, _):
      say("this is not YAML: \(problem)", nil)
    default:
      say("this cannot be read as YAML", nil)
    }
  }
}
