import Simulation

/// A mark on a horizontal axis.
package struct AxisMark: Sendable, Equatable {
  /// From 0 at the left to 1 at the right.
  package var position: Double
  /// What is written below; may be empty.
  package var label: String
  /// Left out where the page is narrow.
  package var isMinor: Bool
}

/// The horizontal axis of a run: local clock times and, when there are several days, dates; of whole days dates alone.
package struct TimeAxis: Sendable {
  /// The periods that are drawn, as indices into those of the run.
  package let periods: Range<Int>
  /// Clock times; where the periods are whole days, dates.
  package let clocks: [AxisMark]
  /// Dates, centred below their days; empty for a single day.
  package let dates: [AxisMark]
  /// Where days begin, or months where the periods are whole days; but for the first.
  package let midnights: [Double]
  /// Where the warm-up ends, 0 to 1; 0 without one.
  package let warmUp: Double

  /// An axis over some periods of a run.
  package init(_ result: SimulationResult, periods: Range<Int>, names: PeriodNames) {
    self.init(
      result.periods, periods: periods, names: names, firstCounted: result.firstCountedPeriod,
      areDays: result.periodsAreDays)
  }

  /// An axis over some periods.
  package init(
    _ labels: [PeriodLabel], periods: Range<Int>, names: PeriodNames, firstCounted: Int = 0, areDays: Bool = false
  ) {
    self.periods = periods
    let count = Double(max(1, periods.count))
    func position(_ period: Int) -> Double { Double(period - periods.lowerBound) / count }
    warmUp = min(max(position(firstCounted), 0), 1)
    if areDays {
      midnights = periods.dropFirst().filter { Self.isFirstOfMonth(labels[$0]) }.map(position)
      clocks = Self.shownDays(periods, labels).enumerated().map {
        AxisMark(position: position($1) + 0.5 / count, label: names.date($1), isMinor: $0 % 2 == 1)
      }
      dates = []
      return
    }
    let dayStarts = periods.filter { $0 == periods.lowerBound || labels[$0].day != labels[$0 - 1].day }
    midnights = dayStarts.dropFirst().map(position)

    // As many clock times as can be read side by side on a wide page; a narrow one shows every other.
    let candidates = [1, 2, 3, 4, 6, 8, 12].map { hours in
      periods.filter { Self.secondsAfterMidnight(labels[$0].clock).isMultiple(of: hours * 3600) }
    }
    let shown = candidates.first { $0.count <= 9 } ?? []
    clocks = shown.enumerated().map { AxisMark(position: position($1), label: labels[$1].clock, isMinor: $0 % 2 == 1) }

    guard dayStarts.count > 1 else {
      dates = []
      return
    }
    let stride = (dayStarts.count + 5) / 6
    let ends = dayStarts.dropFirst() + [periods.upperBound]
    dates = zip(dayStarts, ends).enumerated().filter { $0.offset % stride == 0 }.map { index, day in
      AxisMark(
        position: (position(day.0) + position(day.1)) / 2,
        label: dayStarts.count <= 2 ? names.longDate(day.0) : names.date(day.0),
        isMinor: dayStarts.count > 4 && (index / stride) % 2 == 1)
    }
  }

  /// Left edge of the period at an offset into `periods`, 0 to 1.
  package func start(_ offset: Int) -> Double { Double(offset) / Double(max(1, periods.count)) }

  /// Middle of the period at an offset into `periods`, 0 to 1.
  package func middle(_ offset: Int) -> Double { (Double(offset) + 0.5) / Double(max(1, periods.count)) }

  /// At most seven days to write below an axis of days: the same day of each week or so, of a long run firsts of months.
  private static func shownDays(_ periods: Range<Int>, _ labels: [PeriodLabel]) -> [Int] {
    let firsts = periods.filter { isFirstOfMonth(labels[$0]) }
    // Fewer firsts would leave a part of the axis without a date.
    guard firsts.count < 6 else {
      let stride = (firsts.count + 5) / 6
      return firsts.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
    }
    let weeks = (periods.count + 41) / 42
    return Array(stride(from: periods.lowerBound, to: periods.upperBound, by: 7 * weeks))
  }

  private static func isFirstOfMonth(_ label: PeriodLabel) -> Bool { label.start.dropFirst(7).hasPrefix("-01") }

  /// Seconds after midnight of a clock time `hh:mm` or `hh:mm:ss`; not a multiple of anything when it is something else.
  private static func secondsAfterMidnight(_ clock: String) -> Int {
    let parts = clock.split(separator: ":").map { Int($0) ?? -1 }
    guard parts.count >= 2, !parts.contains(-1) else { return 1 }
    return parts[0] * 3600 + parts[1] * 60 + (parts.count > 2 ? parts[2] : 0)
  }
}
