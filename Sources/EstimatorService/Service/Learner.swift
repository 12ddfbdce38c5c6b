import ContactCentre
import WaitEstimation

/// Compares what was predicted for customers when they joined with what came of it, and learns from that.
///
/// Not the prediction is remembered but the question that it answered: a few counts, which can be kept over a restart. The
/// estimator is asked again when the answer is known; it gives the same law again, unless another plan of the staff was posted
/// meanwhile.
struct Learner: Sendable, Codable {
  /// What was known when a customer joined.
  struct Question: Sendable, Codable {
    var contactType: String
    var position: Int
    var state: LiveState
    /// Whether the exact method answers it; otherwise the answer is remembered in place of what is known of the centre.
    var isExact: Bool? = true
    /// Equally likely waits of a law that was played forward.
    var waits: [Seconds]?

    /// The law that was predicted; `nil` when the wait was not known.
    func law(_ estimator: WaitEstimator) -> WaitLaw? {
      if let waits { return WaitLaw(.samples(waits.map { $0 < Self.never ? $0 : .infinity })) }
      guard isExact ?? true else { return nil }
      return try? estimator.estimate(state, contactType: contactType, position: position, advises: false).law
    }

    /// Plays forward now what would take too much memory to play later.
    mutating func settle(_ estimator: WaitEstimator) {
      guard isExact == false else { return }
      let law = try? estimator.estimate(state, contactType: contactType, position: position, advises: false).law
      // JSON has no word for a wait that never ends.
      waits = law.map { law in
        (0..<Self.kept).map { min(Self.never, law.quantile((Double($0) + 0.5) / Double(Self.kept))) }
      }
      state = LiveState(time: state.time)
    }

    /// How many waits stand for a law.
    private static let kept = 50
    private static let never: Seconds = 1e9
  }

  private(set) var calibrators: [String: Calibrator] = [:]
  private var questions: [String: Question] = [:]

  /// A customer with more ahead is not followed: such a wait takes long to predict.
  static let mostAhead = 300
  /// An event that comes later than this says too little about the state at its time, seconds.
  static let mostDelay: Seconds = 10
  /// The most customers that are followed at once.
  static let mostQuestions = 20_000

  /// The most customers that are followed of those who join within one second: asking the estimator again costs time.
  static let mostPerSecond = 50
  /// The same, of those whose wait is played forward.
  static let mostForwardPerSecond = 5
  private var second: Seconds = 0
  private var inSecond = 0

  /// Waits are followed from joining to answer. Takes note of an event that was just applied.
  /// - Parameters:
  ///   - question: where a customer who joined with it stands, and what is known then.
  ///   - estimator: answers the question, when its outcome is known.
  mutating func note(
    _ event: QueueEvent, _ effect: CentreState.Effect, question: Question?, estimator: WaitEstimator
  ) {
    guard let contact = event.contact else { return }
    let asked = questions.removeValue(forKey: contact)
    if let ended = effect.ended, let asked, asked.contactType == ended.contactType,
      let type = estimator.scenario.contactTypes.first(where: { $0.name == asked.contactType }),
      let law = asked.law(estimator)
    {
      calibrators[type.name, default: Calibrator(patience: type.patience)]
        .record(law, wait: max(0, event.time - asked.state.time), gaveUp: ended.gaveUp, at: event.time)
    }
    guard let question else { return }
    let now = question.state.time.rounded(.down)
    if now != second { (second, inSecond) = (now, 0) }
    inSecond += 1
    guard inSecond <= (question.isExact == false ? Self.mostForwardPerSecond : Self.mostPerSecond) else { return }
    if questions.count >= Self.mostQuestions {
      let old = question.state.time - 86_400
      questions = questions.filter { $0.value.state.time > old }
      guard questions.count < Self.mostQuestions else { return }
    }
    var settled = question
    settled.settle(estimator)
    questions[contact] = settled
  }
}
