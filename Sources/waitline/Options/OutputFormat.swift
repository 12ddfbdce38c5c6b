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

extension Language: ExpressibleByArgument {
  /// Also what people write for the same: `zh`, `zh-CN`, `en-GB`.
  public init?(argument: String) {
    let tag = argument.lowercased()
    if tag == "zh" || ["zh-hans", "zh-cn", "zh-sg"].contains(where: tag.hasPrefix) {
      self = .simplifiedChinese
    } else if tag == "en" || tag.hasPrefix("en-") {
      self = .english
    } else {
      return nil
    }
  }
}
