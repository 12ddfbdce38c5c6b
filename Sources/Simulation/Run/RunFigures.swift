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
  ///
  /// Days that happen to be alike do not make it certain: where all or none meet it, and without controls always, the interval
  /// is no narrower than that of independent days (E. B. Wilson's score interval, as far as it reaches to either side).
  func daysMetFigure(type: Int) -> Figure {
    let moments = daysMet[type]
    let days = Proportion(Int(moments.sumX), of: Int(moments.sumY))
    var figure: Figure
    if let controlled = reduction?.daysMet(type: type) {
      figure = Self.figure(controlled, scale: 1, isShare: true)
      guard days.part == 0 || days.part == days.all else { return figure }
    } else {
      let share = moments.ratio()
      figure = Figure(mean: share.estimate, halfWidth: share.halfWidth)
    }
    if let share = figure.mean, let halfWidth = figure.halfWidth, let alone = days.interval() {
      figure.halfWidth = max(halfWidth, share - alone.lowerBound, alone.upperBound - share)
    }
    return figure
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
