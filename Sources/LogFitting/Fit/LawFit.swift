import Randomness

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A law fitted to durations, and how well it foretells those of other days.
public struct LawFit: Sendable, Hashable {
  /// What kinds of law are tried.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    case exponential, lognormal, gamma, weibull, phaseType, empirical, piecewiseHazard
  }

  /// The kind.
  public var family: Family
  /// The law, fitted by maximum likelihood to all durations.
  public var law: Distribution
  /// Standard error of its mean; `nil` when unknown.
  public var meanError: Double?
  /// Standard error of its cv (or of the shape of a Weibull law); `nil` for laws without.
  public var shapeError: Double?
  /// Standard errors of the other figures of a law that has more than a mean and a shape.
  public var figureErrors: [FigureErrors] = []
  /// Its cv, or the shape of a Weibull law; `nil` for laws without.
  public var shape: Double? {
    switch law {
    case .lognormal(_, let cv), .gamma(_, let cv): cv
    case .weibull(_, let shape): shape
    default: nil
    }
  }
  /// Log-likelihood of a duration on days that were not fitted to: the mean of both halves of the days.
  public var heldOut: Double
  /// Whether half of the days were enough to fit it to, so that it foretells anything.
  public var foretells: Bool { heldOut > -1e100 }
}

/// Maximum likelihood over cells.
enum LawFitting {
  /// Fits each family to both halves of the days, scores it on the other half, and fits it to all; the best one first.
  static func fit(_ halves: [DurationCounts], families: [LawFit.Family]) -> [LawFit] {
    var all = DurationCounts()
    for half in halves { all.add(half) }
    guard all.count > 0 else { return [] }
    return families.compactMap { family in
      guard let whole = fit(family, all) else { return nil }
      var score = 0.0
      for (trained, tested) in [(0, 1), (1, 0)] {
        // With a half of the days empty there is nothing to compare: the law is scored where it was fitted.
        let isUsable = halves[trained].count > 0 && halves[tested].count + halves[tested].cutOff > 0
        let law = isUsable ? fit(family, halves[trained])?.law : whole.law
        score += law.map { logLikelihood($0, isUsable ? halves[tested] : halves[trained]) } ?? -1e300
      }
      return LawFit(
        family: family, law: whole.law, meanError: whole.meanError, shapeError: whole.shapeError,
        figureErrors: figureErrors(whole.law, all), heldOut: score / Double(all.count + all.cutOff))
    }.sorted { $0.heldOut > $1.heldOut }
  }

  /// The log-likelihood of counts. A cell that a law holds for impossible has the chance of a thousandth of an observation:
  /// else one odd duration would rule out all empirical laws.
  static func logLikelihood(_ law: Distribution, _ counts: DurationCounts) -> Double {
    let least = 0.001 / Double(counts.count + counts.cutOff + 1)
    var sum = 0.0
    // Most cells begin where the one before ended: the law is asked once for both.
    var known = (cell: -1, below: 0.0)
    for (cell, count) in counts.endedCells {
      let below = known.cell == cell ? known.below : law.cumulative(DurationGrid.edges[cell])
      known = (cell + 1, law.cumulative(DurationGrid.edges[cell + 1]))
      sum += Double(count) * log(max(known.below - below, least))
    }
    for (cell, count) in counts.censoredCells {
      sum += Double(count) * log(max(1 - law.cumulative(DurationGrid.middle(cell)), least))
    }
    if let limit = counts.limit {
      sum += TakenForBreaks(counts).logLikelihood(beyond: max(0, 1 - law.cumulative(limit)))
    }
    return sum
  }

  /// The law of a family that fits best; `nil` when there is too little to fit it to.
  static func fit(_ family: LawFit.Family, _ counts: DurationCounts)
    -> (law: Distribution, meanError: Double?, shapeError: Double?)?
  {
    guard counts.count > 0, counts.sum > 0 else { return nil }
    switch family {
    case .exponential where counts.limit != nil: return oneFigure(counts) { .exponential(mean: $0) }
    case .exponential:
      let mean = counts.exposure / Double(counts.count)
      return (.exponential(mean: mean), mean / Double(counts.count).squareRoot(), nil)
    case .lognormal: return twoFigures(counts) { .lognormal(mean: $0, cv: $1) }
    case .gamma: return twoFigures(counts) { .gamma(mean: $0, cv: $1) }
    case .weibull: return twoFigures(counts) { .weibull(mean: $0, shape: $1) }
    // The means of both are that of the durations themselves: of the mixture, because expectation and maximisation end there.
    case .phaseType: return PhaseTypeFit.fit(counts).map { ($0, counts.meanError, nil) }
    case .empirical: return empirical(counts).map { ($0, counts.meanError, nil) }
    case .piecewiseHazard:
      return piecewiseHazard(counts).map {
        (.piecewiseHazard($0.pieces), LawErrors.mean($0.pieces, events: $0.events), nil)
      }
    }
  }

