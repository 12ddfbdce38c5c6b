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
  /// Whether the key in front of the node was quoted, which clock times need.
  var isKeyQuoted = true

  /// How the node is called in a message.
  var kind: String {
    switch value {
    case .null: "nothing"
    case .scalar(let text, _): "“\(text.shortened)”"
    case .list: "a list"
    case .map: "a mapping"
    }
  }

  /// The text of a scalar.
  var text: String? {
    if case .scalar(let text, _) = value { return text }
    return nil
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

extension String {
  /// As much of the text as fits into a message.
  var shortened: String { dropFirst(60).isEmpty ? self : prefix(57) + "…" }
}
