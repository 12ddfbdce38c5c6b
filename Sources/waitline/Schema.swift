import ArgumentParser
import ScenarioFormat

/// `waitline schema`.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of scenario files, for editors.",
    discussion: """
      EXAMPLE
        waitline schema > scenarios/schema/scenario.schema.json
      """)

  func run() { Terminal.write(ScenarioSchema.json()) }
}
