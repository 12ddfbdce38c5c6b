/// Notices that the centre is no longer the one that was learned from: pools of agents were merged or split overnight, say.
///
/// A day is the unit, since the waits of a day are bad together. Of every contact type it counts the waits outside the
/// 80 % interval of the law as it stood in the morning; a day is off when their share is well above a fifth and beyond what
/// the quiet days before have shown. (Of 150 days of a real bank the worst had 32 % outside, the day after a split 40 % to
/// 65 %.)
struct RegimeWatch: Sendable {
  /// A type's day.
  private struct Tally: Sendable {
    var count = 0.0
    var outside = 0.0
    /// Variance of the standardized daily share, of quiet days; waits within a day are alike, so it starts above 1.
    var variance = 4.0
  }

  /// Fewest waits of a day that say anything.
  private static let fewest = 50.0
  /// Share outside the 80 % interval above which a day may be off.
  private static let most = 0.35
  /// Standard deviations beyond which a day is not one of the quiet ones.
  private static let far = 3.0
  /// How far one day moves the variance.
  private static let step = 0.1

  private var tallies: [Int: Tally] = [:]

  /// Takes note of a wait of a contact type, by its level in the law of the morning.
  mutating func add(type: Int, level: Double) {
    tallies[type, default: Tally()].count += 1
    if level < 0.1 || level > 0.9 { tallies[type, default: Tally()].outside += 1 }
  }

  /// Ends a day: whether any contact type was off.
  mutating func endDay() -> Bool {
    var isOff = false
    for type in tallies.keys {
      guard var tally = tallies[type] else { continue }
      if tally.count >= Self.fewest {
        let share = tally.outside / tally.count
        let score = (share - 0.2) / (0.16 / tally.count).squareRoot()
        if share > Self.most, score > Self.far * tally.variance.squareRoot() {
          isOff = true
        } else {
          // One odd day may not blind it to the next.
          let square = max(1, min(score * score, 9 * tally.variance))
          tally.variance += Self.step * (square - tally.variance)
        }
      }
      tally.count = 0
      tally.outside = 0
      tallies[type] = tally
    }
    return isOff
  }
}
