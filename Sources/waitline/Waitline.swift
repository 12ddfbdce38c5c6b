import ArgumentParser
import ScenarioFormat

/// The command line: one file a subcommand, no logic.
@main
struct Waitline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waitline",
    abstract: "Simulate a contact centre, plan its staff, and estimate the waits of its customers.",
    discussion: """
      EXAMPLES
        waitline new my-centre.yaml
        waitline simulate scenarios/erlang-a.yaml
        waitline simulate scenarios/card-platform.yaml --overlay promotion --output output/promotion
        waitline erlang --arrivals-per-hour 60 --handling 4min --agents 5 --answer-within 30s
        waitline estimate --scenario scenarios/erlang-a.yaml --state state.json --format text
        waitline serve scenarios/erlang-a.yaml --data output/service
        waitline validate scenarios/card-platform.yaml

      EXIT STATUS
        0    done
        1    something failed while running
        64   wrong usage
        65   a mistake in the scenario, the logs or the state
        130  stopped with Ctrl-C

      ENVIRONMENT
        NO_COLOR  set to anything: tables without colours
      """.asHelp,
    version: "0.1.0",
    subcommands: [
      NewScenario.self, Simulate.self, Estimate.self, Serve.self, Compare.self, Sweep.self, Merge.self, Staff.self,
      Schedule.self, Capacity.self, Advise.self, Erlang.self, FitLogs.self, Audit.self, BacktestLogs.self,
      Validate.self, Schema.self,
    ])

  static func main() async {
    let arguments = withNegativeValuesAttached(Array(CommandLine.arguments.dropFirst()))
    if let mistake = mistypedCommand(arguments) { exit(withError: ValidationError(mistake)) }
    await main(arguments)
  }

  /// What to say of a first word that is no command; the parser would only call it unexpected.
  private static func mistypedCommand(_ arguments: [String]) -> String? {
    let names = configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() }
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return nil }
    return "there is no command “\(word)”" + NearestName.hint(word, among: names)
  }

  /// `--gap -3%` as `--gap=-3%`: no option starts with a digit, so this is a value. The parser would say that it is
  /// missing; so the command can say what is wrong with it.
  private static func withNegativeValuesAttached(_ arguments: [String]) -> [String] {
    arguments.reduce(into: []) { attached, argument in
      if argument.prefixMatch(of: /-[.0-9]/) != nil, let option = attached.last, option.hasPrefix("--"),
        option.count > 2, !option.contains("=")
      {
        attached[attached.count - 1] += "=" + argument
      } else {
        attached.append(argument)
      }
    }
  }
}
