import Foundation
import ScenarioFormat
import Testing

/// The JSON Schema, and that the reader agrees with it.
@Suite struct SchemaTests {
  /// The folder of the package.
  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func definitions() throws -> [String: [String: Any]] {
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(ScenarioSchema.json().utf8)) as? [String: Any])
    return try #require(root["$defs"] as? [String: [String: Any]])
  }

  private func keys(_ definition: [String: Any]?) -> Set<String> {
    Set((definition?["properties"] as? [String: Any] ?? [:]).keys)
  }

  @Test func theCommittedSchemaIsTheGeneratedOne() throws {
    let path = Self.package.appendingPathComponent("scenarios/schema/scenario.schema.json")
    let committed = try String(contentsOf: path, encoding: .utf8)
    #expect(committed == ScenarioSchema.json(), "run: waitline schema > scenarios/schema/scenario.schema.json")
  }

  @Test func thePageOfKeysIsTheGeneratedOne() throws {
    let path = Self.package.appendingPathComponent("scenarios/FORMAT.md")
    let committed = try String(contentsOf: path, encoding: .utf8)
    #expect(committed == FormatReference.markdown(), "run: waitline schema --format markdown > scenarios/FORMAT.md")
    // Each link leads to a chapter.
    let chapters = Set(
      committed.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)).lowercased() })
    let links = committed.components(separatedBy: "](#").dropFirst().compactMap { $0.split(separator: ")").first }
    #expect(!links.isEmpty)
    for link in links { #expect(chapters.contains(String(link)), "no chapter \(link)") }
  }

  @Test func itIsASchemaOfItsDialect() throws {
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(ScenarioSchema.json().utf8)) as? [String: Any])
    #expect(root["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect((root["if"] as? [String: Any])?["required"] as? [String] == ["base"])
    #expect((root["then"] as? [String: Any])?["$ref"] as? String == "#/$defs/plan")
    #expect((root["else"] as? [String: Any])?["$ref"] as? String == "#/$defs/scenario")
    let scenario = try #require(definitions()["scenario"])
    #expect(scenario["additionalProperties"] as? Bool == false)
    #expect(Set(scenario["required"] as? [String] ?? []) == ["version", "contactTypes", "agentGroups"])
  }

  /// Where the mapping of each section stands in a scenario; `@` is where its key goes.
  private static let places: [String: String] = [
    "scenario": "contactTypes: {}\n@",
    "plan": "base: other.yaml\n@",
    "calendar": "calendar: {@}",
    "weekHours": "calendar: {hours: {office: {@}}}",
    "contactType": "contactTypes: {a: {@}}",
    "diversion": "contactTypes: {a: {afterHours: {@}}}",
    "arrivals": "contactTypes: {a: {arrivals: {@}}}",
    "topics": "contactTypes: {a: {arrivals: {topics: {@}}}}",
    "burst": "contactTypes: {a: {arrivals: {bursts: [{@}]}}}",
    "lagged": "contactTypes: {a: {arrivals: {lagged: {@}}}}",
    "traceFile": "contactTypes: {a: {arrivals: {trace: {@}}}}",
    "weekProfile": "contactTypes: {a: {arrivals: {perHour: {mon: 1, @}}}}",
    "adjusted": "contactTypes: {a: {arrivals: {perHour: {values: 1, @}}}}",
    "adjustment": "contactTypes: {a: {arrivals: {perHour: {values: 1, adjust: [{@}]}}}}",
    "profileFile": "contactTypes: {a: {arrivals: {perHour: {file: x.csv, @}}}}",
    "queue": "contactTypes: {a: {queue: {@}}}",
    "announcement": "contactTypes: {a: {announcement: {@}}}",
    "balking": "contactTypes: {a: {announcement: {balking: {@}}}}",
    "offer": "contactTypes: {a: {announcement: {offer: {@}}}}",
    "promise": "contactTypes: {a: {promise: {@}}}",
    "deadline": "contactTypes: {a: {deadline: {@}}}",
    "step": "contactTypes: {a: {steps: [{@}]}}",
    "stepRoute": "contactTypes: {a: {steps: [{then: [{@}]}]}}",
    "resolution": "contactTypes: {a: {resolution: {@}}}",
    "return": "contactTypes: {a: {resolution: {otherwise: [{@}]}}}",
    "redirect": "contactTypes: {a: {redirect: [{@}]}}",
    "redial": "contactTypes: {a: {redial: {@}}}",
    "broadcast": "contactTypes: {a: {broadcast: {@}}}",
    "agentGroup": "agentGroups: {g: {@}}",
    "skill": "agentGroups: {g: {skills: {a: {@}}}}",
    "trainees": "agentGroups: {g: {trainees: {@}}}",
    "shift": "agentGroups: {g: {shifts: [{@}]}}",
    "pattern": "agentGroups: {g: {patterns: [{@}]}}",
    "patternBreak": "agentGroups: {g: {patterns: [{breaks: [{@}]}]}}",
    "weekBounds": "agentGroups: {g: {patterns: [{hoursPerWeek: {@}}]}}",
    "routing": "routing: {@}",
    "backlog": "backlog: {a: {@}}",
    "overlay": "overlays: {o: [{@}]}",
    "experiment": "experiment: {@}",
    "replications": "experiment: {replications: {@}}",
    "stopWhen": "experiment: {stopWhen: {@}}",
    "empiricalLaw": "contactTypes: {a: {handling: {empirical: {@}}}}",
    "phaseBranch": "contactTypes: {a: {handling: {phaseType: [{@}]}}}",
    "piecewiseHazardLaw": "contactTypes: {a: {patience: {piecewiseHazard: {@}}}}",
  ]

  @Test func alternativesAreThoseOfTheReader() throws {
    let all = try definitions()
    func required(_ section: String, _ word: String) -> [[String]] {
      (all[section]?[word] as? [[String: [String]]] ?? []).compactMap { $0["required"] }
    }
    #expect(required("contactType", "oneOf") == [["handling"], ["steps"]])
    #expect(required("return", "oneOf") == [["as"], ["becomes"]])
    #expect(required("redirect", "oneOf") == [["as"], ["becomes"]])
    #expect(required("arrivals", "anyOf") == [["perHour"], ["bursts"], ["lagged"], ["trace"]])
  }

  @Test func everySectionIsChecked() throws {
    let sections = try definitions().filter { $0.value["properties"] != nil }.map(\.key)
    #expect(Set(sections) == Set(Self.places.keys))
  }

  @Test(arguments: places.keys.sorted())
  func theReaderKnowsExactlyTheKeysOfTheSchema(section: String) throws {
    let all = try definitions()
    let expected = keys(all[section])
    #expect(!expected.isEmpty)
    let candidates = all.values.reduce(into: Set(["colour"])) { $0.formUnion(keys($1)) }
    let place = try #require(Self.places[section])
    var known: Set<String> = []
    for key in candidates {
      let text = place.replacingOccurrences(of: "@", with: "\"\(key)\": ")
      let isRefused = mistakes(text).contains { $0.message.contains("unknown") }
      if !isRefused { known.insert(key) }
    }
    #expect(known == expected)
  }

  @Test func theLawsOfTheSchemaAreThoseOfTheReader() throws {
    let branches = try #require(definitions()["distribution"]?["anyOf"] as? [[String: Any]])
    let laws = branches.compactMap { ($0["properties"] as? [String: Any])?.keys.first }
    let listed = ["empirical", "phaseType", "piecewiseHazard"]
    let usual = ["exponential", "constant", "deterministic", "lognormal", "gamma", "weibull", "uniform"]
    #expect(Set(laws) == Set(usual + listed))
    for branch in branches {
      guard let (law, body) = (branch["properties"] as? [String: [String: Any]])?.first, !listed.contains(law) else {
        continue
      }
      let object = (body["anyOf"] as? [[String: Any]])?.first ?? body
      let figures = keys(object).sorted().map { figure in
        ["cv", "shape"].contains(figure) ? "\(figure): 1" : "\(figure): \(figure == "max" ? 2 : 1)s"
      }
      let text = goodText("handling: 5min", "handling: {\(law): {\(figures.joined(separator: ", "))}}")
      #expect(mistakes(text).isEmpty, "\(law)")
    }
  }

  @Test func theExamplesAreFineWithEveryOverlay() throws {
    let folder = Self.package.appendingPathComponent("scenarios")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".yaml") && !$0.hasSuffix("-mapping.yaml")
    }
    #expect(!files.isEmpty)
    for file in files.sorted() {
      let path = folder.appendingPathComponent(file).path
      #expect(throws: Never.self, "\(file)") {
        let loaded = try ScenarioLoader().load(path: path)
        #expect(loaded.warnings == [])
        for overlay in loaded.overlaysDefined { _ = try ScenarioLoader().load(path: path, overlays: [overlay]) }
      }
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.hasPrefix("# yaml-language-server: $schema=schema/scenario.schema.json\n"), "\(file)")
    }
  }
}
