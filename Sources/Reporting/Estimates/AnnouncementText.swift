import Simulation
import WaitEstimation

/// The sentence that a waiting customer is told.
///
/// The range goes from the median to the 90 % quantile of the wait, both rounded up to whole minutes: half of the customers
/// wait no longer than its lower end and nine in ten no longer than its upper end.
public enum AnnouncementText {
  /// For example “Waiting ahead: 3, expected wait: 2–4 minutes”.
  ///
  /// Equal ends give one number; a 90 % quantile below a minute gives “under 1 minute”.
  /// - Parameters:
  ///   - waitingAhead: people waiting ahead of the customer.
  ///   - row: the wait of a customer at that place.
  ///   - language: language of the sentence.
  public static func text(waitingAhead: Int, row: AnnouncementRow, language: Language) -> String {
    text(waitingAhead: waitingAhead, range: WaitRange(p50: row.p50, p90: row.p90), language: language)
  }

  /// The same of a range that was rounded before; a wait that is not known is a dash.
  public static func text(waitingAhead: Int, range: WaitRange, language: Language) -> String {
    let texts = Texts(language)
    return texts.announcement(waitingAhead: waitingAhead, wait: wait(range, texts))
  }

  static func wait(_ range: WaitRange, _ texts: Texts) -> String {
    switch range {
    case .unknown: NumberText.nothing
    case .underAMinute: texts.underAMinute
    case .minutes(let lower, let upper):
      lower == upper ? texts.minutes(upper) : texts.minutes(from: lower, to: upper)
    }
  }
}
