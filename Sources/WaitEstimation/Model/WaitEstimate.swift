import ContactCentre
import Randomness

/// How an estimate was made.
public enum EstimateMethod: String, Sendable, Hashable, CaseIterable {
  /// The exact distribution of a queue with exponential handling and patience, with the shift changes that are planned.
  case markov
  /// The scenario played forward from the live state, many times.
  case forward
  /// What was observed lately, without a model.
  case history
}

/// What was assumed on the way to an estimate, where the scenario or the state do not say exactly that.
public enum Assumption: Sendable, Hashable, CustomStringConvertible {
  /// Handling is not exponential; it was taken to be, with the same mean.
  case exponentialHandling
  /// The patience of those ahead is not exponential; it was taken to be, with the same mean.
  case exponentialPatience
  /// Agents hold several contacts at once; those who are busy were taken to have their hands full.
  case fullHands
  /// For how long contacts have been handled is not known; as long as those found at a random moment.
  case agesUnknown
  /// Trainees are slower; all agents were taken to work at the mean rate.
  case averageAgents
  /// More or fewer are on duty than planned; the difference was taken to stay.
  case staffDiffers(group: String, onDuty: Int, planned: Int)
  /// The scenario does not have this day; a similar one was taken.
  case similarDay

  /// In a sentence.
  public var description: String {
    switch self {
    case .exponentialHandling: "handling times are taken as exponential with their mean"
    case .exponentialPatience: "the patience of those ahead is taken as exponential with its mean"
    case .fullHands: "busy agents are taken to have their hands full"
    case .agesUnknown:
      "for how long contacts have been handled is not known; it is taken to be as at a random moment"
    case .averageAgents: "all agents are taken to work at the mean rate of trained and untrained"
    case .staffDiffers(let group, let onDuty, let planned):
      "“\(group)” has \(onDuty) on duty where \(planned) are planned; the difference is taken to stay"
    case .similarDay: "the scenario does not have this day; staff is taken from a similar one"
    }
  }
}

/// Why a wait is not known.
public enum UnknownReason: Error, Sendable, Hashable, CustomStringConvertible {
  /// The type is closed: nobody is let in.
  case closed
  /// The state says nothing of a group.
  case groupMissing(String)
  /// No group answers the type.
  case nobodyAnswers
  /// Nobody is on duty to answer, and nobody is planned to come.
  case nobodyOnDuty
  /// The state is older than is sensible.
  case stale
  /// Nothing was observed yet.
  case nothingObserved
  /// Nothing could be played forward to its end in the time that was given.
  case tookTooLong
  /// The scenario cannot be played forward from the state.
  case notPlayed(String)
  /// The exact method does not cover it.
  case beyondMarkov(String)

  /// In a sentence.
  public var description: String {
    switch self {
    case .closed: "it is closed"
    case .groupMissing(let group): "the state says nothing of the group “\(group)”"
    case .nobodyAnswers: "no group answers this type"
    case .nobodyOnDuty: "nobody is on duty, and nobody is planned to come"
    case .stale: "the state is too old"
    case .nothingObserved: "nothing was observed yet"
    case .tookTooLong: "playing it forward took too long"
    case .notPlayed(let why): "it cannot be played forward: \(why)"
    case .beyondMarkov(let why): "the exact method does not cover it: \(why)"
    }
  }
}

/// The figures of a predicted wait, counted from the time of the state; seconds and probabilities.
///
/// All but ``pAbandon`` are of a customer who stays as long as it takes (the virtual wait).
public struct PredictedFigures: Sendable, Equatable {
  /// Mean wait. Where those who wait are cut off at closing: of the customers who are answered before it. `nil` when the
  /// wait may never end, as nobody is planned to answer.
  public var mean: Seconds?
  /// The waits that 1, 5, 8 and 9 customers in ten do not exceed; `nil` when so many are not answered at all.
  public var p10, p50, p80, p90: Seconds?
  /// P(answered within 30 s).
  public var pWithin30: Double
  /// P(answered within the time that the type promises); `nil` without a promise.
  public var pWithinPromise: Double?
  /// P(answered before closing); 1 for a type that never closes and has somebody to answer.
  public var pAnsweredBeforeClosing: Double
  /// P(this customer gives up before the answer comes, and before being cut off).
  public var pAbandon: Double

  init(_ law: WaitLaw, closesIn: Seconds?, promise: Seconds?, patience: Distribution?, waited: Seconds) {
    mean = law.mean
    func finite(_ p: Double) -> Seconds? {
      let time = law.quantile(p)
      return time.isFinite ? time : nil
    }
    (p10, p50, p80, p90) = (finite(0.1), finite(0.5), finite(0.8), finite(0.9))
    pWithin30 = law.within(30)
    pWithinPromise = promise.map { law.within($0) }
    pAnsweredBeforeClosing = law.within(closesIn ?? .infinity)
    pAbandon = law.abandonment(patience, waited: waited)
  }
}

/// The answer to one customer.
public struct WaitEstimate: Sendable {
  /// When the state was as it was: seconds since 1970.
  public var time: Seconds
  /// The contact type.
  public var contactType: String
  /// The customer's place; 1 is next.
  public var position: Int
  /// Customers waiting ahead.
  public var ahead: Int { position - 1 }
  /// The acceptable waiting time of the type's promise; `nil` without one.
  public var answerWithin: Seconds?
  /// Until the type closes; `nil` for not within a week, or closed.
  public var closesIn: Seconds?
  /// Until the type opens; `nil` for not within a week, or open.
  public var opensIn: Seconds?
  /// The figures, or why there are none.
  public var figures: Result<PredictedFigures, UnknownReason>
  /// Why the wait is not known; `nil` where it is. Where nobody will ever answer it is known only that it does not end.
  public var unknownReason: UnknownReason? {
    switch figures {
    case .failure(let reason): reason
    case .success(let figures): figures.mean == nil && figures.pAnsweredBeforeClosing <= 0 ? .nobodyOnDuty : nil
    }
  }
  /// The law behind the figures, where there are any.
  public var law: WaitLaw?
  /// How old the state was when the answer was given, seconds.
  public var age: Seconds
  /// How the figures were found; `nil` without any.
  public var method: EstimateMethod?
  /// How many futures were played for them; `nil` where none had to be.
  public var paths: Int?
  /// What was assumed for that.
  public var assumptions: [Assumption]
  /// What the customer can do, the most sensible first.
  public var advice: [Advice] = []
}
