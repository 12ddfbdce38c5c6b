import Statistics

/// Percentiles, histogram and announcements of one contact type, from the spreads of its waits.
struct WaitSpreads {
  /// p50, p80, p90 and p95 of the three waits.
  struct Percentiles {
    var answered: [Figure]
    var all: [Figure]
    var virtual: [Figure]
  }

  static let shares = [0.5, 0.8, 0.9, 0.95]
  private static let none = Array(repeating: Figure(mean: nil, halfWidth: nil), count: shares.count)
  static let unknown = Percentiles(answered: none, all: none, virtual: none)
  /// Upper ends of the histogram's bars, seconds.
  private static let barEnds: [Double] = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600, 7200]
  /// A place in the queue is announced when it was seen this often.
  private static let fewestObservations: Int64 = 30

  private let assembly: Assembly
  private let type: Int
  /// Between which times those of a bucket of a period lie: in the whole run, as those of each period would take much
  /// memory; put together once for all periods.
  private let ranges: (answered: BucketRanges, all: BucketRanges, virtual: BucketRanges)

  init(_ assembly: Assembly, type: Int) {
    self.assembly = assembly
    self.type = type
    func ranges(_ spreads: [WaitHistograms.Spread]) -> BucketRanges {
      guard assembly.histograms.keepsPeriods else { return BucketRanges(buckets: WaitHistograms.coarse) }
      return assembly.histograms.ranges(type: type, spreads).regrouped(in: WaitHistograms.coarse)
    }
    self.ranges = (ranges([.answered]), ranges(Self.spreadsOfAll), ranges(Self.spreadsOfVirtual))
  }

  private var histograms: WaitHistograms { assembly.histograms }
  private var layout: Accumulator.Layout { assembly.sums.layout }

  // The order of the spreads in the counters, and which of them make up each wait.
  private static let spreadsOfAll: [WaitHistograms.Spread] = [.answered, .lost]
  private static let spreadsOfVirtual: [WaitHistograms.Spread] = [.answered, .virtualLost]

  /// Percentiles of the whole run, with intervals from sections of the replications.
  func ofRun() -> Percentiles {
    func percentiles(_ spreads: [WaitHistograms.Spread], _ wait: Int) -> [Figure] {
      let sections = (0..<WaitHistograms.sections).map { section in
        let positive = sum(spreads, section: section)
        let total = assembly.sums.sectionTotals[Accumulator.sectionIndex(type: type, section: section) + wait]
        return positive.adding(zeros: total - positive.total)
      }
      let pooled = sections.reduce(into: LogHistogram(buckets: WaitHistograms.fine)) { $0.merge($1) }
      guard pooled.total > 0 else { return Self.none }
      let ranges = histograms.ranges(type: type, spreads)
      return Self.shares.map { share in
        let values = sections.compactMap { $0.quantile(share, in: ranges) }
        let halfWidth = values.count > 1 ? Confidence.meanAndHalfWidth(of: values).halfWidth : nil
        return Figure(mean: pooled.quantile(share, in: ranges), halfWidth: halfWidth)
      }
    }
    return Percentiles(
      answered: percentiles([.answered], 0), all: percentiles(Self.spreadsOfAll, 1),
      virtual: percentiles(Self.spreadsOfVirtual, 2))
  }

  /// Percentiles of a period, pooled over the replications.
  func ofPeriod(_ period: Int) -> Percentiles {
    guard histograms.keepsPeriods else { return Self.unknown }
    guard counted(.waitAll, cell: period) > 0 || counted(.waitVirtual, cell: period) > 0 else {
      return Percentiles(answered: Self.none, all: Self.none, virtual: Self.none)
    }
    func percentiles(
      _ spreads: [WaitHistograms.Spread], _ denominator: ContactMeasure, _ ranges: BucketRanges
    ) -> [Figure] {
      var histogram = LogHistogram(buckets: WaitHistograms.coarse)
      for spread in spreads {
        let start =
          ((type * layout.periods + period) * WaitHistograms.Spread.count + spread.rawValue)
          * WaitHistograms.coarse.count
        histogram.merge(
          LogHistogram(
            counts: histograms.periods.elements(from: start, count: WaitHistograms.coarse.count).map(Int64.init),
            buckets: WaitHistograms.coarse))
      }
      let total = counted(denominator, cell: period)
      // The warm-up is not in the histograms.
      guard total > 0, period >= layout.warmUpPeriods else { return Self.none }
      let all = histogram.adding(zeros: total - histogram.total)
      return Self.shares.map { Figure(mean: all.quantile($0, in: ranges), halfWidth: nil) }
    }
    return Percentiles(
      answered: percentiles([.answered], .waitAnswered, ranges.answered),
      all: percentiles(Self.spreadsOfAll, .waitAll, ranges.all),
      virtual: percentiles(Self.spreadsOfVirtual, .waitVirtual, ranges.virtual))
  }

  /// The contacts behind a mean wait, over all replications.
  private func counted(_ measure: ContactMeasure, cell: Int) -> Int64 {
    Int64(assembly.sums.contacts[assembly.sums.contactIndex(type: type, cell: cell) + measure.rawValue].sumY)
  }

  private func sum(_ spreads: [WaitHistograms.Spread], section: Int) -> LogHistogram {
    var histogram = LogHistogram(buckets: WaitHistograms.fine)
    for spread in spreads {
      let start =
        ((type * WaitHistograms.Spread.count + spread.rawValue) * WaitHistograms.sections + section)
        * WaitHistograms.fine.count
      histogram.merge(
        LogHistogram(
          counts: Array(histograms.days.elements(from: start, count: WaitHistograms.fine.count)),
          buckets: WaitHistograms.fine)
      )
    }
    return histogram
  }

  /// The waits of those answered as bars: no wait, up to 5 s, 10 s …
  func bars() -> [HistogramBar] {
    var histogram = LogHistogram(buckets: WaitHistograms.fine)
    for section in 0..<WaitHistograms.sections { histogram.merge(sum([.answered], section: section)) }
    let total = counted(.waitAnswered, cell: layout.runCell)
    guard total > 0 else { return [] }
    let all = histogram.adding(zeros: total - histogram.total)
    let ranges = histograms.ranges(type: type, [.answered])
    var bars = [HistogramBar(upTo: 0, share: Double(total - histogram.total) / Double(total))]
    var before = bars[0].share
    for end in Self.barEnds {
      let share = all.share(atMost: end, in: ranges) ?? before
      bars.append(HistogramBar(upTo: end, share: max(0, share - before)))
      before = share
    }
    bars.append(HistogramBar(upTo: .infinity, share: max(0, 1 - before)))
    while bars.count > 2, let last = bars.last, last.share == 0 { bars.removeLast() }
    return bars
  }

  /// What a customer is told at each place in the queue, for places that were seen often enough.
  func announcements() -> [AnnouncementRow] {
    guard histograms.keepsPeriods, !assembly.scenario.contactTypes[type].channel.isDeferred else { return [] }
    var rows: [AnnouncementRow] = []
    for period in layout.warmUpPeriods..<layout.periods {
      for place in 0..<WaitHistograms.places {
        let cell = (type * layout.periods + period) * WaitHistograms.places + place
        // Nobody was seen there, or all were answered at once.
        if histograms.placeTime[cell] == 0, histograms.placeWithin[cell] == 0 { continue }
        let start = cell * WaitHistograms.coarse.count
        let counts = histograms.places.elements(from: start, count: WaitHistograms.coarse.count).map(Int64.init)
        guard counts.reduce(0, &+) >= Self.fewestObservations else { continue }
        let histogram = LogHistogram(counts: counts, buckets: WaitHistograms.coarse)
        guard let p50 = histogram.quantile(0.5, in: ranges.virtual),
          let p80 = histogram.quantile(0.8, in: ranges.virtual),
          let p90 = histogram.quantile(0.9, in: ranges.virtual)
        else { continue }
        let total = Double(histogram.total)
        rows.append(
          AnnouncementRow(
            period: period, waitingAhead: place, observations: Int(histogram.total),
            mean: Double(histograms.placeTime[cell]) / total * 1e-6, p50: p50, p80: p80, p90: p90,
            withinPromise: Double(histograms.placeWithin[cell]) / total))
      }
    }
    return rows
  }
}

extension LogHistogram {
  /// The histogram with waits of 0 added, which the engine does not keep.
  fileprivate func adding(zeros: Int64) -> LogHistogram {
    var result = self
    result.add(0, count: zeros)
    return result
  }
}
