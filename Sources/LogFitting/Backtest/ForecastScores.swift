/// How good forecasts were, over callers who were served.
public struct ForecastScores: Sendable, Hashable {
  /// Callers.
  public private(set) var count = 0
  private var waits = 0.0
  private var means = 0.0
  private var squared = 0.0
  private var absolute = 0.0
  private var inside80 = 0
  private var inside90 = 0
  private var width80Sum = 0.0
  private var width90Sum = 0.0
  private var pinballs = [Double](repeating: 0, count: WaitForecast.levels.count)
  private var below = [Int](repeating: 0, count: WaitForecast.levels.count)
  private var brierSum = 0.0
  private var bins = [Bin](repeating: Bin(), count: 10)

  private struct Bin: Hashable {
    var count = 0
    var forecast = 0.0
    var happened = 0
  }

  /// No callers.
  public init() {}

  /// Takes in a forecast and what happened.
  public mutating func add(_ forecast: WaitForecast, wait: Double) {
    count += 1
    waits += wait
    means += forecast.mean
    let error = forecast.mean - wait
    squared += error * error
    absolute += abs(error)
    let quantiles = forecast.quantiles
    if wait >= quantiles[1], wait <= quantiles[5] { inside80 += 1 }
    if wait >= quantiles[0], wait <= quantiles[6] { inside90 += 1 }
    width80Sum += quantiles[5] - quantiles[1]
    width90Sum += quantiles[6] - quantiles[0]
    for (index, level) in WaitForecast.levels.enumerated() {
      let distance = wait - quantiles[index]
      pinballs[index] += max(level * distance, (level - 1) * distance)
      if distance <= 0 { below[index] += 1 }
    }
    let happened = wait <= 30
    brierSum += (forecast.within30 - (happened ? 1 : 0)) * (forecast.within30 - (happened ? 1 : 0))
    let bin = min(9, max(0, Int(forecast.within30 * 10)))
    bins[bin].count += 1
    bins[bin].forecast += forecast.within30
    bins[bin].happened += happened ? 1 : 0
  }

  private var number: Double { Double(max(1, count)) }

  /// Mean wait observed, seconds.
  public var meanWait: Double { waits / number }
  /// Mean forecast less mean wait, seconds.
  public var bias: Double { (means - waits) / number }
  /// Root mean squared error over the mean wait.
  public var rmseOverMean: Double { waits > 0 ? (squared / number).squareRoot() / meanWait : 0 }
  /// Mean absolute error of the mean forecast, seconds.
  public var mae: Double { absolute / number }
  /// Share of waits in the central 80 % interval.
  public var coverage80: Double { Double(inside80) / number }
  /// Share of waits in the central 90 % interval.
  public var coverage90: Double { Double(inside90) / number }
  /// Mean width of the central 80 % interval, seconds.
  public var width80: Double { width80Sum / number }
  /// Mean width of the central 90 % interval, seconds.
  public var width90: Double { width90Sum / number }
  /// Pinball loss at each of `WaitForecast.levels`, seconds.
  public var pinball: [Double] { pinballs.map { $0 / number } }
  /// Mean of `pinball`.
  public var meanPinball: Double { pinball.reduce(0, +) / Double(pinballs.count) }
  /// Share of waits at or below each quantile.
  public var shareBelow: [Double] { below.map { Double($0) / number } }
  /// Brier score of P(wait ≤ 30 s).
  public var brier: Double { brierSum / number }
  /// Mean distance of forecast and observed shares of waits ≤ 30 s over ten bins of the forecast, weighted by callers.
  public var calibrationError: Double {
    bins.reduce(0) { $0 + abs($1.forecast - Double($1.happened)) } / number
  }
  /// Mean forecast P(wait ≤ 30 s) less the share observed.
  public var within30Bias: Double {
    (bins.reduce(0) { $0 + $1.forecast } - Double(bins.reduce(0) { $0 + $1.happened })) / number
  }
}

/// P(wait ≤ 30 s) for all who join: who abandons is censored, not forgotten.
///
/// Weighted by the inverse probability of not being censored (Graf et al., Statistics in Medicine 18, 1999), which
/// Kaplan–Meier estimates from the abandonments themselves.
public struct CensoredScores: Sendable, Hashable {
  private struct Caller: Hashable {
    var seconds: Double
    var isServed: Bool
    var within30: Double
  }

  private static let limit = 30.0
  private var callers: [Caller] = []

  /// Nobody.
  public init() {}

  /// Takes in a caller: after so many seconds served, or gone.
  public mutating func add(seconds: Double, isServed: Bool, within30: Double) {
    callers.append(Caller(seconds: seconds, isServed: isServed, within30: within30))
  }

  /// All who joined.
  public var count: Int { callers.count }
  /// Those who abandoned.
  public var abandoned: Int { callers.count { !$0.isServed } }

  /// Brier score of P(wait ≤ 30 s), and the mean forecast less the Kaplan–Meier share within 30 s.
  public var brierAndBias: (brier: Double, bias: Double)? {
    guard !callers.isEmpty else { return nil }
    let censoring = SurvivalCurve(callers.map { ($0.seconds, !$0.isServed) })
    let service = SurvivalCurve(callers.map { ($0.seconds, $0.isServed) })
    let open = max(1e-6, censoring.survival(after: Self.limit))
    var sum = 0.0
    var forecast = 0.0
    for caller in callers {
      forecast += caller.within30
      if caller.seconds > Self.limit {
        sum += caller.within30 * caller.within30 / open
      } else if caller.isServed {
        let weight = max(1e-6, censoring.survival(before: caller.seconds))
        sum += (1 - caller.within30) * (1 - caller.within30) / weight
      }
    }
    let number = Double(callers.count)
    return (sum / number, forecast / number - (1 - service.survival(after: Self.limit)))
  }
}
