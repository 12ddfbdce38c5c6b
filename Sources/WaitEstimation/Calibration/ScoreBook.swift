import ContactCentre

/// How good announced waits were, over some time.
///
/// Answered customers count 1 / P(patience is longer than their wait); those who gave up count where their outcome is known all
/// the same (not answered within 30 s).
public struct WaitScore: Sendable, Equatable, Codable {
  /// Customers who were answered.
  public internal(set) var answered = 0
  /// Customers who gave up.
  public internal(set) var gaveUp = 0
  var weight = 0.0
  var inside = 0.0
  var pinballSum = 0.0
  var brierWeight = 0.0
  var brierSum = 0.0
  var places = [Double](repeating: 0, count: Self.bins)
  // Optional: what was kept by an earlier version does not have it.
  var told: [Told]?

  /// What was said of P(answered within 30 s), and what came of it, where that was alike.
  public struct Told: Sendable, Equatable, Codable {
    /// Customers, each counting as above.
    public internal(set) var weight = 0.0
    var predictedSum = 0.0
    var observedSum = 0.0

    /// Mean of what was said; `nil` where it never was.
    public var predicted: Double? { weight > 0 ? predictedSum / weight : nil }
    /// Share of those who were answered within 30 s.
    public var observed: Double? { weight > 0 ? observedSum / weight : nil }

    mutating func add(_ other: Told) {
      weight += other.weight
      predictedSum += other.predictedSum
      observedSum += other.observedSum
    }
  }

  /// Bins of the histogram.
  public static let bins = 10

  init() {}

  /// Share of waits inside the 80 % interval; `nil` without any.
  public var coverage: Double? { weight > 0 ? inside / weight : nil }
  /// Mean pinball loss of p50, p80 and p90 together, seconds; `nil` without any.
  public var pinball: Seconds? { weight > 0 ? pinballSum / weight : nil }
  /// Brier score of P(answered within 30 s): mean squared error; `nil` without any.
  public var brier: Double? { brierWeight > 0 ? brierSum / brierWeight : nil }
  /// Shares of the predicted probability of what was then observed (PIT), in ten equal bins: all alike when predictions are
  /// right, a ∪ when they are too narrow, a slope when too short or too long; `nil` without any.
  public var histogram: [Double]? { weight > 0 ? places.map { $0 / weight } : nil }

  /// Reliability of P(answered within 30 s), in ten equal bins of what was said; `nil` without any.
  public var reliability: [Told]? { brierWeight > 0 ? told : nil }
  /// The Brier score of always saying the share that was observed: what an estimate has to beat.
  public var brierOfShare: Double? {
    guard let told = reliability else { return nil }
    let all = told.reduce(into: Told()) { $0.add($1) }
    return all.observed.map { $0 * (1 - $0) }
  }

  mutating func tell(_ predicted: Double, observed: Double, weight: Double) {
    var bins = told ?? [Told](repeating: Told(), count: Self.bins)
    let bin = min(Self.bins - 1, max(0, Int(predicted * Double(Self.bins))))
    bins[bin].add(Told(weight: weight, predictedSum: weight * predicted, observedSum: weight * observed))
    told = bins
  }

  static func + (first: WaitScore, second: WaitScore) -> WaitScore {
    var sum = first
    sum.answered += second.answered
    sum.gaveUp += second.gaveUp
    sum.weight += second.weight
    sum.inside += second.inside
    sum.pinballSum += second.pinballSum
    sum.brierWeight += second.brierWeight
    sum.brierSum += second.brierSum
    for index in sum.places.indices { sum.places[index] += second.places[index] }
    if let told = second.told {
      var bins = sum.told ?? [Told](repeating: Told(), count: Self.bins)
      for index in bins.indices { bins[index].add(told[index]) }
      sum.told = bins
    }
    return sum
  }
}

/// Keeps the scores of the last hour, day and 30 days.
public struct ScoreBook: Sendable, Codable {
  /// Over which time.
  public enum Window: String, Sendable, Hashable, Codable, CaseIterable {
    /// The last 60 minutes, to the minute.
    case hour
    /// The last 24 hours, to the hour.
    case day
    /// The last 30 days, to the day.
    case month

    var width: Seconds {
      switch self {
      case .hour: 60
      case .day: 3600
      case .month: 86_400
      }
    }
    var count: Int {
      switch self {
      case .hour: 60
      case .day: 24
      case .month: 30
      }
    }
  }

  private var slots: [Window: [Int: WaitScore]] = [:]

  /// Nothing is known yet.
  public init() {}

  /// Takes note of how an announced wait ended.
  /// - Parameters:
  ///   - law: what was predicted.
  ///   - interval: the 80 % interval that was announced, seconds.
  ///   - wait: the wait, or how long the customer waited before giving up, seconds.
  ///   - patience: how likely waits are to be seen to their end.
  ///   - time: when it ended, seconds since 1970.
  public mutating func record(
    _ law: CalibratedLaw, interval: (lower: Seconds, upper: Seconds), wait: Seconds, gaveUp: Bool,
    patience: PatienceRecord, at time: Seconds
  ) {
    var score = WaitScore()
    func weight(_ time: Seconds) -> Double { min(Recalibration.mostWeight, 1 / max(patience.exceeds(time), 1e-9)) }
    if gaveUp { score.gaveUp = 1 } else { score.answered = 1 }
    let within = law.within(30)
    if wait > 30 {
      score.brierWeight = weight(30)
      score.brierSum = score.brierWeight * within * within
      score.tell(within, observed: 0, weight: score.brierWeight)
    } else if !gaveUp {
      score.brierWeight = weight(wait)
      score.brierSum = score.brierWeight * (1 - within) * (1 - within)
      score.tell(within, observed: 1, weight: score.brierWeight)
    }
    if !gaveUp {
      score.weight = weight(wait)
      score.inside = wait >= interval.lower && wait <= interval.upper ? score.weight : 0
      for level in [0.5, 0.8, 0.9] {
        // A law may say that so many are never answered; a score that is no number could not be kept.
        let error = wait - min(law.quantile(level), 86_400)
        score.pinballSum += score.weight * (error >= 0 ? level * error : (level - 1) * error)
      }
      let place = min(WaitScore.bins - 1, Int(law.within(wait) * Double(WaitScore.bins)))
      score.places[place] = score.weight
    }
    for window in Window.allCases {
      let slot = Int((time / window.width).rounded(.down))
      slots[window, default: [:]][slot] = (slots[window]?[slot] ?? WaitScore()) + score
      if slots[window, default: [:]].count > window.count + 2 {
        slots[window] = slots[window]?.filter { $0.key > slot - window.count }
      }
    }
  }

  /// The score over the last hour, day or 30 days before a time.
  public func score(_ window: Window, at time: Seconds) -> WaitScore {
    let slot = Int((time / window.width).rounded(.down))
    // In the order of time, so that the sums are always the same.
    return (slots[window] ?? [:]).filter { $0.key <= slot && $0.key > slot - window.count }
      .sorted { $0.key < $1.key }.reduce(WaitScore()) { $0 + $1.value }
  }
}
