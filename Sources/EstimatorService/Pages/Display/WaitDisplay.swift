import ContactCentre
import Reporting
import WaitEstimation

/// What a customer is shown of a queue.
struct WaitDisplay: Sendable, Hashable {
  /// What is known.
  enum Status: String, Sendable, Hashable, CaseIterable {
    /// The wait is estimated.
    case estimated
    /// The type is closed.
    case closed
    /// Nothing was reported for too long.
    case stale
    /// The wait is not known for another reason.
    case unknown
    /// An agent has the contact.
    case answered
    /// The contact waits no more: it is done, or the customer gave up.
    case gone
  }

  /// Something else that the customer can do.
  struct Offer: Sendable, Hashable {
    var action: Advice.Action
    var contactType: String
    /// How the offered type reaches the centre.
    var channel: Channel
    /// Whether contacts become this outside the opening hours.
    var isAfterHours: Bool
    /// The wait after that; unknown where ``by`` says more.
    var wait: WaitRange
    /// When it is answered at the latest, nine times in ten or by promise, seconds since 1970.
    var by: Seconds?
    var basis: Advice.Basis?
    /// When to do it, and until when it is open, seconds since 1970.
    var at, openUntil: Seconds?
  }

  var contactType: String
  var channel: Channel
  var status: Status
  /// Whether it is of one contact; otherwise of the next who joins.
  var isContact: Bool
  var waitingAhead: Int
  var wait: WaitRange
  /// The promised time, or 30 s, and how likely the answer comes within it from now on, in whole percent.
  var answerWithin: Seconds
  var probability: Double?
  /// When it closes, or opens again, seconds since 1970.
  var closesAt, opensAt: Seconds?
  /// Full minutes for which nothing was reported, from two on, and when it last was.
  var silentMinutes = 0
  var reportedAt: Seconds?
  var offers: [Offer]

  /// The members for programs; `today` is the day at the centre, `moment` tells times of its clock.
  func value(today: String, moment: (Seconds) -> String) -> JSONValue {
    func optional(_ time: Seconds?) -> JSONValue { time.map { .string(moment($0)) } ?? .null }
    return .object(
      [
        .init("version", .integer(1)), .init("today", .string(today)),
        .init("contactType", .string(contactType)),
        .init("channel", .string(channel.rawValue)), .init("status", .string(status.rawValue)),
        .init("isContact", .boolean(isContact)), .init("waitingAhead", .integer(waitingAhead)),
      ] + wait.minutesMembers + [
        .init("answerWithin", .number(answerWithin)), .init("probability", .optional(probability)),
        .init("closesAt", optional(closesAt)), .init("opensAt", optional(opensAt)),
        .init("silentMinutes", .integer(silentMinutes)), .init("reportedAt", optional(reportedAt)),
        .init(
          "offers",
          .array(
            offers.map { offer in
              .object(
                [
                  .init("action", .string(offer.action.rawValue)), .init("contactType", .string(offer.contactType)),
                  .init("channel", .string(offer.channel.rawValue)),
                  .init("isAfterHours", .boolean(offer.isAfterHours)),
                ] + offer.wait.minutesMembers + [
                  .init("by", optional(offer.by)),
                  .init("basis", .optional(offer.basis?.rawValue)),
                  .init("at", optional(offer.at)), .init("openUntil", optional(offer.openUntil)),
                ])
            })),
      ])
  }
}

extension WaitRange {
  /// The two ends for programs, in whole minutes; below one they are 0 and 1, and `null` when not known.
  var minutesMembers: [JSONValue.Member] {
    let (lower, upper): (JSONValue, JSONValue) =
      switch self {
      case .unknown: (.null, .null)
      case .underAMinute: (.integer(0), .integer(1))
      case .minutes(let lower, let upper): (.integer(lower), .integer(upper))
      }
    return [.init("lowerMinutes", lower), .init("upperMinutes", upper)]
  }
}
