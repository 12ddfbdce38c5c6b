import ArgumentParser
import ContactCentre
import QueueingTheory
import Reporting
import ScenarioFormat
import WaitEstimation

/// `waitline estimate`.
struct Estimate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Estimate how long a waiting customer still waits, from a live state.",
    discussion: """
      The state is a JSON file; the lists are optional and in seconds, servingFor with an entry for each contact in hand:

        {"time": "2026-01-05T10:00:00Z",
         "groups": {"agents": {"onDuty": 10, "busy": 10, "servingFor": [12.5, 3]}},
         "queues": {"calls": {"waiting": 3, "waitingFor": [40, 22, 5]}}}

      --position is the place in the queue: 1 is next, so that K has K - 1 waiting ahead. Without it the answer is for a
      customer who arrives now and stands behind all who wait; without --contact-type there is one for each type.

      All times are seconds from the time of the state. mean, quantiles and pWithin30 are of a customer who stays as long
      as it takes; pAbandon is how likely this one gives up first. Where those who wait are cut off at closing, mean is of
      those who are answered before it, and a quantile that is not reached is null. Who is on duty changes as planned in
      the scenario, from the number given in the state; those who go finish the contact in hand. What cannot be known is
      null, and "unknown" says why. The age of the state counts only with --now.

      Where agents answer several types, hold several contacts at once, or times are not exponential, the scenario is
      played forward from the state: with the time that each contact in hand has taken already, the patience that is left
      of who waits, priorities, shifts and closing. The same state and --set experiment.seed give the same answer.

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

  @Option(help: ArgumentHelp("The contact type; without it, all.", valueName: "name"))
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
      How the wait is found: markov (exact; one pool with exponential times), forward (the scenario is played forward from \
      the state), or history (recentWaits of the queue); by default the best that can do it.
      """, valueName: "method"))
  var method: EstimateMethod?

  @Option(help: ArgumentHelp("How many futures are played forward, where that is needed.", valueName: "n"))
  var paths: Int = 50_000

  @Option(
    help: ArgumentHelp(
      """
      What becomes of the contact in hand of an agent who goes, for the exact method: finishContactInHand (the agent \
      finishes it and takes no other), leaveAtOnce (it waits again, in front), or firstToFinish (whoever finishes first goes).
      """, valueName: "rule"))
  var leavers: LeaverRule = .finishContactInHand

  @Option(help: "What is printed: json or text.")
  var format: Format = .json

  @Option(help: "Language of the text: en or zh-Hans.")
  var language: Language = .english

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
    let live: LiveState
    do {
      live = try LiveStateLoader(described).load(path: state)
    } catch let errors as ScenarioErrors {
      for mistake in errors.mistakes { Terminal.complain("\(mistake)") }
      throw ExitCode(ExitStatus.badData)
    }
    let answers: [WaitEstimate]
    do {
      var estimator = try WaitEstimator(described, at: live.time, leavers: leavers)
      estimator.budget = ForwardBudget(paths: paths, mostTime: .seconds(10))
      let memo = ForwardMemo()
      let (asked, estimating) = (method, estimator)
      answers = try (contactType.map { [$0] } ?? types).map {
        try estimating.estimate(
          live, contactType: $0, position: position, now: now?.seconds, method: asked, memo: memo)
      }
    } catch {
      Terminal.complain("error: \(error)")
      throw ExitCode(ExitStatus.failure)
    }
    let report = EstimateReport(described)
    switch format {
    case .text: Terminal.write(report.text(answers, language: language))
    case .json: Terminal.write(contactType == nil ? report.json(answers) : report.json(answers[0]))
    }
  }
}

extension EstimateMethod: ExpressibleByArgument {}
extension LeaverRule: ExpressibleByArgument {}

/// A moment on the command line.
struct Moment: ExpressibleByArgument {
  var seconds: Double

  init?(argument: String) {
    guard let seconds = TimeStamp.seconds(argument) else { return nil }
    self.seconds = seconds
  }
}
