/// The law of a duration or of a random factor, by the figures that a planner knows: its mean and its spread.
///
/// Durations are in seconds. The value only describes the law; a ``Sampler`` draws from it.
///
/// ```swift
/// let handling = Distribution.lognormal(mean: 360, cv: 1.1)
/// handling.scaled(by: 1.15).mean  // 414
/// ```
public enum Distribution: Sendable, Hashable, Codable {
  /// Always the same value.
  case constant(Double)
  /// Exponential with the given mean.
  case exponential(mean: Double)
  /// Lognormal with the given mean and coefficient of variation (standard deviation / mean).
  case lognormal(mean: Double, cv: Double)
  /// Weibull with the given mean and shape; shape 1 is the exponential.
  case weibull(mean: Double, shape: Double)
  /// Gamma with the given mean and coefficient of variation; its shape is 1 / cv².
  case gamma(mean: Double, cv: Double)
  /// Uniform between two values.
  case uniform(minimum: Double, maximum: Double)
  /// What was observed: quantiles at equally spaced probabilities from 0 to 1, ascending, at least two; straight between.
  case empirical(quantiles: [Double])
  /// A mixture of Erlang laws.
  case phaseType([PhaseBranch])
  /// Hazards that are constant on stretches.
  case piecewiseHazard(HazardPieces)

  /// The mean, in the unit of the law.
  public var mean: Double {
    switch self {
    case .constant(let value): value
    case .exponential(let mean), .lognormal(let mean, _), .weibull(let mean, _), .gamma(let mean, _): mean
    case .uniform(let minimum, let maximum): (minimum + maximum) / 2
    case .empirical(let quantiles):
      zip(quantiles, quantiles.dropFirst()).reduce(0) { $0 + ($1.0 + $1.1) / 2 } / Double(quantiles.count - 1)
    case .phaseType(let branches): branches.reduce(0) { $0 + $1.share * $1.mean }
    case .piecewiseHazard(let pieces): pieces.mean
    }
  }

  /// The law of `factor` times the quantity; the coefficient of variation stays as it is.
  public func scaled(by factor: Double) -> Distribution {
    switch self {
    case .constant(let value): .constant(value * factor)
    case .exponential(let mean): .exponential(mean: mean * factor)
    case .lognormal(let mean, let cv): .lognormal(mean: mean * factor, cv: cv)
    case .weibull(let mean, let shape): .weibull(mean: mean * factor, shape: shape)
    case .gamma(let mean, let cv): .gamma(mean: mean * factor, cv: cv)
    case .uniform(let minimum, let maximum): .uniform(minimum: minimum * factor, maximum: maximum * factor)
    case .empirical(let quantiles): .empirical(quantiles: quantiles.map { $0 * factor })
    case .phaseType(let branches):
      .phaseType(branches.map { PhaseBranch(share: $0.share, mean: $0.mean * factor, stages: $0.stages) })
    case .piecewiseHazard(let pieces):
      .piecewiseHazard(
        HazardPieces(
          until: pieces.until.map { $0 * factor }, leave: pieces.leave, tailMean: pieces.tailMean * factor))
    }
  }
}
