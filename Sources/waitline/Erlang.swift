import ArgumentParser
import ContactCentre
import Planning
import Reporting
import ScenarioFormat

/// `waitline erlang`.
struct Erlang: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer at once by formula: Erlang B, C and A.",
    discussion: """
      One kind of contact, one group of agents, constant demand; exponential handling and patience. Without --patience
      it is Erlang C, with it Erlang A, with --queue-limit M/M/s/K, and with --queue-limit 0 Erlang B. With --target it
      also says how many agents that takes; --agents may then be left out.

      EXAMPLES
        waitline erlang --arrivals-per-hour 60 --handling 240s --agents 5
        waitline erlang --arrivals-per-hour 60 --handling 4min --patience 2min --answer-within 30s --target 0.8
        waitline erlang --arrivals-per-hour 900 --handling 3min --agents 50 --queue-limit 0 --format json
      """.asHelp)

  // Unconditional: a number below 0 is a wrong value, not another option.
  @Option(parsing: .unconditional, help: ArgumentHelp("Contacts an hour.", valueName: "n"))
  var arrivalsPerHour: Double

  @Option(help: ArgumentHelp("Mean handling time, for example 240s or 4min.", valueName: "time"))
  var handling: Duration

  @Option(parsing: .unconditional, help: ArgumentHelp("Agents.", valueName: "n"))
  var agents: Int?

  @Option(help: ArgumentHelp("Mean patience; without it customers wait for ever.", valueName: "time"))
  var patience: Duration?

  @Option(parsing: .unconditional, help: ArgumentHelp("How many may wait at most.", valueName: "n"))
  var queueLimit: Int?

  @Option(help: ArgumentHelp("Acceptable waiting time.", valueName: "time"))
  var answerWithin: Duration = Duration(seconds: 30)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Share to be answered in that time, between 0 and 1.", valueName: "share")
  )
  var target: Double?

  @Option(help: "Definition of the service level that the target is for: SL1, SL2, SL3 or SL4.")
  var definition: ServiceLevelDefinition = .SL1

  @Option(help: "What is printed: table, json or csv.")
  var format: PlanningOptions.Format = .table

  @Option(help: "Language of the table: en or zh-Hans.")
  var language: Language = .english

  func run() throws {
    let question = ErlangQuestion(
      arrivalsPerHour: arrivalsPerHour, handling: handling.seconds, agents: agents, patience: patience?.seconds,
      queueLimit: queueLimit, answerWithin: answerWithin.seconds, target: target, definition: definition)
    let answer: ErlangAnswer
    do {
      answer = try question.answer()
    } catch {
      throw ValidationError("\(error)")
    }
    switch format {
    case .table: Terminal.write(ErlangReport.text(answer, language: language))
    case .json: Terminal.write(ErlangReport.json(answer))
    case .csv: Terminal.write(ErlangReport.csv(answer))
    }
  }
}

/// A length of time on the command line, written as in scenario files.
struct Duration: ExpressibleByArgument {
  var seconds: Seconds

  init(seconds: Seconds) { self.seconds = seconds }

  init?(argument: String) {
    guard let seconds = DurationArgument.seconds(argument) else { return nil }
    self.seconds = seconds
  }

  var defaultValueDescription: String { "\(Int(seconds))s" }
}

extension ServiceLevelDefinition: ExpressibleByArgument {}
