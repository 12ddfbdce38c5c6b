import ArgumentParser
import ContactCentre
import Planning
import Reporting

/// `waitline erlang`.
struct Erlang: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer a staffing question by formula: Erlang B, C and A.",
    usage: "waitline erlang --arrivals-per-hour <n> --handling <time> [<options>]",
    discussion: """
      One contact type, one group of agents, constant demand; handling time and patience are exponential. Without --patience
      this is Erlang C, with it Erlang A; with --queue-limit it is M/M/s/K or M/M/s/K+M, and with --queue-limit 0 Erlang B. Give
      --agents for the service that they reach, --target for how many agents it takes, or both.

      EXAMPLES
        waitline erlang --arrivals-per-hour 60 --handling 240s --agents 5
        waitline erlang --arrivals-per-hour 60 --handling 4min --patience 2min --answer-within 30s --target 0.8
        waitline erlang --arrivals-per-hour 900 --handling 3min --agents 50 --queue-limit 0 --format json
      """.asHelp)

  @Option(help: ArgumentHelp("Contacts an hour.", valueName: "n"))
  var arrivalsPerHour: Double

  @Option(help: ArgumentHelp("Mean handling time, for example 240s or 4min.", valueName: "time"))
  var handling: Duration

  @Option(help: ArgumentHelp("Agents on duty.", valueName: "n"))
  var agents: Int?

  @Option(
    help: ArgumentHelp("Mean patience, for example 2min; without it customers wait for ever.", valueName: "time"))
  var patience: Duration?

  @Option(help: ArgumentHelp("The most customers that may wait; without it the queue has no limit.", valueName: "n"))
  var queueLimit: Int?

  @Option(help: ArgumentHelp("Acceptable waiting time, for example 20s.", valueName: "time"))
  var answerWithin: Duration = Duration(seconds: 30)

  @Option(
    help: ArgumentHelp("Share of contacts to be answered within that time, between 0 and 1.", valueName: "share"))
  var target: Double?

  @Option(help: "Definition of the service level that --target is for.")
  var definition: ServiceLevelDefinition = .SL1

  @Option(help: "What is printed on standard output.")
  var format: OutputFormat = .table

  @OptionGroup var languages: LanguageOptions

  func validate() throws { _ = try answer() }

  private func answer() throws -> ErlangAnswer {
    let question = ErlangQuestion(
      arrivalsPerHour: arrivalsPerHour, handling: handling.seconds, agents: agents, patience: patience?.seconds,
      queueLimit: queueLimit, answerWithin: answerWithin.seconds, target: target, definition: definition)
    do {
      return try question.answer()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func run() throws {
    let answer = try answer()
    switch format {
    case .table: Terminal.write(ErlangReport.text(answer, language: languages.language))
    case .json: Terminal.write(ErlangReport.json(answer))
    case .csv: Terminal.write(ErlangReport.csv(answer))
    }
  }
}

extension ServiceLevelDefinition: ExpressibleByArgument {}
