/// A path such as `contactTypes.chat.general.patience` in a document whose keys may hold dots themselves.
struct DocumentPath {
  enum Step: Equatable {
    case key(String)
    case index(Int)
  }

  let steps: [Step]

  /// Finds a path in a document. The last key may be missing when `mayAddLast` says so, and the section that it belongs to.
  init?(_ text: String, in root: DocumentNode, mayAddLast: Bool = false) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard !parts.contains("") else { return nil }
    if let steps = Self.find(parts[...], in: root, mayAddLast: mayAddLast) {
      self.steps = steps
    } else if mayAddLast, parts.count == 2, Self.optionalSections.contains(parts[0]), root[parts[0]] == nil {
      steps = parts.map { .key($0) }
    } else {
      return nil
    }
  }

  /// Sections that a scenario may leave out, and whose keys all have a value then.
  private static let optionalSections = ["calendar", "experiment", "routing"]

  private static func find(_ parts: ArraySlice<String>, in node: DocumentNode, mayAddLast: Bool) -> [Step]? {
    guard let first = parts.first else { return [] }
    switch node.value {
    case .map(let entries):
      // The longest key first: names of types hold dots.
      for length in stride(from: parts.count, through: 1, by: -1) {
        let key = parts.prefix(length).joined(separator: ".")
        guard let entry = entries.first(where: { $0.key == key }) else { continue }
        if let rest = find(parts.dropFirst(length), in: entry.node, mayAddLast: mayAddLast) {
          return [.key(key)] + rest
        }
      }
      return mayAddLast && parts.count == 1 ? [.key(first)] : nil
    case .list(let items):
      guard let index = Int(first), items.indices.contains(index),
        let rest = find(parts.dropFirst(), in: items[index], mayAddLast: mayAddLast)
      else { return nil }
      return [.index(index)] + rest
    case .null: return mayAddLast && parts.count == 1 ? [.key(first)] : nil
    case .scalar: return nil
    }
  }

  /// The last key of the path.
  var lastKey: String? {
    if case .key(let key) = steps.last { return key }
    return nil
  }

  /// A hint at what was meant: the nearest key where the path leaves the document.
  static func hint(_ text: String, in root: DocumentNode) -> String {
    var node = root
    var parts = text.split(separator: ".").map(String.init)[...]
    while case .map(let entries) = node.value, !parts.isEmpty {
      let match = stride(from: parts.count, through: 1, by: -1).lazy.compactMap { length in
        entries.first { $0.key == parts.prefix(length).joined(separator: ".") }.map { (length, $0.node) }
      }.first
      guard let (length, next) = match else {
        // The longest first: names of types hold dots.
        let keys = entries.map(\.key)
        let starts = stride(from: min(parts.count, 8), through: 1, by: -1).map {
          parts.prefix($0).joined(separator: ".")
        }
        return starts.lazy.map { NearestName.hint($0, among: keys) }.first { !$0.isEmpty } ?? ""
      }
      node = next
      parts = parts.dropFirst(length)
    }
    return ""
  }
}

extension DocumentNode {
  /// Changes the node at a path; a missing last key is added, and a missing section of the document.
  mutating func change(_ steps: ArraySlice<DocumentPath.Step>, _ body: (DocumentNode?) -> DocumentNode) {
    guard let first = steps.first else {
      self = body(self)
      return
    }
    switch (first, value) {
    case (.key(let key), .map(var entries)):
      if let index = entries.firstIndex(where: { $0.key == key }) {
        entries[index].node.change(steps.dropFirst(), body)
      } else {
        var added = body(nil)
        for case .key(let inner) in steps.dropFirst().reversed() {
          added = DocumentNode(value: .map([(inner, added)]), place: added.place)
        }
        entries.append((key, added))
      }
      value = .map(entries)
    case (.key(let key), .null): value = .map([(key, body(nil))])
    case (.index(let index), .list(var items)):
      items[index].change(steps.dropFirst(), body)
      value = .list(items)
    default: break
    }
  }

  /// The node at a path.
  func node(at steps: ArraySlice<DocumentPath.Step>) -> DocumentNode? {
    guard let first = steps.first else { return self }
    switch (first, value) {
    case (.key(let key), .map): return self[key]?.node(at: steps.dropFirst())
    case (.index(let index), .list(let items)): return items[index].node(at: steps.dropFirst())
    default: return nil
    }
  }
}
