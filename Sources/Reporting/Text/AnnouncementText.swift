import Simulation

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
    let texts = Texts(language)
    return texts.announcement(waitingAhead: waitingAhead, wait: wait(from: row.p50, to: row.p90, texts))
  }

  private static func wait(from median: Double, to late: Double, _ texts: Texts) -> String {
    guard late >= 60 else { return late.isNaN ? NumberText.nothing : texts.underAMinute }
    let lower = wholeMinutes(median)
    let upper = max(lower, wholeMinutes(late))
    return lower == upper ? texts.minutes(upper) : texts.minutes(from: lower, to: upper)
  }

  /// Minutes rounded up, at least 1.
  private static func wholeMinutes(_ seconds: Double) -> Int {
    // The bound keeps a wait of infinity from overflowing; nobody announces a year.
    Int((seconds / 60).rounded(.up).clamped(to: 1...525_600))
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    isNaN ? range.lowerBound : min(max(self, range.lowerBound), range.upperBound)
  }
}
