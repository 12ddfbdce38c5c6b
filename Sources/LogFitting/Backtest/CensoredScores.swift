import WaitEstimation

/// How good forecasts were for all who join: who abandons is censored, not forgotten.
///
/// Everybody whose outcome is known counts 1 / P(nobody of that patience had gone yet) (Graf et al., Statistics in Medicine
/// 18, 1999), which Kaplan–Meier estimates from the abandonments themselves.
public struct CensoredScores: Sendable, Hashable {
  private struct Caller: Hashable {
    var seconds: Double
    var isServed: Bool
    var forecast: WaitForecast
  }

  private static let limit = 30.0
  /// A single caller who stayed longer than nearly everybody does not stand for more than so many.
  private static let mostWeight = 20.0
  private var callers: [Caller] = []

  /// Nobody.
  public init() {}

  /// Takes in a caller: after so many seconds served, or gone.
  public mutating func add(seconds: Double, isServed: Bool, forecast: WaitForecast) {
    callers.append(Caller(seconds: seconds, isServed: isServed, forecast: forecast))
  }

  /// Takes in the callers of others.
  mutating func add(_ other: CensoredScores) { callers += other.callers }

  /// All who joined.
  public var count: Int { callers.count }
  /// Those who abandoned.
  public var abandoned: Int { callers.count { !$0.isServed } }

  /// The scores, each caller weighted: errors, intervals and pinball over those who were served, which stand for those who
  /// went before; the Brier score and its calibration also over those who went after 30 s, whose answer is known.
  public var scores: ForecastScores {
    var scores = ForecastScores()
    let censoring = SurvivalCurve(callers.map { ($0.seconds, !$0.isServed) })
    func weight(_ stay: Double) -> Double { min(Self.mostWeight, 1 / max(1e-6, stay)) }
    let open = weight(censoring.survival(after: Self.limit))
    for caller in callers {
      let own = caller.isServed ? weight(censoring.survival(before: caller.seconds)) : 0
      if caller.isServed { scores.addWait(caller.forecast, wait: caller.seconds, weight: own) }
      if caller.seconds > Self.limit {
        scores.addWithin30(caller.forecast, happened: false, weight: open)
      } else if caller.isServed {
        scores.addWithin30(caller.forecast, happened: true, weight: own)
      }
    }
    return scores
  }

  /// Mean forecast P(wait ≤ 30 s) of all who joined less the Kaplan–Meier share within 30 s; `nil` without callers.
  public var within30Bias: Double? {
    guard !callers.isEmpty else { return nil }
    let service = SurvivalCurve(callers.map { ($0.seconds, $0.isServed) })
    let forecast = callers.reduce(0) { $0 + $1.forecast.within30 } / Double(callers.count)
    return forecast - (1 - service.survival(after: Self.limit))
  }
}
