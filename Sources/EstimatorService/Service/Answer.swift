import ContactCentre
import NIOCore
import Reporting
import WaitEstimation

/// An answer to a question about a wait, ready to send.
struct Answer: Sendable {
  let members: [JSONValue.Member]
  let body: ByteBuffer
  /// What is announced: corrected, where something was learned; `nil` when not known.
  let p50, p90: Seconds?
  /// P(answered within the promised time, or 30 s where nothing is promised), likewise.
  let pWithinPromise: Double?
  let ahead: Int
  let reason: UnknownReason?
  /// What it was made of, without the law; `nil` when there was no answer at all.
  let estimate: WaitEstimate?

  init(
    members: [JSONValue.Member], p50: Seconds?, p90: Seconds?, pWithinPromise: Double?, ahead: Int,
    reason: UnknownReason?, estimate: WaitEstimate?
  ) {
    self.members = members
    body = ByteBuffer(string: JSONValue.compact(.object([.init("version", .integer(1))] + members)).text)
    (self.p50, self.p90, self.pWithinPromise, self.ahead, self.reason) = (p50, p90, pWithinPromise, ahead, reason)
    self.estimate = estimate.map { estimate in
      var rest = estimate
      rest.law = nil
      return rest
    }
  }
}

/// A prediction corrected by what was observed.
struct Calibrated: Sendable {
  let p10, p50, p80, p90: Seconds?
  let pWithin30: Double
  let pWithinPromise: Double?
  let interval: (lower: Seconds, upper: Seconds)
  let observed: Int

  /// `nil` without a prediction, and before enough was observed.
  init?(_ estimate: WaitEstimate, by calibrator: Calibrator?) {
    guard let law = estimate.law, let calibrator else { return nil }
    observed = calibrator.scores.score(.month, at: estimate.time).answered
    guard observed >= Calibrator.fewest else { return nil }
    let corrected = calibrator.corrected(law)
    func quantile(_ p: Double) -> Seconds? {
      let time = corrected.quantile(p)
      return time.isFinite ? time : nil
    }
    (p10, p50, p80, p90) = (quantile(0.1), quantile(0.5), quantile(0.8), quantile(0.9))
    pWithin30 = corrected.within(30)
    pWithinPromise = estimate.answerWithin.map { corrected.within($0) }
    interval = calibrator.bounds(of: law)
  }

  var value: JSONValue {
    .object([
      .init("p10", .optional(p10)), .init("p50", .optional(p50)), .init("p80", .optional(p80)),
      .init("p90", .optional(p90)), .init("pWithin30", .number(pWithin30)),
      .init("pWithinPromise", .optional(pWithinPromise)),
      .init(
        "interval80", .object([.init("lower", .number(interval.lower)), .init("upper", .number(interval.upper))])),
      .init("observed", .integer(observed)),
    ])
  }
}

/// The answers that were worked out since something happened last.
struct AnswerCache: Sendable {
  struct Key: Hashable, Sendable {
    var contactType: String
    var position: Int?
  }
  /// What the answers are as of.
  struct Stamp: Equatable, Sendable {
    var version: Int
    var edition: Int
    var feed: Seconds
    var age: Seconds
  }

  private var stamp: Stamp?
  private var answers: [Key: Answer] = [:]
  private(set) var found = 0
  private(set) var missed = 0
  private static let most = 20_000

  mutating func find(_ key: Key, _ stamp: Stamp) -> Answer? {
    guard self.stamp == stamp, let answer = answers[key] else {
      missed += 1
      return nil
    }
    found += 1
    return answer
  }

  mutating func keep(_ answer: Answer, _ key: Key, _ stamp: Stamp) {
    if self.stamp != stamp || answers.count >= Self.most {
      answers.removeAll(keepingCapacity: true)
      self.stamp = stamp
    }
    answers[key] = answer
  }
}
