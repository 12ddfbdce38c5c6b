import Simulation

/// Whether a figure reaches its target, as far as the run can tell.
package enum Verdict: Sendable, Equatable {
  /// The whole confidence interval is at or above the target.
  case kept
  /// The target is inside the confidence interval: more replications would be needed to tell.
  case close
  /// The whole confidence interval is below the target.
  case missed
  /// Nothing was observed.
  case unknown

  /// Compares a figure with its target; without a half width the estimate alone decides.
  package init(_ figure: Figure, target: Double) {
    guard let mean = figure.mean else {
      self = .unknown
      return
    }
    let halfWidth = figure.halfWidth ?? 0
    if mean - halfWidth >= target {
      self = .kept
    } else if mean + halfWidth < target {
      self = .missed
    } else {
      self = .close
    }
  }

  /// A sign that does not depend on colour.
  package var sign: String {
    switch self {
    case .kept: "✓"
    case .close: "~"
    case .missed: "✗"
    case .unknown: NumberText.nothing
    }
  }
}
