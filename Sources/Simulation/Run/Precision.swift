import ContactCentre

/// Whether a run knows the figure of its stopping rule as precisely as wanted.
struct Precision {
  private let scenario: Scenario
  private let sums: Accumulator

  init(_ simulator: Simulator, _ sums: Accumulator) {
    scenario = simulator.scenario
    self.sums = sums
  }

  func isReached(_ rule: StoppingRule) -> Bool {
    guard let type = scenario.contactTypes.firstIndex(where: { $0.name == rule.contactType }) else { return true }
    let measure: ContactMeasure =
      switch rule.figure {
      case .promise: ContactMeasure(scenario.contactTypes[type].promise?.definition ?? .SL1)
      case .SL1: .SL1
      case .SL2: .SL2
      case .SL3: .SL3
      case .SL4: .SL4
      case .averageWait: .waitAnswered
      case .abandonment: .abandonment
      }
    let scale = measure == .waitAnswered ? 1e-6 : 1
    let run = sums.layout.periods + sums.layout.days
    let figure = sums.contacts[sums.contactIndex(type: type, cell: run) + measure.rawValue].ratio(scale: scale)
    guard let halfWidth = figure.halfWidth else { return false }
    return halfWidth <= rule.halfWidth
  }
}
