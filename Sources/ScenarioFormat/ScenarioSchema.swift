import Foundation
import Randomness

/// The JSON Schema of scenario files, made from the same table of keys that the reader checks.
public enum ScenarioSchema {
  /// JSON Schema 2020-12, as committed in `scenarios/schema/scenario.schema.json`.
  public static func json() -> String {
    var definitions: [String: Any] = [:]
    for section in Section.all { definitions[section.name] = schema(section) }
    definitions["duration"] = duration
    definitions["distribution"] = distribution
    definitions["profile"] = profile
    let root: [String: Any] = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Waitline scenario", "$defs": definitions,
      // Told apart by one key, so that an editor explains the mistakes of the right one.
      "if": ["type": "object", "required": ["base"]], "then": ["$ref": "#/$defs/\(Section.plan.name)"],
      "else": ["$ref": "#/$defs/\(Section.scenario.name)"],
    ]
    let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? JSONSerialization.data(withJSONObject: root, options: options) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func schema(_ section: Section) -> [String: Any] {
    var properties: [String: Any] = [:]
    for key in section.keys {
      var property = schema(key.shape)
      property["description"] = key.help
      properties[key.name] = property
    }
    var object: [String: Any] = [
      "type": "object", "description": section.help, "properties": properties, "additionalProperties": false,
    ]
    let required = section.keys.filter(\.isRequired).map(\.name)
    if !required.isEmpty { object["required"] = required }
    if !section.oneOf.isEmpty { object["oneOf"] = section.oneOf.map { ["required": [$0]] } }
    if !section.anyOf.isEmpty { object["anyOf"] = section.anyOf.map { ["required": [$0]] } }
    return object
  }

  private static func schema(_ shape: Shape) -> [String: Any] {
    switch shape {
    case .text, .name: ["type": ["string", "number"]]
    case .boolean: ["type": "boolean"]
    case .integer(let minimum, let maximum):
      maximum.map { ["type": "integer", "minimum": minimum, "maximum": $0] } ?? ["type": "integer", "minimum": minimum]
    case .number(let minimum, let maximum, let above):
      number(minimum: minimum, maximum: maximum, above: above)
    case .duration: ["$ref": "#/$defs/duration"]
    case .clock: ["type": "string", "pattern": "^\\d{1,2}:\\d{2}(:\\d{2})?$"]
    case .clockRange: ["type": "string", "pattern": clockRange]
    case .date: ["type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"]
    case .choice(let names): ["enum": names]
    case .distribution: ["$ref": "#/$defs/distribution"]
    case .profile: ["$ref": "#/$defs/profile"]
    case .section(let name): ["$ref": "#/$defs/\(name)"]
    case .map(let shape): ["type": "object", "additionalProperties": schema(shape)]
    case .list(let shape): ["type": "array", "items": schema(shape)]
    case .either(let shapes): ["anyOf": shapes.map(schema)]
    case .any: [:]
    }
  }

  private static func number(minimum: Double?, maximum: Double?, above: Double?) -> [String: Any] {
    var object: [String: Any] = ["type": "number"]
    if let minimum { object["minimum"] = minimum }
    if let maximum { object["maximum"] = maximum }
    if let above { object["exclusiveMinimum"] = above }
    return object
  }

  private static let clockRange = "^\\d{1,2}:\\d{2}(:\\d{2})?(\\s*[-–]\\s*\\d{1,2}:\\d{2}(:\\d{2})?|\\+.+)$"

  private static var duration: [String: Any] {
    [
      "description": "A time such as 30s, 4min, 1.5h or 1h30min; a plain number is seconds.",
      "anyOf": [
        ["type": "number", "minimum": 0],
        [
          "type": "string",
          "pattern": "^(\\d+(\\.\\d+)?\\s*(ms|s|sec|seconds?|min|minutes?|h|hours?|d|days?|weeks?)\\s*)+$",
        ],
      ],
    ]
  }

  private static var distribution: [String: Any] {
    let time = ["$ref": "#/$defs/duration"]
    let spread: [String: Any] = ["type": "number", "exclusiveMinimum": 0]
    func law(_ name: String, _ figures: [String: Any], orTime: Bool = false) -> [String: Any] {
      let body: [String: Any] = ["type": "object", "properties": figures, "additionalProperties": false]
      let value: [String: Any] = orTime ? ["anyOf": [body, time]] : body
      return ["type": "object", "properties": [name: value], "required": [name], "additionalProperties": false]
    }
    func listed(_ name: String, _ shape: Shape) -> [String: Any] {
      ["type": "object", "properties": [name: schema(shape)], "required": [name], "additionalProperties": false]
    }
    return [
      "description": "One law with its figures, or a bare time, which is constant.",
      "anyOf": [
        time, law("exponential", ["mean": time], orTime: true), law("constant", ["mean": time], orTime: true),
        law("deterministic", ["mean": time], orTime: true), law("lognormal", ["mean": time, "cv": spread]),
        law("gamma", ["mean": time, "cv": spread]), law("weibull", ["mean": time, "shape": spread]),
        law("uniform", ["min": time, "max": time]), listed("empirical", .section(Section.empiricalLaw.name)),
        listed(
          "phaseType",
          .either([.section(Section.phaseBranch.name), .list(.section(Section.phaseBranch.name))])),
        listed("piecewiseHazard", .section(Section.piecewiseHazardLaw.name)),
      ],
    ]
  }

  private static var profile: [String: Any] {
    let number: [String: Any] = ["type": "number", "minimum": 0]
    return [
      "description": "A number, a list by period, a map by quoted clock range or by weekday, or a CSV file.",
      "anyOf": [
        number, ["type": "array", "items": number],
        [
          "type": "object", "patternProperties": [clockRange: number], "additionalProperties": false,
        ], ["$ref": "#/$defs/weekProfile"], ["$ref": "#/$defs/profileFile"], ["$ref": "#/$defs/adjusted"],
      ],
    ]
  }
}
