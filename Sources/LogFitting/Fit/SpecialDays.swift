#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A day whose demand was not that of its weekday: a promotion, a holiday, a breakdown.
public struct SpecialDay: Sendable, Hashable {
  /// `yyyy-mm-dd`.
  public var date: String
  /// Day number since 1970-01-01.
  public var day: Int
  /// Contacts on the day.
  public var offered: Int
  /// Contacts over those of an ordinary day with the same weekday.
  public var factor: Double
  /// Factors by type and stretch of the day; `between` is `nil` for the whole day.
  public var changes: [Change] = []

  /// A factor on the demand of a type.
  public struct Change: Sendable, Hashable {
    /// Name of the contact type.
    public var type: String
    /// Hours of the day, for example `12:00-18:00`; `nil` is all day.
    public var between: String?
    /// The factor, with its standard error by the Poisson law.
    public var factor: Estimate
  }
}

/// Finds days that are special against the others with the same weekday, by medians, which the special ones do not move.
enum SpecialDays {
  /// The stretches of a day that are looked at for themselves, in hours: a promotion in the evening is one even where the
  /// whole day is hardly out of the ordinary.
  static let stretches = [(0, 6), (6, 12), (12, 18), (18, 24)]

  /// When a count is out of the ordinary: that far from the median, and further than chance takes days.
  private struct Limit {
    var least: Double
    var deviations: Double
    /// Contacts that an ordinary day has at least.
    var typical: Double
  }

  private static let wholeDay = Limit(least: 0.25, deviations: 3.5, typical: 1)
  /// There are four stretches to every day, and so more chances to be wrong.
  private static let stretch = Limit(least: 0.5, deviations: 4.5, typical: 30)

  /// The special days with the factor of the whole day.
  /// - Parameter counts: contacts of each day in each stretch.
  static func find(_ counts: [Int: [Int]]) -> [Int: Double] {
    let totals = counts.mapValues { $0.reduce(0, +) }
    var special = outliers(totals, wholeDay)
    let typical = Self.typical(totals)
    for index in stretches.indices {
      for day in outliers(counts.mapValues { $0[index] }, stretch).keys where special[day] == nil {
        guard let usual = typical[LogClock.weekday(day: day)], usual > 0 else { continue }
        special[day] = Double(totals[day] ?? 0) / usual
      }
    }
    return special
  }

  /// The median of each weekday with at least three days.
  private static func typical(_ totals: [Int: Int]) -> [Int: Double] {
    Dictionary(grouping: totals.filter { $0.value > 0 }) { LogClock.weekday(day: $0.key) }
      .filter { $0.value.count >= 3 }.mapValues { median($0.map { Double($0.value) }) }
  }

  private static func outliers(_ totals: [Int: Int], _ limit: Limit) -> [Int: Double] {
    let typical = Self.typical(totals)
    var residuals: [(day: Int, residual: Double, typical: Double)] = []
    for (day, total) in totals.sorted(by: { $0.key < $1.key }) {
      guard let usual = typical[LogClock.weekday(day: day)], usual >= limit.typical else { continue }
      residuals.append((day, log(max(Double(total), 0.5) / usual), usual))
    }
    guard residuals.count >= 6 else { return [:] }
    // 1.4826 × the median of the deviations is the standard deviation of a normal law. A day that is the median itself tells
    // nothing of it: of three days that would be every third.
    let spread = 1.4826 * median(residuals.map { abs($0.residual) }.filter { $0 > 0 })
    var special: [Int: Double] = [:]
    for day in residuals {
      let distance = max(limit.least, limit.deviations * (1 / day.typical + spread * spread).squareRoot())
      if abs(day.residual) > distance { special[day.day] = exp(day.residual) }
    }
    return special
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
