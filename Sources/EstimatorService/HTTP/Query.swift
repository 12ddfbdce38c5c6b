import Foundation

/// Query parameters, decoded; unknown and repeated ones are refused.
struct Query {
  private var values: [String: String] = [:]

  init(_ text: String?, allowed: Set<String>) throws {
    for part in (text ?? "").split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = halves.map { $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding }
      guard let name = decoded[0], decoded.count == 2, let value = decoded[1] else {
        throw Problem(.badRequest, "query", "The query cannot be read; expected name=value.")
      }
      guard allowed.contains(name) else {
        throw Problem(
          .badRequest, "query", "Unknown parameter; expected \(allowed.sorted().joined(separator: " or ")).")
      }
      guard values[name] == nil else { throw Problem(.badRequest, "query", "\(name) is given twice.") }
      values[name] = value
    }
  }

  subscript(_ name: String) -> String? { values[name] }
}
