import Statistics

// The figures of the whole run, with controls where there are any: one place, so that a run stops on what it reports.
extension Accumulator {
  /// A figure of a contact type.
  func runFigure(type: Int, _ measure: ContactMeasure, scale: Double = 1) -> Figure {
    guard let controlled = reduction?.figure(type: type, measure) else {
      let ratio = contacts[contactIndex(type: type, cell: layout.runCell) + measure.rawValue]
        .ratio(scale: scale)
      return Figure(mean: ratio.estimate, halfWidth: ratio.halfWidth)
    }
    return Self.figure(controlled, scale: scale, isShare: measure.isShare)
  }

  /// P(a whole day meets the promise).
  func daysMetFigure(type: Int) -> Figure {
    guard let controlled = reduction?.daysMet(type: type) else {
      let share = daysMet[type].ratio()
      return Figure(mean: share.estimate, halfWidth: share.halfWidth)
    }
    return Self.figure(controlled, scale: 1, isShare: true)
  }

  /// A figure of an agent group.
  func runFigure(group: Int, _ measure: GroupMeasure, scale: Double = 1) -> Figure {
    guard let controlled = reduction?.figure(group: group, measure) else {
      let ratio = groups[groupIndex(group: group, cell: layout.periods) + measure.rawValue].ratio(scale: scale)
      return Figure(mean: ratio.estimate, halfWidth: ratio.halfWidth)
    }
    return Self.figure(controlled, scale: scale, isShare: measure == .occupancy)
  }

  /// A correction by controls may go past what is possible: no count is negative, no share above 1.
  private static func figure(_ controlled: ControlledRatio, scale: Double, isShare: Bool) -> Figure {
    let ratio = controlled.ratio(scale: scale)
    return Figure(
      mean: ratio.estimate.map { min(max(0, $0), isShare ? 1 : .infinity) }, halfWidth: ratio.halfWidth)
  }
}

extension ContactMeasure {
  /// Whether it lies between 0 and 1.
  var isShare: Bool {
    switch self {
    case .SL1, .SL2, .SL3, .SL4, .abandonment, .deadlineCompliance: true
    default: false
    }
  }
}
