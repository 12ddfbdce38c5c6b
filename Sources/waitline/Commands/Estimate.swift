import ArgumentParser
import ContactCentre
import QueueingTheory
import Reporting
import ScenarioFormat
import WaitEstimation

/// `waitline estimate`.
struct Estimate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Estimate from a live state how much longer a customer will wait.",
    usage: "waitline estimate --scenario <file> --state <file> [<options>]",
    discussion: """
      The state is a JSON file. Its lists are optional; they hold seconds, and servingFor has an entry for each contact in
      hand:

        {"time": "2026-01-05T10:00:00Z",
         "groups": {"agents": {"onDuty": 10, "busy": 10, "servingFor": [12.5, 3]}},
         "queues": {"call": {"waiting": 3, "waitingFor": [40, 22, 5]}}}

      --position is the place in the queue: 1 is next, K has K - 1 waiting ahead. Without it the answer is for a customer who
      arrives now, behind everybody who waits. Without --contact-type there is an answer for each type.

      All times in the answer are seconds from the time of the state. mean, quantiles and pWithin30 are for a customer who
      stays as long as it takes; pAbandon is the probability of giving up first. Where closing cuts off those who wait, mean
      is over those answered before it, and a quantile that is not reached is null. The number on duty starts from the state
      and changes as planned in the scenario; agents who leave finish the contact in hand. What cannot be known is null, and
      "unknown" says why. With --now the age of the state is taken into account.

      Where agents answer several types or hold several contacts at once, or where times are not exponential, the scenario
      is played forward from the state, with the time that each contact in hand has already taken, the patience that those
      who wait have left, priorities, shifts and closing. The same state and --set experiment.seed give the same answer.

      EXAMPLES
        waitline estimate --scenario scenarios/erlang-a.yaml --state state.json
        waitline estimate --scenario scenarios/erlang-a.yaml --state state.json --contact-type call --position 4
        waitline estimate --scenario scenarios/erlang-a.yaml --state state.json --method forward --paths 100000
        waitline estimate --scenario scenarios/erlang-a.yaml --state state.json --format text --language zh-Hans
      """.asHelp)

  /// How standard output is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, text
  }

  @Option(help: ArgumentHelp("The scenario file, YAML or JSON.", valueName: "file"), completion: .file())
  var scenario: String

  @Option(
    help: ArgumentHelp("The live state, JSON.", valueName: "file"), completion: .file(extensions: ["json"]))
  var state: String

  @OptionGroup var changes: ScenarioChanges

  @Option(help: ArgumentHelp("The contact type; by default all are answered for.", valueName: "name"))
  var contactType: String?

  @Option(help: ArgumentHelp("The customer's place in the queue; 1 is next.", valueName: "k"))
  var position: Int?

  @Option(
    help: ArgumentHelp(
      "When the question is asked, such as 2026-01-05T10:00:05Z; by default at the time of the state.",
      valueName: "time"))
  var now: Moment?

  @Option(
    help: ArgumentHelp(
      """
      How the wait is found: markov (exact; one group, exponential times), forward (play the scenario forward from the \
      state) or history (from recentWaits of the queue); by default the most exact one that applies.
      """, valueName: "method"))
  var method: EstimateMethod?

  @Option(help: ArgumentHelp("How many futures are played, where the scenario is played forward.", valueName: "n"))
  var paths: Int = 50_000

  @Option(
    help: ArgumentHelp(
      """
      With --method markov, what happens to the contact in hand when an agent leaves: finishContactInHand (the agent \
      finishes it and takes no other), leaveAtOnce (it waits again, in front), or firstToFinish (whoever finishes first \
      leaves).
      """, valueName: "rule"))
  var leavers: LeaverRule = .finishContactInHand

  @Option(help: "What is printed on standard output.")
  var format: Format = .json

  @OptionGroup var languages: LanguageOptions

  func validate() throws {
    if let position, position < 1 { throw ValidationError("--position must be at least 1: 1 is next.") }
    guard (1...10_000_000).contains(paths) else { throw ValidationError("--paths must be from 1 to 10000000.") }
    if position != nil, contactType == nil {
      throw ValidationError("--position needs --contact-type: the queue that the place is in.")
    }
  }

  func run() throws {
    let described = try changes.load(scenario).scenario
    let types = described.contactTypes.map(\.name)
    if let contactType, !types.contains(contactType) {
      Terminal.complain("--contact-type: " + LiveStateLoader(described).complaint(contactType: contactType))
      throw ExitCode(ExitStatus.badData)
    }
    let live = try orExit { try LiveStateLoader(described).load(path: state) }
    let answers = try orExit {
      var estimator = try WaitEstimator(described, at: live.time, leavers: leavers)
      estimator.budget = ForwardBudget(paths: paths, mostTime: .seconds(10))
      let memo = ForwardMemo()
      return try (contactType.map { [$0] } ?? types).map {
        try estimator.estimate(
          live, contactType: $0, position: position, now: now?.seconds, method: method, memo: memo)
      }
    }
    let report = EstimateReport(described)
    switch format {
    case .text: Terminal.write(report.text(answers, language: languages.language))
    case .json: Terminal.write(contactType == nil ? report.json(answers) : report.json(answers[0]))
    }
  }
}

extension EstimateMethod: ExpressibleByArgument {}
extension LeaverRule: ExpressibleByArgument {}
