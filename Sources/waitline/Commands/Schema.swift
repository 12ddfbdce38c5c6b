import ArgumentParser
import ScenarioFormat

/// `waitline schema`.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print every key of scenario files: as JSON Schema for editors, or as a page to read.",
    discussion: """
      EXAMPLES
        waitline schema > scenarios/schema/scenario.schema.json
        waitline schema --format markdown > scenarios/FORMAT.md
        waitline schema --format markdown | less
      """.asHelp)

  /// What is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json
    case markdown
  }

  @Option(help: "json is the JSON Schema, markdown a page to read.")
  var format: Format = .json

  func run() {
    switch format {
    case .json: Terminal.write(ScenarioSchema.json())
    case .markdown: Terminal.write(FormatReference.markdown())
    }
  }
}
