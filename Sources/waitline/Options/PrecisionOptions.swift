import ArgumentParser
import Foundation
import ScenarioFormat

/// How precise a run shall be, and how it gets there.
struct PrecisionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run until the 95 % interval of a figure is this narrow, for example call.SL1=0.005, call.averageWait=2% (of its "
        + "mean) or agents.occupancy=0.01.", valueName: "figure=half-width"))
  var stopWhen: String?

  @Option(
    help: ArgumentHelp(
      "With --stop-when: stop after this many replications at the latest; 2000 unless the scenario says.",
      valueName: "n"))
  var maxReplications: Int?

  @Option(
    help: ArgumentHelp(
      "Reach the same precision with fewer replications: control-variates, stratification or quasi-random, or the first "
        + "and one of the others with a comma between them; none switches off what the scenario says.",
      valueName: "ways"))
  var varianceReduction: String?

  /// The names that the scenario file has for the ways.
  private static let ways = [
    "control-variates": "controlVariates", "stratification": "stratification", "quasi-random": "quasiRandom",
  ]

  func validate() throws {
    if let maxReplications {
      if maxReplications < 1 { throw ValidationError("--max-replications must be at least 1.") }
      if stopWhen == nil { throw ValidationError("--max-replications goes with --stop-when.") }
    }
    if let stopWhen, Self.rule(stopWhen) == nil {
      throw ValidationError(
        "--stop-when: found \u{201c}\(stopWhen)\u{201d}; expected a figure and a half width above 0, for example call.SL1=0.005 or "
          + "call.averageWait=2%.")
    }
    for way in wanted where Self.ways[way] == nil {
      throw ValidationError(
        "--variance-reduction: found \u{201c}\(way)\u{201d}; expected control-variates, stratification, quasi-random or none."
      )
    }
    if wanted.contains("stratification"), wanted.contains("quasi-random") {
      throw ValidationError(
        "--variance-reduction: stratification and quasi-random spread the same days; give one of them.")
    }
  }

  private var wanted: [String] {
    guard let varianceReduction, varianceReduction != "none" else { return [] }
    return varianceReduction.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  private static func rule(_ text: String) -> (figure: String, halfWidth: Double, isRelative: Bool)? {
    guard let equals = text.lastIndex(of: "=") else { return nil }
    guard let number = WrittenNumber(text[text.index(after: equals)...]), number.value > 0 else { return nil }
    return (String(text[..<equals]), number.value, number.isPercent)
  }

  /// Loads a scenario with what is asked for here.
  func load(_ scenario: ScenarioOptions) throws -> LoadedScenario {
    guard stopWhen != nil || varianceReduction != nil else { return try scenario.load() }
    let itself = try scenario.changes.load(scenario.file, warns: false).scenario.experiment
    var changed = scenario
    changed.changes.set += sets(
      leastReplications: itself.minimumReplications,
      mostReplications: itself.stopping == nil ? max(2000, itself.minimumReplications) : itself.maximumReplications)
    return try changed.load()
  }

  /// The options as changes of the scenario, so that they are checked as its own lines are.
  private func sets(leastReplications: Int, mostReplications: Int) -> [String] {
    var sets: [String] = []
    if let stopWhen, let rule = Self.rule(stopWhen) {
      let most = maxReplications ?? mostReplications
      let figure = "'" + rule.figure.replacingOccurrences(of: "'", with: "''") + "'"
      sets.append("experiment.replications={min: \(min(leastReplications, most)), max: \(most)}")
      sets.append(
        "experiment.stopWhen={\(rule.isRelative ? "relativeHalfWidth" : "halfWidth"): \(rule.halfWidth), of: \(figure)}"
      )
    }
    if varianceReduction != nil {
      sets.append("experiment.varianceReduction=[\(wanted.compactMap { Self.ways[$0] }.joined(separator: ", "))]")
    }
    return sets
  }
}
