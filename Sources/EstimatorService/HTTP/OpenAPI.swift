import Foundation
import Reporting

/// The description of the service, OpenAPI 3.1; served at `/openapi.json`.
///
/// It is written in `HTTP/Documents`, a file for each resource: a part of the document with its own paths and schemas, where
/// `@contactTypes`, `@groups` and `@scenarios` stand for names that the scenario gives. The parts become one here.
enum OpenAPI {
  /// The parts; a new file needs a line here.
  private static let parts = [
    PackageResources.service_json, PackageResources.events_json, PackageResources.estimates_json,
    PackageResources.queues_json, PackageResources.compliance_json, PackageResources.display_json,
    PackageResources.operation_json, PackageResources.planner_json,
  ]

  private static let template: String = {
    var document: [String: Any] = [:]
    for part in parts {
      guard let members = try? JSONSerialization.jsonObject(with: Data(part)) as? [String: Any] else {
        preconditionFailure("a part of the description is no JSON")
      }
      merge(members, into: &document)
    }
    let data = try? JSONSerialization.data(
      withJSONObject: document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }()

  /// Objects become one, member by member.
  private static func merge(_ members: [String: Any], into document: inout [String: Any]) {
    for (key, value) in members {
      if let inner = value as? [String: Any], var known = document[key] as? [String: Any] {
        merge(inner, into: &known)
        document[key] = known
      } else {
        document[key] = value
      }
    }
  }

  /// The document for the names of a scenario.
  static func text(contactTypes: [String], groups: [String], scenarios: [String]) -> String {
    func list(_ names: [String]) -> String { JSONValue.compact(.strings(names)).text }
    return template.replacingOccurrences(of: "\"@scenarios\"", with: list(scenarios))
      .replacingOccurrences(of: "\"@contactTypes\"", with: list(contactTypes))
      .replacingOccurrences(of: "\"@groups\"", with: list(groups))
  }
}