  /// Standard errors of the figures of a law that was fitted to these counts.
  private static func figureErrors(_ law: Distribution, _ counts: DurationCounts) -> [FigureErrors] {
    switch law {
    case .phaseType(let branches): LawErrors.phaseType(branches, counts)
    case .empirical(let quantiles): LawErrors.empirical(quantiles, count: counts.count)
    case .piecewiseHazard:
      piecewiseHazard(counts).map { LawErrors.piecewiseHazard($0.pieces, events: $0.events) } ?? []
    default: []
    }
  }

  private static func oneFigure(_ counts: DurationCounts, _ make: (Double) -> Distribution)
    -> (law: Distribution, meanError: Double?, shapeError: Double?)?
  {
    func cost(_ figures: [Double]) -> Double {
      abs(figures[0]) < 30 ? -logLikelihood(make(exp(figures[0])), counts) : 1e300
    }
    let best = Minimum.find(from: [log(counts.exposure / Double(counts.count))], step: 0.3, cost)
    let mean = exp(best[0])
    return (make(mean), Minimum.variances(at: best, cost).map { mean * $0[0].squareRoot() }, nil)
  }

  private static func twoFigures(_ counts: DurationCounts, _ make: (Double, Double) -> Distribution)
    -> (law: Distribution, meanError: Double?, shapeError: Double?)?
  {
    guard counts.count > 2 else { return nil }
    let start = [log(counts.exposure / Double(counts.count)), 0.1]
    func cost(_ figures: [Double]) -> Double {
      guard abs(figures[0]) < 30, abs(figures[1]) < 4 else { return 1e300 }
      return -logLikelihood(make(exp(figures[0]), exp(figures[1])), counts)
    }
    let best = Minimum.find(from: start, step: 0.3, cost)
    let variances = Minimum.variances(at: best, cost)
    let (mean, shape) = (exp(best[0]), exp(best[1]))
    return (
      make(mean, shape), variances.map { mean * $0[0].squareRoot() }, variances.map { shape * $0[1].squareRoot() }
    )
  }

  /// Quantiles of what was observed; the last one such that the mean of the highest interval is that of the durations in it.
  private static func empirical(_ counts: DurationCounts) -> Distribution? {
    guard counts.count >= 50, counts.cutOff == 0 else { return nil }
    let intervals = min(100, counts.count / 10)
    let cells = counts.endedCells
    var quantiles: [Double] = []
    var sum = 0
    var next = 0
    for (cell, count) in cells {
      let (from, to) = (DurationGrid.edges[cell], DurationGrid.edges[cell + 1])
      while next < intervals {
        let wanted = Double(next) / Double(intervals) * Double(counts.count)
        guard wanted <= Double(sum + count) else { break }
        quantiles.append(from + (to - from) * max(0, wanted - Double(sum)) / Double(count))
        next += 1
      }
      sum += count
    }
    guard let top = quantiles.last, let highest = cells.last else { return nil }
    let sumBelow = zip(quantiles, quantiles.dropFirst()).reduce(0) { $0 + ($1.0 + $1.1) / 2 }
    let ofHighest = counts.mean * Double(intervals) - sumBelow
    let end = max(2 * ofHighest - top, top)
    return .empirical(quantiles: quantiles + [min(end, 4 * DurationGrid.edges[highest.cell + 1])])
  }

  /// Hazards between quantiles of what ended: events over time at risk. Beyond the last of them the hazard stays as it was.
  private static func piecewiseHazard(_ counts: DurationCounts) -> (pieces: HazardPieces, events: [Double])? {
    let pieces = min(10, counts.count / 25)
    guard pieces >= 2 else { return nil }
    var ends: [Double] = []
    var sum = 0
    for (cell, count) in counts.endedCells {
      sum += count
      let wanted = Double(ends.count + 1) / Double(pieces) * Double(counts.count)
      if Double(sum) >= wanted, ends.count < pieces - 1 { ends.append(DurationGrid.edges[cell + 1]) }
    }
    guard !ends.isEmpty else { return nil }
    var events = [Double](repeating: 0, count: ends.count + 1)
    var risk = events
    func place(_ duration: Double, weight: Int, isEvent: Bool) {
      var start = 0.0
      for piece in events.indices {
        let end = piece < ends.count ? ends[piece] : .infinity
        risk[piece] += Double(weight) * max(0, min(duration, end) - start)
        if isEvent, duration >= start, duration < end { events[piece] += Double(weight) }
        start = end
      }
    }
    for (cell, count) in counts.endedCells { place(DurationGrid.middle(cell), weight: count, isEvent: true) }
    for (cell, count) in counts.censoredCells { place(DurationGrid.middle(cell), weight: count, isEvent: false) }
    let hazards = zip(events, risk).map { $1 > 0 ? $0 / $1 : 0 }
    guard let tail = hazards.last, tail > 0 else { return nil }
    let leave = zip(zip([0] + ends, ends), hazards).map { -expm1(-$1 * ($0.1 - $0.0)) }
    return (HazardPieces(until: ends, leave: leave, tailMean: 1 / tail), events)
  }
}
