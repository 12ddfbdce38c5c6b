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
    guard let figure = figure(rule) else { return true }
    guard let mean = figure.mean, let halfWidth = figure.halfWidth else { return false }
    return halfWidth <= rule.halfWidth * (rule.isRelative ? abs(mean) : 1)
  }

  func result(_ rule: StoppingRule) -> PrecisionResult {
    PrecisionResult(rule: rule, figure: figure(rule) ?? .unknown, most: scenario.experiment.maximumReplications)
  }

  /// The figure watched; `nil` for a name that the scenario does not know.
  private func figure(_ rule: StoppingRule) -> Figure? {
    if rule.figure == .occupancy {
      guard let group = scenario.agentGroups.firstIndex(where: { $0.name == rule.contactType }) else { return nil }
      return sums.runFigure(group: group, .occupancy)
    }
    guard let type = scenario.contactTypes.firstIndex(where: { $0.name == rule.contactType }) else { return nil }
    if rule.figure == .dayMeetsPromise { return sums.daysMetFigure(type: type) }
    let measure: ContactMeasure =
      switch rule.figure {
      case .promise, .dayMeetsPromise, .occupancy:
        ContactMeasure(scenario.contactTypes[type].promise?.definition ?? .SL1)
      case .SL1: .SL1
      case .SL2: .SL2
      case .SL3: .SL3
      case .SL4: .SL4
      case .averageWait: .waitAnswered
      case .abandonment: .abandonment
      case .waitAll: .waitAll
      case .waitVirtual: .waitVirtual
      case .handling: .handling
      case .queueLength: .queueLength
      case .deadlineCompliance: .deadlineCompliance
      }
    let scale = measure.isMeanWait ? sums.layout.secondsPerWaitUnit : measure == .handling ? 1e-6 : 1
    return sums.runFigure(type: type, measure, scale: scale)
  }
}
