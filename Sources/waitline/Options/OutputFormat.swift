import ArgumentParser
import Reporting

/// How the result is printed on standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

/// In which language people read the result.
struct LanguageOptions: ParsableArguments {
  @Option(help: "Language of tables and pages.")
  var language: Language = .english
}

extension Language: ExpressibleByArgument {}
