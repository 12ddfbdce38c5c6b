import Foundation
import Testing

/// Any JSON value, with its numbers read to the last bit (`JSONSerialization` may be off by one in the last place).
indirect enum JSONTree: Decodable, Equatable {
  case null
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONTree].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONTree].self))
    }
  }

  /// Reads a document, which `JSONSerialization` must find valid too.
  init(parsing text: String) throws {
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    self = try JSONDecoder().decode(JSONTree.self, from: Data(text.utf8))
  }

  /// The value at keys and indices separated by slashes.
  func at(_ path: String) throws -> JSONTree {
    try path.split(separator: "/").reduce(self) { value, key in
      switch value {
      case .array(let values): values[try #require(Int(key))]
      case .object(let members): try #require(members[String(key)], "no key \(key) of \(path)")
      default: throw CocoaError(.coderValueNotFound)
      }
    }
  }

  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
}
