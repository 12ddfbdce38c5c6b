import ContactCentre
import Statistics

/// What variance reduction brought: by how much each way divided the variance of the figures.
///
/// A factor of 4 is the same interval from a quarter of the replications. Factors are estimates from the run itself.
public struct VarianceReductionResult: Sendable, Equatable {
  /// The ways that were used.
  public var methods: [VarianceReduction]
  /// Replications that were spread over the laws of the day together; 1 when all are independent.
  public var block: Int
  /// The factors, contact type by contact type.
  public var factors: [VarianceFactor]
}

/// By how much the variance of a figure was divided.
public struct VarianceFactor: Sendable, Equatable {
  /// The contact type.
  public var contactType: String
  /// The figure.
  public var figure: WatchedFigure
  /// By spreading the days evenly; `nil` when that was not asked for, or the figure does not vary.
  public var spreading: Double?
  /// By control variates, on top; `nil` when not asked for, or there were too few replications for coefficients.
  public var controls: Double?
  /// Both together.
  public var total: Double? {
    spreading == nil && controls == nil ? nil : (spreading ?? 1) * (controls ?? 1)
  }
}

/// How precise the figure is that the run was to be stopped on.
public struct PrecisionResult: Sendable, Equatable {
  /// What was asked for.
  public var rule: StoppingRule
  /// The figure when the run ended.
  public var figure: Figure
  /// The most replications that were allowed.
  public var most: Int
}

extension VarianceReductionResult {
  init(_ plan: ReductionPlan, _ reduction: ReductionSums, _ sums: Accumulator, _ scenario: Scenario) {
    methods = scenario.experiment.varianceReduction
    block = plan.block
    let run = sums.layout.runCell
    let measures: [(WatchedFigure, ContactMeasure)] = [
      (.SL1, .SL1), (.SL2, .SL2), (.SL3, .SL3), (.SL4, .SL4), (.averageWait, .waitAnswered),
      (.abandonment, .abandonment),
    ]
    factors = scenario.contactTypes.enumerated().flatMap { type, described in
      measures.map { figure, measure in
        let blocks = sums.contacts[sums.contactIndex(type: type, cell: run) + measure.rawValue]
        return VarianceFactor(
          contactType: described.name, figure: figure,
          spreading: reduction.single(type: type, measure).flatMap { single in
            guard let plain = single.variance, let spread = blocks.variance, spread > 0 else { return nil }
            return plain / spread
          }, controls: reduction.figure(type: type, measure)?.ratio().factor)
      }
    }
  }
}

extension RatioMoments {
  /// The variance of the ratio, as far as it is known.
  fileprivate var variance: Double? {
    guard let halfWidth = ratio().halfWidth, let factor = Confidence.factor(count: count) else { return nil }
    return halfWidth * halfWidth / factor / factor
  }
}
