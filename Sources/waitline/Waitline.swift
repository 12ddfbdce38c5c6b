import ArgumentParser

/// The command line: one file a subcommand, no logic.
@main
struct Waitline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waitline",
    abstract: "Simulates a contact centre: waits, compliance, staffing and cost, from a scenario file.",
    discussion: """
      EXAMPLES
        waitline simulate scenarios/erlang-a.yaml
        waitline simulate scenarios/card-platform.yaml --overlay promotion --output output/promotion
        waitline erlang --arrivals-per-hour 60 --handling 4min --agents 5 --answer-within 30s
        waitline estimate --scenario scenarios/erlang-a.yaml --state state.json --format text
        waitline serve scenarios/erlang-a.yaml --data output/service
        waitline validate scenarios/card-platform.yaml

      EXIT STATUS
        0 fine, 1 failure while running, 64 wrong usage, 65 bad data,
        130 stopped with Ctrl-C

      ENVIRONMENT
        NO_COLOR  set to anything: no colours
      """.asHelp,
    version: "0.1.0",
    subcommands: [
      Simulate.self, Estimate.self, Serve.self, Compare.self, Sweep.self, Merge.self, Staff.self,
      Schedule.self, Capacity.self, Advise.self, Erlang.self, FitLogs.self, Audit.self, BacktestLogs.self,
      Validate.self, Schema.self,
    ])
}
