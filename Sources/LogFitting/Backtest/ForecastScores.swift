import WaitEstimation

/// How good forecasts were, over callers who were served.
public struct ForecastScores: Sendable, Hashable {
  /// Callers.
  public private(set) var count = 0
  private var weights = 0.0
  private var answers = 0.0
  private var waits = 0.0
  private var means = 0.0
  private var squared = 0.0
  private var absolute = 0.0
  private var inside80 = 0.0
  private var inside90 = 0.0
  private var width80Sum = 0.0
  private var width90Sum = 0.0
  private var pinballs = [Double](repeating: 0, count: WaitForecast.levels.count)
  private var below = [Double](repeating: 0, count: WaitForecast.levels.count)
  private var brierSum = 0.0
  private var bins = [Bin](repeating: Bin(), count: 10)

  private struct Bin: Hashable {
    var forecast = 0.0
    var happened = 0.0
  }

  /// No callers.
  public init() {}

  /// Takes in a forecast and what happened.
  public mutating func add(_ forecast: WaitForecast, wait: Double) {
    addWait(forecast, wait: wait, weight: 1)
    addWithin30(forecast, happened: wait <= 30, weight: 1)
  }

  /// Takes in a wait that counts as several.
  mutating func addWait(_ forecast: WaitForecast, wait: Double, weight: Double) {
    count += 1
    weights += weight
    waits += weight * wait
    means += weight * forecast.mean
    let error = forecast.mean - wait
    squared += weight * error * error
    absolute += weight * abs(error)
    let quantiles = forecast.quantiles
    if wait >= quantiles[1], wait <= quantiles[5] { inside80 += weight }
    if wait >= quantiles[0], wait <= quantiles[6] { inside90 += weight }
    width80Sum += weight * (quantiles[5] - quantiles[1])
    width90Sum += weight * (quantiles[6] - quantiles[0])
    for (index, level) in WaitForecast.levels.enumerated() {
      let distance = wait - quantiles[index]
      pinballs[index] += weight * max(level * distance, (level - 1) * distance)
      if distance <= 0 { below[index] += weight }
    }
  }

  /// Takes in whether a wait was at most 30 s, which counts as several.
  mutating func addWithin30(_ forecast: WaitForecast, happened: Bool, weight: Double) {
    answers += weight
    let error = forecast.within30 - (happened ? 1 : 0)
    brierSum += weight * error * error
    let bin = min(9, max(0, Int(forecast.within30 * 10)))
    bins[bin].forecast += weight * forecast.within30
    bins[bin].happened += happened ? weight : 0
  }

  private var number: Double { weights > 0 ? weights : 1 }
  private var answered: Double { answers > 0 ? answers : 1 }

  /// Mean wait observed, seconds.
  public var meanWait: Double { waits / number }
  /// Mean forecast less mean wait, seconds.
  public var bias: Double { (means - waits) / number }
  /// Root mean squared error over the mean wait.
  public var rmseOverMean: Double { waits > 0 ? (squared / number).squareRoot() / meanWait : 0 }
  /// Mean absolute error of the mean forecast, seconds.
  public var mae: Double { absolute / number }
  /// Share of waits in the central 80 % interval.
  public var coverage80: Double { inside80 / number }
  /// Share of waits in the central 90 % interval.
  public var coverage90: Double { inside90 / number }
  /// Mean width of the central 80 % interval, seconds.
  public var width80: Double { width80Sum / number }
  /// Mean width of the central 90 % interval, seconds.
  public var width90: Double { width90Sum / number }
  /// Pinball loss at each of `WaitForecast.levels`, seconds.
  public var pinball: [Double] { pinballs.map { $0 / number } }
  /// Mean of `pinball`.
  public var meanPinball: Double { pinball.reduce(0, +) / Double(pinballs.count) }
  /// Share of waits at or below each quantile.
  public var shareBelow: [Double] { below.map { $0 / number } }
  /// Brier score of P(wait ≤ 30 s).
  public var brier: Double { brierSum / answered }
  /// Mean distance of forecast and observed shares of waits ≤ 30 s over ten bins of the forecast, weighted by callers.
  public var calibrationError: Double {
    bins.reduce(0) { $0 + abs($1.forecast - $1.happened) } / answered
  }
  /// Mean forecast P(wait ≤ 30 s) less the share observed.
  public var within30Bias: Double {
    bins.reduce(0) { $0 + $1.forecast - $1.happened } / answered
  }
}
