/// What is said to a customer at the moment of joining.
public struct WaitForecast: Sendable, Hashable {
  /// The levels of `quantiles`.
  public static let levels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]

  /// Mean wait, seconds.
  public var mean: Double
  /// Quantiles of the wait at `levels`, seconds, ascending.
  public var quantiles: [Double]
  /// Probability of a wait of at most 30 s.
  public var within30: Double

  /// Creates a forecast.
  public init(mean: Double, quantiles: [Double], within30: Double) {
    self.mean = mean
    self.quantiles = quantiles
    self.within30 = within30
  }
}
